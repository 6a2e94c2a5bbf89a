"""Faults of a coverage: found with area, pair, place and a key that stays, against counting by hand."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.analysis.coverage_faults import SMALL, FaultKind, find_faults
from geodata.analysis.near_misses import find_near_misses


def boxes(*bounds: tuple[float, float, float, float]) -> np.ndarray:
    return np.array([shapely.box(*one) for one in bounds], dtype=object)


corner = st.integers(0, 30)
boxes_of_integers = st.lists(
    st.tuples(corner, corner, st.integers(1, 12), st.integers(1, 12)), min_size=1, max_size=15
)


@given(drawn=boxes_of_integers)
def test_overlaps_are_those_found_by_comparing_every_two(drawn):
    expected = {}
    for one in range(len(drawn)):
        for two in range(one + 1, len(drawn)):
            (x1, y1, w1, h1), (x2, y2, w2, h2) = drawn[one], drawn[two]
            width, height = min(x1 + w1, x2 + w2) - max(x1, x2), min(y1 + h1, y2 + h2) - max(y1, y2)
            if width > 0 and height > 0:
                expected[one, two] = float(width * height)
    found = find_faults(boxes(*((x, y, x + w, y + h) for x, y, w, h in drawn))).of(FaultKind.OVERLAP)
    assert {fault.members: fault.area_m2 for fault in found} == expected
    assert all(shapely.intersects(fault.shape, fault.place) for fault in found)


@given(filled=st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1))
def test_voids_are_the_squares_that_water_from_outside_does_not_reach(filled):
    reached, wet = {(-1, -1)}, [(-1, -1)]
    while wet:
        x, y = wet.pop()
        for place in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if place not in reached | filled and -1 <= place[0] <= 7 and -1 <= place[1] <= 7:
                reached.add(place)
                wet.append(place)
    dry = 49 - len(filled) - sum(0 <= x < 7 and 0 <= y < 7 for x, y in reached)
    squares = boxes(*((x * 20, y * 20, x * 20 + 20, y * 20 + 20) for x, y in sorted(filled)))
    faults = find_faults(squares)
    nobodys = sum(fault.area_m2 - fault.islands_m2 for fault in faults.of(FaultKind.VOID))
    assert nobodys == pytest.approx(dry * 400)
    assert faults.of(FaultKind.GAP) == []


def test_keys_name_rows_and_ranks_and_stay_the_same():
    polygons = boxes((0, 0, 10, 10), (9, 0, 20, 10), (19.5, 0, 30, 10))
    keys = [[fault.key for fault in find_faults(polygons, [3, 7, 12]).listed] for _ in range(2)]
    assert keys == [["overlap:3-7", "overlap:7-12"]] * 2


def test_faults_below_a_tenth_of_a_square_metre_are_only_counted_and_summed():
    found = find_faults(boxes((0, 0, 10, 10), (9.995, 0, 20, 10)))
    assert found.listed == ()
    assert [(fault.key, round(fault.area_m2, 6)) for fault in found.small] == [(SMALL, 0.05)]
    assert found.total_m2(FaultKind.OVERLAP) == pytest.approx(0.05)


# Two areas whose borders part like a pair of scissors, open to the south:
#   +---++---+
#   | a /\ b |      0.4 m apart at the bottom
#   +--+  +--+
def test_borders_that_part_to_the_outside_are_a_near_miss_not_a_void():
    polygons = np.array(
        [
            shapely.Polygon([(0, 0), (9.8, 0), (10, 20), (0, 20)]),
            shapely.Polygon([(10.2, 0), (20, 0), (20, 20), (10, 20)]),
        ]
    )
    (fault,) = find_faults(polygons, [4, 9]).listed
    assert (fault.kind, fault.key, fault.is_mendable) == (FaultKind.NEAR_MISS, "near_miss:4-9", False)
    assert fault.length_m == pytest.approx(20, abs=0.01)
    assert fault.width_m == pytest.approx(0.2, abs=0.01)


def test_borders_two_metres_apart_are_meant():
    assert find_near_misses(boxes((0, 0, 10, 10), (12, 0, 20, 10)), np.array([])) == []


def test_a_corner_that_only_one_side_has_is_no_fault():
    assert find_faults(boxes((0, 0, 10, 10), (10, 0, 20, 5), (10, 5, 20, 10))).listed == ()


def test_nothing_in_nothing_out():
    found = find_faults(np.array([], dtype=object))
    assert (found.listed, found.small) == ((), ())
