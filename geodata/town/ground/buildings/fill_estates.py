"""Housing estates: slab rows of old estates, towers and mid-rise boards of modern ones."""

import numpy as np
import shapely

from geodata.town.ground.buildings.parcels import Parcels
from geodata.town.ground.buildings.placing import Candidates, fits, make_lattice, outlines, rectangle, rotated
from geodata.town.ground.buildings.slabs import Rows, edge_bars, row_slabs

SLAB_DEPTH_M = 11.5
HOME_FRONT_M = 9.2  # one household per this much slab and floor
SOUTH_RANGE = np.radians(22.0)
SHOP_SHARE, YARD_SHARE = 0.45, 0.6
YARD_SLABS = 4  # a yard may cost this many slabs
SHOP_DEPTH_M = 10.0
TOWER_ESTATES = 0.66

BOARD = rectangle(34.0, 15.0)
BUTTERFLY = np.array(
    [
        (-15, -3), (-13, -11), (-4, -11), (-3, -7), (3, -7), (4, -11), (13, -11), (15, -3),
        (13, 4), (6, 6), (6, 11), (-6, 11), (-6, 6), (-13, 4),
    ],
    float,
)  # fmt: skip
TEE = np.array([(-16, -5), (16, -5), (16, 6), (6, 6), (6, 13), (-6, 13), (-6, 6), (-16, 6)], float)
CROSS = np.array(
    [
        (-13, -5),
        (-5, -5),
        (-5, -11),
        (5, -11),
        (5, -5),
        (13, -5),
        (13, 5),
        (5, 5),
        (5, 11),
        (-5, 11),
        (-5, 5),
        (-13, 5),
    ],
    float,
)
TOWER_TEMPLATES = (BUTTERFLY, TEE, BOARD, CROSS)


def facing_south(angle: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Row directions: the parcel's where it (or its cross direction) is within 22° of east–west, else ± 10°."""
    quarter = (angle + np.pi / 4.0) % (np.pi / 2.0) - np.pi / 4.0
    return np.where(np.abs(quarter) < SOUTH_RANGE, quarter, np.radians(rng.uniform(-10.0, 10.0, len(angle))))


def fill_old_estates(parcels: Parcels, rng: np.random.Generator) -> tuple[Candidates, list]:
    """Slab rows, some with shops along the street, and the yards between them."""
    found = Candidates()
    count = len(parcels.polygon)
    shops = rng.random(count) < SHOP_SHARE
    _add_shops(found, parcels.take(shops), rng, 0.85)
    shrink = np.where(shops, SHOP_DEPTH_M + 6.0, 0.0)
    inner = shapely.buffer(parcels.polygon, -shrink, join_style="mitre", mitre_limit=2.0)
    angle = facing_south(parcels.angle, rng)
    pitch, length = rng.uniform(20.0, 25.0, count), rng.uniform(34.0, 64.0, count)
    depth = np.full(count, SLAB_DEPTH_M) + rng.uniform(-0.8, 0.8, count)
    slabs, parcel, size = row_slabs(inner, Rows(angle, pitch, length, depth, 6.5, rng.random(count)))
    keep = fits(slabs, parcels, parcel)
    slabs, parcel, size = slabs[keep], parcel[keep], size[keep]
    yards, free = _yards(parcels, slabs, parcel, rng)
    slabs, parcel, size = slabs[free], parcel[free], size[free]
    floors = rng.choice([5, 6, 7], count, p=[0.25, 0.5, 0.25])[parcel]
    found.add(slabs, parcels.block[parcel], "slab", floors, size / HOME_FRONT_M * floors)
    return found, yards


def _add_shops(found: Candidates, parcels: Parcels, rng: np.random.Generator, share: float) -> None:
    count = len(parcels.polygon)
    if count == 0:
        return
    bars, parcel = edge_bars(parcels, np.full(count, SHOP_DEPTH_M), rng.uniform(22.0, 40.0, count), 2.0)
    keep = rng.random(len(bars)) < share
    found.add(bars[keep], parcels.block[parcel[keep]], "podium", rng.integers(1, 4, keep.sum()), 0.0)


def _yards(parcels: Parcels, slabs: np.ndarray, parcel: np.ndarray, rng: np.random.Generator):
    """Yard polygons, and the mask of slabs that stay: half the estates lose two or three to a yard."""
    count = len(parcels.polygon)
    wanted = (rng.random(count) < YARD_SHARE) & (np.bincount(parcel, minlength=count) > 8)
    middle = shapely.get_coordinates(shapely.centroid(parcels.polygon)) + rng.uniform(-18.0, 18.0, (count, 2))
    angle = parcels.angle
    size = np.column_stack([rng.uniform(44.0, 66.0, count), rng.uniform(26.0, 44.0, count)])
    yards = outlines(rectangle(), middle, (angle + np.pi / 4) % (np.pi / 2) - np.pi / 4, size)
    hit = shapely.intersects(slabs, yards[parcel]) if len(slabs) else np.zeros(0, bool)
    wanted &= np.bincount(parcel[hit], minlength=count) <= YARD_SLABS
    free = ~(wanted[parcel] & shapely.intersects(slabs, yards[parcel])) if len(slabs) else np.zeros(0, bool)
    inside = shapely.contains(parcels.polygon, yards) & wanted
    return list(yards[inside]), free


def fill_modern_estates(parcels: Parcels, rng: np.random.Generator) -> Candidates:
    """Tower estates and mid-rise estates with podium shops on some edges."""
    found = Candidates()
    count = len(parcels.polygon)
    towers = rng.random(count) < TOWER_ESTATES
    shops = rng.random(count) < 0.7
    _add_shops(found, parcels.take(shops), rng, 0.42)
    shrink = np.where(shops, SHOP_DEPTH_M + 5.0, 3.0)
    inner = shapely.buffer(parcels.polygon, -shrink, join_style="mitre", mitre_limit=2.0)
    inside = Parcels(inner, parcels.block, parcels.angle)
    usable = ~shapely.is_empty(inner) & (shapely.get_type_id(inner) == 3)
    _add_towers(found, inside.take(usable & towers), rng)
    _add_boards(found, inside.take(usable & ~towers), rng)
    return found


def _add_towers(found: Candidates, parcels: Parcels, rng: np.random.Generator) -> None:
    """A staggered lattice of one tower outline per estate."""
    count = len(parcels.polygon)
    if count == 0:
        return
    angle = facing_south(parcels.angle, rng)
    pitch = np.column_stack([rng.uniform(50.0, 66.0, count), rng.uniform(46.0, 60.0, count)])
    lattice = make_lattice(parcels.polygon, angle, pitch, rng.random((count, 2)))
    at = lattice.at.copy()
    at[:, 0] += np.where(lattice.row % 2 == 1, 0.5, 0.0) * pitch[lattice.parcel, 0]
    at = rotated(at + rng.uniform(-3.0, 3.0, at.shape), angle[lattice.parcel])
    kind = rng.integers(0, len(TOWER_TEMPLATES), count)
    floors, doors = rng.integers(17, 34, count), rng.choice([3, 4], count)
    for number, template in enumerate(TOWER_TEMPLATES):
        here = kind[lattice.parcel] == number
        parcel = lattice.parcel[here]
        shape = outlines(template, at[here], angle[parcel])
        keep = fits(shape, parcels, parcel) & (rng.random(len(shape)) > 0.06)
        owner = parcel[keep]
        found.add(shape[keep], parcels.block[owner], "tower", floors[owner], (floors * doors)[owner])


def _add_boards(found: Candidates, parcels: Parcels, rng: np.random.Generator) -> None:
    """Rows of boards with nine to eighteen floors."""
    count = len(parcels.polygon)
    if count == 0:
        return
    angle = facing_south(parcels.angle, rng)
    floors = rng.integers(9, 19, count)
    pitch, length = rng.uniform(36.0, 46.0, count) + floors * 0.5, rng.uniform(40.0, 58.0, count)
    depth = rng.uniform(13.0, 15.5, count)
    slabs, parcel, size = row_slabs(
        parcels.polygon, Rows(angle, pitch, length, depth, 16.0, rng.random(count))
    )
    keep = fits(slabs, parcels, parcel) & (size > 22.0) & (rng.random(len(slabs)) > 0.08)
    parcel, size = parcel[keep], size[keep]
    homes = size / 12.5 * floors[parcel]
    found.add(slabs[keep], parcels.block[parcel], "midrise", floors[parcel], np.minimum(homes, 90.0))
