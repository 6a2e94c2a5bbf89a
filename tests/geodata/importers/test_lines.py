"""Lines to metres, piece by piece; those of no length rejected or left out, never silently."""

import numpy as np
import pytest
import shapely

from geodata import crs
from geodata.importers.coordinates import Reference
from geodata.importers.lines import measure_lines
from geodata.rules.datums import Datum

METRES = Reference(crs.MEASURE, Datum.WGS84)
EAST, NORTH = 530_000.0, 2_803_000.0


def line(*places: tuple[float, float]) -> shapely.LineString:
    return shapely.LineString([(EAST + x, NORTH + y) for x, y in places])


ROAD = line((0, 0), (100, 0), (100, 50))
POINT_LIKE = line((5, 5), (5, 5))


def measure(*shapes: shapely.Geometry | None, repair: bool = False):
    return measure_lines(
        np.array(shapes, dtype=object), list(range(1, len(shapes) + 1)), METRES, repair=repair
    )


def told(measured) -> list[tuple[int, str, str]]:
    return [(one.row, one.code, str(one.severity)) for one in measured.problems]


def test_a_line_may_cross_itself():
    measured = measure(line((0, 0), (100, 100), (100, 0), (0, 100)))
    assert (told(measured), measured.line[0].is_simple) == ([], False)


def test_a_line_of_several_pieces_comes_as_several_lines_of_one_record():
    measured = measure(ROAD, shapely.MultiLineString([line((0, 9), (9, 9)), line((20, 9), (30, 9))]))
    assert measured.source.tolist() == [0, 1, 1]
    assert shapely.length(measured.line).round(3).tolist() == [150, 9, 10]


@pytest.mark.parametrize("repair", [False, True])
def test_a_line_of_no_length_is_rejected(repair):
    measured = measure(POINT_LIKE, ROAD, repair=repair)
    assert (told(measured), measured.source.tolist()) == ([(1, "zero_length", "rejected")], [1])
    assert measured.problems[0].place is not None


def test_a_piece_of_no_length_is_left_out_only_where_a_repair_is_asked_for():
    both = shapely.MultiLineString([ROAD, POINT_LIKE])
    assert told(measure(both)) == [(1, "zero_length", "rejected")]
    assert len(measure(both).line) == 0
    mended = measure(both, repair=True)
    assert (told(mended), mended.source.tolist()) == ([(1, "zero_length", "repaired")], [0])


def test_the_same_line_again_is_told_and_stays():
    measured = measure(ROAD, line((0, 9), (9, 9)), ROAD)
    assert told(measured) == [(3, "duplicate_geometry", "notice")]
    assert measured.source.tolist() == [0, 1, 2]


def test_what_is_no_line_is_named():
    measured = measure(None, shapely.LineString(), shapely.box(0, 0, 1, 1), ROAD)
    assert told(measured) == [
        (1, "geometry_missing", "rejected"),
        (2, "geometry_empty", "rejected"),
        (3, "not_a_line", "rejected"),
    ]
    assert "图形是面（Polygon），需要线" in measured.problems[2].zh


def test_a_line_with_one_vertex_far_away_is_rejected_once():
    far = shapely.LineString([(102.7, 25), (0, 0), (1, 1)])
    near = shapely.LineString([(102.7, 25), (102.8, 25), (102.8, 25.1), (102.9, 25.1)])
    lines = np.array([far, near], dtype=object)
    measured = measure_lines(lines, [1, 2], Reference(4326, Datum.WGS84), repair=True)
    assert (told(measured), measured.source.tolist()) == ([(1, "far_away", "rejected")], [1])


def test_no_lines_are_fine():
    assert measure().problems == []
