"""Faults of single polygons and their repair, against the truth that GEOS' own tests state."""

import xml.etree.ElementTree as ET

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.analysis.coverage import LEAST_M2
from geodata.analysis.polygon_faults import count_repeated, find_invalid, find_spikes, find_twins, is_sliver
from geodata.analysis.polygon_repair import Step, mend_polygon
from tests.reference import reference_file


def polygon(*corners: tuple[float, float]) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([shapely.Polygon(corners)])


def one(shape: shapely.Geometry) -> np.ndarray:
    return np.array([shape], dtype=object)


def steps(shape: shapely.MultiPolygon) -> list[tuple[str, int, float, float]]:
    mended = mend_polygon(shape)
    return [
        (done.step.value, done.count, round(done.change_m2, 3), round(done.moved_m2, 3))
        for done in mended.steps
    ]


SQUARE = [(0, 0), (100, 0), (100, 100), (0, 100)]
#        |\  /|
#        | \/ |
#        | /\ |
#        |/  \|
BOW_TIE = [(0, 0), (100, 100), (100, 0), (0, 100)]
# A needle 50 m long and 4 cm wide out of the east side, 1 m²:  [ ]------
NEEDLE = [(0, 0), (100, 0), (100, 50), (150, 50.02), (100, 50.04), (100, 100), (0, 100)]
# A notch of the same size into it.
NOTCH = [(0, 0), (100, 0), (100, 50), (50, 50.02), (100, 50.04), (100, 100), (0, 100)]
# The needle again, drawn in two pieces: cutting the tip lays open the rest.
LONG_NEEDLE = [(0, 0), (100, 0), (100, 50), (150, 50.02), (200, 50.03), (100, 50.04), (100, 100), (0, 100)]
# A house with a pointed roof of 4°: 10 m long and 0.7 m wide, a real shape.
POINTED = [(0, 0), (0.7, 0), (0.35, 10)]


@pytest.mark.parametrize(
    ("corners", "expected"),
    [
        (SQUARE, []),
        (POINTED, []),
        (BOW_TIE, [("made_valid", 1, 5000, 0)]),
        (NEEDLE, [("spikes_cut", 1, -1, 1)]),
        (NOTCH, [("spikes_cut", 1, 1, 1)]),
        ([*SQUARE[:2], SQUARE[1], *SQUARE[2:]], [("corners_merged", 1, 0, 0)]),
    ],
    ids=["square", "pointed", "bow tie", "needle", "notch", "corner twice"],
)
def test_each_step_of_a_repair_is_told_with_what_it_changed(corners, expected):
    assert steps(polygon(*corners)) == expected


def test_a_needle_of_two_pieces_is_cut_whole():
    mended = mend_polygon(polygon(*LONG_NEEDLE)).polygon
    assert mended.bounds == (0, 0, 100, 100)


def test_a_tiny_part_is_dropped_and_a_hole_stays():
    holed = shapely.box(0, 0, 50, 50).difference(shapely.box(10, 10, 10.2, 10.2))
    mended = mend_polygon(shapely.MultiPolygon([holed, shapely.box(90, 90, 90.2, 90.2)]))
    assert [done.step for done in mended.steps] == [Step.PARTS_DROPPED]
    assert len(mended.polygon.geoms) == 1
    assert len(mended.polygon.geoms[0].interiors) == 1


def test_a_line_drawn_as_a_polygon_is_nothing():
    assert mend_polygon(polygon((0, 0), (100, 0), (50, 0))).polygon is None


def test_a_spike_is_told_with_its_length_width_and_tip():
    (found,) = find_spikes(one(polygon(*NEEDLE)))
    assert (found.count, found.place) == (1, shapely.Point(150, 50.02))
    assert (found.length_m, found.width_m) == (pytest.approx(50, abs=0.01), pytest.approx(0.04, abs=0.001))


def test_a_tip_that_a_neighbour_has_too_is_a_border():
    beside = polygon((150, 50.02), (160, 0), (160, 100))
    assert find_spikes(np.array([polygon(*NEEDLE), beside])) == []


def test_repeated_corners_are_counted_in_holes_and_parts_too():
    hole = [(10, 10), (20, 10), (20, 10), (20, 20)]
    shape = shapely.MultiPolygon(
        [shapely.Polygon(SQUARE, [hole]), shapely.Polygon([(200, 0), (210, 0), (210, 0), (205, 9)])]
    )
    assert count_repeated(np.array([shape, polygon(*SQUARE), None], dtype=object)).tolist() == [2, 0, 0]


def test_the_same_shape_drawn_from_another_corner_is_a_twin():
    turned = polygon(*SQUARE[2:], *SQUARE[:2])
    assert find_twins(np.array([polygon(*SQUARE), None, turned, polygon(*POINTED)], dtype=object)) == [(2, 0)]


def test_long_and_narrow_is_a_sliver_and_a_small_house_is_not():
    assert is_sliver(shapely.box([0, 0, 0], [0, 0, 0], [100, 0.9, 100], [0.5, 0.9, 2])).tolist() == [
        True,
        False,
        False,
    ]


anywhere = st.integers(0, 12).map(float)


@given(corners=st.lists(st.tuples(anywhere, anywhere), min_size=3, max_size=14))
def test_whatever_is_drawn_ends_valid_or_as_nothing(corners):
    mended = mend_polygon(polygon(*corners))
    if mended.polygon is not None:
        assert mended.polygon.is_valid
        assert mended.polygon.area >= LEAST_M2
        assert find_spikes(one(mended.polygon)) == []
        assert count_repeated(one(mended.polygon)).tolist() == [0]


def stated_truths(name: str) -> list[tuple[str, shapely.Geometry, bool]]:
    """Polygons of a GEOS test file with what it says of their validity."""
    tree = ET.parse(reference_file(name))
    cases = []
    for case in tree.iter("case"):
        text = "".join((case.findtext("a") or "").split("\n")).strip()
        for op in case.iter("op"):
            if op.get("name") != "isValid":
                continue
            shape = shapely.from_wkt(text) if " " in text else shapely.from_wkb(text)
            if shape.geom_type in ("Polygon", "MultiPolygon") and not shape.is_empty:
                cases.append((case.findtext("desc") or "", shape, (op.text or "").strip() == "true"))
    return cases


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("odd/geos_TestValid_general/TestValid.xml", 40),
        ("odd/geos_TestValid2-big_general/TestValid2-big.xml", 1),
    ],
    ids=["general", "big"],
)
@pytest.mark.filterwarnings("ignore:invalid value encountered in from_wkt")
def test_validity_is_what_the_tests_of_geos_state(name, least):
    cases = stated_truths(name)
    assert len(cases) >= least
    for title, shape, is_valid in cases:
        assert (find_invalid(one(shape)) == []) is is_valid, title
        if not np.isfinite(shapely.get_coordinates(shape)).all():
            continue
        mended = mend_polygon(shapely.MultiPolygon(shapely.get_parts(shape).tolist())).polygon
        assert mended is None or mended.is_valid, title
