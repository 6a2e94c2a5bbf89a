"""Files made from the demo town in every system and datum, and whether the guess finds back what they were made in.

The town measures in EPSG:4543 (meridian 102°). A file's places are off the loaded shapes by three metres of noise, as
another surveyor's would be.
"""

import re
from collections.abc import Callable

import numpy as np
import pytest
import shapely
from pyproj import Geod, Transformer

from geodata import crs
from geodata.importers.files.contents import CrsFound, Reason
from geodata.importers.reference_guess import (
    CoordinateFacts,
    guess_reference,
    load_ground,
    shift_warning,
    spread_sample,
)
from geodata.models import BoundaryVersion, Building, Road
from geodata.rules.datums import Datum, from_wgs84
from tests.town import AS_OF

Pairs = np.ndarray
NOISE_M = 3.0
DAY = AS_OF.date()


def noisy(metres: Pairs, most: int = 2_000) -> Pairs:
    """WGS 84 lon, lat of some of these places in MEASURE, each a little off."""
    random = np.random.default_rng(7)
    some = metres[random.permutation(len(metres))[:most]]
    return to(crs.LONLAT, some + random.normal(0, NOISE_M, some.shape), crs.MEASURE)


def to(srid: int, pairs: Pairs, source: int = crs.LONLAT) -> Pairs:
    return np.column_stack(Transformer.from_crs(source, srid, always_xy=True).transform(*pairs.T))


def shapes(rows: object) -> np.ndarray:
    return shapely.from_wkb([bytes(geometry.wkb) for geometry in rows])


def borders() -> Pairs:
    return shapely.get_coordinates(
        shapes(BoundaryVersion.objects.filter(area__level="grid").values_list("geom", flat=True))
    )


def roads() -> Pairs:
    return shapely.get_coordinates(shapes(Road.objects.values_list("geom", flat=True)))


def outlines() -> Pairs:
    return shapely.get_coordinates(shapes(Building.objects.values_list("geom", flat=True)))


def doors() -> Pairs:
    return shapely.get_coordinates(shapely.centroid(shapes(Building.objects.values_list("geom", flat=True))))


SOURCES = {"borders": borders, "roads": roads, "outlines": outlines, "doors": doors}


def gauss(srid: int) -> Callable[[Pairs], Pairs]:
    return lambda lonlat: to(srid, lonlat)


def old(geographic: int, srid: int) -> Callable[[Pairs], Pairs]:
    """A zone of an old datum, with its lon, lat taken for WGS 84's as the product does."""
    return lambda lonlat: to(srid, lonlat, geographic)


# how the file is written, EPSG and datum to be found, exchanged?
WRITTEN = {
    "wgs84": (lambda lonlat: lonlat, 4326, Datum.WGS84, False),
    "gcj02": (lambda lonlat: from_wgs84(lonlat, Datum.GCJ02), 4326, Datum.GCJ02, False),
    "bd09": (lambda lonlat: from_wgs84(lonlat, Datum.BD09), 4326, Datum.BD09, False),
    "wgs84, exchanged": (lambda lonlat: lonlat[:, ::-1], 4326, Datum.WGS84, True),
    "gcj02, exchanged": (lambda lonlat: from_wgs84(lonlat, Datum.GCJ02)[:, ::-1], 4326, Datum.GCJ02, True),
    "zone 34 in front": (gauss(4522), 4522, Datum.WGS84, False),
    "zone 34 in front, north first": (lambda lonlat: to(4522, lonlat)[:, ::-1], 4522, Datum.WGS84, True),
    "meridian 102": (gauss(4543), 4543, Datum.WGS84, False),
    "meridian 102, gcj02": (
        lambda lonlat: to(4543, from_wgs84(lonlat, Datum.GCJ02)),
        4543,
        Datum.GCJ02,
        False,
    ),
    "meridian 99": (gauss(4542), 4506, Datum.WGS84, False),
    "6-degree zone 17 in front": (gauss(4495), 4495, Datum.WGS84, False),
    "web mercator": (gauss(3857), 3857, Datum.WGS84, False),
    "web mercator, gcj02": (
        lambda lonlat: to(3857, from_wgs84(lonlat, Datum.GCJ02)),
        3857,
        Datum.GCJ02,
        False,
    ),
    "UTM 48N": (gauss(32648), 32648, Datum.WGS84, False),
}


CASES = [
    pytest.param(source, WRITTEN[written], id=f"{written}: {name}")
    for written in WRITTEN
    for name, source in SOURCES.items()
    if name == "roads" or written in ("wgs84", "gcj02", "bd09")
]


@pytest.mark.parametrize(("source", "written"), CASES)
def test_what_the_town_was_written_in_is_found(town, source, written):
    write, srid, datum, swapped = written
    facts = CoordinateFacts(write(noisy(source())))
    found = guess_reference(facts, load_ground(facts, DAY))
    assert found.swapped == swapped
    assert (found.best.srid, found.best.datum) == (srid, datum)
    assert found.sure
    assert found.datums[0].offset_m <= 10
    assert ("datum_suspect" in codes(found)) == (datum != Datum.WGS84)


def codes(found: object) -> list[str]:
    return [problem.code for problem in found.warnings]


def test_eastings_without_500_km_are_completed(town):
    facts = CoordinateFacts(to(4543, noisy(roads())) - (500_000, 0))
    found = guess_reference(facts, load_ground(facts, DAY))
    assert found.best.srid == 4543
    assert found.best.shift_m == (500_000.0, 0.0)
    assert found.sure
    assert "500 公里" in found.crs[0].reasons[0].zh


@pytest.mark.parametrize("datum", list(Datum))
def test_random_places_in_the_town_are_not_sure(town, datum):
    """Places that follow nothing: whatever the datum, distances say nothing."""
    xmin, ymin, xmax, ymax = shapely.total_bounds(
        shapes(BoundaryVersion.objects.values_list("geom", flat=True))
    )
    random = np.random.default_rng(3)
    somewhere = np.column_stack([random.uniform(xmin, xmax, 2_000), random.uniform(ymin, ymax, 2_000)])
    facts = CoordinateFacts(from_wgs84(to(crs.LONLAT, somewhere, crs.MEASURE), datum))
    found = guess_reference(facts, load_ground(facts, DAY))
    assert found.datums[0].datum == Datum.WGS84
    assert not found.datums[0].sure
    assert "datum_suspect" not in codes(found)


def test_places_far_away_are_not_sure_and_said_to_be_outside(town):
    random = np.random.default_rng(4)
    facts = CoordinateFacts(random.normal((102.9, 24.5), 0.02, (500, 2)))
    found = guess_reference(facts, load_ground(facts, DAY))
    assert not found.sure
    assert "outside_district" in codes(found)


def test_a_few_places_prove_nothing(town):
    facts = CoordinateFacts(from_wgs84(noisy(doors(), 8), Datum.GCJ02))
    assert not guess_reference(facts, load_ground(facts, DAY)).datums[0].sure


def test_a_file_that_follows_the_town_in_part_is_recognised(town):
    """A fifth of the vertices on known borders, the rest new lines inside."""
    known = noisy(borders(), 400)
    random = np.random.default_rng(5)
    new = random.uniform(known.min(axis=0), known.max(axis=0), (1_600, 2))
    mixed = random.permutation(np.vstack([known, new]))
    facts = CoordinateFacts(from_wgs84(mixed, Datum.GCJ02))
    found = guess_reference(facts, load_ground(facts, DAY))
    assert found.best.datum == Datum.GCJ02


def said(srid: int | None, label: str = "") -> CrsFound:
    return CrsFound(srid, label, Reason("文件写明", "the file says so"))


def test_only_words_tell_the_old_datums(town):
    """A zone of Xian 1980 looks like CGCS2000's within two metres: the label decides, the ground then agrees."""
    sample = to(2379, noisy(roads()), 4610)
    facts = CoordinateFacts(sample, said(None, "Xian_1980_3_Degree_GK_CM_102E"))
    named, unnamed = (guess_reference(one, load_ground(one, DAY)) for one in (facts, CoordinateFacts(sample)))
    assert (named.best.srid, named.sure) == (2379, True)
    assert "crs_accuracy" in codes(named)
    assert unnamed.best.srid == 4543
    assert {2379, 2431} <= {option.srid for option in unnamed.crs}


def test_a_file_that_says_4490_but_lies_off_the_roads_is_contradicted(town):
    facts = CoordinateFacts(from_wgs84(noisy(roads()), Datum.GCJ02), said(4490))
    found = guess_reference(facts, load_ground(facts, DAY))
    assert (found.best.srid, found.best.datum) == (4490, Datum.GCJ02)
    assert "datum_suspect" in codes(found)
    assert "按 GCJ-02 换算后差" in next(one.zh for one in found.warnings if one.code == "datum_suspect")


def test_the_forgotten_datum_is_told_in_metres(town):
    shifted = from_wgs84(noisy(doors()), Datum.GCJ02)
    ground = load_ground(CoordinateFacts(shifted), DAY)
    warning = shift_warning(shifted, ground)
    assert warning.code == "datum_suspect"
    assert "原样差" in warning.zh
    assert "偏移约 3" in warning.zh
    right = shift_warning(noisy(doors()), load_ground(CoordinateFacts(noisy(doors())), DAY))
    assert right.code == "datum_assumed"
    assert "与 WGS 84 相符" in right.zh


def test_the_forgotten_datum_is_told_without_any_ground():
    warning = shift_warning(np.array([[102.71, 25.04]]))
    assert warning.code == "datum_assumed"
    assert 345 < warning.measure < 375
    assert shift_warning(np.array([[-95.4, 29.7]])) is None


KUNMING = np.column_stack([np.linspace(102.6, 102.8, 50), np.linspace(25.0, 25.1, 50)])

# sample, what the file says → proposed EPSG, sure of it, codes of the warnings
WITHOUT_GROUND = {
    "lon, lat": (KUNMING, None, 4326, True, []),
    "lon, lat that say so": (KUNMING, said(4490), 4490, True, []),
    "says degrees, is metres": (to(4543, KUNMING), said(4326), 4543, False, ["crs_contradicted"]),
    "says metres, is degrees": (KUNMING, said(4543), 4326, True, ["crs_contradicted"]),
    "says metres": (to(4543, KUNMING), said(4543), 4543, True, []),
    "says Xian 1980": (to(2379, KUNMING), said(2379), 2379, True, ["crs_accuracy"]),
    "label says Xian 1980": (to(2379, KUNMING), said(None, "Xian_1980_GK"), 2379, False, ["crs_accuracy"]),
    "says no prefix, has one": (to(4522, KUNMING), said(4543), 4522, False, ["crs_contradicted"]),
    "zone in front": (to(4522, KUNMING), None, 4522, False, []),
    "zone of Nanjing in front": (to(4528, KUNMING + np.array([16, 7])), None, 4528, False, []),
    "plain metres": (to(4543, KUNMING), None, 4543, False, []),
    "Denver, feet": (to(2232, KUNMING * 0 + (-104.99, 39.74)), said(2232), 2232, True, ["crs_accuracy"]),
    "nothing known": (KUNMING * 1e9, None, None, False, ["crs_unknown"]),
    "no coordinates": (np.full((3, 2), np.nan), None, None, False, []),
    "empty": (np.empty((0, 2)), None, None, False, []),
}


@pytest.mark.parametrize(
    ("sample", "told", "srid", "sure", "warned"), WITHOUT_GROUND.values(), ids=WITHOUT_GROUND.keys()
)
def test_the_file_and_its_numbers_speak_where_nothing_is_loaded(sample, told, srid, sure, warned):
    found = guess_reference(CoordinateFacts(sample, told))
    assert (found.best and found.best.srid) == srid
    assert bool(found.crs and found.crs[0].sure) == sure
    assert codes(found) == warned
    assert all(reason.zh and reason.en for option in found.crs for reason in option.reasons)


def test_without_ground_wgs84_is_proposed_with_what_a_slip_would_cost():
    found = guess_reference(CoordinateFacts(KUNMING))
    assert [option.datum for option in found.datums] == list(Datum)
    assert not found.datums[0].sure
    shifted = from_wgs84(KUNMING, Datum.GCJ02)
    off = np.median(Geod(ellps="WGS84").inv(*KUNMING.T, *shifted.T)[2])
    told = float(re.search(r"偏移约 (\d+) 米", found.datums[0].reasons[0].zh)[1])
    assert told == pytest.approx(off, abs=3)


# columns, chosen columns, format → datum proposed first, words in a reason of GCJ-02
WORDS = {
    "DataV": (("adcode", "name", "childrenNum", "acroutes"), (), "geojson", Datum.GCJ02, "DataV"),
    "adcode only": (("adcode", "name"), (), "geojson", Datum.WGS84, "adcode"),
    "gcj columns chosen": (
        ("lon", "gcj_lon", "gcj_lat"),
        ("gcj_lon", "gcj_lat"),
        "csv",
        Datum.GCJ02,
        "gcj_lon",
    ),
    "gcj columns not chosen": (("lon", "lat", "gcj_lon"), ("lon", "lat"), "csv", Datum.WGS84, ""),
    "Baidu columns chosen": (("bd_lon", "bd_lat"), ("bd_lon", "bd_lat"), "csv", Datum.BD09, ""),
    "高德经度": (("高德经度", "高德纬度"), ("高德经度", "高德纬度"), "xlsx", Datum.GCJ02, "高德经度"),
}


@pytest.mark.parametrize(("columns", "chosen", "form", "datum", "words"), WORDS.values(), ids=WORDS.keys())
def test_words_of_the_file_are_reasons_but_never_sure(columns, chosen, form, datum, words):
    found = guess_reference(CoordinateFacts(KUNMING, None, columns, chosen, form))
    assert found.datums[0].datum == datum
    assert not found.datums[0].sure
    gcj02 = next(option for option in found.datums if option.datum == Datum.GCJ02)
    assert words in " ".join(reason.zh for reason in gcj02.reasons)


def test_outside_china_there_is_no_shifted_datum():
    found = guess_reference(CoordinateFacts(np.tile([[-95.4, 29.7]], (30, 1))))
    assert [(option.datum, option.sure) for option in found.datums] == [(Datum.WGS84, True)]


@pytest.mark.parametrize(("srid", "listed"), [(2232, 2232), (26913, 32613)], ids=["feet", "UTM"])
def test_unnamed_numbers_of_another_country_find_its_systems(monkeypatch, srid, listed):
    monkeypatch.setattr(crs, "MEASURE", 32613)
    sample = to(srid, np.array([-104.99, 39.74]) + np.linspace(0, 0.1, 30)[:, None])
    found = guess_reference(CoordinateFacts(sample))
    assert listed in [option.srid for option in found.crs]
    assert not found.sure


def test_exchanged_places_of_the_far_west_are_noticed(monkeypatch):
    """At 80° E, 40° N both orders are degrees on earth; only one of them is near what the database measures."""
    monkeypatch.setattr(crs, "MEASURE", 4536)
    kashgar = KUNMING - KUNMING.mean(axis=0) + (80.0, 40.0)
    assert guess_reference(CoordinateFacts(kashgar[:, ::-1])).swapped
    assert not guess_reference(CoordinateFacts(kashgar)).swapped


def test_single_exchanged_rows_are_counted():
    mixed = KUNMING.copy()
    mixed[::10] = mixed[::10, ::-1]
    found = guess_reference(CoordinateFacts(mixed))
    assert not found.swapped
    assert [(one.code, one.measure) for one in found.warnings] == [("rows_swapped", 5.0)]


def test_a_sample_is_spread_over_the_whole_file():
    parts = [np.column_stack([np.arange(i, i + 997.0)] * 2) for i in range(0, 99_700, 997)]
    sample = spread_sample(parts)
    assert 1_000 <= len(sample) <= 2_000
    assert sample[:, 0].min() < 100
    assert sample[:, 0].max() > 99_500
    assert np.diff(sample[:, 0]).max() == np.diff(sample[:, 0]).min()
    assert len(spread_sample([])) == 0
