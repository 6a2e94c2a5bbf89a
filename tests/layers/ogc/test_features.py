"""Features over OGC API: systems, boxes, times, values, pages and versions."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from pyproj import Transformer

from geodata.crs import MEASURE
from geodata.models import BoundaryVersion, Event, ServicePoint
from geodata.rules.viewer import Role
from tests import factories
from tests.factories import SquareDistrict

EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
POINTS = "/ogc/collections/service_points/items"
# system → (EPSG number, whether its authority puts north first, how far a unit reaches in metres)
SYSTEMS = {
    CRS84: (4326, False, 111_320),
    f"{EPSG}4326": (4326, True, 111_320),
    f"{EPSG}4490": (4490, True, 111_320),
    f"{EPSG}3857": (3857, False, 1),
    f"{EPSG}{MEASURE}": (MEASURE, True, 1),
}
each_system = pytest.mark.parametrize("system", SYSTEMS, ids=lambda uri: uri.rsplit("/", 1)[1])


def expected(x: float, y: float, system: str) -> tuple[float, float]:
    """Drawing metres as first and second coordinate of a system, by PROJ and not by PostGIS."""
    srid, north_first, _ = SYSTEMS[system]
    place = factories.point(x, y)
    east, north = Transformer.from_crs(MEASURE, srid, always_xy=True).transform(place.x, place.y)
    return (north, east) if north_first else (east, north)


@each_system
def test_coordinates_are_within_a_centimetre_in_the_axis_order_of_the_system(
    as_role: Any, system: str
) -> None:
    response = as_role(Role.PUBLIC).get(POINTS, {"crs": system})
    assert response["Content-Crs"] == f"<{system}>"
    found = response.json()["features"][0]["geometry"]["coordinates"]
    assert found == pytest.approx(expected(100, 100, system), abs=0.01 / SYSTEMS[system][2], rel=0)


def test_borders_come_back_to_the_stored_centimetre(as_role: Any) -> None:
    found = as_role(Role.PUBLIC).get("/ogc/collections/grids/items", {"crs": f"{EPSG}{MEASURE}"}).json()
    for feature in found["features"]:
        stored = BoundaryVersion.objects.get(area__uuid=feature["id"]).geom
        for (north, east), (x, y) in zip(
            feature["geometry"]["coordinates"][0][0], stored.coords[0][0], strict=True
        ):
            assert (east, north) == pytest.approx((x, y), abs=0.01, rel=0)


def test_without_a_system_it_is_longitude_and_latitude(as_role: Any) -> None:
    response = as_role(Role.PUBLIC).get(POINTS)
    longitude, latitude = response.json()["features"][0]["geometry"]["coordinates"]
    assert response["Content-Crs"] == f"<{CRS84}>"
    assert (round(longitude), round(latitude)) == (102, 25)
    assert "crs" not in response.json()


@each_system
def test_a_box_is_read_in_its_own_system_and_axis_order(as_role: Any, system: str) -> None:
    client = as_role(Role.PUBLIC)
    for near, hit in (((100, 100), 1), ((900, 900), 0)):
        first, second = expected(*near, system)
        reach = 20 / SYSTEMS[system][2]
        box = f"{first - reach},{second - reach},{first + reach},{second + reach}"
        found = client.get(POINTS, {"bbox": box, "bbox-crs": system}).json()
        assert (found["numberReturned"], found["numberMatched"]) == (hit, hit), (near, box)


@each_system
def test_a_box_of_the_delivered_coordinates_holds_the_point(as_role: Any, system: str) -> None:
    client = as_role(Role.PUBLIC)
    first, second = client.get(POINTS, {"crs": system}).json()["features"][0]["geometry"]["coordinates"]
    box = f"{first},{second},{first},{second}"
    assert client.get(POINTS, {"bbox": box, "bbox-crs": system}).json()["numberReturned"] == 1


@pytest.mark.parametrize(
    ("box", "hit"),
    [("102,25,0,103,26,9", 1), ("170,-10,-170,60", 0), ("170,-10,103,60", 1), ("-180,-90,180,90", 1)],
    ids=["six numbers", "over the antimeridian", "over the antimeridian to China", "whole world"],
)
def test_other_boxes_are_understood(as_role: Any, box: str, hit: int) -> None:
    assert as_role(Role.PUBLIC).get(POINTS, {"bbox": box}).json()["numberReturned"] == hit


BASE = datetime(2026, 3, 10, 4, 0, 0, tzinfo=UTC)  # noon in Shanghai


@pytest.fixture
def three_events(furnished: SquareDistrict) -> None:
    """Events at 11, 12 and 13 o'clock of one local day, all others gone."""
    Event.objects.all().delete()
    for hours in (-1, 0, 1):
        factories.make_event(furnished.grid("W1"), 60, 60, BASE + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("2026-03-10T04:00:00Z", 1), ("2026-03-10T12:00:00+08:00", 1), ("2026-03-10T04:00:01Z", 0),
        ("2026-03-10T04:00:00Z/..", 2), ("2026-03-10T04:00:00Z/", 2), ("../2026-03-10T04:00:00Z", 2),
        ("/2026-03-10T03:59:59Z", 1), ("2026-03-10T03:00:00Z/2026-03-10T05:00:00Z", 3), ("../..", 3),
        ("2026-03-10", 3), ("2026-03-11", 0), ("2026-03-09/2026-03-10", 3), ("0001-01-01T00:00:00Z/..", 3),
        ("../9999-12-31T23:59:59Z", 3),
    ],
)  # fmt: skip
def test_a_time_holds_both_its_ends_and_may_be_open(
    as_role: Any, three_events: None, asked: str, seen: int
) -> None:
    found = as_role(Role.OPERATOR).get("/ogc/collections/events/items", {"datetime": asked}).json()
    assert (found["numberReturned"], found["numberMatched"]) == (seen, seen)


def test_without_a_time_every_event_counts_however_old(as_role: Any, furnished: SquareDistrict) -> None:
    factories.make_event(furnished.grid("W1"), 60, 60, datetime(2010, 8, 1, tzinfo=UTC))
    found = as_role(Role.OPERATOR).get("/ogc/collections/events/items").json()
    assert found["numberMatched"] == 3
    assert "2010-08-01T00:00:00Z" in {feature["properties"]["reported"] for feature in found["features"]}


def test_a_time_changes_nothing_where_features_have_none(as_role: Any) -> None:
    found = as_role(Role.PUBLIC).get(POINTS, {"datetime": "2001-01-01T00:00:00Z"}).json()
    assert found["numberReturned"] == 1


@pytest.mark.parametrize(
    ("role", "seen"),
    [(Role.OPERATOR, 2), (Role.GRID_WORKER, 1), (Role.COMMUNITY_HEAD, 1), (Role.SUBDISTRICT_HEAD, 2),
     (Role.HANDLER, 1)],
)  # fmt: skip
def test_events_stay_within_reach(as_role: Any, role: Role, seen: int) -> None:
    client = as_role(role)
    found = client.get("/ogc/collections/events/items").json()
    assert found["numberMatched"] == seen
    reachable = {feature["id"] for feature in found["features"]}
    for event in Event.objects.all():
        status = client.get(f"/ogc/collections/events/items/{event.uuid}").status_code
        assert status == (200 if str(event.uuid) in reachable else 404)


@pytest.mark.parametrize(
    ("name", "query", "seen"),
    [
        ("roads", {"road_class": "arterial"}, 1), ("roads", {"road_class": "lane"}, 0), ("roads", {"width_m": "30"}, 1),
        ("roads", {"stairs": "false"}, 1), ("roads", {"stairs": "true"}, 0), ("buildings", {"use": "residential"}, 2),
        ("resources", {"quantity": "40", "unit": "顶"}, 1), ("events", {"open": "true", "category": "noise"}, 2),
        ("grids", {"code": "999901001001001"}, 1), ("grids", {"code": "' OR 1=1 --"}, 0),
    ],
)  # fmt: skip
def test_a_property_filters_by_its_value(as_role: Any, name: str, query: dict[str, str], seen: int) -> None:
    found = as_role(Role.OPERATOR).get(f"/ogc/collections/{name}/items", query).json()
    assert (found["numberReturned"], found["numberMatched"]) == (seen, seen)


def test_a_moment_can_be_asked_for_as_a_value(as_role: Any, three_events: None) -> None:
    query = {"reported": "2026-03-10T04:00:00Z"}
    assert as_role(Role.OPERATOR).get("/ogc/collections/events/items", query).json()["numberMatched"] == 1


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
def test_following_next_meets_every_feature_exactly_once(as_role: Any, limit: int) -> None:
    for number in range(6):
        ServicePoint.objects.create(
            name=f"点{number}", kind="station", geom=factories.point(200 + number, 100)
        )
    client, met, pages = as_role(Role.PUBLIC), [], 0
    address: str | None = f"{POINTS}?limit={limit}"
    while address:
        body = client.get(address).json()
        assert body["numberReturned"] == len(body["features"]) <= limit
        met += [feature["id"] for feature in body["features"]]
        address = next((link["href"] for link in body["links"] if link["rel"] == "next"), None)
        pages += 1
    assert sorted(met) == sorted(str(uuid) for uuid in ServicePoint.objects.values_list("uuid", flat=True))
    assert pages == -(-7 // limit)


def test_a_row_removed_between_pages_neither_ends_nor_repeats_the_walk(as_role: Any) -> None:
    for number in range(5):
        ServicePoint.objects.create(
            name=f"点{number}", kind="station", geom=factories.point(200 + number, 100)
        )
    client = as_role(Role.PUBLIC)
    first = client.get(POINTS, {"limit": 2}).json()
    ServicePoint.objects.filter(uuid__in=[feature["id"] for feature in first["features"]]).delete()
    address = next(link["href"] for link in first["links"] if link["rel"] == "next")
    second = client.get(address.replace("limit=2", "limit=100")).json()
    assert second["numberReturned"] == 4
    assert not {f["id"] for f in first["features"]} & {f["id"] for f in second["features"]}


def test_the_link_header_leads_where_the_links_of_the_page_do(
    as_role: Any, furnished: SquareDistrict
) -> None:
    answer = as_role(Role.PUBLIC).get("/ogc/collections/grids/items?limit=1")
    told = dict(re.findall(r'<([^>]*)>; rel="([^"]*)"', answer["Link"]))
    links = {link["href"]: link["rel"] for link in answer.json()["links"]}
    assert {"self", "next"} <= set(links.values())
    assert told.items() - links.items() == {
        (
            "http://testserver/ogc/collections/grids/queryables",
            "http://www.opengis.net/def/rel/ogc/1.0/queryables",
        )
    }
    assert links.items() <= told.items()


def test_next_keeps_the_other_parameters(as_role: Any, furnished: SquareDistrict) -> None:
    query = {"limit": "1", "use": "residential", "crs": f"{EPSG}3857", "bbox": "100,20,110,30"}
    body = as_role(Role.OPERATOR).get("/ogc/collections/buildings/items", query).json()
    (following,) = [link["href"] for link in body["links"] if link["rel"] == "next"]
    asked = dict(part.split("=") for part in urlsplit(following).query.split("&"))
    assert set(asked) == {*query, "after"}
    assert body["numberMatched"] == 2


def test_a_limit_above_the_most_is_taken_as_the_most(as_role: Any) -> None:
    assert as_role(Role.PUBLIC).get(POINTS, {"limit": "99999"}).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"}, {"limit": "-1"}, {"limit": "x"}, {"limit": "1.5"}, {"limit": "٣"}, {"after": "-5"}, {"bbox": ""},
        {"bbox": "1,2,3"}, {"bbox": "1,2,3,4,5"}, {"bbox": "nan,1,2,3"}, {"bbox": "1,5,2,3"}, {"bbox": "0,0,999,1"},
        {"bbox": "1,2,3,inf"}, {"bbox": "1,2,3,4", "bbox-crs": "EPSG:4326"}, {"crs": "x"}, {"crs": f"{EPSG}2154"},
        {"bbox": "2,1,1,2", "bbox-crs": f"{EPSG}3857"}, {"datetime": "yesterday"}, {"datetime": ""}, {"datetime": ".."},
        {"datetime": "2026-13-01"}, {"datetime": "2026-03-10T04:00:00"}, {"datetime": "2026-03-10T25:00:00Z"},
        {"datetime": "2026-03-11T00:00:00Z/2026-03-10T00:00:00Z"}, {"datetime": "a/b/c"}, {"f": "html"},
        {"nothing": "1"}, {"Kind": "station"}, {"kind": "x" * 201},
    ],
    ids=str,
)  # fmt: skip
def test_a_nonsense_parameter_is_refused_with_the_accepted_form(as_role: Any, query: dict[str, str]) -> None:
    response = as_role(Role.PUBLIC).get(POINTS, query)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert {"title", "detail"} <= set(response.json())


def test_an_unknown_parameter_is_told_the_known_ones(as_role: Any) -> None:
    detail = as_role(Role.PUBLIC).get(POINTS, {"nothing": "1"}).json()["detail"]
    assert all(name in detail for name in ("bbox", "datetime", "limit", "kind", "uuid"))


@pytest.mark.parametrize("query", [{"width_m": "wide"}, {"width_m": "9" * 30}, {"stairs": "1"}], ids=str)
def test_a_value_of_another_type_is_refused(as_role: Any, query: dict[str, str]) -> None:
    assert as_role(Role.PUBLIC).get("/ogc/collections/roads/items", query).status_code == 400


def test_a_feature_answers_at_its_own_address(as_role: Any) -> None:
    client = as_role(Role.OPERATOR)
    for name in ("service_points", "buildings", "grids", "roads"):
        for listed in client.get(f"/ogc/collections/{name}/items").json()["features"]:
            alone = client.get(f"/ogc/collections/{name}/items/{listed['id']}").json()
            assert {key: alone[key] for key in listed} == listed
            assert {link["rel"] for link in alone["links"]} == {"self", "collection"}


@pytest.mark.parametrize("name", ["service_points", "roads"])
@pytest.mark.parametrize(
    "feature",
    ["0", "x", "-1", "1.0", "9" * 40, "%00", "7b0a3c1e-0000-4000-8000-00000000ffff", "' OR 1=1", "٣"],
)
def test_an_unknown_id_is_not_found(as_role: Any, name: str, feature: str) -> None:
    assert as_role(Role.PUBLIC).get(f"/ogc/collections/{name}/items/{feature}").status_code == 404


def test_the_version_answers_304_until_something_changes(as_role: Any) -> None:
    client = as_role(Role.PUBLIC)
    tag = client.get(POINTS)["ETag"]
    again = client.get(POINTS, headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again["Content-Crs"]) == (304, f"<{CRS84}>")
    assert client.get(POINTS, {"limit": "5"}, headers={"if-none-match": tag}).status_code == 200
    ServicePoint.objects.create(name="新", kind="station", geom=factories.point(1, 1))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what a commit does: versions rise there
    assert client.get(POINTS, headers={"if-none-match": tag}).status_code == 200


def test_staff_layers_are_kept_by_nobody_else(as_role: Any) -> None:
    client = as_role(Role.OPERATOR)
    assert client.get("/ogc/collections/events/items")["Cache-Control"].startswith("private")
    assert client.get(POINTS)["Cache-Control"].startswith("public")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(as_role: Any, method: str) -> None:
    assert getattr(as_role(Role.DISTRICT_ADMIN), method)(POINTS).status_code == 405
