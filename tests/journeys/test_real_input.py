"""Real files, each into a database of its own, by the commands in the README; then the site shows them."""

import json
from base64 import b64decode
from collections.abc import Iterator
from typing import Any

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from pyproj import Geod

from layers.tile_grid import Tile
from tests.reference import reference_file

from .place import Place, place_of

pytestmark = pytest.mark.journey

KUNMING = "kunming/kunming_530100_full_datav2021_gcj02.json"
SUBDISTRICTS, COMMUNITIES = "jiangning/jiedao_from_js.geojson", "jiangning/shequ_from_js.geojson"
HOUSTON = "events/houston_crime_2010.csv.gz"
SHANGHAI = "facilities/shanghai_hospital.csv"
PANLONG = "530103"


def place_from(file: str, title: str, srid: int) -> Any:
    """A module's fixture: a database of its own for the place a file is about."""

    @pytest.fixture(scope="module", name=title)
    def place() -> Iterator[Place]:
        reference_file(file)
        with place_of(title, srid) as made:
            yield made

    return place


kunming = place_from(KUNMING, "kunming", 4543)
jiangning = place_from(COMMUNITIES, "jiangning", 4549)
houston = place_from(HOUSTON, "houston", 32615)
shanghai = place_from(SHANGHAI, "shanghai", 4549)


def counts(report: dict[str, Any]) -> dict[str, int]:
    assert report["read"] == report["loaded"] + report["rejected"]
    assert report["created"] + report["updated"] + report["unchanged"] == report["loaded"]
    return {name: report[name] for name in ("read", "loaded", "rejected", "repaired", "created", "unchanged")}


def rejected(report: dict[str, Any]) -> list[tuple[int, str]]:
    return [(one["row"], one["code"]) for one in report["problems"] if one["severity"] == "rejected"]


def features_of(answer: dict[str, Any]) -> int:
    """How many features a tile answer holds."""
    assert answer["status"] == 200
    decoded = mapbox_vector_tile.decode(b64decode(answer["body"]))
    return sum(len(layer["features"]) for layer in decoded.values())


def tile_path(layer: str, bounds: list[float], zoom: int, query: str = "") -> str:
    """The address of the tile in the middle of bounds (west, south, east, north)."""
    lon, lat = (bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2
    x = int((lon + 180) / 360 * 2**zoom)
    y = int((1 - np.arcsinh(np.tan(np.radians(lat))) / np.pi) / 2 * 2**zoom)
    assert Tile(zoom, x, y).exists
    return f"/layers/{layer}/{zoom}/{x}/{y}.mvt{query}"


def assert_framed(bounds: list[float], data: tuple[float, float, float, float], slack: float) -> None:
    """The page's frame is the data's box, within slack degrees."""
    assert np.allclose(bounds, data, atol=slack), (bounds, data)


def test_kunming_has_12_districts_as_they_are_and_14_when_repaired(kunming: Place) -> None:
    words = (
        reference_file(KUNMING),
        "--level",
        "district",
        "--code",
        "adcode",
        "--name",
        "name",
        "--datum",
        "gcj02",
    )
    dry = kunming.import_json("import_areas", *words)
    assert (dry["loaded"], dry["committed"]) == (12, False)
    assert kunming.values("SELECT count(*) FROM geodata_area") == [(0,)]
    first = kunming.import_json("import_areas", *words, "--commit")
    assert counts(first) == {
        "read": 14,
        "loaded": 12,
        "rejected": 2,
        "repaired": 0,
        "created": 12,
        "unchanged": 0,
    }
    assert rejected(first) == [(8, "invalid_geometry"), (14, "invalid_geometry")]
    second = kunming.import_json("import_areas", *words, "--commit", "--repair")
    assert counts(second) == {
        "read": 14,
        "loaded": 14,
        "rejected": 0,
        "repaired": 2,
        "created": 2,
        "unchanged": 12,
    }
    assert all(abs(p["measure"]) < 50 for p in second["problems"] if p["severity"] == "repaired")
    third = kunming.import_json("import_areas", *words, "--commit", "--repair")
    assert counts(third)["unchanged"] == 14
    names = kunming.values("SELECT name FROM geodata_area WHERE code IN ('530124', '530181') ORDER BY code")
    assert names == [("富民县",), ("安宁市",)]


def test_panlong_lies_350_to_375_metres_from_its_shifted_file(kunming: Place) -> None:
    document = json.loads(reference_file(KUNMING).read_text(encoding="utf-8"))
    (panlong,) = (f for f in document["features"] if str(f["properties"]["adcode"]) == PANLONG)
    shifted = shapely.get_coordinates(shapely.from_geojson(json.dumps(panlong["geometry"])))
    ((stored,),) = kunming.values(
        "SELECT ST_AsBinary(ST_Transform(b.geom, 4326)) FROM geodata_boundaryversion b "
        f"JOIN geodata_area a ON a.id = b.area_id WHERE a.code = '{PANLONG}'"
    )
    true = shapely.get_coordinates(shapely.from_wkb(bytes(stored)))
    nearest = [np.argmin(np.hypot(*(true - vertex).T)) for vertex in shifted]
    moved = Geod(ellps="WGS84").inv(*shifted.T, *true[nearest].T)[2]
    middle = Geod(ellps="WGS84").inv(*shifted.mean(axis=0), *true.mean(axis=0))[2]
    assert 350 <= middle <= 375
    assert np.median(moved) <= 375


def test_kunming_is_framed_and_drawn(kunming: Place) -> None:
    (listed,) = kunming.ask("public", "/layers/")
    bounds = listed["json"]["bounds"]
    assert_framed(bounds, (102.17, 24.39, 103.67, 26.55), 0.02)
    (tile,) = kunming.ask("public", tile_path("districts", bounds, 8))
    assert features_of(tile) >= 5


def test_jiangning_has_18_subdistricts_and_194_communities_18_of_them_across_a_line(jiangning: Place) -> None:
    first = jiangning.import_json(
        "import_areas", reference_file(SUBDISTRICTS), "--level", "subdistrict", "--code", "GEOCODE", "--name", "NAME",
        "--commit",
    )  # fmt: skip
    assert counts(first)["created"] == 18
    words = (
        reference_file(COMMUNITIES),
        "--level",
        "community",
        "--code",
        "COMMUID",
        "--name",
        "NAME",
        "--commit",
    )
    report = jiangning.import_json("import_areas", *words)
    assert counts(report) == {
        "read": 195,
        "loaded": 194,
        "rejected": 1,
        "repaired": 0,
        "created": 194,
        "unchanged": 0,
    }
    assert rejected(report) == [(141, "geometry_missing")]
    crossing = [one["measure"] for one in report["problems"] if one["code"] == "crosses_parent"]
    assert len(crossing) == 18
    assert max(crossing) == pytest.approx(55_856, abs=20)
    assert counts(jiangning.import_json("import_areas", *words))["unchanged"] == 194
    parents = jiangning.values(
        "SELECT count(*) FROM geodata_area WHERE level = 'community' AND parent_id IS NULL"
    )
    assert parents == [(0,)]


def test_jiangning_is_framed_and_drawn(jiangning: Place) -> None:
    (listed,) = jiangning.ask("public", "/layers/")
    bounds = listed["json"]["bounds"]
    assert_framed(bounds, (118.48, 31.63, 119.10, 32.13), 0.05)
    drawn = jiangning.ask(
        "public", *(tile_path(name, bounds, 10) for name in ("subdistricts", "communities"))
    )
    assert [features_of(one) > 5 for one in drawn] == [True, True]


def test_houston_has_86309_events_and_5_that_wait_for_a_place(houston: Place) -> None:
    words = (reference_file(HOUSTON), "--time", "time", "--tz", "America/Chicago", "--lon", "lon", "--lat", "lat",
             "--category", "offense", "--commit")  # fmt: skip
    report = houston.import_json("import_events", *words)
    told = {"read": 86_314, "loaded": 86_314, "rejected": 0, "repaired": 0}
    assert counts(report) == told | {"created": 86_314, "unchanged": 0}
    assert houston.values("SELECT count(*) FROM geodata_event") == [(86_309,)]
    waiting = houston.values('SELECT "row" FROM geodata_unlocatedrow ORDER BY 1')
    assert waiting == [(17_823,), (61_840,), (64_511,), (78_948,), (85_084,)]
    assert counts(houston.import_json("import_events", *words)) == told | {"created": 0, "unchanged": 86_314}
    categories = houston.values("SELECT code FROM geodata_eventcategory ORDER BY code")
    assert [code for (code,) in categories] == [
        "aggravated_assault", "auto_theft", "burglary", "murder", "rape", "robbery", "theft"]  # fmt: skip
    assert houston.values("SELECT bool_or(status_known), count(closed_at) FROM geodata_event") == [(False, 0)]


def test_houston_is_framed_and_its_year_is_in_the_heat(houston: Place) -> None:
    year = "?from=2010-01-01&to=2010-12-31"
    listed, surface = houston.ask("operator", "/layers/", f"/layers/events_heat/surface.geojson{year}")
    bounds = listed["json"]["bounds"]
    # 210 events carry a place far outside the city; the frame is the city's.
    assert_framed(bounds, (-95.7, 29.5, -95.1, 30.1), 0.1)
    (tile,) = houston.ask("operator", tile_path("events_heat", bounds, 10, year))
    decoded = mapbox_vector_tile.decode(b64decode(tile["body"]))
    assert sum(f["properties"]["count"] for layer in decoded.values() for f in layer["features"]) > 10_000
    assert surface["status"] == 200
    assert surface["json"]["features"]
    (refused,) = houston.ask("public", tile_path("events_heat", bounds, 10, year))
    assert refused["status"] == 404


def test_houston_without_a_period_opens_on_its_own_last_days(houston: Place) -> None:
    (surface,) = houston.ask("operator", "/layers/events_heat/surface.geojson")
    assert surface["json"]["heat"]["historical"] is True
    assert surface["json"]["features"]


def test_shanghai_has_7513_facilities(shanghai: Place) -> None:
    words = (reference_file(SHANGHAI), "--name", "name", "--lon", "lon", "--lat", "lat", "--category", "type",
             "--commit")  # fmt: skip
    report = shanghai.import_json("import_service_points", *words)
    assert counts(report)["created"] == 7_513
    assert (report["figures"]["kind_hospital"], report["figures"]["kind_clinic"]) == (4_345, 2_607)
    assert counts(shanghai.import_json("import_service_points", *words))["unchanged"] == 7_513


def test_shanghai_is_framed_and_drawn(shanghai: Place) -> None:
    (listed,) = shanghai.ask("public", "/layers/")
    bounds = listed["json"]["bounds"]
    assert_framed(bounds, (120.9, 30.7, 121.9, 31.8), 0.15)
    middle = [121.46, 31.22, 121.48, 31.24]
    (tile,) = shanghai.ask("public", tile_path("service_points", middle, 14))
    assert features_of(tile) > 5


def test_a_file_from_elsewhere_is_refused_with_the_command_that_helps(shanghai: Place) -> None:
    done = shanghai.run(
        "manage.py", "import_events", reference_file(HOUSTON), "--category", "offense", "--commit"
    )
    assert done.returncode == 1
    assert "make db DB_NAME=… LONGITUDE=-95.4" in done.stderr
    assert shanghai.values("SELECT count(*) FROM geodata_event") == [(0,)]
