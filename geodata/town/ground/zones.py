"""Zones of superblocks: what kind of town each becomes, its block size and the bend of its streets."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.ground.hills import FOREST_HEIGHTS_M, Terrain
from geodata.town.ground.plan import TownPlan
from geodata.town.ground.shapes.curves import SineNoise
from geodata.town.ground.skeleton import Skeleton

# Block size (m²) and bend of the cuts per zone: straight in the new city, crooked in the old and in fields.
ZONES = {
    "core": (9_500.0, 0.75),
    "village": (9_000.0, 0.7),
    "riverside": (25_000.0, 0.06),
    "centre": (29_000.0, 0.05),
    "old": (30_000.0, 0.12),
    "mixed": (21_000.0, 0.16),
    "modern": (50_000.0, 0.06),
    "fringe": (26_000.0, 0.35),
    "industry": (66_000.0, 0.06),
    "campus": (80_000.0, 0.08),
    "park": (9e9, 0.0),
    "water": (9e9, 0.0),
    "field": (230_000.0, 1.6),
    "forest": (900_000.0, 2.4),
}
# Share of the city's area; the rest is modern. Drawing zones freely made the counts of buildings leap by seed.
ZONE_SHARE = {
    "centre": 0.06,
    "riverside": 0.04,
    "campus": 0.05,
    "industry": 0.08,
    "fringe": 0.08,
    "old": 0.18,
    "mixed": 0.22,
}
REST_ZONE = "modern"
LARGE_PARKS = 3


@dataclass(frozen=True)
class Zoning:
    """Zone of each superblock and the noise that made it."""

    zone: np.ndarray  # (n,) str
    target_m2: np.ndarray
    bend: np.ndarray


def zone_superblocks(
    plan: TownPlan,
    bones: Skeleton,
    terrain: Terrain,
    faces: np.ndarray,
    rng: np.random.Generator,
    *,
    villages: list,
) -> Zoning:
    """Zones by distance to core, new centre, lake and border, plus noise."""
    point = shapely.point_on_surface(faces)
    x, y = shapely.get_coordinates(point).T
    zone = np.full(len(faces), "", dtype="<U10")
    rural = shapely.contains(bones.hills, point)
    zone[rural] = rural_zones(terrain, x[rural], y[rural])
    zone[shapely.area(shapely.intersection(faces, bones.lake)) > 0.3 * shapely.area(faces)] = "park"
    zone[shapely.contains(bones.core.buffer(1.0), point)] = "core"
    strip = shapely.area(shapely.intersection(faces, bones.river.buffer(32.0))) > 0.55 * shapely.area(faces)
    zone[strip] = "water"
    zone[shapely.contains(shapely.union_all(villages), point)] = "village"
    zone[_large_parks(plan, bones, faces, zone == "", rng)] = "park"
    city = zone == ""
    zone[city] = _urban_zones(plan, bones, faces[city], rng)
    size = np.array([ZONES[name][0] for name in zone])
    bend = np.array([ZONES[name][1] for name in zone])
    return Zoning(zone, size, bend)


def _urban_zones(plan: TownPlan, bones: Skeleton, faces: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Zone of each city superblock: each zone takes the best of its field until its share of the area is full."""
    x, y = shapely.get_coordinates(shapely.point_on_surface(faces)).T
    area = shapely.area(faces)
    zone = np.full(len(faces), REST_ZONE, dtype="<U10")
    free = np.ones(len(faces), bool)
    for name, field in _zone_fields(plan, bones, x, y, rng).items():
        quota, filled = ZONE_SHARE[name] * area.sum(), 0.0
        for index in np.argsort(-field, kind="stable"):
            if not free[index] or filled + area[index] / 2.0 > quota:
                continue
            zone[index], free[index] = name, False
            filled += area[index]
    return zone


def _zone_fields(
    plan: TownPlan, bones: Skeleton, x: np.ndarray, y: np.ndarray, rng: np.random.Generator
) -> dict:
    """How well each point suits a zone, in the order in which zones choose."""
    noise = [SineNoise(rng, 2600.0)(x, y) for _ in ZONE_SHARE]
    half_u, half_v = plan.u_lines[-1], plan.v_lines[-1]
    core = np.hypot(x - bones.core.centroid.x, y - bones.core.centroid.y) / half_u
    centre = np.hypot(x - bones.centre[0], y - bones.centre[1]) / half_u
    edge = np.maximum(np.abs(x) / half_u, np.abs(y) / half_v)
    river = shapely.distance(shapely.points(x, y), shapely.linestrings(bones.river_line)) / half_u
    station = np.hypot(x - bones.station[0], y - bones.station[1]) / half_u
    east, north = np.clip(x / half_u, -1.0, 1.0), np.clip(y / half_v, 0.0, 1.0)
    return {
        "centre": -centre + 0.05 * noise[0],
        "riverside": -1.2 * np.maximum(core - 0.1, 0.0) - 2.0 * river + 0.1 * noise[1],
        "campus": 0.5 * edge + 0.9 * noise[2],
        "industry": 0.6 * edge + 0.7 * north * (east > 0.2) - 0.5 * station + 0.5 * noise[3],
        "fringe": 0.7 * edge - 0.3 * (east > 0.4) + 0.6 * noise[4],
        "old": -1.1 * core + 0.35 * noise[5],
        "mixed": -0.3 * core + 0.5 * np.exp(-((station / 0.15) ** 2)) - 0.5 * east + 0.5 * noise[6],
    }


def rural_zones(terrain: Terrain, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """`forest` above the lowest forest height, else `field`, for points (n,)."""
    return np.where(terrain.height_at(x, y) > FOREST_HEIGHTS_M[0], "forest", "field")


def _large_parks(plan: TownPlan, bones: Skeleton, faces, free, rng: np.random.Generator) -> np.ndarray:
    """Superblocks that become the big parks: apart from each other, outside the core."""
    if not plan.large:
        return np.zeros(0, int)
    area = shapely.area(faces)
    point = shapely.get_coordinates(shapely.point_on_surface(faces))
    far = shapely.distance(shapely.points(point), bones.core) > 900.0
    fit = np.flatnonzero(free & far & (area > 3e5) & (area < 1.1e6))
    taken: list[int] = []
    for index in fit[rng.permutation(len(fit))]:
        apart = all(np.hypot(*(point[index] - point[other])) > 3600.0 for other in taken)
        if apart and shapely.distance(faces[index], bones.lake) > 800.0:
            taken.append(int(index))
        if len(taken) == LARGE_PARKS:
            break
    return np.array(taken, int)
