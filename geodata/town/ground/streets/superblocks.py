"""Superblocks: the faces between the main roads, and which of them make the district."""

import numpy as np
import shapely

from geodata.town.ground.plan import TownPlan
from geodata.town.ground.shapes.curves import SineNoise
from geodata.town.ground.shapes.linework import Linework
from geodata.town.ground.shapes.topology import Edges, group_coverage, merge_slivers, partition
from geodata.town.ground.skeleton import Skeleton

SLIVER_M2, VILLAGE_SLIVER_M2 = 9_000.0, 1_500.0
BORDER_EXPONENT = 4.6
BORDER_NOISE = 0.12
BORDER_WAVELENGTH_M = 6500.0


def make_superblocks(
    plan: TownPlan, bones: Skeleton, work: Linework, villages: list, rng: np.random.Generator
) -> tuple[np.ndarray, Edges, Edges]:
    """Superblocks of the district, their edges, and the edges outside (the neighbours' roads)."""
    noise = SineNoise(rng, BORDER_WAVELENGTH_M)

    def inside(faces: np.ndarray) -> np.ndarray:
        return _one_piece(faces, _in_city(plan, bones, faces, noise) | _in_hills(bones, faces))

    faces, edges, outside = partition(work.lines, work, inside)
    lived_in = shapely.contains(shapely.union_all(villages), shapely.point_on_surface(faces))
    faces, edges, _ = merge_slivers(faces, edges, np.where(lived_in, VILLAGE_SLIVER_M2, SLIVER_M2))
    return faces, edges, outside


def _in_hills(bones: Skeleton, faces: np.ndarray) -> np.ndarray:
    return shapely.contains(bones.hills.buffer(0.05), shapely.point_on_surface(faces))


def _in_city(plan: TownPlan, bones: Skeleton, faces: np.ndarray, noise: SineNoise) -> np.ndarray:
    """True for faces of the lattice whose point lies in a wobbly superellipse; the top row always does."""
    point = shapely.get_coordinates(shapely.point_on_surface(faces))
    middle = np.array([bones.city.centroid.x, bones.city.centroid.y])
    away = np.abs(point - middle) / np.array([plan.u_lines[-1], plan.v_lines[-1]])
    reach = (away**BORDER_EXPONENT).sum(axis=1) ** (1.0 / BORDER_EXPONENT)
    limit = 1.0 + BORDER_NOISE * noise(point[:, 0], point[:, 1]) if plan.large else 2.0
    in_lattice = shapely.contains(bones.city, shapely.points(point))
    top = shapely.distance(faces, bones.top_road) < 1.0
    return in_lattice & ((reach < limit) | top)


def _one_piece(faces: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """The chosen faces of the largest connected piece, with the holes in it filled."""
    shape = group_coverage(faces[chosen], np.zeros(chosen.sum(), int))[0]
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    return shapely.contains(shapely.polygons(largest.exterior), shapely.point_on_surface(faces))
