"""GCJ-02 and BD-09 against known triples and against their own inverses."""

import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geodata.rules import datums
from geodata.rules.datums import Datum, to_wgs84
from tests.reference import reference_file

ELLIPSOID = Geod(ellps="WGS84")


def distances_m(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Metres on the ellipsoid between two (n, 2) arrays of lon, lat."""
    return np.asarray(ELLIPSOID.inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])[2])


@pytest.fixture(scope="module")
def triples() -> dict[str, np.ndarray]:
    path = reference_file("formats/jingan_hospitals_wgs84_gcj02_bd09_pairs.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    pairs = {"wgs84": ("lon", "lat"), "gcj02": ("gcj_lon", "gcj_lat"), "bd09": ("bd_lon", "bd_lat")}
    return {
        name: np.array([[float(row[c]) for c in columns] for row in rows]) for name, columns in pairs.items()
    }


@pytest.mark.parametrize("datum", [Datum.GCJ02, Datum.BD09])
def test_known_triples_come_back_within_two_centimetres(triples, datum):
    assert distances_m(to_wgs84(triples[datum], datum), triples["wgs84"]).max() < 0.02


def test_forward_shifts_meet_the_known_triples(triples):
    assert distances_m(datums.wgs84_to_gcj02(triples["wgs84"]), triples["gcj02"]).max() < 0.02
    assert distances_m(datums.gcj02_to_bd09(triples["gcj02"]), triples["bd09"]).max() < 0.001


@given(lon=st.floats(73.5, 135), lat=st.floats(4, 53.5))
def test_forward_of_inverse_is_the_start_within_a_centimetre(lon, lat):
    start = np.array([[lon, lat]])
    there = datums.wgs84_to_gcj02(datums.gcj02_to_wgs84(start))
    assert distances_m(there, start).max() < 0.01
    assert distances_m(datums.gcj02_to_bd09(datums.bd09_to_gcj02(start)), start).max() < 0.01


def test_panlong_is_shifted_by_about_360_metres():
    panlong = np.array([[102.75, 25.12]])
    assert 345 < distances_m(to_wgs84(panlong, Datum.GCJ02), panlong)[0] < 380
    assert 700 < distances_m(to_wgs84(panlong, Datum.BD09), panlong)[0] < 1000


def test_places_outside_china_and_wgs84_stay():
    houston = np.array([[-95.4, 29.7]])
    assert to_wgs84(houston, Datum.GCJ02).tolist() == houston.tolist()
    assert to_wgs84(houston, Datum.WGS84) is houston


def test_missing_coordinates_stay_missing():
    mixed = np.array([[np.nan, np.nan], [102.75, 25.12]])
    found = to_wgs84(mixed, Datum.GCJ02)
    assert np.isnan(found[0]).all()
    assert np.isfinite(found[1]).all()
