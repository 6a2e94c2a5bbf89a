"""The use of every street block, drawn by zone; hospitals and the station square set by place."""

import numpy as np
import shapely

from geodata.town.ground.hills import Terrain
from geodata.town.ground.skeleton import Skeleton
from geodata.town.ground.zones import rural_zones

# Share of block uses per zone; blocks are drawn with these weights.
USES = {
    "core": {"old_core": 84, "mixed": 7, "park": 3, "school": 1.5, "campus": 3, "square": 1.5},
    "riverside": {
        "commercial": 34,
        "mixed": 24,
        "estate_old": 14,
        "estate_modern": 16,
        "park": 8,
        "campus": 4,
    },
    "centre": {
        "commercial": 50,
        "estate_modern": 24,
        "campus": 7,
        "mixed": 9,
        "park": 6,
        "school": 2,
        "square": 2,
    },
    "old": {
        "estate_old": 63,
        "mixed": 14,
        "commercial": 5,
        "school": 6,
        "park": 4,
        "campus": 4,
        "estate_modern": 4,
    },
    "mixed": {
        "mixed": 44,
        "estate_old": 17,
        "commercial": 12,
        "estate_modern": 8,
        "school": 5,
        "park": 5,
        "campus": 4,
    },
    "modern": {
        "estate_modern": 66,
        "school": 8,
        "commercial": 6,
        "park": 7,
        "campus": 5,
        "mixed": 5,
        "grass": 3,
    },
    "fringe": {
        "urban_village": 56,
        "industry": 13,
        "estate_old": 8,
        "estate_modern": 8,
        "school": 4,
        "grass": 8,
        "mixed": 3,
    },
    "industry": {"industry": 68, "urban_village": 10, "grass": 8, "mixed": 6, "campus": 4, "estate_old": 4},
    "campus": {"campus": 70, "school": 8, "estate_old": 10, "park": 8, "mixed": 4},
}
SINGLE = {"park": "park", "water": "grass", "village": "village", "field": "field", "forest": "forest_low"}
HOSPITALS = 8
TRACK_SIZE_M2 = (11_000.0, 75_000.0)


def use_of_blocks(
    bones: Skeleton, terrain: Terrain, blocks: np.ndarray, zone: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Use of each street block, words of the land cover table, (n,) str."""
    use = np.full(len(blocks), "grass", dtype="<U14")
    area = shapely.area(blocks)
    for name in np.unique(zone):
        here = np.flatnonzero(zone == name)
        use[here] = _drawn(name, area[here], rng)
    point = shapely.point_on_surface(blocks)
    x, y = shapely.get_coordinates(point).T
    open_land = np.isin(zone, ("field", "forest"))
    use[open_land] = np.where(
        rural_zones(terrain, x[open_land], y[open_land]) == "forest", "forest_low", "field"
    )
    _place_public(bones, use, zone, blocks, rng)
    return use


def _drawn(zone: str, area: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    if zone in SINGLE:
        return np.full(len(area), SINGLE[zone], dtype="<U14")
    names, weights = np.array(list(USES[zone])), np.array(list(USES[zone].values()), float)
    use = rng.choice(names, len(area), p=weights / weights.sum()).astype("<U14")
    first = names[0]
    low, high = TRACK_SIZE_M2
    unfit = (use == "school") & ((area < low) | (area > high)) & (zone != "core")
    use[unfit | ((use == "square") & (area > 14_000.0))] = first
    return use


def _place_public(bones: Skeleton, use, zone, blocks: np.ndarray, rng: np.random.Generator) -> None:
    """Hospitals spread over the city and a square before the station, set by place."""
    area = shapely.area(blocks)
    x, y = shapely.get_coordinates(shapely.point_on_surface(blocks)).T
    fit = (
        np.isin(zone, ("old", "mixed", "modern", "riverside", "centre"))
        & (area > 14_000.0)
        & (area < 70_000.0)
    )
    cells = np.flatnonzero(fit)
    taken: list[int] = []
    for index in cells[rng.permutation(len(cells))]:
        if len(taken) == HOSPITALS:
            break
        if all(np.hypot(x[index] - x[other], y[index] - y[other]) > 1700.0 for other in taken):
            taken.append(int(index))
    use[taken] = "hospital"
    urban = np.flatnonzero(np.isin(zone, tuple(USES)) & (area < 60_000.0))
    if len(urban):
        away = np.hypot(x[urban] - bones.station[0], y[urban] - bones.station[1])
        use[urban[np.argmin(away)]] = "square"
