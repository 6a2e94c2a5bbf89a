"""All fillers together: what stands and grows on every street block."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.ground.buildings.fill_business import fill_commercial, fill_mixed
from geodata.town.ground.buildings.fill_estates import fill_modern_estates, fill_old_estates
from geodata.town.ground.buildings.fill_lots import fill_core, fill_urban_villages, fill_villages
from geodata.town.ground.buildings.fill_public import (
    fill_campuses,
    fill_hospitals,
    fill_industry,
    fill_schools,
)
from geodata.town.ground.buildings.fill_spare import fill_spare
from geodata.town.ground.buildings.parcels import Parcels
from geodata.town.ground.buildings.placing import Candidates, without_overlaps
from geodata.town.ground.hills import Terrain
from geodata.town.ground.landcover import CLUMP_AREA_M2, POND_AREA_M2, field_strips, greenhouses, scattered

LOT_FABRICS = ("court", "urban_village", "village")  # meshes whose lots cannot overlap
WALK_MARGIN_M = 3.0
PLAIN_FILLERS = {
    "old_core": fill_core,
    "urban_village": fill_urban_villages,
    "village": fill_villages,
    "estate_modern": fill_modern_estates,
    "commercial": fill_commercial,
    "mixed": fill_mixed,
    "hospital": fill_hospitals,
    "campus": fill_campuses,
    "industry": fill_industry,
}


@dataclass(frozen=True)
class Fabric:
    """Buildings before their households are known, and the small surfaces around them."""

    polygon: np.ndarray
    block: np.ndarray
    fabric: np.ndarray
    floors: np.ndarray
    homes: np.ndarray  # relative households
    cover: list  # (kind, polygons)
    ponds: np.ndarray


def make_fabric(
    parcels: Parcels,
    use: np.ndarray,
    walks: np.ndarray,
    terrain: Terrain,
    rngs: dict[str, np.random.Generator],
) -> Fabric:
    """Fabric of all parcels; use is one word per street block, walks are park paths, rngs one stream per use."""
    kind = use[parcels.block]
    found = Candidates()
    cover: list = []
    for word, fill in PLAIN_FILLERS.items():
        _take(found, fill(parcels.take(kind == word), rngs[word]))
    estates, yards = fill_old_estates(parcels.take(kind == "estate_old"), rngs["estate_old"])
    schools, tracks = fill_schools(parcels.take(kind == "school"), rngs["school"])
    _take(found, estates)
    _take(found, schools)
    cover += [("yard", np.array(yards, object)), ("track", np.array(tracks, object))]
    fields = parcels.take(kind == "field")
    glass, owner = greenhouses(fields, rngs["field"])
    found.add(glass, fields.block[owner], "greenhouse", 1, 0.0)
    _take(found, fill_spare(parcels, kind, found, rngs["spare"]))
    table = _clean(found)
    taken = np.concatenate([table[0], np.array(tracks + yards, object), shapely.buffer(walks, WALK_MARGIN_M)])
    ponds, clumps = _greens(parcels, kind, taken, rngs["greens"])
    strips = field_strips(parcels.take(np.isin(kind, ("field", "forest_low"))), terrain, rngs["strips"])
    strips = strips[~_hits(strips, np.concatenate([ponds, glass]))]
    cover += [("garden", clumps), ("field_strip", strips)]
    return Fabric(*table, cover, ponds)


def _take(found: Candidates, more: Candidates) -> None:
    found.polygon += more.polygon
    found.block += more.block
    found.fabric += more.fabric
    found.floors += more.floors
    found.homes += more.homes


def _clean(found: Candidates) -> tuple[np.ndarray, ...]:
    """Valid buildings without overlaps, in the order of their blocks."""
    polygon, block, fabric, floors, homes = found.table()
    polygon = shapely.transform(polygon, lambda coords: np.round(coords, 2))
    keep = shapely.is_valid(polygon) & (shapely.get_type_id(polygon) == 3) & (shapely.area(polygon) > 12.0)
    solid = np.flatnonzero(keep & ~np.isin(fabric, LOT_FABRICS))
    keep[solid[~without_overlaps(polygon[solid])]] = False
    rows = np.flatnonzero(keep)
    rows = rows[np.argsort(block[rows], kind="stable")]
    return polygon[rows], block[rows], fabric[rows], floors[rows], homes[rows]


def _greens(parcels: Parcels, kind: np.ndarray, taken: np.ndarray, rng: np.random.Generator):
    """Ponds and tree clumps between the buildings."""
    wet = np.isin(kind, tuple(POND_AREA_M2))
    spacing = np.array([POND_AREA_M2.get(word, 1.0) for word in kind])
    ponds = scattered(parcels.take(wet), spacing[wet], (9.0, 22.0), taken, rng)
    large = kind == "park"
    wide = scattered(
        parcels.take(large), np.full(large.sum(), 75_000.0), (28.0, 62.0), np.concatenate([taken, ponds]), rng
    )
    ponds = np.concatenate([ponds, wide])
    green = np.isin(kind, tuple(CLUMP_AREA_M2))
    spacing = np.array([CLUMP_AREA_M2.get(word, 1.0) for word in kind])
    clumps = scattered(parcels.take(green), spacing[green], (6.0, 17.0), np.concatenate([taken, ponds]), rng)
    return ponds, clumps


def _hits(shapes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """True for shapes that meet one of the others."""
    mask = np.zeros(len(shapes), bool)
    if len(shapes) and len(others):
        mask[np.unique(shapely.STRtree(others).query(shapes, predicate="intersects")[0])] = True
    return mask
