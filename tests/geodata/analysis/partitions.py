"""Random partitions of a square and faults planted in them, for tests of coverages."""

from dataclasses import dataclass

import numpy as np
import shapely
from hypothesis import strategies as st

from geodata.analysis.arrangement import on_grid

SIDE_M = 1_000.0
SQUARE = shapely.box(0, 0, SIDE_M, SIDE_M)


@dataclass(frozen=True)
class Planted:
    """A partition with one fault of a known area (m²) between two cells."""

    polygons: np.ndarray
    pair: tuple[int, int]
    area_m2: float


def voronoi(seed: int, cells: int) -> np.ndarray:
    """A square cut into cells that share their corners."""
    points = shapely.multipoints(np.random.default_rng(seed).uniform(20, SIDE_M - 20, (cells, 2)))
    raw = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=SQUARE.buffer(SIDE_M)))
    lines = shapely.union_all([*shapely.boundary(raw), SQUARE.boundary], grid_size=1e-6)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    return on_grid(faces[shapely.contains(SQUARE, shapely.point_on_surface(faces))])


partitions = st.builds(voronoi, st.integers(0, 10**6), st.integers(3, 40))


def _bite(polygons: np.ndarray, rng: np.random.Generator) -> tuple[tuple[int, int], shapely.Polygon] | None:
    """A piece of one cell along the border to another, away from every third cell and the outside."""
    first, second = shapely.STRtree(polygons).query(polygons, predicate="touches")
    for turn in rng.permutation(len(first)):
        one, two = int(first[turn]), int(second[turn])
        edge = shapely.line_merge(shapely.intersection(polygons[one], polygons[two]))
        if edge.geom_type != "LineString" or edge.length < 20:
            continue
        middle = edge.interpolate(0.5, normalized=True)
        others = np.delete(polygons, [one, two])
        room = min([edge.length / 2, SQUARE.boundary.distance(middle), *shapely.distance(others, middle)])
        reach = min(4.9, 0.8 * room)
        if reach > 1:
            bite = shapely.intersection(middle.buffer(reach, quad_segs=3), polygons[two], grid_size=1e-6)
            if bite.geom_type == "Polygon":
                return (one, two), bite
    return None


def plant_overlap(polygons: np.ndarray, seed: int) -> Planted | None:
    """One cell grown into its neighbour."""
    found = _bite(polygons, np.random.default_rng(seed))
    if found is None:
        return None
    (one, two), bite = found
    grown = polygons.copy()
    grown[one] = shapely.union(polygons[one], bite, grid_size=1e-6)
    return Planted(grown, (one, two), bite.area)


def plant_gap(polygons: np.ndarray, seed: int) -> Planted | None:
    """A piece of one cell along the border to its neighbour that is missing."""
    found = _bite(polygons, np.random.default_rng(seed))
    if found is None:
        return None
    (one, two), bite = found
    bitten = polygons.copy()
    bitten[two] = shapely.difference(polygons[two], bite, grid_size=1e-6)
    return Planted(bitten, (one, two), bite.area)
