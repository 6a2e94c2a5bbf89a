"""Paths through parks and round the lake: from corner to corner of the block, so that no street edge is cut."""

import numpy as np
import shapely

from geodata.town.ground.shapes.curves import corner_cut
from geodata.town.ground.shapes.topology import Edges

WALKED = ("arterial", "secondary", "street", "local", "lane", "path")
SPOKES = 5
LEAST_M2 = 6_000.0
BEND = 0.16
SHORE_WALK_M = 38.0
LAKE_SPOKES = 9


def park_paths(blocks: np.ndarray, use: np.ndarray, edges: Edges, lake: shapely.Polygon) -> np.ndarray:
    """Path lines inside park blocks, (n,) LineStrings that meet only at their ends and at street corners."""
    corners = _corners(blocks, edges)
    lines: list = []
    for index in np.flatnonzero((use == "park") & (shapely.area(blocks) > LEAST_M2)):
        nodes = corners.get(int(index), np.zeros((0, 2)))
        if len(nodes) < 2:
            continue
        lake_here = blocks[index].contains(lake.exterior)
        found = _shore_walk(lake, nodes) if lake_here else _star(blocks[index], nodes)
        lines += [line for line in found if blocks[index].covers(line)]
    return _apart(np.array(lines, dtype=object))


def _corners(blocks: np.ndarray, edges: Edges) -> dict[int, np.ndarray]:
    """Street corners (n, 2) of each block: ends of the walked edges round it."""
    walked = np.isin(edges.road_class, WALKED)
    line = edges.line[walked]
    ends = np.concatenate([shapely.get_point(line, 0), shapely.get_point(line, -1)])
    xy = shapely.get_coordinates(ends)
    corners: dict[int, list] = {}
    for side in (edges.left[walked], edges.right[walked]):
        for block, point in zip(np.tile(side, 2).tolist(), xy, strict=True):
            corners.setdefault(block, []).append(point)
    return {block: np.unique(np.round(points, 2), axis=0) for block, points in corners.items()}


def _spread(nodes: np.ndarray, centre: np.ndarray, count: int) -> np.ndarray:
    """At most `count` nodes, evenly taken round the centre."""
    turn = np.argsort(np.arctan2(*(nodes - centre).T[::-1]), kind="stable")
    pick = np.unique(np.linspace(0, len(nodes), min(count, len(nodes)), endpoint=False).astype(int))
    return nodes[turn[pick]]


def _star(block: shapely.Polygon, nodes: np.ndarray) -> list:
    """Bent paths from corners to the middle of the park."""
    middle = block.centroid if block.contains(block.centroid) else block.representative_point()
    centre = np.round([middle.x, middle.y], 2)
    lines = []
    for node in _spread(nodes, centre, SPOKES):
        way = centre - node
        side = np.array([-way[1], way[0]]) * BEND
        points = np.array([node, node + way * 0.35 + side, node + way * 0.7 - side * 0.6, centre])
        lines.append(shapely.linestrings(np.round(corner_cut(points, 3), 2)))
    return lines


def _shore_walk(lake: shapely.Polygon, nodes: np.ndarray) -> list:
    """A walk round the lake, cut where ways from the road come in, and those ways."""
    ring = shapely.buffer(shapely.Polygon(lake.exterior), SHORE_WALK_M, quad_segs=12).exterior
    chosen = shapely.points(_spread(nodes, np.array([lake.centroid.x, lake.centroid.y]), LAKE_SPOKES))
    place = np.sort(np.unique(np.round(shapely.line_locate_point(ring, chosen), 1)))
    feet = np.round(shapely.get_coordinates(shapely.line_interpolate_point(ring, place)), 2)
    shape = shapely.get_coordinates(ring)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(shape, axis=0).T))])
    lines = []
    for here in range(len(place)):
        there = (here + 1) % len(place)
        later = along > place[here] + 2.0
        before = along < place[there] - 2.0
        between = shape[later & before] if here < there else np.vstack([shape[later], shape[before]])
        lines.append(shapely.linestrings(np.round(np.vstack([feet[here], between, feet[there]]), 2)))
    for point in chosen:
        foot = feet[np.argmin(np.hypot(*(feet - shapely.get_coordinates(point)).T))]
        lines.append(shapely.linestrings(np.vstack([shapely.get_coordinates(point), foot])))
    return lines


def _apart(lines: np.ndarray) -> np.ndarray:
    """Lines without those that are bent back on themselves or cross an earlier one."""
    if len(lines) == 0:
        return lines
    lines = lines[shapely.is_simple(lines) & (shapely.length(lines) > 5.0)]
    first, second = shapely.STRtree(lines).query(lines)
    pairs = first > second
    first, second = first[pairs], second[pairs]
    cross = shapely.relate_pattern(lines[first], lines[second], "T********")
    keep = np.ones(len(lines), bool)
    for later, earlier in zip(first[cross].tolist(), second[cross].tolist(), strict=True):
        if keep[earlier]:
            keep[later] = False
    return lines[keep]
