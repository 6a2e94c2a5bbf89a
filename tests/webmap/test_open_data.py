"""Open data: files with their terms, nothing in them that is not public, and an API that is described whole."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import Resolver404, resolve
from django.utils import timezone
from openapi_spec_validator import validate

from geodata.exporters.open_files import forget_open_files
from geodata.models import GridType, ServicePoint
from geodata.rules.grid_types import GridKind
from geodata.rules.open_data import OPEN_FORMATS, OPEN_SETS
from geodata.rules.viewer import Role
from tests.factories import SquareDistrict, make_login, make_service_point, make_square_district

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_files() -> Iterator[None]:
    """No test sees the files of another."""
    forget_open_files()
    yield
    forget_open_files()


@pytest.fixture
def district() -> SquareDistrict:
    """One point in the hand-drawn district."""
    made = make_square_district()
    make_service_point(made.grid("W1"), 100, 100, name="西站", address="=柳荫路 58 号")
    return made


def test_service_points_come_as_geojson_with_terms_and_time(client: Any, district: SquareDistrict) -> None:
    response = client.get("/open-data/service_points.geojson")
    body = json.loads(response.content)
    (feature,) = body["features"]
    assert feature["properties"]["name"] == "西站"
    assert [round(number, 2) for number in feature["geometry"]["coordinates"]] == [102.3, 25.33]
    for words in ("CC BY 4.0", "Licence: CC BY 4.0", "导出于", "WGS 84"):
        assert words in body["about"]
    assert response.headers["Link"].endswith('rel="license"')
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("name", "count"), [("districts", 1), ("subdistricts", 1), ("communities", 2), ("grids", 4)]
)
def test_boundaries_in_force_come_by_level(
    client: Any, district: SquareDistrict, name: str, count: int
) -> None:
    body = json.loads(client.get(f"/open-data/{name}.geojson").content)
    assert len(body["features"]) == count
    assert {one["geometry"]["type"] for one in body["features"]} == {"MultiPolygon"}
    table = client.get(f"/open-data/{name}.csv").content.decode("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(table)))) == count


def test_no_file_has_other_columns_than_the_published_ones(client: Any, district: SquareDistrict) -> None:
    for name, one in OPEN_SETS.items():
        table = client.get(f"/open-data/{name}.csv").content.decode("utf-8-sig")
        columns = next(csv.reader(io.StringIO(table)))
        assert set(columns) <= set(one.columns) | {"lon", "lat", "wkt"}, name
        body = json.loads(client.get(f"/open-data/{name}.geojson").content)
        assert set(body["features"][0]["properties"]) == set(one.columns), name


def test_the_type_of_a_grid_is_not_published(client: Any, district: SquareDistrict) -> None:
    figures = {"deciding_share": 1.0, "margin": 1.0, "classified_at": timezone.now()}
    GridType.objects.create(area=district.grid("W1"), grid_type=GridKind.OLD_RESIDENTIAL.value, **figures)
    for ending in OPEN_FORMATS:
        text = client.get(f"/open-data/grids.{ending.value}").content.decode()
        assert district.grid("W1").code in text
        assert not {"grid_type", GridKind.OLD_RESIDENTIAL.value} & set(re.findall(r"\w+", text))


def test_a_table_holds_no_formula(client: Any, district: SquareDistrict) -> None:
    (row,) = csv.DictReader(
        io.StringIO(client.get("/open-data/service_points.csv").content.decode("utf-8-sig"))
    )
    assert not row["address"].startswith("=")


def test_a_file_is_kept_until_data_change(
    client: Any, district: SquareDistrict, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = {"service_points": 1}
    monkeypatch.setattr("geodata.exporters.open_files.every_version", lambda: dict(versions))
    first = client.get("/open-data/service_points.csv").content
    ServicePoint.objects.update(name="新站")
    assert client.get("/open-data/service_points.csv").content == first
    versions["service_points"] = 2
    assert "新站" in client.get("/open-data/service_points.csv").content.decode()


@pytest.mark.parametrize(
    "address",
    ["buildings.csv", "care.csv", "events.geojson", "service_points.xlsx", "staff.geojson", "x.csv"],
)
def test_nothing_else_is_open(client: Any, district: SquareDistrict, address: str) -> None:
    client.force_login(make_login(Role.DISTRICT_ADMIN))
    assert client.get(f"/open-data/{address}").status_code == 404


def test_the_page_names_files_terms_and_time(client: Any, district: SquareDistrict) -> None:
    text = client.get("/open-data/").content.decode()
    for words in ("CC BY 4.0", "数据截至 20", "/open-data/grids.csv", "/api/openapi.json", "&lt;iframe src="):
        assert words in text


def test_the_description_is_valid_openapi(client: Any) -> None:
    document = json.loads(client.get("/api/openapi.json").content)
    validate(document)
    operations = [one["operationId"] for path in document["paths"].values() for one in path.values()]
    assert len(operations) == len(set(operations))


def test_every_described_address_exists(client: Any) -> None:
    document = json.loads(client.get("/api/openapi.json").content)
    for address in document["paths"]:
        filled = address.replace("{name}", "grids").replace("{z}/{x}/{y}", "14/1/1").replace("{code}", "1")
        filled = re.sub(r"\{\w*uuid\}", "7b0a3c1e-0000-4000-8000-000000000001", filled)
        try:
            resolve(filled)
        except Resolver404:
            pytest.fail(f"{address} is described and does not exist")


def test_only_the_embedded_map_may_stand_in_a_frame(client: Any, district: SquareDistrict) -> None:
    framed = client.get("/embed/")
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed.headers
    assert not framed.cookies
    for address in ("/", "/open-data/", "/my-area/", "/map/", "/sign-in/"):
        other = client.get(address)
        assert "frame-ancestors 'none'" in other.headers["Content-Security-Policy"], address
        assert other.headers["X-Frame-Options"] == "DENY", address


def test_the_embedded_map_takes_no_form_and_narrows(client: Any, district: SquareDistrict) -> None:
    make_service_point(district.grid("E1"), 900, 100, kind="clinic", name="东诊所")
    assert "<form" not in client.get("/embed/").content.decode()
    text = client.get("/embed/?area=999901001002&kind=clinic").content.decode()
    assert "东诊所" in text
    assert "西站" not in text
    assert "这里没有服务点" in client.get("/embed/?kind=hospital").content.decode()


@pytest.mark.parametrize("query", ["?area=1", "?area=999999", "?kind=bar"])
def test_the_embedded_map_refuses_nonsense(client: Any, district: SquareDistrict, query: str) -> None:
    assert client.get(f"/embed/{query}").status_code == 400


def test_the_embedded_map_shows_staff_what_it_shows_everyone(client: Any, district: SquareDistrict) -> None:
    public = client.get("/embed/").content
    client.force_login(make_login(Role.OPERATOR))
    assert client.get("/embed/").content == public
