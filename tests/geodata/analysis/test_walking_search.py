"""Walking times equal those of networkx and brute force on the demo town's streets."""

from functools import cache

import numpy as np
import pytest
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from geodata.analysis.reach_walk import reach_lines, reach_of, reach_polygon
from geodata.analysis.walking_edges import WalkNetwork
from geodata.analysis.walking_graph import PacedNetwork, at_pace
from geodata.analysis.walking_lines import WalkLines
from geodata.analysis.walking_nearest import nearest_targets
from geodata.analysis.walking_network import make_network
from geodata.analysis.walking_path import walk_path
from geodata.analysis.walking_search import arrivals, walk_from
from geodata.analysis.walking_snap import Snapper, Snaps
from geodata.rules.walking import Pace
from tests.geodata.analysis.walk_oracle import Oracle
from tests.town import small_ground

PLACES, TARGETS = 1000, 40
# Snapping may differ by a rounding of the position along a line, no more.
AGREE_S = 1e-6


@cache
def streets() -> tuple[np.ndarray, np.ndarray]:
    """Walkable lines of the small town, noded by GEOS, ends closer than a metre drawn together; every ninth is stairs."""
    roads = small_ground().roads
    lines = shapely.get_parts(shapely.node(shapely.MultiLineString(list(roads.line[roads.walkable]))))
    ends = np.unique(shapely.get_coordinates([line.boundary for line in lines]), axis=0)
    one, other = shapely.STRtree(shapely.points(ends)).query(
        shapely.points(ends), predicate="dwithin", distance=1.0
    )
    _, group = connected_components(coo_matrix((np.ones(len(one)), (one, other)), (len(ends),) * 2))
    first = {tuple(xy): tuple(ends[np.argmax(group == of)]) for xy, of in zip(ends, group, strict=True)}
    drawn = [[first[line.coords[0]], *line.coords[1:-1], first[line.coords[-1]]] for line in lines]
    kept = [shapely.LineString(corners) for corners in drawn if len(corners) > 2 or corners[0] != corners[1]]
    clean = np.array([line for line in kept if line.length > 1.0], object)
    return clean, np.arange(len(clean)) % 9 == 0


@cache
def town_network() -> WalkNetwork:
    """The network of those lines."""
    line, stairs = streets()
    return make_network(WalkLines.of(line, stairs=stairs))


@cache
def paced(pace: Pace) -> PacedNetwork:
    """That network at a pace."""
    return at_pace(town_network(), pace)


@cache
def random_places() -> tuple[np.ndarray, np.ndarray]:
    """Places beside roads and targets, metres; some share an edge."""
    random = np.random.default_rng(7)
    line, _ = streets()
    along = shapely.get_coordinates(
        shapely.line_interpolate_point(
            random.choice(line, PLACES + TARGETS), random.random(PLACES + TARGETS), normalized=True
        )
    )
    xy = along + random.normal(0.0, 25.0, along.shape)
    return xy[:PLACES], xy[PLACES:]


def snapped(xy: np.ndarray) -> Snaps:
    """Places on the network."""
    return Snapper(town_network()).snap(xy)


@pytest.mark.parametrize("pace", list(Pace))
def test_nearest_of_1000_places_equals_brute_force_by_networkx(pace: Pace) -> None:
    places, targets = random_places()
    oracle = Oracle(*streets(), pace.value)
    start = [oracle.snap(*xy) for xy in targets]
    costs = [oracle.costs_from(place) for place in start]
    ends = [oracle.snap(*xy) for xy in places]
    theirs = np.array([[oracle.seconds(costs[t], start[t], end) for t in range(TARGETS)] for end in ends])
    ours = nearest_targets(paced(pace), snapped(places), snapped(targets))
    assert np.isfinite(theirs).all()
    np.testing.assert_allclose(ours.seconds, theirs.min(axis=1), atol=AGREE_S)
    chosen = theirs[np.arange(PLACES), ours.target]
    np.testing.assert_allclose(chosen, theirs.min(axis=1), atol=AGREE_S)


@pytest.mark.parametrize("pace", list(Pace))
def test_a_walk_from_one_place_equals_networkx(pace: Pace) -> None:
    places, targets = random_places()
    oracle = Oracle(*streets(), pace.value)
    ends = [oracle.snap(*xy) for xy in places]
    for one in targets[:10]:
        start = oracle.snap(*one)
        costs = oracle.costs_from(start)
        found = arrivals(walk_from(paced(pace), snapped(one)), snapped(places))
        theirs = [oracle.seconds(costs, start, end) for end in ends]
        np.testing.assert_allclose(found.seconds, theirs, atol=AGREE_S)


def test_the_path_is_as_long_and_takes_as_long_as_the_walk_says() -> None:
    places, targets = random_places()
    on_edge = snapped(places[:200])
    walk = walk_from(paced(Pace.ADULT), snapped(targets[0]))
    found = arrivals(walk, on_edge)
    for row in range(200):
        way = walk_path(walk, found, on_edge, row, ends=(targets[0], places[row]))
        assert np.hypot(*np.diff(way, axis=0).T).sum() == pytest.approx(found.metres[row], abs=0.6)
        assert way[0] == pytest.approx(targets[0])
        assert way[-1] == pytest.approx(places[row])


def test_metres_and_seconds_agree_where_nothing_is_stairs() -> None:
    line, _ = streets()
    flat = at_pace(make_network(WalkLines.of(line)), Pace.ADULT)
    places, targets = random_places()
    snap = Snapper(flat.network).snap
    ours = nearest_targets(flat, snap(places), snap(targets))
    np.testing.assert_allclose(ours.metres, ours.seconds * 1.2, atol=1e-6)
    walk = arrivals(walk_from(flat, snap(targets[:1])), snap(places))
    np.testing.assert_allclose(walk.metres, walk.seconds * 1.2, atol=1e-6)


def test_reach_is_what_a_densely_sampled_network_reaches() -> None:
    _, targets = random_places()
    walk = walk_from(paced(Pace.ELDERLY), snapped(targets[3]))
    limit = 600.0
    reach = reach_of(walk, limit)
    net = town_network()
    step = 0.5
    edge = np.repeat(np.arange(len(net.length)), np.ceil(net.length / step).astype(int))
    first = np.concatenate([[0], np.cumsum(np.ceil(net.length / step).astype(int))[:-1]])
    share = (np.arange(len(edge)) - first[edge] + 0.5) / np.ceil(net.length / step)[edge]
    spots = Snaps(edge, share * net.length[edge], np.zeros(len(edge)), np.zeros(len(edge), bool))
    inside = arrivals(walk, spots).seconds <= limit
    sampled = (inside * (net.length / np.ceil(net.length / step))[edge]).sum()
    assert reach.road_m == pytest.approx(sampled, rel=0.002)
    drawn = sum(np.hypot(*np.diff(part, axis=0).T).sum() for part in reach_lines(walk, reach))
    assert drawn == pytest.approx(reach.road_m, abs=2.0)
    assert set(reach.node) == set(np.flatnonzero(walk.seconds <= limit))


def test_the_outline_of_a_reach_holds_its_junctions() -> None:
    _, targets = random_places()
    walk = walk_from(paced(Pace.ADULT), snapped(targets[3]))
    reach = reach_of(walk, 900.0)
    outline = reach_polygon(walk, reach)
    assert outline.is_valid
    assert shapely.contains_xy(outline, town_network().node[reach.node]).all()


def drawn_reach(*line: list[tuple[float, float]], barriers: np.ndarray | None = None) -> shapely.Polygon:
    """The ground that 15 minutes at an adult's pace reach from 0, 0 over some roads."""
    net = make_network(WalkLines.of(np.array([shapely.LineString(one) for one in line], dtype=object)))
    walk = walk_from(at_pace(net, Pace.ADULT), Snapper(net).snap(np.array([[0.0, 0.0]])))
    return reach_polygon(walk, reach_of(walk, 900.0), barriers)


def test_the_outline_of_a_town_has_no_spikes() -> None:
    """An outline as smooth as people draw it is hardly longer than that of its convex hull."""
    _, targets = random_places()
    walk = walk_from(paced(Pace.ADULT), snapped(targets[3]))
    outline = reach_polygon(walk, reach_of(walk, 900.0))
    assert outline.length < 1.4 * outline.convex_hull.length


def test_a_block_between_streets_that_end_is_inside() -> None:
    """Two streets 150 m apart: the ground between their ends is as near as that of a block."""
    ground = drawn_reach([(0, 0), (600, 0)], [(0, 0), (0, 150)], [(0, 150), (600, 150)])
    assert shapely.contains_xy(ground, 500, 75)
    assert not shapely.contains_xy(ground, 300, 195)


RIVER = np.array([shapely.box(280, -500, 330, 500)])


def test_the_outline_ends_at_a_river_without_a_bridge() -> None:
    """A road along the bank, 20 m from the water."""
    ground = drawn_reach([(0, 0), (260, 0)], [(260, -300), (260, 0)], [(260, 0), (260, 300)], barriers=RIVER)
    assert ground.bounds[2] == pytest.approx(280, abs=2)


def test_a_bridge_joins_the_ground_of_both_banks() -> None:
    """The road goes on 200 m behind the water; the river beside the bridge stays outside."""
    ground = drawn_reach([(0, 0), (530, 0)], barriers=RIVER)
    assert shapely.contains_xy(ground, [305, 500], [0, 30]).all()
    assert not shapely.contains_xy(ground, [305, 305], [25, -25]).any()


def test_a_place_off_the_network_reaches_nothing() -> None:
    far = snapped(np.array([[0.0, 0.0]]))
    assert far.edge.tolist() == [-1]
    with pytest.raises(ValueError, match="on the network"):
        walk_from(paced(Pace.ADULT), far)
    _, targets = random_places()
    nothing = nearest_targets(paced(Pace.ADULT), far, snapped(targets))
    assert nothing.target.tolist() == [-1]
    assert np.isinf(nothing.seconds).all()
