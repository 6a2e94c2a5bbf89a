"""Polygons to valid metres; the faulty ones rejected, told or mended with the change in m²."""

import numpy as np
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from geodata import crs
from geodata.importers.coordinates import Reference
from geodata.importers.polygons import anchor_of, measure_polygons
from geodata.importers.report import Severity
from geodata.rules.datums import Datum
from tests.reference import reference_file

METRES = Reference(crs.MEASURE, Datum.WGS84)
EAST, NORTH = 530_000.0, 2_803_000.0


def at(*rings: list[tuple[float, float]]) -> np.ndarray:
    """Multipolygons from rings in metres from a place in Kunming's zone."""
    shapes = [
        shapely.MultiPolygon([shapely.Polygon([(EAST + x, NORTH + y) for x, y in ring])]) for ring in rings
    ]
    return np.array(shapes, dtype=object)


SQUARE = [(0, 0), (100, 0), (100, 100), (0, 100)]
# A bow tie: two triangles of 2,500 m² that touch in the middle.
#   (0,100)    (100,100)
#        |\  /|
#        | \/ |
#        | /\ |
#        |/  \|
#     (0,0)    (100,0)
BOW_TIE = [(0, 0), (100, 100), (100, 0), (0, 100)]
SLIVER = [(0, 0), (100, 0), (100, 0.0015)]


def test_a_sound_polygon_keeps_its_area_and_its_corners_to_a_micrometre():
    measured = measure_polygons(
        at([(0, 0), (100.0040001, 0), (100.0040001, 100), (0, 100)]), [1], METRES, repair=False
    )
    coordinates = shapely.get_coordinates(measured.polygon[0])
    assert measured.problems == []
    assert measured.polygon[0].area == pytest.approx(10_000.40001, abs=1e-4)
    assert (coordinates == coordinates.round(6)).all()


def test_delaware_keeps_every_area_to_a_hundredth_of_a_square_metre_and_its_common_borders():
    # a grid of 1 cm changed single precincts by up to 65 m² and tore borders that were common
    found = pyogrio.raw.read(f"/vsizip/{reference_file('coverages/DE_precincts.zip')}")
    shapes = shapely.from_wkb(found[2])
    to_lonlat = Transformer.from_crs(2235, 4326, always_xy=True)
    lon, lat = to_lonlat.transform(*shapely.get_coordinates(shapes).T)
    here = lon + (crs.central_meridian(crs.MEASURE) - np.median(lon))
    moved = shapely.set_coordinates(shapes, np.column_stack([here, lat]))
    east, north = Transformer.from_crs(4326, crs.MEASURE, always_xy=True).transform(here, lat)
    exact = shapely.area(shapely.set_coordinates(shapes.copy(), np.column_stack([east, north])))
    measured = measure_polygons(moved, list(range(1, 431)), Reference(4326, Datum.WGS84), repair=True)
    assert measured.problems == []
    assert np.abs(shapely.area(measured.polygon) - exact).max() <= 0.01
    assert shapely.coverage_is_valid(measured.polygon)


def test_a_bow_tie_is_rejected_with_reason_and_place():
    measured = measure_polygons(at(BOW_TIE, SQUARE), [1, 2], METRES, repair=False)
    assert measured.polygon[0] is None
    assert measured.polygon[1].area == 10_000
    (problem,) = measured.problems
    assert (problem.row, problem.code, problem.severity) == (1, "invalid_geometry", "rejected")
    assert "自相交（530050 2803050）" in problem.zh
    assert "--repair" in problem.en


def test_a_bow_tie_is_mended_and_the_change_measured():
    measured = measure_polygons(at(BOW_TIE), [1], METRES, repair=True)
    assert measured.polygon[0].is_valid
    assert measured.polygon[0].area == pytest.approx(5_000)
    (problem,) = measured.problems
    assert (problem.code, problem.severity) == ("invalid_geometry", "repaired")
    assert problem.measure == pytest.approx(5_000)


def test_a_polygon_of_next_to_no_area_is_rejected():
    measured = measure_polygons(at(SLIVER, SQUARE), [1, 2], METRES, repair=False)
    assert measured.polygon[0] is None
    assert measured.problems[0].code == "collapsed"


def test_a_polygon_with_one_vertex_far_away_is_rejected_once():
    lonlat = np.array([shapely.MultiPolygon([shapely.box(102.70, 25.0, 102.71, 25.01)]),
                       shapely.MultiPolygon([shapely.Polygon([(102.7, 25), (0, 0), (102.8, 25.1)])])])  # fmt: skip
    measured = measure_polygons(lonlat, [1, 2], Reference(4326, Datum.WGS84), repair=True)
    assert [(problem.row, problem.code) for problem in measured.problems] == [(2, "far_away")]
    assert measured.polygon[1] is None


def test_neighbours_stay_neighbours_after_snapping():
    left = shapely.MultiPolygon(
        [shapely.Polygon([(102.7, 25), (102.71, 25), (102.7123456, 25.02), (102.7, 25.01)])]
    )
    right = shapely.MultiPolygon(
        [shapely.Polygon([(102.71, 25), (102.72, 25), (102.72, 25.01), (102.7123456, 25.02)])]
    )
    known = Reference(4490, Datum.GCJ02)
    shapes = measure_polygons(np.array([left, right]), [1, 2], known, repair=False).polygon
    assert shapely.coverage_is_valid([part.geoms[0] for part in shapes])


def test_the_anchor_lies_in_the_largest_part():
    parts = at(SQUARE, [(500, 0), (510, 0), (510, 10), (500, 10)])
    both = shapely.MultiPolygon([part.geoms[0] for part in parts])
    anchor = anchor_of(both)
    assert anchor.distance(shapely.Point(EAST + 50, NORTH + 50)) < 2


# A needle 50 m long and 4 cm wide out of the east side: [ ]----
NEEDLE = [(0, 0), (100, 0), (100, 50), (150, 50.02), (100, 50.04), (100, 100), (0, 100)]
TWICE = [(0, 0), (100, 0), (100, 0), (100, 100), (0, 100)]
THIN = [(0, 0), (100, 0), (100, 0.5), (0, 0.5)]


@pytest.mark.parametrize(
    ("ring", "code", "kept", "change"),
    [(NEEDLE, "spike", 10_001.0, -1.0), (TWICE, "repeated_corner", 10_000.0, 0.0)],
    ids=["spike", "corner twice"],
)
def test_lesser_faults_are_told_and_stay_until_a_repair_is_asked_for(ring, code, kept, change):
    for repair, area, severity in ((False, kept, "notice"), (True, kept + change, "repaired")):
        measured = measure_polygons(at(ring), [7], METRES, repair=repair)
        (problem,) = measured.problems
        assert (problem.row, problem.code, problem.severity) == (7, code, severity)
        assert measured.polygon[0].area == pytest.approx(area, abs=1e-3)
    assert problem.measure == pytest.approx(change, abs=0.01)
    assert f"{change:+,.2f}" in problem.zh


def test_a_sliver_and_the_same_shape_again_are_told_and_loaded():
    measured = measure_polygons(at(SQUARE, THIN, SQUARE), [3, 5, 9], METRES, repair=True)
    assert [(one.row, one.code, one.severity) for one in measured.problems] == [
        (5, "sliver", "notice"),
        (9, "duplicate_geometry", "notice"),
    ]
    assert "第 3 行" in measured.problems[1].zh
    assert all(polygon is not None for polygon in measured.polygon)


def test_every_finding_has_its_place_on_the_map():
    rings = (
        BOW_TIE,
        NEEDLE,
        SLIVER,
        THIN,
        [(x + 500, y) for x, y in SQUARE],
        [(x + 500, y) for x, y in SQUARE],
    )
    problems = measure_polygons(at(*rings), [1, 2, 3, 4, 5, 6], METRES, repair=False).problems
    assert sorted(one.row for one in problems) == [1, 2, 3, 4, 6]
    to_metres = Transformer.from_crs(4326, crs.MEASURE, always_xy=True)
    bow_tie = next(one for one in problems if one.row == 1)
    assert to_metres.transform(*bow_tie.place) == pytest.approx((EAST + 50, NORTH + 50), abs=0.05)
    for one in problems:
        east, north = to_metres.transform(*one.place)
        assert -1 < east - EAST < 601
        assert -1 < north - NORTH < 101


LINE = shapely.LineString([(EAST, NORTH), (EAST + 9, NORTH), (EAST, NORTH + 9)])
RING = shapely.LineString([*LINE.coords, LINE.coords[0]])
BOX = shapely.box(EAST, NORTH, EAST + 10, NORTH + 10)
POINT = shapely.Point(EAST, NORTH)


@pytest.mark.parametrize(
    ("shape", "plain", "with_repair"),
    [
        (None, ("geometry_missing", "rejected"), ("geometry_missing", "rejected")),
        (shapely.Polygon(), ("geometry_empty", "rejected"), ("geometry_empty", "rejected")),
        (POINT, ("not_a_polygon", "rejected"), ("not_a_polygon", "rejected")),
        (LINE, ("not_a_polygon", "rejected"), ("not_a_polygon", "rejected")),
        (RING, ("not_a_polygon", "rejected"), ("closed_line", "repaired")),
        (shapely.GeometryCollection([BOX]), ("collection", "notice"), ("collection", "notice")),
        (shapely.GeometryCollection([BOX, POINT]), ("collection", "rejected"), ("collection", "repaired")),
        (shapely.GeometryCollection([POINT]), ("not_a_polygon", "rejected"), ("not_a_polygon", "rejected")),
    ],
    ids=["none", "empty", "point", "line", "closed line", "collection", "mixed", "collection of points"],
)
def test_what_is_no_polygon_is_named_and_taken_only_where_it_can_be(shape, plain, with_repair):
    for repair, expected in ((False, plain), (True, with_repair)):
        shapes = np.array([shape, BOX], dtype=object)
        measured = measure_polygons(shapes, [1, 2], METRES, repair=repair)
        problem = measured.problems[0]
        assert (problem.row, problem.code, problem.severity) == (1, *expected)
        assert (measured.polygon[0] is None) is (expected[1] == "rejected")
        assert measured.polygon[1].area == pytest.approx(100)


somewhere = st.integers(0, 12).map(float)


@given(
    rings=st.lists(st.lists(st.tuples(somewhere, somewhere), min_size=3, max_size=12), min_size=1, max_size=5)
)
def test_random_shapes_are_loaded_valid_or_rejected_never_silently_changed(rings):
    shapes = at(*rings)
    row = list(range(1, len(rings) + 1))
    for repair in (False, True):
        measured = measure_polygons(shapes, row, METRES, repair=repair)
        told = {
            severity: {one.row for one in measured.problems if one.severity == severity}
            for severity in Severity
        }
        for number, before, after in zip(row, shapes, measured.polygon, strict=True):
            assert (after is None) is (number in told[Severity.REJECTED])
            if after is None:
                continue
            assert after.is_valid
            if number not in told[Severity.REPAIRED]:
                assert after.area == pytest.approx(before.area, abs=1e-3)


def test_no_polygons_are_fine():
    assert measure_polygons(np.array([], dtype=object), [], METRES, repair=False).problems == []
