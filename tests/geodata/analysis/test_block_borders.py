"""Who borders on whom, measured against shapely's own intersections."""

import numpy as np
import shapely

from geodata.analysis.block_borders import shared_borders
from geodata.analysis.block_graph import connected_parts, extra_pieces

from .block_lattice import graph_of, squares


def test_shared_lengths_are_those_of_the_intersections() -> None:
    seeds = shapely.MultiPoint(np.random.default_rng(5).uniform(0, 1000, (60, 2)))
    cells = np.array(
        shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=shapely.box(0, 0, 1000, 1000)))
    )
    found = shared_borders(cells)
    told = dict(zip(zip(found.one.tolist(), found.other.tolist(), strict=True), found.length_m, strict=True))
    for one in range(len(cells)):
        for other in range(one + 1, len(cells)):
            expected = shapely.length(shapely.intersection(cells[one], cells[other]))
            assert abs(told.get((one, other), 0.0) - expected) < 1e-6


def test_corners_do_not_join_blocks() -> None:
    """1 0
    .  1    the two blocks marked 1 touch at a corner only
    """
    graph = graph_of(squares(2, 2), [1, 1, 1, 1])
    assert len(graph.one) == 4
    assert extra_pieces(graph, np.array([0, 1, 1, 0])) == 2


def test_pieces_of_a_multipolygon_and_holes_count_as_borders() -> None:
    ring = shapely.Polygon(shapely.box(0, 0, 9, 9).exterior, [shapely.box(3, 3, 6, 6).exterior.coords[::-1]])
    found = shared_borders(np.array([ring, shapely.MultiPolygon([shapely.box(3, 3, 6, 6)])], dtype=object))
    assert found.length_m.tolist() == [12.0]


def test_parts_are_those_of_breadth_first_search() -> None:
    graph = graph_of(squares(6, 7), np.ones(42))
    label = np.random.default_rng(3).integers(0, 3, 42)
    part = connected_parts(graph, label)
    networkx = __import__("networkx")
    joined = networkx.Graph()
    joined.add_nodes_from(range(42))
    joined.add_edges_from(
        (a, b) for a, b in zip(graph.one.tolist(), graph.other.tolist(), strict=True) if label[a] == label[b]
    )
    expected = {frozenset(found) for found in networkx.connected_components(joined)}
    assert {frozenset(np.flatnonzero(part == number).tolist()) for number in np.unique(part)} == expected
