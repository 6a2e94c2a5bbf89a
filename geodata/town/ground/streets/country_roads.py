"""Country roads: least-cost paths over the terrain that join villages, valley roads and the city."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from geodata.town.ground.hills import CELL_M, Terrain
from geodata.town.ground.names.words import WordBook
from geodata.town.ground.shapes.curves import SineNoise, corner_cut, offset_points
from geodata.town.ground.shapes.linework import Linework
from geodata.town.ground.skeleton import Skeleton
from geodata.town.ground.streets.main_roads import STUB_M

STEPS = [(dy, dx) for dy in range(-2, 3) for dx in range(-2, 3) if np.gcd(dy, dx) == 1]  # 16 neighbours
SLOPE_COST = 9.0
BRIDGE_COST = 9.0
REUSE = 0.35  # a used edge costs this much of its price
SIMPLIFY_M = 30.0
WINDING = 1.3  # how much uneven ground makes roads wind


@dataclass
class _Network:
    """Raster graph with the edges used so far."""

    start: np.ndarray
    end: np.ndarray
    cost: np.ndarray
    size: int
    used: set

    def distances(self, sources: np.ndarray):
        """Cost from the nearest source and predecessor, each (cells,)."""
        matrix = csr_matrix((self.cost, (self.start, self.end)), shape=(self.size, self.size))
        cost, before, _ = dijkstra(matrix, indices=sources, return_predecessors=True, min_only=True)
        return cost, before

    def take(self, before: np.ndarray, target: int) -> list[int]:
        """Cells of the path that ends at target; its edges become cheaper."""
        path = [target]
        while before[path[-1]] >= 0:
            path.append(int(before[path[-1]]))
        pairs = {(a, b) for a, b in pairwise(path)}
        pairs |= {(b, a) for a, b in pairs}
        fresh = pairs - self.used
        if fresh:
            keys = np.array([a * self.size + b for a, b in fresh])
            self.cost[np.isin(self.start.astype(np.int64) * self.size + self.end, keys)] *= REUSE
            self.used |= fresh
        return path


def country_roads(
    bones: Skeleton, terrain: Terrain, villages: list, words: WordBook, rng: np.random.Generator
) -> Linework:
    """Valley roads, village outlines and the roads between them, not yet noded."""
    work = _valley_roads(bones, words)
    valley = shapely.multilinestrings(work.lines)
    network = _raster_network(bones, terrain, rng)
    cells = np.column_stack([axis.ravel() for axis in np.meshgrid(terrain.x, terrain.y)])
    links = _links(bones, terrain, cells, valley)
    middles = shapely.get_coordinates(shapely.centroid(villages))
    homes = [_nearest_cell(cells, terrain, middle) for middle in middles]
    _join_to_roads(network, homes, list(links))
    _join_neighbours(network, homes, middles)
    shapes = shapely.union_all(shapely.buffer(villages, 0.0))
    for line in _smooth_chains(network, cells, links):
        work.add(line.difference(shapes).intersection(bones.hills), "street", f"{words.word()}路")
    for outline in villages:
        work.add(outline.exterior, "lane", "")
    return work


def _valley_roads(bones: Skeleton, words: WordBook) -> Linework:
    work = Linework()
    work.add(bones.valley_west, "secondary", f"{words.word()}公路")
    top = bones.top_road.bounds[1]
    line = bones.river_line[bones.river_line[:, 1] > top - 600.0]
    beside = shapely.linestrings(offset_points(line, np.full(len(line), 85.0)))
    outside = beside.difference(bones.city)
    work.add(
        max(shapely.get_parts(outside), key=lambda part: part.length), "secondary", f"{words.word()}公路"
    )
    return work


def _raster_network(bones: Skeleton, terrain: Terrain, rng: np.random.Generator) -> _Network:
    rows, columns = terrain.height.shape
    index = np.arange(rows * columns).reshape(rows, columns)
    starts, ends, costs = [], [], []
    grid_x, grid_y = np.meshgrid(terrain.x, terrain.y)
    east = _east_of_river(bones, np.column_stack([grid_x.ravel(), grid_y.ravel()])).reshape(rows, columns)
    ground = 1.0 + WINDING * (1.0 + SineNoise(rng, 620.0)(grid_x, grid_y))
    for dy, dx in STEPS:
        here = (slice(max(0, -dy), rows - max(0, dy)), slice(max(0, -dx), columns - max(0, dx)))
        there = (slice(max(0, dy), rows - max(0, -dy)), slice(max(0, dx), columns - max(0, -dx)))
        run = CELL_M * np.hypot(dy, dx)
        rise = np.abs(terrain.height[there] - terrain.height[here]) / run
        both = terrain.inside[here] & terrain.inside[there]
        starts.append(index[here][both])
        ends.append(index[there][both])
        bridge = np.where(east[here] != east[there], BRIDGE_COST, 1.0)
        costs.append((run * bridge * (ground[here] + ground[there]) * (1.0 + (SLOPE_COST * rise) ** 2))[both])
    return _Network(
        np.concatenate(starts), np.concatenate(ends), np.concatenate(costs), rows * columns, set()
    )


def _east_of_river(bones: Skeleton, points: np.ndarray) -> np.ndarray:
    """True for points (n, 2) east of the river's centreline."""
    south_up = bones.river_line[::-1]
    return points[:, 0] > np.interp(points[:, 1], south_up[:, 1], south_up[:, 0])


def _nearest_cell(cells: np.ndarray, terrain: Terrain, point: np.ndarray) -> int:
    away = np.hypot(*(cells - point).T)
    away[~terrain.inside.ravel()] = np.inf
    return int(np.argmin(away))


def _links(bones: Skeleton, terrain: Terrain, cells: np.ndarray, valley) -> dict[int, np.ndarray]:
    """Raster cells that touch an existing road: cell → exact point just across that road."""
    links: dict[int, np.ndarray] = {}
    ends = np.array([line.coords[-1] for line in bones.work.of("arterial", "secondary")])
    ends = ends[shapely.distance(shapely.points(ends), bones.top_road) < 2.0 * STUB_M]
    for point in _thinned(ends, shapely.get_coordinates(bones.top_road)):
        links[_nearest_cell(cells, terrain, point)] = point
    near = np.flatnonzero((shapely.distance(shapely.points(cells), valley) < CELL_M) & terrain.inside.ravel())
    feet = shapely.get_coordinates(shapely.shortest_line(shapely.points(cells[near]), valley)).reshape(
        -1, 2, 2
    )
    dry = _east_of_river(bones, feet[:, 0]) == _east_of_river(bones, feet[:, 1])
    for cell, (a, b) in list(zip(near[dry], feet[dry], strict=True))[::4]:
        links.setdefault(int(cell), b + (b - a) / max(np.hypot(*(b - a)), 1e-6))
    return links


def _thinned(ends: np.ndarray, top: np.ndarray, gap_m: float = 500.0) -> list[np.ndarray]:
    """Points on the top road where avenues end, one per junction, not at its two ends."""
    taken: list[np.ndarray] = []
    for point in ends[np.argsort(ends[:, 0])]:
        clear = min(np.hypot(*(point - top[0])), np.hypot(*(point - top[-1]))) > gap_m
        if clear and all(np.hypot(*(point - other)) > gap_m for other in taken):
            taken.append(point)
    return taken


def _join_to_roads(network: _Network, homes: list[int], sources: list[int]) -> None:
    """Every village gets its cheapest path to a road that is there already."""
    cost, _ = network.distances(np.array(sources))
    for home in sorted(homes, key=lambda cell: cost[cell]):
        now, before = network.distances(np.array(sorted(set(sources))))
        if np.isfinite(now[home]):
            sources = sources + network.take(before, home)


def _join_neighbours(network: _Network, homes: list[int], middles: np.ndarray, count: int = 3) -> None:
    """Every village also gets a path to its three nearest: trees alone make no blocks."""
    for index, home in enumerate(homes):
        away = np.hypot(*(middles - middles[index]).T)
        _, before = network.distances(np.array([home]))
        for other in np.argsort(away)[1 : count + 1]:
            if away[other] < 3200.0 and before[homes[other]] >= 0:
                network.take(before, homes[other])


def _smooth_chains(network: _Network, cells: np.ndarray, links: dict[int, np.ndarray]) -> list:
    """Used edges as chains between junctions, simplified and rounded."""
    pairs = np.array(sorted((a, b) for a, b in network.used if a < b))
    if len(pairs) == 0:
        return []
    lines = list(shapely.linestrings(np.stack([cells[pairs[:, 0]], cells[pairs[:, 1]]], axis=1)))
    touched = set(pairs.ravel().tolist())
    lines += [shapely.linestrings([cells[cell], point]) for cell, point in links.items() if cell in touched]
    chains = shapely.get_parts(shapely.line_merge(shapely.union_all(lines, grid_size=0.01)))
    return [
        shapely.linestrings(corner_cut(shapely.get_coordinates(line), 4))
        for line in shapely.simplify(chains, SIMPLIFY_M)
    ]
