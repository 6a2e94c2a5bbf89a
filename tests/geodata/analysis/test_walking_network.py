"""Roads become a network: where lines meet, what they pass over, what is joined and what is left out."""

import numpy as np
import pytest
import shapely

from geodata.analysis.walking_edges import WalkNetwork
from geodata.analysis.walking_graph import at_pace, edge_seconds
from geodata.analysis.walking_lines import WalkLines
from geodata.analysis.walking_network import make_network
from geodata.analysis.walking_snap import Snapper
from geodata.rules.walking import LINK_M, SMALLEST_PIECE_M, Pace, slope_cost

LONG = 1000.0


def lines_of(*lines: list[tuple[float, float]]) -> np.ndarray:
    """LineStrings of corner lists."""
    found = np.empty(len(lines), object)
    found[:] = [shapely.LineString(line) for line in lines]
    return found


def junctions(net: WalkNetwork) -> dict[tuple[float, float], int]:
    """Degree of every junction by its place."""
    degree = np.bincount(np.concatenate([net.start, net.end]), minlength=len(net.node))
    return {(round(float(x)), round(float(y))): int(n) for (x, y), n in zip(net.node, degree, strict=True)}


#      |
#  ----+----   one level: they meet; two levels: a bridge
#      |
CROSS = lines_of([(0, 0), (LONG, 0)], [(400, -300), (400, 300)])


def test_lines_of_one_level_meet_where_they_cross() -> None:
    assert junctions(make_network(WalkLines.of(CROSS)))[(400, 0)] == 4


def test_a_bridge_passes_over_what_it_crosses() -> None:
    net = make_network(WalkLines.of(CROSS, level=np.array([0, 1])))
    assert (400, 0) not in junctions(net)
    assert len(net.length) == 2


def test_a_bridge_is_reached_at_its_ends() -> None:
    bridge = lines_of(
        [(0, 0), (LONG, 0)], [(400, -300), (400, 300)], [(400, -900), (400, -300)], [(400, 300), (400, 900)]
    )
    found = junctions(make_network(WalkLines.of(bridge, level=np.array([0, 1, 0, 0]))))
    assert found[(400, 300)] == found[(400, -300)] == 2


def test_an_end_on_another_line_is_a_junction_even_a_little_short_of_it() -> None:
    tee = lines_of([(0, 0), (LONG, 0)], [(400, 0.3), (400, 500)])
    assert junctions(make_network(WalkLines.of(tee)))[(400, 0)] == 3


def test_an_end_short_of_a_line_of_another_level_is_no_junction() -> None:
    tee = lines_of([(0, 0), (LONG, 0)], [(400, 0.3), (400, 500)])
    assert len(make_network(WalkLines.of(tee, level=np.array([0, 1]))).length) == 2


def test_lines_on_top_of_each_other_share_their_junctions() -> None:
    net = make_network(WalkLines.of(lines_of([(0, 0), (LONG, 0)], [(300, 0), (600, 0)])))
    assert {(300, 0), (600, 0)} <= set(junctions(net))
    graph = at_pace(net, Pace.ADULT).graph
    assert len(graph.tail) == 6  # three stretches both ways, the middle one once


def test_a_ring_and_a_loop_keep_their_length() -> None:
    ring = lines_of([(0, 0), (200, 0), (200, 200), (0, 200), (0, 0)], [(0, 0), (-400, 0)])
    net = make_network(WalkLines.of(ring))
    assert net.length.sum() == pytest.approx(1200.0)
    place = Snapper(net).snap(np.array([[200.0, 150.0]]))
    assert place.along[0] == pytest.approx(350.0)


@pytest.mark.parametrize(
    ("gap", "barrier", "joined"),
    [(LINK_M - 1, False, True), (LINK_M + 1, False, False), (LINK_M - 1, True, False)],
    ids=["near", "far", "behind a canal"],
)
def test_a_piece_is_linked_when_near_and_nothing_lies_between(
    gap: float, barrier: bool, joined: bool
) -> None:
    apart = lines_of([(0, 0), (LONG, 0)], [(500, gap), (500, 600)])
    canal = lines_of([(0, gap / 2), (LONG, gap / 2)]) if barrier else None
    net = make_network(WalkLines.of(apart), canal)
    assert (net.row == -1).any() == joined


def test_a_small_piece_that_hangs_on_nothing_is_left_out() -> None:
    scrap = SMALLEST_PIECE_M - 1
    net = make_network(WalkLines.of(lines_of([(0, 0), (LONG, 0)], [(0, 500), (scrap, 500)])))
    assert net.length.tolist() == [LONG]
    alone = make_network(WalkLines.of(lines_of([(0, 0), (scrap, 0)])))
    assert alone.length.tolist() == [scrap]


def test_the_same_lines_give_the_same_network() -> None:
    random = np.random.default_rng(3)
    tangle = shapely.linestrings(random.random((60, 4, 2)) * LONG)
    one, two = make_network(WalkLines.of(tangle)), make_network(WalkLines.of(tangle))
    for name in ("node", "start", "end", "length", "corner", "first", "last"):
        np.testing.assert_array_equal(getattr(one, name), getattr(two, name))


def test_a_tangle_is_noded_as_shapely_nodes_it() -> None:
    random = np.random.default_rng(5)
    tangle = lines_of(
        *([(0.0, y), (LONG, LONG - y)] for y in random.random(20) * LONG),
        *([(x, 0.0), (LONG - x, LONG)] for x in random.random(20) * LONG),
    )
    net = make_network(WalkLines.of(tangle))
    theirs = shapely.get_parts(shapely.node(shapely.multilinestrings(list(tangle))))
    long = shapely.length(theirs) > 0.05
    assert (net.length > 0.05).sum() == pytest.approx(long.sum(), abs=4)
    assert net.length.sum() == pytest.approx(shapely.length(theirs).sum(), abs=1.0)


def test_no_lines_give_an_empty_network() -> None:
    net = make_network(WalkLines.of(np.zeros(0, object)))
    assert len(net.node) == 0
    assert Snapper(net).snap(np.array([[0.0, 0.0]])).edge.tolist() == [-1]


#   place x          river          the road beyond the river is nearer, the one on this side is taken
#  ======= far road   |  near road
def test_a_place_meets_the_road_on_its_side_of_the_water() -> None:
    roads = lines_of([(0, 0), (0, LONG)], [(130, 0), (130, LONG)])
    river = lines_of([(110, -50), (110, LONG + 50)])
    net = make_network(WalkLines.of(roads), river)
    place = np.array([[100.0, 500.0]])
    assert net.row[Snapper(net).snap(place).edge[0]] == 1
    found = Snapper(net, river).snap(place)
    assert net.row[found.edge[0]] == 0
    assert not found.blocked[0]


def test_a_place_with_water_all_around_says_so() -> None:
    roads = lines_of([(0, 0), (0, LONG)])
    moat = np.array([shapely.Point(100, 500).buffer(50).exterior], object)
    found = Snapper(make_network(WalkLines.of(roads)), moat).snap(np.array([[100.0, 500.0]]))
    assert found.blocked[0]
    assert found.off[0] == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("pace", "flat", "stairs"),
    [(Pace.ADULT, 1.2, 0.61), (Pace.ELDERLY, 0.8, 0.40667)],
    ids=["adult", "elderly"],
)
def test_stairs_are_slower_than_flat_ground(pace: Pace, flat: float, stairs: float) -> None:
    net = make_network(WalkLines.of(CROSS[:1], stairs=np.array([False])))
    steps = make_network(WalkLines.of(CROSS[:1], stairs=np.array([True])))
    assert LONG / edge_seconds(net, pace)[0] == pytest.approx(flat)
    assert LONG / edge_seconds(steps, pace)[0] == pytest.approx(stairs, rel=1e-4)


def test_slopes_cost_the_same_both_ways_and_more_the_steeper() -> None:
    costs = [slope_cost(slope) for slope in (0.0, 0.05, 0.1, 0.2, 0.4)]
    assert costs == sorted(costs)
    assert slope_cost(-0.2) == slope_cost(0.2)
    assert slope_cost(9.0) == slope_cost(0.6)
    hill = make_network(WalkLines.of(CROSS[:1], slope=np.array([0.2])))
    assert edge_seconds(hill, Pace.ADULT)[0] == pytest.approx(LONG / 1.2 * slope_cost(0.2))
