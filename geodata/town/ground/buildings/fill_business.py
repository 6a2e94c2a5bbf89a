"""Commercial blocks (malls, office towers, retail rows) and mixed blocks (shop houses round short slabs)."""

import numpy as np
import shapely

from geodata.town.ground.buildings.fill_estates import HOME_FRONT_M, SLAB_DEPTH_M, facing_south
from geodata.town.ground.buildings.parcels import Parcels
from geodata.town.ground.buildings.placing import Candidates, fits, make_lattice, outlines, rectangle, rotated
from geodata.town.ground.buildings.slabs import Rows, edge_bars, row_slabs

MALL_SHARE, ROW_SHARE = 0.36, 0.16
MALL_M2 = (1_500.0, 30_000.0)
HOUSE_DEPTH_M = 12.0
TOWERS_PER_BLOCK = 4


def fill_commercial(parcels: Parcels, rng: np.random.Generator) -> Candidates:
    """Malls on a third of the blocks, office towers behind retail rows on the rest."""
    found = Candidates()
    count = len(parcels.polygon)
    draw = rng.random(count)
    mall, shape = _malls(parcels, draw < MALL_SHARE, rng)
    found.add(shape, parcels.block[mall], "mall", rng.integers(3, 8, len(shape)), 0.0)
    rest = np.setdiff1d(np.arange(count), mall)
    if len(rest) == 0:
        return found
    rows = parcels.take(rest)
    bars, parcel = edge_bars(rows, np.full(len(rest), 15.0), rng.uniform(34.0, 52.0, len(rest)), 4.0)
    keep = rng.random(len(bars)) < np.where(draw[rest] > 1.0 - ROW_SHARE, 1.0, 0.62)[parcel]
    found.add(bars[keep], rows.block[parcel[keep]], "podium", rng.integers(2, 6, keep.sum()), 0.0)
    _add_office_towers(found, rows, rng)
    return found


def _malls(parcels: Parcels, wanted: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Parcels that hold a mall and the mall's outline: the parcel shrunk, corners mitred."""
    shrunk = shapely.buffer(
        parcels.polygon, -rng.uniform(9.0, 20.0, len(wanted)), join_style="mitre", mitre_limit=2.5
    )
    shrunk = shapely.simplify(shrunk, 1.5)
    area = shapely.area(shrunk)
    fit = wanted & (shapely.get_type_id(shrunk) == 3) & (area > MALL_M2[0]) & (area < MALL_M2[1])
    where = np.flatnonzero(fit)
    return where, shrunk[where]


def _add_office_towers(found: Candidates, parcels: Parcels, rng: np.random.Generator) -> None:
    count = len(parcels.polygon)
    inner = shapely.buffer(parcels.polygon, -22.0, join_style="mitre", mitre_limit=2.0)
    usable = np.flatnonzero((shapely.get_type_id(inner) == 3) & ~shapely.is_empty(inner))
    if len(usable) == 0:
        return
    inside = Parcels(inner[usable], parcels.block[usable], parcels.angle[usable])
    count = len(usable)
    pitch = rng.uniform(58.0, 82.0, (count, 2))
    lattice = make_lattice(inside.polygon, inside.angle, pitch, rng.random((count, 2)))
    size = np.column_stack([rng.uniform(24.0, 44.0, count), rng.uniform(24.0, 36.0, count)])[lattice.parcel]
    at = rotated(lattice.at, inside.angle[lattice.parcel])
    shape = outlines(rectangle(), at, inside.angle[lattice.parcel], size)
    keep = np.flatnonzero(fits(shape, inside, lattice.parcel))
    parcel = lattice.parcel[keep]
    turn = np.arange(len(parcel)) - np.searchsorted(parcel, parcel)
    keep = keep[turn < TOWERS_PER_BLOCK]
    parcel = lattice.parcel[keep]
    floors = np.clip(rng.normal(26.0, 8.0, len(keep)), 14, 48).astype(int)
    found.add(shape[keep], inside.block[parcel], "office", floors, 0.0)


def fill_mixed(parcels: Parcels, rng: np.random.Generator) -> Candidates:
    """Shop houses of two to six floors along the edges, short slabs inside."""
    found = Candidates()
    count = len(parcels.polygon)
    if count == 0:
        return found
    depth = np.full(count, HOUSE_DEPTH_M) + rng.uniform(-1.5, 1.5, count)
    bars, parcel = edge_bars(parcels, depth, rng.uniform(17.0, 34.0, count), 1.2)
    keep = rng.random(len(bars)) < 0.93
    bars, parcel = bars[keep], parcel[keep]
    floors = rng.integers(2, 7, len(bars))
    homes = np.maximum(floors - 1, 1) * shapely.area(bars) / 150.0
    found.add(bars, parcels.block[parcel], "shop_house", floors, homes)
    inner = shapely.buffer(parcels.polygon, -(HOUSE_DEPTH_M + 9.0), join_style="mitre", mitre_limit=2.0)
    angle = facing_south(parcels.angle, rng)
    pitch, length = rng.uniform(23.0, 30.0, count), rng.uniform(28.0, 46.0, count)
    slabs, parcel, size = row_slabs(
        inner, Rows(angle, pitch, length, np.full(count, SLAB_DEPTH_M), 7.0, rng.random(count))
    )
    keep = fits(slabs, parcels, parcel) & (rng.random(len(slabs)) > 0.12)
    parcel, size = parcel[keep], size[keep]
    floors = rng.integers(4, 8, count)[parcel]
    found.add(slabs[keep], parcels.block[parcel], "slab", floors, size / HOME_FRONT_M * floors)
    return found
