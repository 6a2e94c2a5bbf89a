"""Coordinates: only known CRS numbers, the right datum, the right part of the world (MEASURE is EPSG:4543)."""

import numpy as np
import pytest
from pyproj import Transformer

from geodata import crs
from geodata.errors import ImportRefused
from geodata.importers.coordinates import Reference, check_extent, reference, to_lonlat, to_measure
from geodata.importers.points import read_places
from geodata.rules.datums import Datum

KUNMING = [102.71, 25.04]
LONLAT = Reference(4326, Datum.WGS84)


def pairs(*rows: list[float]) -> np.ndarray:
    return np.array(rows, dtype=float)


@pytest.mark.parametrize("srid", [4214, 2346, 27700, 0, 900913, 32701])
def test_other_crs_numbers_are_refused(srid):
    with pytest.raises(ImportRefused, match=f"EPSG:{srid}"):
        reference(srid, Datum.WGS84)


def test_a_shifted_datum_cannot_be_in_metres():
    with pytest.raises(ImportRefused, match="gcj02"):
        reference(4543, Datum.GCJ02)


@pytest.mark.parametrize("srid", [4326, 4490, 4543, 4522, 3857, 32648])
def test_a_place_comes_to_the_same_metres_from_every_crs(srid):
    there = Transformer.from_crs(4326, srid, always_xy=True).transform(*KUNMING)
    metres = to_measure(to_lonlat(pairs(list(there)), Reference(srid, Datum.WGS84)))
    expected = Transformer.from_crs(4326, crs.MEASURE, always_xy=True).transform(*KUNMING)
    assert np.allclose(metres[0], expected, atol=0.005)


REFUSED = {
    "elsewhere": (pairs([121.47, 31.23], [121.5, 31.2]), "make db DB_NAME=… LONGITUDE=121.4"),
    "swapped": (pairs([25.04, 102.71], [25.0, 102.8]), "对调"),
    "metres": (pairs([571_000, 2_770_000], [572_000, 2_771_000]), "--crs"),
}


@pytest.mark.parametrize(("stated", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_a_file_whose_bulk_lies_wrong_is_refused_with_advice(stated, said):
    with pytest.raises(ImportRefused, match=said):
        check_extent(to_lonlat(stated, LONLAT), stated, LONLAT)


def test_a_wrong_crs_is_refused():
    stated = pairs([1e12, 1e12])
    known = Reference(4543, Datum.WGS84)
    with pytest.raises(ImportRefused):
        check_extent(to_lonlat(stated, known), stated, known)


def test_single_outliers_are_judged_row_by_row():
    lon = ["102.71", "102.72", "99.2", "0", "", "102.7", "25.04", "nan"]
    lat = ["25.04", "25.05", "27.9", "0", "", "95", "102.71", "25"]
    places = read_places(lon, lat, list(range(1, 9)), LONLAT)
    assert [(problem.row, problem.code) for problem in sorted(places.problems, key=lambda p: p.row)] == [
        (4, "far_away"),
        (5, "coordinates_missing"),
        (6, "coordinates_outside"),
        (7, "coordinates_outside"),
        (8, "coordinates_missing"),
    ]
    assert places.usable.tolist() == [True, True, True, False, False, False, False, False]
    assert np.isfinite(places.metres[:3]).all()


def test_a_file_without_any_coordinates_is_rejected_row_by_row():
    places = read_places(["", ""], ["", ""], [1, 2], LONLAT)
    assert [problem.code for problem in places.problems] == ["coordinates_missing"] * 2


def test_no_rows_are_no_places():
    assert read_places([], [], [], LONLAT).usable.tolist() == []
