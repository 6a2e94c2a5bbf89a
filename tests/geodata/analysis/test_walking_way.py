"""What is on the way: street corners are counted as somebody who walks meets them, stairs by their metres."""

import numpy as np
import pytest
import shapely

from geodata.analysis.walking_graph import at_pace
from geodata.analysis.walking_lines import WalkLines
from geodata.analysis.walking_network import make_network
from geodata.analysis.walking_search import arrivals, walk_from
from geodata.analysis.walking_snap import Snapper
from geodata.analysis.walking_way import WayFacts, way_facts
from geodata.rules.walking import Pace

Line = list[tuple[float, float]]


def facts(
    lines: list[Line], begin: tuple[float, float], end: tuple[float, float], stairs: int = -1
) -> WayFacts:
    """The facts of the way between two places on streets; stairs: which line is a flight of them."""
    shapes = np.array([shapely.LineString(line) for line in lines])
    network = make_network(WalkLines.of(shapes, stairs=np.arange(len(lines)) == stairs))
    snap = Snapper(network).snap
    walk = walk_from(at_pace(network, Pace.ADULT), snap(np.array([begin])))
    there = snap(np.array([end]))
    return way_facts(walk, arrivals(walk, there), there, 0)


ROAD: Line = [(0, 0), (600, 0)]


@pytest.mark.parametrize(
    ("lanes", "corners"),
    [
        pytest.param([], 0, id="no-lane"),
        pytest.param([[(300, 0), (300, 90)]], 1, id="one-lane"),
        pytest.param([[(300, 0), (300, 90)], [(400, 0), (400, 90)]], 2, id="two-lanes"),
        pytest.param([[(300, 0), (300, 90)], [(315, 0), (315, 90)]], 1, id="both-sides-of-a-wide-street"),
        pytest.param([[(50, 0), (50, 90)]], 0, id="a-lane-behind-the-walker"),
    ],
)
def test_corners_passed(lanes: list[Line], corners: int) -> None:
    assert facts([ROAD, *lanes], (100, 0), (500, 0)).corners == corners


def test_a_walk_round_a_corner_passes_it() -> None:
    lane: Line = [(300, 0), (300, 90)]
    assert facts([ROAD, lane], (100, 0), (300, 80)).corners == 1


@pytest.mark.parametrize(
    ("end", "stairs_m"),
    [((250, 0), 0), ((300, 30), 30), ((400, 40), 40)],
    ids=["before-them", "on-them", "past-them"],
)
def test_stairs_are_told_by_their_metres(end: tuple[float, float], stairs_m: float) -> None:
    lines: list[Line] = [ROAD, [(300, 0), (300, 40)], [(300, 40), (500, 40)]]
    assert facts(lines, (100, 0), end, stairs=1).stairs_m == pytest.approx(stairs_m)


def test_a_way_within_one_flight_of_stairs() -> None:
    assert facts([ROAD], (100, 0), (130, 0), stairs=0) == WayFacts(0, pytest.approx(30))


def test_a_place_that_is_not_reached_is_refused() -> None:
    apart: Line = [(0, 5000), (600, 5000)]
    with pytest.raises(ValueError, match="not reached"):
        facts([ROAD, apart], (100, 0), (500, 5000))
