"""The four levels as one table: polygons from street blocks, codes, names, kinds, true grid types."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.ground.areas.districting import Districting
from geodata.town.ground.names.areas_and_places import area_names
from geodata.town.ground.names.words import WordBook
from geodata.town.ground.shapes.topology import group_coverage
from geodata.town.ground.tables import LEVELS, Areas, Buildings

PREFIX = "999901"
TOWN_FROM, VILLAGE_FROM = 100, 201  # GB/T 10114: towns from 100, village committees from 200
RURAL_SHARE = 0.5
BUSINESS_SHARE = 0.34  # of the floor area
AGED_SHARE = 0.55  # of the households, in slabs and courts built before OLD_BEFORE
OLD_BEFORE = 2000


@dataclass(frozen=True)
class BlockFacts:
    """What the areas need to know of each street block."""

    polygon: np.ndarray
    homes: np.ndarray  # households
    rural_homes: np.ndarray  # households in village houses
    open_land: np.ndarray  # bool, field or forest
    dedicated: np.ndarray  # bool, campus, industry or park


@dataclass(frozen=True)
class _Level:
    polygon: np.ndarray
    parent: np.ndarray  # index in the level above
    rural: np.ndarray  # bool


def make_areas(
    facts: BlockFacts, parts: Districting, landmarks: dict, words: WordBook
) -> tuple[Areas, np.ndarray]:
    """The areas table and for each street block the row of its grid.

    landmarks: word of a place → point; the subdistrict that holds it is named after it.
    """
    levels = _levels(facts, parts)
    order, place, parent = _order(levels)
    base = np.cumsum([0] + [len(level.polygon) for level in levels])
    rows = [parent[0], *(base[depth - 1] + parent[depth] for depth in (1, 2, 3))]
    kinds = _kinds(levels, order, facts, parts)
    polygons = np.concatenate([level.polygon[rows] for level, rows in zip(levels, order, strict=True)])
    names, english = area_names(polygons, np.concatenate(rows), kinds, base, landmarks=landmarks, words=words)
    areas = Areas(
        polygon=polygons,
        level=np.repeat(LEVELS, np.diff(base)),
        code=np.concatenate(_codes(rows, kinds, base)),
        name=names,
        name_en=english,
        parent=np.concatenate(rows),
        kind=np.concatenate(kinds),
    )
    return areas, base[3] + place[3][parts.grid]


def _levels(facts: BlockFacts, parts: Districting) -> list[_Level]:
    grids = group_coverage(facts.polygon, parts.grid)
    grid_parent = _first_of(parts.grid, parts.community)
    communities = group_coverage(grids, grid_parent)
    community_parent = _first_of(parts.community, parts.subdistrict)
    subdistricts = group_coverage(communities, community_parent)
    top = np.zeros(len(subdistricts), int)
    district = group_coverage(subdistricts, top)
    return [
        _Level(district, np.array([-1]), _is_rural(facts, np.zeros(len(facts.polygon), int))),
        _Level(subdistricts, top, _is_rural(facts, parts.subdistrict)),
        _Level(communities, community_parent, _is_rural(facts, parts.community)),
        _Level(grids, grid_parent, _is_rural(facts, parts.grid)),
    ]


def _is_rural(facts: BlockFacts, label: np.ndarray) -> np.ndarray:
    """True for labels with most households in village houses or most land open."""
    area = shapely.area(facts.polygon)
    lived = np.bincount(label, facts.rural_homes) > RURAL_SHARE * np.bincount(label, facts.homes)
    open_land = np.bincount(label, area * facts.open_land) > RURAL_SHARE * np.bincount(label, area)
    return lived | open_land


def _order(levels: list[_Level]) -> tuple[list, list, list]:
    """Per level: rows in reading order, place of each row, parent's place of each ordered row."""
    order, place, parent = [np.array([0])], [np.array([0])], [np.array([-1])]
    for level in levels[1:]:
        above = place[-1][level.parent]
        rows = _reading_order(level.polygon, above)
        order.append(rows)
        place.append(np.argsort(rows, kind="stable"))
        parent.append(above[rows])
    return order, place, parent


def _first_of(label: np.ndarray, above: np.ndarray) -> np.ndarray:
    """The upper label of each label (the same for all its blocks)."""
    result = np.zeros(label.max() + 1, int)
    result[label] = above
    return result


def _reading_order(polygons: np.ndarray, parent: np.ndarray) -> np.ndarray:
    """Rows by parent, then in bands north → south, inside a band west → east."""
    x, y = shapely.get_coordinates(shapely.point_on_surface(polygons)).T
    band = np.zeros(len(polygons), int)
    for number in np.unique(parent):
        here = np.flatnonzero(parent == number)
        bands = max(1, round(np.sqrt(len(here))))
        south, north = y[here].min(), y[here].max()
        band[here] = np.minimum((north - y[here]) / max(north - south, 1.0) * bands, bands - 1).astype(int)
    return np.lexsort((x, band, parent))


def _kinds(levels: list[_Level], order: list, facts: BlockFacts, parts: Districting) -> list[np.ndarray]:
    area = shapely.area(facts.polygon)
    share = np.bincount(parts.grid, area * facts.dedicated) / np.bincount(parts.grid, area)
    single = (share > 0.7) & ~levels[3].rural
    return [
        np.array([""], dtype="<U9"),
        np.where(levels[1].rural, "town", "street")[order[1]],
        np.where(levels[2].rural, "village", "community")[order[2]],
        np.where(single, "dedicated", "base")[order[3]],
    ]


def _codes(parent: list[np.ndarray], kinds: list[np.ndarray], base: np.ndarray) -> list[np.ndarray]:
    codes = [np.array([PREFIX])]
    starts = (
        {"street": 1, "town": TOWN_FROM},
        {"community": 1, "village": VILLAGE_FROM},
        {"base": 1, "dedicated": 1},
    )
    for depth, first in enumerate(starts, start=1):
        given: dict[tuple[int, int], int] = {}
        level = []
        for above, kind in zip(parent[depth], kinds[depth], strict=True):
            start = first[str(kind)]
            number = given.get((above, start), start)
            given[above, start] = number + 1
            level.append(f"{codes[depth - 1][above - base[depth - 1]]}{number:03d}")
        codes.append(np.array(level))
    return codes


def true_grid_types(areas: Areas, buildings: Buildings, open_share: np.ndarray) -> dict[str, str]:
    """Grid code → the type its fabric was built as.

    open_share is the part of fields and forest in each area row.
    """
    fabric, rows = buildings.fabric, len(areas.code)
    floor_area = shapely.area(buildings.polygon) * buildings.floors

    def part(mask: np.ndarray, value: np.ndarray) -> np.ndarray:
        whole = np.bincount(buildings.grid, value, rows)
        return np.bincount(buildings.grid[mask], value[mask], rows) / np.maximum(whole, 1.0)

    rural = (part(fabric == "village", buildings.households) > RURAL_SHARE) | (open_share > RURAL_SHARE)
    business = part(np.isin(fabric, ("mall", "office", "podium")), floor_area) > BUSINESS_SHARE
    aged = np.isin(fabric, ("slab", "court")) & (buildings.year < OLD_BEFORE)
    old = part(aged, buildings.households) > AGED_SHARE
    kind = np.select(
        [rural, business, old], ["agricultural", "commercial_dense", "old_residential"], "urban_general"
    )
    return {str(areas.code[row]): str(kind[row]) for row in np.flatnonzero(areas.level == "grid")}
