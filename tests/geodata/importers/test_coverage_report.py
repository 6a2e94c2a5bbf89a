"""Findings of a coverage with key, pair and place, and its repair fault by agreed fault."""

import pytest
import shapely
from pyproj import Transformer

from geodata import crs
from geodata.importers.coverage_report import Loaded, finding_shapes, mend_coverage, report_coverage
from geodata.importers.report import Report

EAST, NORTH = 530_000.0, 2_803_000.0


def box(*bounds: float) -> shapely.MultiPolygon:
    west, south, east, north = bounds
    return shapely.MultiPolygon([shapely.box(EAST + west, NORTH + south, EAST + east, NORTH + north)])


# Rows 12, 15 and 18: 12 and 15 overlap by 1 m x 100 m, and between 15 and 18 (which turns around the top) is a gap of
# 2 m x 90 m.
#   +----++----+----+
#   | 12 ||    +-+  |
#   |    || 15 | |18|
#   +----++----+-+--+
LOADED = Loaded(
    polygons=[
        box(0, 0, 100, 100),
        shapely.MultiPolygon([box(99, 0, 200, 100).geoms[0].difference(box(198, 5, 200, 95).geoms[0])]),
        box(200, 0, 300, 100),
    ],
    names=["甲", "乙", "丙"],
    rows=[12, 15, 18],
    parent_codes=["", "", ""],
    households=[100, 990, 300],
)


def test_each_finding_has_a_key_a_measure_and_its_place():
    report = Report("areas", read=3)
    report_coverage(report, LOADED)
    assert [(one.code, one.key, one.row, one.measure, one.severity) for one in report.problems] == [
        ("overlap", "overlap:12-15", 12, 100, "notice"),
        ("gap", "gap:1", None, 180, "notice"),
    ]
    assert "甲、乙重叠 100.00 m²" in report.problems[0].zh
    assert "乙、丙之间有缝隙 180.00 m²" in report.problems[1].zh
    to_metres = Transformer.from_crs(4326, crs.MEASURE, always_xy=True)
    for one, bounds in zip(report.problems, ((99, 0, 100, 100), (198, 5, 200, 95)), strict=True):
        assert box(*bounds).covers(shapely.Point(to_metres.transform(*one.place)))
    assert report.as_dict()["problems"][0]["key"] == "overlap:12-15"


def test_outlines_are_given_by_key():
    shapes = dict(finding_shapes(LOADED))
    assert {key: round(shape.area) for key, shape in shapes.items()} == {"overlap:12-15": 100, "gap:1": 180}


def test_without_a_choice_all_is_mended_and_told_with_what_moved():
    report = Report("areas", read=3)
    mended = mend_coverage(report, LOADED, None)
    assert shapely.coverage_is_valid(mended)
    assert [(one.row, one.code, one.severity, one.measure) for one in report.problems] == [
        (15, "coverage_repair", "repaired", 280)
    ]
    text = report.problems[0].zh
    assert "gap:1, overlap:12-15" in text
    assert "增 180.00、减 100.00 m²" in text
    assert "约移出 10.0 户" in text
    assert report.repaired == 1
    assert (report.figures["repair_gained_m2"], report.figures["repair_lost_m2"]) == (180, 100)


@pytest.mark.parametrize(
    ("chosen", "areas"),
    [
        (set(), [10_000, 9_920, 10_000]),
        ({"gap:1"}, [10_000, 10_100, 10_000]),
        ({"overlap:12-15"}, [10_000, 9_820, 10_000]),
    ],
    ids=["nothing", "the gap", "the overlap"],
)
def test_only_what_was_agreed_to_is_mended(chosen, areas):
    mended = mend_coverage(Report("areas", read=3), LOADED, frozenset(chosen))
    assert [round(polygon.area) for polygon in mended] == areas


def test_the_same_area_twice_is_told_as_not_mended():
    twice = Loaded([box(0, 0, 9, 9), box(0, 0, 9, 9)], ["甲", "乙"], [1, 2], ["", ""])
    report = Report("areas", read=2)
    mend_coverage(report, twice, None)
    assert [(one.code, one.key, one.severity) for one in report.problems] == [
        ("coverage_left", "overlap:1-2", "notice")
    ]
