"""A repaired coverage is valid, loses nothing, and only the agreed faults have moved anything."""

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from geodata.analysis.arrangement import on_grid
from geodata.analysis.coverage import LEAST_M2
from geodata.analysis.coverage_faults import FaultKind, find_faults
from geodata.analysis.coverage_repair import repair_coverage
from tests.reference import reference_file

from .partitions import SIDE_M, partitions, plant_gap, plant_overlap

FOOT_M = 1200 / 3937
seeds = st.integers(0, 10**6)


def boxes(*bounds: tuple[float, float, float, float]) -> np.ndarray:
    return np.array([shapely.box(*one) for one in bounds], dtype=object)


def ring(
    outer: tuple[float, float, float, float], inner: tuple[float, float, float, float]
) -> shapely.Polygon:
    return shapely.box(*outer).difference(shapely.box(*inner))


def areas(polygons: np.ndarray) -> list[float]:
    return [round(float(area), 6) for area in shapely.area(polygons)]


# A piece that two squares share has an edge of 4 m in a (its left) and the same in b (its right); with a notch in
# b's edge the border with b is longer and b keeps the piece.
#   10 +-------+--+-----+
#      |   a   |ab|  b  |
#    0 +-------+--+-----+
#      0       8 10    20
def test_of_equal_borders_the_first_keeps_the_piece():
    mended = repair_coverage(boxes((0, 0, 10, 10), (8, 0, 20, 10)))
    assert areas(mended.polygons) == [100, 100]
    (change,) = mended.changes
    assert (change.position, change.gained_m2, change.lost_m2, change.keys) == (1, 0, 20, ("overlap:0-1",))


#   10 +--------+-------+      the piece is 10 m high on a's side (x=8) and ends in a slope on b's side (x 10 to 12),
#      |   a    /   b   |      so its border with b is longer
#    0 +--------+-------+
def test_the_longer_border_keeps_the_piece():
    a = shapely.Polygon([(0, 0), (10, 0), (12, 10), (0, 10)])
    mended = repair_coverage(np.array([a, shapely.box(8, 0, 20, 10)], dtype=object))
    assert areas(mended.polygons) == [80, 120]


# A courtyard b drawn over a, from which it was not cut out.
#   +-----------+
#   |  a  +--+  |
#   |     |b |  |
#   |     +--+  |
#   +-----------+
def test_an_area_drawn_inside_another_keeps_its_ground():
    mended = repair_coverage(boxes((0, 0, 30, 30), (10, 10, 20, 20)))
    assert areas(mended.polygons) == [800, 100]
    assert shapely.coverage_is_valid(mended.polygons)


def test_the_same_area_twice_stays_and_is_told():
    twice = boxes((0, 0, 10, 10), (0, 0, 10, 10), (10, 0, 20, 10))
    mended = repair_coverage(twice)
    assert (mended.left, mended.changes, areas(mended.polygons)) == (("overlap:0-1",), (), [100, 100, 100])


# Three discs' worth of squares over each other: the middle is covered three times.
def test_ground_covered_three_times_has_one_owner_afterwards():
    mended = repair_coverage(boxes((0, 0, 20, 20), (12, 0, 32, 20), (6, 12, 26, 32)))
    assert mended.left == ()
    assert shapely.coverage_is_valid(mended.polygons)
    union = shapely.union_all(boxes((0, 0, 20, 20), (12, 0, 32, 20), (6, 12, 26, 32)))
    assert sum(areas(mended.polygons)) == pytest.approx(union.area)


# A gap of 2 m by 20 m between a and b that also touches c (below) for 2 m, c has a 20 m void of its own on the right.
#   +----+--+----+
#   | a  |  | b  |      a is 10 m and b 12 m high along the gap
#   +----+--+----+
#   |     c      |
#   +------------+
def test_a_gap_goes_to_the_longest_border():
    polygons = np.array(
        [
            shapely.box(0, 0, 10, 10),
            shapely.Polygon([(12, 0), (20, 0), (20, 12), (0, 12), (0, 10), (10, 10), (12, 10)]),
            shapely.Polygon([(0, -5), (20, -5), (20, 0), (12, 0), (10, 0), (0, 0)]),
        ]
    )
    (gap,) = find_faults(polygons).listed
    assert (gap.key, gap.area_m2, gap.members) == ("gap:1", 20.0, (0, 1, 2))
    mended = repair_coverage(polygons)
    assert [(one.position, one.gained_m2) for one in mended.changes] == [(1, 20.0)]
    assert mended.polygons[0] is polygons[0] or mended.polygons[0] == polygons[0]
    assert shapely.coverage_is_valid(mended.polygons)


def test_a_void_is_never_filled_even_when_it_is_named():
    around = np.array([ring((0, 0, 60, 60), (20, 20, 40, 40)), shapely.box(60, 0, 70, 60)])
    cut = np.array([*shapely.intersection(around[0], boxes((0, 0, 30, 60), (30, 0, 60, 60))), around[1]])
    assert [fault.key for fault in find_faults(cut).listed] == ["void:1"]
    for chosen in (None, {"void:1"}):
        mended = repair_coverage(cut, chosen=chosen)
        assert mended.changes == ()
        assert [fault.key for fault in find_faults(mended.polygons).listed] == ["void:1"]


def test_a_narrow_hole_of_one_area_is_its_own_and_stays():
    one = np.array([ring((0, 0, 60, 60), (20, 20, 24, 40)), shapely.box(60, 0, 70, 60)])
    for chosen in (None, {"gap:1"}):
        assert repair_coverage(one, chosen=chosen).changes == ()


def test_only_the_chosen_fault_moves_ground():
    polygons = boxes((0, 0, 10, 10), (9, 0, 20, 10), (19, 0, 30, 10))
    mended = repair_coverage(polygons, chosen={"overlap:1-2"})
    assert [change.keys for change in mended.changes] == [("overlap:1-2",)]
    assert [fault.key for fault in find_faults(mended.polygons).listed] == ["overlap:0-1"]


def test_households_move_by_the_share_of_the_lost_ground():
    mended = repair_coverage(boxes((0, 0, 10, 10), (9, 0, 29, 10)), households=[300, 400])
    assert [(one.position, one.lost_households) for one in mended.changes] == [(1, pytest.approx(20))]


def test_a_sound_coverage_is_left_as_it_is():
    polygons = boxes((0, 0, 10, 10), (10, 0, 20, 10))
    mended = repair_coverage(polygons)
    assert (mended.changes, mended.noded, list(mended.polygons)) == ((), (), list(polygons))


def test_a_neighbour_gets_the_corners_it_needs_and_no_other_change():
    # b and c meet at (10, 5) on a's edge, where a has no corner
    polygons = boxes((0, 0, 10, 10), (10, 0, 20, 5), (10, 5, 20, 10))
    assert not shapely.coverage_is_valid(polygons)
    mended = repair_coverage(polygons)
    assert (mended.changes, mended.noded) == ((), (0,))
    assert shapely.coverage_is_valid(mended.polygons)
    assert shapely.equals(mended.polygons, polygons).all()


def assert_only_the_pair_changed(before: np.ndarray, after: np.ndarray, pair: tuple[int, int]) -> None:
    rest = np.delete(np.arange(len(before)), pair)
    moved = shapely.area(shapely.symmetric_difference(before[rest], after[rest]))
    assert moved.max(initial=0) <= 1e-4
    assert shapely.is_valid(after).all()


@given(partition=partitions, seed=seeds)
def test_a_planted_overlap_is_found_with_its_area_and_settled(partition, seed):
    planted = plant_overlap(partition, seed)
    assume(planted is not None)
    found = find_faults(planted.polygons)
    (overlap,) = found.listed
    assert (overlap.kind, set(overlap.members)) == (FaultKind.OVERLAP, set(planted.pair))
    assert overlap.area_m2 == pytest.approx(planted.area_m2, abs=1e-3)
    mended = repair_coverage(planted.polygons, found)
    assert_only_the_pair_changed(planted.polygons, mended.polygons, planted.pair)
    assert shapely.coverage_is_valid(mended.polygons)
    assert shapely.area(mended.polygons).sum() == pytest.approx(SIDE_M**2, abs=1e-3)
    assert mended.lost_m2 == pytest.approx(planted.area_m2, abs=1e-3)


@given(partition=partitions, seed=seeds)
def test_a_planted_gap_is_found_with_its_area_and_closed(partition, seed):
    planted = plant_gap(partition, seed)
    assume(planted is not None)
    found = find_faults(planted.polygons)
    (gap,) = found.listed
    assert gap.kind is FaultKind.GAP
    assert set(planted.pair) <= set(gap.members)
    assert gap.area_m2 == pytest.approx(planted.area_m2, abs=1e-3)
    mended = repair_coverage(planted.polygons, found)
    assert_only_the_pair_changed(planted.polygons, mended.polygons, planted.pair)
    assert shapely.coverage_is_valid(mended.polygons)
    assert shapely.area(mended.polygons).sum() == pytest.approx(SIDE_M**2, abs=1e-3)
    assert find_faults(mended.polygons).listed == ()


shapes = st.builds(
    lambda x, y, points: shapely.MultiPoint([(x + dx, y + dy) for dx, dy in points]).convex_hull,
    st.floats(0, 300),
    st.floats(0, 300),
    st.lists(st.tuples(st.floats(0, 90), st.floats(0, 90)), min_size=3, max_size=9),
).filter(lambda shape: shape.geom_type == "Polygon" and shape.area > 10)


@given(polygons=st.lists(shapes, min_size=1, max_size=12))
def test_whatever_lies_over_whatever_no_polygon_ends_invalid_and_sums_add_up(polygons):
    before = on_grid(np.array(polygons, dtype=object))
    assume(shapely.is_valid(before).all())
    mended = repair_coverage(before)
    after = mended.polygons
    assert shapely.is_valid(after).all()
    change = mended.gained_m2 - mended.lost_m2
    assert shapely.area(after).sum() == pytest.approx(shapely.area(before).sum() + change, abs=1e-2)
    assert (
        shapely.area(shapely.difference(shapely.union_all(before), shapely.union_all(after).buffer(1e-4)))
        < 1e-2
    )
    if not mended.left:
        assert find_faults(after).total_m2(FaultKind.OVERLAP) < 1e-3
        assert shapely.coverage_is_valid(after)


def real(name: str) -> np.ndarray:
    path = reference_file(f"coverages/{name}.zip")
    shapes = shapely.from_wkb(pyogrio.raw.read(f"/vsizip/{path}")[2])
    return on_grid(shapely.set_coordinates(shapes, shapely.get_coordinates(shapes) * FOOT_M))


def test_denver_is_valid_after_its_repair_and_keeps_its_voids():
    before = real("DenverCo_precincts2020_orig")
    found = find_faults(before)
    mended = repair_coverage(before, found)
    assert (shapely.is_valid(mended.polygons).all(), shapely.coverage_is_valid(mended.polygons)) == (
        True,
        True,
    )
    left = find_faults(mended.polygons)
    assert [fault.key for fault in left.listed if fault.kind is not FaultKind.NEAR_MISS] == [
        f"void:{rank}" for rank in range(1, 10)
    ]
    assert left.total_m2(FaultKind.OVERLAP) < 1e-3
    told = {place for fault in found.listed if fault.is_mendable for place in fault.members}
    rest = np.delete(np.arange(len(before)), list(told))
    moved = shapely.area(shapely.symmetric_difference(before[rest], mended.polygons[rest]))
    assert moved.max() <= 0.01
    assert {
        place for change in mended.changes if change.moved_m2 > LEAST_M2 for place in [change.position]
    } <= told


def test_colorado_is_valid_after_its_repair_and_keeps_its_voids():
    before = real("CO_bad_gap_region")
    mended = repair_coverage(before)
    assert shapely.coverage_is_valid(mended.polygons)
    kept = find_faults(mended.polygons).of(FaultKind.VOID)
    assert [round(void.area_m2) for void in kept] == [3_185_490, 11_731]
