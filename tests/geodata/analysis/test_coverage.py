"""Faults of a coverage, measured."""

import numpy as np
import pytest
import shapely

from geodata.analysis.coverage import find_crossings, find_overlaps, find_voids


def boxes(*bounds: tuple[float, float, float, float]) -> np.ndarray:
    return np.array([shapely.box(*one) for one in bounds], dtype=object)


# y=10 +----+----+        two squares side by side: nothing to report
#      | a  | b  |
#  0   +----+----+
CLEAN = boxes((0, 0, 10, 10), (10, 0, 20, 10))


def test_a_clean_coverage_has_no_faults():
    assert find_overlaps(CLEAN) == []
    assert find_voids(CLEAN) == []


def test_overlaps_are_pairs_with_their_area_largest_first():
    found = find_overlaps(boxes((0, 0, 10, 10), (9, 0, 20, 10), (19.5, 0, 30, 10)))
    assert [(one.first, one.second, one.area_m2) for one in found] == [(0, 1, 10.0), (1, 2, 5.0)]


@pytest.mark.parametrize(("width", "is_gap"), [(9.0, True), (9.99, True), (10.01, False), (12.0, False)])
def test_an_enclosed_void_under_ten_metres_wide_is_a_gap(width, is_gap):
    whole, hole = shapely.box(0, 0, 100, 100), shapely.box(20, 20, 20 + width, 70)
    (void,) = find_voids(np.array([whole.difference(hole)], dtype=object))
    assert void.area_m2 == pytest.approx(width * 50)
    assert void.is_gap is is_gap
    assert hole.contains(void.place)


def test_a_child_counts_only_what_lies_in_foreign_parents():
    # the child lies 8 m in its own parent a, 2 m in b, and 5 m outside of both (y < 0)
    child = boxes((2, -5, 12, 5))
    (crossing,) = find_crossings(child, CLEAN, np.array([0]))
    assert (crossing.parent, crossing.area_m2) == (1, 10.0)
    assert crossing.share == pytest.approx(0.1)


def test_children_without_a_parent_and_those_inside_are_left_out():
    children = boxes((2, 2, 12, 8), (1, 1, 9, 9))
    assert find_crossings(children, CLEAN, np.array([-1, 0])) == []


#   +-------------+
#   |   +-----+   |      an island with 1 m of nothing around it: a gap of 22² - 20², not a void of 22²
#   |   | isl |   |
#   |   +-----+   |
#   +-------------+
@pytest.mark.parametrize(
    ("hole", "area_m2", "islands_m2", "is_gap"),
    [((19, 19, 41, 41), 84, 0, True), ((5, 5, 55, 55), 2500, 400, False)],
    ids=["narrow", "wide"],
)
def test_what_surrounds_an_island_is_measured_by_its_own_width(hole, area_m2, islands_m2, is_gap):
    land = shapely.box(0, 0, 60, 60).difference(shapely.box(*hole))
    (void,) = find_voids(np.array([land, shapely.box(20, 20, 40, 40)], dtype=object))
    assert (void.area_m2, void.islands_m2, void.is_gap) == (area_m2, islands_m2, is_gap)
    assert (void.neighbours, land.covers(void.place)) == ((0, 1), False)


def test_nothing_in_nothing_out():
    empty = np.array([], dtype=object)
    assert find_overlaps(empty) == []
    assert find_voids(empty) == []
    assert find_crossings(empty, CLEAN, np.array([], dtype=np.int64)) == []
