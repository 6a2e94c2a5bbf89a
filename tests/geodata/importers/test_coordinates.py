"""Coordinates: only known CRS numbers, the right datum, the right part of the world (MEASURE is EPSG:4543)."""

import numpy as np
import pytest
from pyproj import Geod, Transformer

from geodata import crs
from geodata.errors import ImportRefused
from geodata.importers.coordinates import (
    Reference,
    accuracy_notice,
    accuracy_of,
    check_extent,
    place_problems,
    reference,
    to_lonlat,
    to_measure,
)
from geodata.importers.epsg import allowed_srids, crs_title
from geodata.rules.datums import Datum, from_wgs84

KUNMING = [102.71, 25.04]
LONLAT = Reference(4326, Datum.WGS84)


def pairs(*rows: list[float]) -> np.ndarray:
    return np.array(rows, dtype=float)


@pytest.mark.parametrize(
    "srid",
    [0, -1, 900913, 999999, 4979, 4978, 5773, 3785, 21473, 2218],
    ids=[
        "0",
        "-1",
        "google's own",
        "none",
        "3-D",
        "geocentric",
        "heights",
        "withdrawn",
        "withdrawn zone",
        "nothing leads to WGS 84",
    ],
)
def test_numbers_that_are_no_usable_crs_are_refused(srid):
    with pytest.raises(ImportRefused, match=f"EPSG:{srid}"):
        reference(srid, Datum.WGS84)


@pytest.mark.parametrize("srid", [4214, 2346, 2360, 27700, 2232, 4269])
def test_a_shift_of_wgs_84_cannot_be_in_another_datum(srid):
    with pytest.raises(ImportRefused, match="gcj02"):
        reference(srid, Datum.GCJ02)


@pytest.mark.parametrize("srid", [4326, 4490, 4543, 4522, 3857, 32648])
def test_shifted_places_may_have_been_projected(srid):
    """Somebody took GCJ-02 for WGS 84 and brought it to metres: undone in reverse."""
    shifted = from_wgs84(pairs(KUNMING), Datum.GCJ02)
    stated = Transformer.from_crs(4326, srid, always_xy=True).transform(*shifted[0])
    found = to_lonlat(pairs(list(stated)), reference(srid, Datum.GCJ02))
    assert np.allclose(found, [KUNMING], rtol=0, atol=1e-8)


ELSEWHERE = {
    "Denver, feet": (2232, [-104.99, 39.74]),
    "Delaware, feet": (2235, [-75.5, 39.7]),
    "London": (27700, [-0.13, 51.5]),
    "Vancouver": (32610, [-123.1, 49.25]),
    "Wellington, south": (2193, [174.78, -41.29]),
    "Hong Kong": (2326, [114.17, 22.3]),
    "Taipei": (3826, [121.52, 25.05]),
}


@pytest.mark.parametrize(("srid", "place"), ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_places_of_the_whole_world_come_back(srid, place):
    known = reference(srid, Datum.WGS84)
    stated = Transformer.from_crs(4326, srid, always_xy=True, only_best=False).transform(*place)
    off = Geod(ellps="WGS84").inv(*to_lonlat(pairs(list(stated)), known)[0], *place)[2]
    assert off < 5


def test_northing_first_systems_are_read_east_first():
    """EPSG:2193 and 4543 put north first in the registry: a file's x is east all the same."""
    lon, lat = to_lonlat(pairs([1_748_700.0, 5_427_000.0]), reference(2193, Datum.WGS84))[0]
    assert (round(lon, 1), round(lat, 1)) == (174.8, -41.3)


@pytest.mark.parametrize("srid", [4326, 4490, 4543, 4522, 3857, 32648])
def test_a_place_comes_to_the_same_metres_from_every_crs(srid):
    there = Transformer.from_crs(4326, srid, always_xy=True).transform(*KUNMING)
    metres = to_measure(to_lonlat(pairs(list(there)), Reference(srid, Datum.WGS84)))
    expected = Transformer.from_crs(4326, crs.MEASURE, always_xy=True).transform(*KUNMING)
    assert np.allclose(metres[0], expected, atol=0.005)


@pytest.mark.parametrize(("zone", "geographic"), [(2360, 4610), (2379, 4610), (21418, 4214), (2431, 4214)])
def test_old_chinese_zones_are_only_unprojected_everywhere(zone, geographic):
    """One transformation for all places: no regional one that would tear polygons at its border (Ordos: 107-110)."""
    places = np.column_stack([np.linspace(101.0, 110.5, 40), np.linspace(22.0, 40.0, 40)])
    stated = np.column_stack(Transformer.from_crs(geographic, zone, always_xy=True).transform(*places.T))
    assert np.allclose(to_lonlat(stated, Reference(zone, Datum.WGS84)), places, rtol=0, atol=1e-8)


ACCURACIES = {4326: 0.0, 32648: 0.0, 4543: 1.0, 4490: 1.0, 2360: None, 4610: None, 21418: None, 2232: 4.0}


@pytest.mark.parametrize(("srid", "metres"), ACCURACIES.items())
def test_accuracy_is_told_in_metres_or_as_unknown(srid, metres):
    assert accuracy_of(srid) == metres


def test_the_inexact_datums_say_so_and_the_exact_ones_are_silent():
    (notice,) = accuracy_notice(reference(2379, Datum.WGS84))
    assert "没有公开的精确参数" in notice.zh
    assert "约 100 米" in notice.zh
    assert str(notice.severity) == "notice"
    (moved,) = accuracy_notice(reference(2379, Datum.WGS84, (12.5, -30.0)))
    assert "向东 12.5 米、向北 -30 米" in moved.zh
    assert accuracy_notice(reference(4543, Datum.WGS84)) == []
    assert "4 米" in accuracy_notice(reference(2232, Datum.WGS84))[0].zh


def test_a_measured_shift_moves_by_its_metres():
    at_rest, moved = (
        to_measure(to_lonlat(pairs(KUNMING), Reference(4326, Datum.WGS84, shift)))
        for shift in ((0.0, 0.0), (12.5, -30.0))
    )
    assert np.allclose(moved - at_rest, [[12.5, -30.0]], atol=1e-4)


def test_a_missing_false_easting_is_a_shift():
    complete = Transformer.from_crs(4326, crs.MEASURE, always_xy=True).transform(*KUNMING)
    stated = pairs([complete[0] - 500_000, complete[1]])
    found = to_lonlat(stated, reference(crs.MEASURE, Datum.WGS84, (500_000.0, 0.0)))
    assert np.allclose(found, [KUNMING], rtol=0, atol=1e-8)


@pytest.mark.parametrize("shift", [(float("nan"), 0.0), (0.0, 600_000.0)])
def test_a_shift_that_is_none_is_refused(shift):
    with pytest.raises(ImportRefused, match="平移量"):
        reference(4543, Datum.WGS84, shift)


def test_the_registry_is_the_list_of_what_is_accepted():
    accepted = allowed_srids()
    assert len(accepted) > 5_000
    assert {4326, 4490, 4610, 4214, 2232, 2235, 27700, 3857, 32648, 4543, 21418} <= accepted
    assert crs_title(4543)[0] == "CGCS2000 三度带 102°"
    assert "Colorado" in crs_title(2232)[0]


def test_missing_coordinates_stay_missing_in_every_crs():
    mixed = pairs([np.nan, 1.0], [571_000.0, 2_770_000.0])
    for srid in (4543, 3857, 2379):
        found = to_measure(to_lonlat(mixed, Reference(srid, Datum.WGS84)))
        assert np.isnan(found).tolist() == [[True, True], [False, False]]


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


def test_single_places_are_judged_row_by_row():
    lonlat = pairs([102.7, 25.0], [np.nan, np.nan], [0, 0], [25.04, 102.71], [99.2, 27.9])
    found = place_problems(lonlat, np.isfinite(lonlat).all(axis=1), [1, 2, 3, 4, 5])
    codes = {problem.row: problem.code for problem in found}
    assert codes == {2: "coordinates_missing", 3: "far_away", 4: "coordinates_outside"}
