"""The four levels as one table: polygons from street blocks, codes, names, kinds, true grid types."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.districting import Districting
from geodata.town.ground import Areas
from geodata.town.names import DISTRICT_NAME, area_names
from geodata.town.topology import group_coverage

PREFIX = "999901"
TOWN_FROM, VILLAGE_FROM = 100, 201  # GB/T 10114: towns from 100, village committees from 200
RURAL_SHARE = 0.5


@dataclass(frozen=True)
class _Level:
    polygon: np.ndarray
    parent: np.ndarray  # index in the level above
    rural: np.ndarray  # bool


def make_areas(
    blocks: np.ndarray,
    parts: Districting,
    rural_homes: np.ndarray,
    homes: np.ndarray,
    dedicated: np.ndarray,
    landmarks,
    words,
) -> tuple[Areas, np.ndarray]:
    """The areas table and for each street block the row of its grid.

    rural_homes and homes are households per block; dedicated is True for blocks of campus, industry or park.
    landmarks: name of a subdistrict → point that its polygon should hold.
    """
    levels = _levels(blocks, parts, rural_homes, homes)
    order = [_reading_order(level.polygon, level.parent) for level in levels]
    place = [np.argsort(rows, kind="stable") for rows in order]
    base = np.cumsum([0] + [len(level.polygon) for level in levels])
    parent = [np.array([-1])]
    for depth in (1, 2, 3):
        rows = order[depth]
        parent.append(base[depth - 1] + place[depth - 1][levels[depth].parent[rows]])
    kinds = _kinds(levels, order, blocks, parts, dedicated)
    codes = _codes(parent, kinds, base)
    polygons = np.concatenate([level.polygon[rows] for level, rows in zip(levels, order, strict=True)])
    names, english = area_names(polygons, np.concatenate(parent), kinds, base, landmarks, words)
    words_of = np.repeat(["district", "subdistrict", "community", "grid"], np.diff(base))
    areas = Areas(
        polygons,
        words_of,
        np.concatenate(codes),
        names,
        english,
        np.concatenate(parent),
        np.concatenate(kinds),
    )
    return areas, base[3] + place[3][parts.grid]


def _levels(blocks, parts: Districting, rural_homes, homes) -> list[_Level]:
    grids = group_coverage(blocks, parts.grid)
    grid_parent = _first_of(parts.grid, parts.community)
    communities = group_coverage(grids, grid_parent)
    community_parent = _first_of(parts.community, parts.subdistrict)
    subdistricts = group_coverage(communities, community_parent)
    top = np.zeros(len(subdistricts), int)
    district = group_coverage(subdistricts, top)

    def rural(label: np.ndarray) -> np.ndarray:
        return np.bincount(label, rural_homes) > RURAL_SHARE * np.bincount(label, homes)

    nothing = np.zeros(len(blocks), int)
    return [
        _Level(district, np.array([-1]), rural(nothing)),
        _Level(subdistricts, top, rural(parts.subdistrict)),
        _Level(communities, community_parent, rural(parts.community)),
        _Level(grids, grid_parent, rural(parts.grid)),
    ]


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


def _kinds(
    levels: list[_Level], order: list[np.ndarray], blocks, parts: Districting, dedicated
) -> list[np.ndarray]:
    area = shapely.area(blocks)
    share = np.bincount(parts.grid, area * dedicated) / np.bincount(parts.grid, area)
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


def true_grid_types(
    areas: Areas, grid: np.ndarray, fabric: np.ndarray, year, floor_area, households, field_share
) -> dict[str, str]:
    """Grid code → the type its fabric was built as; field_share is the part of open rural land per area row."""
    rows = len(areas.code)

    def total(mask: np.ndarray, value: np.ndarray) -> np.ndarray:
        return np.bincount(grid[mask], value[mask], rows)

    everything = np.ones(len(grid), bool)
    homes, floors = (
        np.maximum(total(everything, households), 1),
        np.maximum(total(everything, floor_area), 1.0),
    )
    rural = (total(fabric == "village", households) / homes > 0.5) | (field_share > 0.6)
    business = total(np.isin(fabric, ("mall", "office", "podium")), floor_area) / floors > 0.34
    aged = np.isin(fabric, ("slab", "court")) & (year < 2000)
    old = total(aged, households) / homes > 0.5
    kind = np.select(
        [rural, business, old], ["agricultural", "commercial_dense", "old_residential"], "urban_general"
    )
    return {str(areas.code[row]): str(kind[row]) for row in np.flatnonzero(areas.level == "grid")}


__all__ = ["DISTRICT_NAME", "PREFIX", "make_areas", "true_grid_types"]
