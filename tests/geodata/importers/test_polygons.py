"""Polygons to valid, snapped metres; the invalid ones rejected or mended with the change in m²."""

import numpy as np
import pytest
import shapely

from geodata import crs
from geodata.importers.coordinates import Reference
from geodata.importers.polygons import anchor_of, measure_polygons
from geodata.rules.datums import Datum

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
SLIVER = [(0, 0), (100, 0), (100, 0.002)]


def test_a_sound_polygon_is_snapped_to_a_centimetre():
    measured = measure_polygons(
        at([(0, 0), (100.004, 0), (100.004, 100), (0, 100)]), [1], METRES, repair=False
    )
    coordinates = shapely.get_coordinates(measured.polygon[0])
    assert measured.problems == []
    assert measured.polygon[0].area == pytest.approx(10_000, abs=0.01)
    assert np.allclose(coordinates, coordinates.round(2), atol=1e-6)


def test_a_bow_tie_is_rejected_with_reason_and_place():
    measured = measure_polygons(at(BOW_TIE, SQUARE), [1, 2], METRES, repair=False)
    assert measured.polygon[0] is None
    assert measured.polygon[1].area == 10_000
    (problem,) = measured.problems
    assert (problem.row, problem.code, problem.severity) == (1, "invalid_geometry", "rejected")
    assert "自相交（530050" in problem.zh
    assert "--repair" in problem.en


def test_a_bow_tie_is_mended_and_the_change_measured():
    measured = measure_polygons(at(BOW_TIE), [1], METRES, repair=True)
    assert measured.polygon[0].is_valid
    assert measured.polygon[0].area == pytest.approx(5_000)
    (problem,) = measured.problems
    assert (problem.code, problem.severity) == ("invalid_geometry", "repaired")
    assert problem.measure == pytest.approx(5_000)


def test_a_sliver_that_snapping_swallows_is_rejected():
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


def test_no_polygons_are_fine():
    assert measure_polygons(np.array([], dtype=object), [], METRES, repair=False).problems == []
