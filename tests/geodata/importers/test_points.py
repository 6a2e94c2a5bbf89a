"""Places of a table's rows: numbers, outliers, rows without (MEASURE is EPSG:4543)."""

import numpy as np

from geodata.importers.coordinates import Reference
from geodata.importers.points import read_places
from geodata.rules.datums import Datum

LONLAT = Reference(4326, Datum.WGS84)


def test_single_outliers_are_judged_row_by_row():
    lon = ["102.71", "102.72", "99.2", "0", "", "102.7", "25.04", "nan"]
    lat = ["25.04", "25.05", "27.9", "0", "", "95", "102.71", "25"]
    places = read_places(lon, lat, list(range(1, 9)), LONLAT)
    assert [(problem.row, problem.code) for problem in sorted(places.problems, key=lambda p: p.row)] == [
        (4, "far_away"),
        (5, "coordinates_missing"),
        (6, "coordinates_outside"),
        (7, "coordinates_outside"),
        (8, "coordinates_unreadable"),
    ]
    assert places.usable.tolist() == [True, True, True, False, False, False, False, False]
    assert np.isfinite(places.metres[:3]).all()


def test_a_file_without_any_coordinates_is_rejected_row_by_row():
    places = read_places(["", ""], ["", ""], [1, 2], LONLAT)
    assert [problem.code for problem in places.problems] == ["coordinates_missing"] * 2


def test_no_rows_are_no_places():
    assert read_places([], [], [], LONLAT).usable.tolist() == []
