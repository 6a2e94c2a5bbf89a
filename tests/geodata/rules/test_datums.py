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


@given(lon=st.floats(73.5, 135), lat=st.floats(4, 53.5))
def test_what_is_written_for_a_receiver_is_read_back_within_a_centimetre(lon, lat):
    start = np.array([[lon, lat]])
    for datum in Datum:
        assert distances_m(to_wgs84(datums.from_wgs84(start, datum), datum), start).max() < 0.01


@pytest.mark.parametrize("datum", list(Datum))
def test_written_coordinates_meet_the_known_triples(triples, datum):
    assert distances_m(datums.from_wgs84(triples["wgs84"], datum), triples[datum]).max() < 0.02


@pytest.mark.parametrize("datum", [Datum.GCJ02, Datum.BD09])
def test_the_six_decimals_of_map_services_stay_within_0_2_metres(triples, datum):
    assert distances_m(to_wgs84(triples[datum].round(6), datum), triples["wgs84"]).max() < 0.2


def test_each_of_many_places_is_shifted_as_if_it_were_alone():
    """More places than are worked on at a time, some of them abroad or missing."""
    lon = np.linspace(70, 140, 120_001)
    many = np.column_stack([lon, np.full_like(lon, 30.0)])
    many[::1000] = np.nan
    picked = np.r_[0:40, 49_995:50_005, 99_990:100_010, 119_960:120_001]
    for datum in (Datum.GCJ02, Datum.BD09):
        together = to_wgs84(many, datum)[picked]
        alone = np.vstack([to_wgs84(many[i : i + 1], datum) for i in picked])
        assert np.allclose(together, alone, rtol=0, atol=1e-9, equal_nan=True)


def test_the_start_is_left_as_it_was():
    start = np.array([[102.75, 25.12], [-95.4, 29.7]])
    kept = start.copy()
    to_wgs84(start, Datum.BD09)
    datums.from_wgs84(start, Datum.BD09)
    assert np.array_equal(start, kept)


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
