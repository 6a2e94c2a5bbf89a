"""Land cover and water of the town: block grounds, forest, field strips, gardens, ponds."""

import numpy as np
import shapely

from geodata.town.ground.buildings.fill_estates import facing_south
from geodata.town.ground.buildings.parcels import Parcels
from geodata.town.ground.buildings.placing import make_lattice, outlines, rectangle, rotated, without_overlaps
from geodata.town.ground.hills import FOREST_HEIGHTS_M, Terrain, forest_bands
from geodata.town.ground.skeleton import Skeleton
from geodata.town.ground.tables import Surfaces

CLUMP_AREA_M2 = {
    "park": 3_000.0,
    "estate_modern": 3_600.0,
    "campus": 6_500.0,
    "grass": 5_500.0,
    "estate_old": 9_000.0,
    "hospital": 7_000.0,
    "commercial": 14_000.0,
}
POND_AREA_M2 = {"park": 26_000.0, "estate_modern": 17_000.0, "field": 240_000.0, "campus": 60_000.0}


QUARTER_M2 = 2_500.0


def blobs(at: np.ndarray, radius: np.ndarray, rng: np.random.Generator, corners: int = 14) -> np.ndarray:
    """Rounded shapes at points (n, 2) with radii (n,), (n,) Polygons."""
    angle = np.linspace(0.0, 2.0 * np.pi, corners, endpoint=False)
    reach = np.ones((len(at), corners))
    for order in (2, 3):
        size, phase = rng.uniform(0.05, 0.26, (len(at), 1)), rng.uniform(0.0, 6.28, (len(at), 1))
        reach += size * np.sin(order * angle + phase)
    flat = rng.uniform(0.6, 1.0, (len(at), 1))
    turn = rng.uniform(0.0, np.pi, len(at))
    shape = np.stack([np.cos(angle) * reach, np.sin(angle) * reach * flat], axis=-1) * radius[:, None, None]
    return shapely.polygons(rotated(shape, turn[:, None]) + at[:, None, :])


def scattered(
    parcels: Parcels,
    spacing_m2: np.ndarray,
    radius_m: tuple[float, float],
    taken: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """Blobs at random places of the parcels, one per spacing_m2, clear of the taken polygons."""
    count = rng.poisson(shapely.area(parcels.polygon) / spacing_m2)
    parcel = np.repeat(np.arange(len(count)), count)
    if len(parcel) == 0:
        return np.zeros(0, object)
    bounds = shapely.bounds(parcels.polygon)[parcel]
    at = bounds[:, :2] + rng.random((len(parcel), 2)) * (bounds[:, 2:] - bounds[:, :2])
    shape = blobs(at, rng.uniform(*radius_m, len(parcel)), rng)
    shapely.prepare(parcels.polygon)
    shape = shape[shapely.contains_properly(parcels.polygon[parcel], shape)]
    if len(taken):
        tree = shapely.STRtree(taken)
        hit = tree.query(shape, predicate="intersects")[0]
        shape = np.delete(shape, np.unique(hit))
    return shape[without_overlaps(shape, 1.5)]


def field_strips(parcels: Parcels, terrain: Terrain, rng: np.random.Generator) -> np.ndarray:
    """Field strips of 80–170 × 26–46 m below the forest, (n,) Polygons."""
    count = len(parcels.polygon)
    if count == 0:
        return np.zeros(0, object)
    quarters, index = _quarters(parcels, rng)
    angle = rng.uniform(-np.pi / 2, np.pi / 2, len(quarters)) * 0.6 + parcels.angle[index]
    pitch = np.column_stack([rng.uniform(60.0, 130.0, len(quarters)), rng.uniform(22.0, 38.0, len(quarters))])
    lattice = make_lattice(quarters, angle, pitch, rng.random((len(quarters), 2)))
    owner = lattice.parcel
    at = lattice.at.copy()
    at[:, 0] += (lattice.row * 0.37 % 1.0) * pitch[owner, 0]
    at = rotated(at, angle[owner])
    size = pitch[owner] * rng.uniform(0.88, 0.98, (len(at), 2))
    shape = outlines(rectangle(), at, angle[owner] + rng.normal(0.0, 0.03, len(at)), size)
    shapely.prepare(quarters)
    keep = shapely.contains_properly(quarters[owner], shape) & (rng.random(len(shape)) > 0.04)
    keep &= terrain.height_at(at[:, 0], at[:, 1]) < FOREST_HEIGHTS_M[0] - 8.0
    return shape[keep]


def _quarters(parcels: Parcels, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Each parcel in two to four pieces along random lines, so that strips change direction."""
    pieces, index = parcels.polygon, np.arange(len(parcels.polygon))
    for _ in range(2):
        middle = shapely.get_coordinates(shapely.centroid(pieces))
        turn = rng.uniform(0.0, np.pi, len(pieces))
        reach = np.column_stack([np.cos(turn), np.sin(turn)]) * 3000.0
        cut = shapely.buffer(shapely.linestrings(np.stack([middle - reach, middle + reach], axis=1)), 2.0)
        pieces, part = shapely.get_parts(shapely.difference(pieces, cut), return_index=True)
        large = shapely.area(pieces) > QUARTER_M2
        pieces, index = pieces[large], index[part[large]]
    return pieces, index


def greenhouses(parcels: Parcels, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Blocks of greenhouses in one field out of four: (n,) Polygons and the parcel of each."""
    chosen = np.flatnonzero(rng.random(len(parcels.polygon)) < 0.3)
    if len(chosen) == 0:
        return np.zeros(0, object), np.zeros(0, int)
    middle = shapely.get_coordinates(shapely.point_on_surface(parcels.polygon[chosen]))
    yard = outlines(rectangle(), middle, np.zeros(len(chosen)), rng.uniform(70.0, 150.0, (len(chosen), 2)))
    angle = facing_south(parcels.angle[chosen], rng)
    lattice = make_lattice(yard, angle, np.tile([48.0, 13.0], (len(chosen), 1)), np.zeros((len(chosen), 2)))
    shape = outlines(rectangle(43.0, 8.5), rotated(lattice.at, angle[lattice.parcel]), angle[lattice.parcel])
    owner = chosen[lattice.parcel]
    shapely.prepare(parcels.polygon)
    keep = shapely.contains_properly(yard[lattice.parcel], shape)
    keep &= shapely.contains_properly(parcels.polygon[owner], shape)
    return shape[keep], owner[keep]


def forest_cover(bones: Skeleton, terrain: Terrain, kept_clear: np.ndarray) -> list[tuple[str, np.ndarray]]:
    """Forest polygons per class inside the rural land, villages and river left out."""
    clear = shapely.union_all(kept_clear)
    cover = []
    for kind, band in forest_bands(terrain).items():
        inside = shapely.difference(shapely.intersection(shapely.simplify(band, 6.0), bones.hills), clear)
        parts = shapely.get_parts(inside)
        cover.append((kind, parts[(shapely.get_type_id(parts) == 3) & (shapely.area(parts) > 2_000.0)]))
    return cover


def _snapped(shapes: np.ndarray) -> np.ndarray:
    """Shapes with coordinates on whole centimetres, still valid."""
    rounded = shapely.transform(shapes, lambda coords: np.round(coords, 2))
    bad = ~shapely.is_valid(rounded)
    rounded[bad] = shapely.set_precision(shapes[bad], 0.01)
    return rounded


def surfaces(rows: list[tuple[str, np.ndarray, np.ndarray | None]]) -> Surfaces:
    """One table of (kind, polygons, names or None); multi-part shapes become one row per part."""
    polygon, kind, name = [], [], []
    for word, shapes, names in rows:
        parts, index = shapely.get_parts(_snapped(np.asarray(shapes, object)), return_index=True)
        keep = (shapely.get_type_id(parts) == 3) & (shapely.area(parts) > 1.0)
        polygon.append(parts[keep])
        kind.append(np.full(keep.sum(), word, dtype="<U14"))
        name.append(
            np.array(names, dtype="<U20")[index[keep]]
            if names is not None
            else np.full(keep.sum(), "", "<U20")
        )
    return Surfaces(np.concatenate(polygon), np.concatenate(kind), np.concatenate(name))
