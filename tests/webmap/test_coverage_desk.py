"""The coverage desk's own addresses: minutes of the map, standards, scenarios kept by hand, the table to take along.

0----------500----------1000 m    a road along y = 0; 30 people at 200 (grid W1), 60 at 800 (grid E1, agricultural);
S    W                E           a station at x = 0
"""

import csv
import io
from typing import Any

import numpy as np
import pytest
from django.utils import timezone
from shapely.geometry import Point, shape

from geodata.actions.refresh_walking import refresh_walking
from geodata.models import Building, GridType, Road, ServicePoint, WalkScenario
from geodata.queries.walking_homes import forget_homes
from geodata.rules.viewer import Role
from geodata.sql import execute
from tests import factories

from .test_coverage_api import OLD, lonlat


@pytest.fixture
def district(db: None, client: Any) -> factories.SquareDistrict:
    """The drawing, with a planner signed in."""
    district = factories.make_square_district()
    factories.make_road((0, 0), (1000, 0))
    factories.make_service_point(district.grid("W1"), 0, 0, name="西站", opening_hours="Mo-Fr 09:00-17:00")
    factories.make_building(district.grid("W1"), 190, 0)
    factories.make_building(district.grid("E1"), 810, 0, address="青莲路8号", **OLD)
    refresh_walking(timezone.now())
    client.force_login(factories.make_login(Role.PLANNER))
    return district


def get(client: Any, path: str, **query: Any) -> dict[str, Any]:
    """The answer of an address below /api/coverage/."""
    answer = client.get(f"/api/coverage/{path}", query)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def refreshed() -> None:
    """Walks as they are once the refresh has followed a change; nothing else is restarted."""
    execute("settle_changes")
    refresh_walking(timezone.now())
    forget_homes()


def minutes_of(client: Any, address: str) -> tuple[int, int]:
    """An adult's and an elderly person's minutes from a building, as the map is coloured."""
    body = get(client, "homes", category="station")
    place = body["id"].index(Building.objects.get(address=address).pk)
    return body["adult"][place], body["elderly"][place]


@pytest.mark.usefixtures("district")
def test_the_map_gets_whole_minutes_of_lived_in_buildings_in_their_cells(client: Any) -> None:
    body = get(client, "homes", category="station")
    assert sum(body["n"]) == len(body["id"]) == len(body["adult"]) == len(body["elderly"]) == 2
    assert len(body["x"]) == len(body["y"]) == len(body["n"])
    assert not {"persons", "people"} & set(body)
    # 820 m on the road and 10 m off it: 692 s for an adult, 1038 s for an elderly person.
    assert minutes_of(client, "青莲路8号") == (12, 18)
    nothing = get(client, "homes", category="clinic")
    assert set(nothing["adult"]) == {nothing["not_reached"]}


def test_a_moved_point_and_an_edited_road_change_the_map_without_a_restart(
    client: Any, district: factories.SquareDistrict
) -> None:
    ServicePoint.objects.update(geom=factories.point(820, 0))
    refreshed()
    assert minutes_of(client, "青莲路8号") == (1, 1)
    Road.objects.all().delete()
    factories.make_road((0, 0), (1000, 0))
    ServicePoint.objects.update(geom=factories.point(0, 0))
    Road.objects.update(slope=0.2)
    refreshed()
    adult, _ = minutes_of(client, "青莲路8号")
    # A fifth up or down: 1.33 times as long by Tobler's function, both ways averaged.
    steep = (np.exp(-3.5 * 0.25) ** -1 + np.exp(-3.5 * 0.15) ** -1) / (2 * np.exp(3.5 * 0.05))
    assert adult == int(np.ceil((820 * steep + 10) / 1.2 / 60))


@pytest.mark.usefixtures("district")
def test_a_change_tells_the_buildings_it_moves(client: Any) -> None:
    body = get(client, "change", category="station", open=lonlat(820, 0), homes="1")
    (one,) = body["homes"]["id"]
    assert Building.objects.get(pk=one).address == "青莲路8号"
    assert (body["homes"]["adult"], body["homes"]["elderly"]) == ([1], [1])
    assert "homes" not in get(client, "change", category="station", open=lonlat(820, 0))


@pytest.mark.usefixtures("district")
def test_the_people_of_a_house_of_few_families_are_not_told(client: Any) -> None:
    Building.objects.update(households=4)
    (home,) = get(client, "unserved", category="station", pace="elderly")["features"]
    assert (home["properties"]["persons"], home["properties"]["persons_80_plus"]) == (None, None)
    Building.objects.update(households=5)
    (home,) = get(client, "unserved", category="station", pace="elderly")["features"]
    assert home["properties"]["persons"] == 60


def judged(client: Any) -> dict[tuple[str, str], str]:
    """(grid, setting) → verdict."""
    found = get(client, "standards", level="grid")["areas"]
    return {(one["code"], one["setting"]): one["verdict"] for one in found}


def test_town_is_judged_by_the_circle_and_the_country_by_visits(
    client: Any, district: factories.SquareDistrict
) -> None:
    west, east = district.grid("W1"), district.grid("E1")
    GridType.objects.create(
        area=east, grid_type="agricultural", deciding_share=1.0, margin=0.5, classified_at=timezone.now()
    )
    ServicePoint.objects.update(geom=factories.point(-900, 0))
    factories.make_road((-1000, 0), (0, 0))
    unit = factories.make_service_point(east, 820, 0, name="流动车", kind="mobile_unit", opening_hours="")
    refreshed()
    assert judged(client) == {(west.code, "urban"): "not_met", (east.code, "rural"): "not_met"}
    unit.opening_hours = "We 09:00-11:00"
    unit.save()
    execute("settle_changes")
    assert judged(client)[(east.code, "rural")] == "met"
    # A unit on a timetable is no circle of the town.
    assert judged(client)[(west.code, "urban")] == "not_met"
    told = get(client, "standards")["standards"]
    assert (told["urban"]["minutes"], told["urban"]["share"], told["rural"]["visits"]) == (15, 0.8, 1)


def keep(client: Any, **fields: str) -> Any:
    """The answer to keeping a scenario."""
    return client.post("/api/coverage/scenarios/", {"category": "station", "name": "东扩", **fields})


@pytest.mark.usefixtures("district")
def test_a_scenario_is_kept_compared_and_dropped(client: Any) -> None:
    answer = keep(client, open=lonlat(820, 0))
    assert answer.status_code == 201, answer.content
    made = answer.json()
    (elderly,) = [one for one in made["result"]["whole"] if (one["pace"], one["minutes"]) == ("elderly", 15)]
    assert (elderly["before"]["count"], elderly["after"]["count"], elderly["gained"]) == (30, 90, 60)
    (listed,) = get(client, "scenarios/", category="station")["scenarios"]
    assert (listed["name"], listed["method"], len(listed["result"]["sites"])) == ("东扩", "hand", 1)
    assert get(client, "scenarios/", category="clinic")["scenarios"] == []
    # It is no search for sites.
    assert get(client, "siting/")["searches"] == []
    address = f"/api/coverage/scenarios/{made['uuid']}/"
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404


@pytest.mark.usefixtures("district")
@pytest.mark.parametrize(
    "fields",
    [{}, {"name": " ", "open": "102.3,25.3"}, {"name": "长" * 61, "open": "102.3,25.3"}, {"open": "x"}],
)
def test_a_scenario_without_name_or_change_is_refused(client: Any, fields: dict[str, str]) -> None:
    assert keep(client, **fields).status_code == 400
    assert not WalkScenario.objects.exists()


@pytest.mark.usefixtures("district")
def test_a_search_under_way_is_stopped_before_it_is_dropped(client: Any) -> None:
    now = timezone.now()
    one = WalkScenario.objects.create(kind="station", method="mclp", created_at=now, changed_at=now)
    assert client.delete(f"/api/coverage/scenarios/{one.uuid}/").status_code == 403
    assert WalkScenario.objects.count() == 1


@pytest.mark.usefixtures("district")
def test_the_table_holds_the_shares_and_leaves_small_numbers_out(client: Any) -> None:
    answer = client.get("/api/coverage/table.csv", {"category": "station", "level": "community"})
    assert "attachment" in answer["Content-Disposition"]
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    east = next(line for line in lines if line["区域代码"] == "999901001002")
    assert (east["居民"], east["居民·成年人15分钟内占比"], east["居民·老年人15分钟内占比"]) == (
        "60",
        "1.0",
        "0.0",
    )
    assert (east["0–14岁"], east["0–14岁·成年人15分钟内占比"]) == ("0", "")
    west = next(line for line in lines if line["区域代码"] == "999901001001")
    assert west["0–14岁"] == ""


@pytest.mark.usefixtures("district")
def test_the_areas_come_with_borders_and_the_same_figures(client: Any) -> None:
    answer = client.get("/api/coverage/areas.geojson", {"category": "station", "level": "community"})
    assert answer["Content-Type"] == "application/geo+json"
    assert 'filename="coverage_station_community.geojson"' in answer["Content-Disposition"]
    east, west = sorted(answer.json()["features"], key=lambda one: one["properties"]["code"], reverse=True)
    assert (east["properties"]["persons"], east["properties"]["persons_adult_15"]) == (60, 1.0)
    assert (west["properties"]["code"], west["properties"]["children"]) == ("999901001001", None)
    border = shape(east["geometry"])
    lon, lat = map(float, lonlat(810, 50).split(","))
    assert border.is_valid
    assert border.covers(Point(lon, lat))
    assert not shape(west["geometry"]).covers(Point(lon, lat))


@pytest.mark.usefixtures("district")
def test_the_areas_below_one_are_those_of_the_file(client: Any) -> None:
    query = {"category": "station", "level": "grid", "area": "999901001002"}
    found = client.get("/api/coverage/areas.geojson", query).json()["features"]
    assert {one["properties"]["code"][:12] for one in found} == {"999901001002"}


@pytest.mark.usefixtures("district")
def test_a_place_is_told_its_nearest_now_and_after_a_change(client: Any) -> None:
    lon, lat = lonlat(820, 0).split(",")
    query = {"category": "station", "lon": lon, "lat": lat, "open": f"{lonlat(0, 300)};{lonlat(700, 0)}"}
    found = get(client, "nearest", **query)
    assert (found["before"]["name"], found["before"]["opened"]) == ("西站", None)
    assert found["before"]["walk"]["metres"] == pytest.approx(820, abs=1)
    assert (found["after"]["name"], found["after"]["opened"]) == ("", 1)
    assert found["after"]["walk"]["metres"] == pytest.approx(120, abs=1)
    assert (found["after"]["walk"]["minutes_adult"], found["after"]["walk"]["minutes_elderly"]) == (2, 3)
    ends = found["after"]["walk"]["path"]["coordinates"]
    assert ends[0] == pytest.approx([float(lon), float(lat)], abs=1e-5)
    assert ends[-1] == pytest.approx([*map(float, lonlat(700, 0).split(","))], abs=1e-5)


@pytest.mark.usefixtures("district")
def test_a_place_whose_only_point_closes_is_told_so(client: Any) -> None:
    lon, lat = lonlat(820, 0).split(",")
    found = get(
        client, "nearest", category="station", lon=lon, lat=lat, close=str(ServicePoint.objects.get().uuid)
    )
    assert (found["before"]["name"], found["after"]) == ("西站", None)


@pytest.mark.parametrize(
    "fields", [{}, {"open": "102.3,25.3"}, {"lon": "x", "lat": "1", "open": "102.3,25.3"}]
)
@pytest.mark.usefixtures("district")
def test_a_nearest_without_place_or_change_is_refused(client: Any, fields: dict[str, str]) -> None:
    assert client.get("/api/coverage/nearest", {"category": "station"} | fields).status_code == 400


@pytest.mark.usefixtures("district")
def test_the_desk_stands_in_both_languages_and_themes(client: Any) -> None:
    page = client.get("/coverage/?theme=dark").content.decode()
    assert "服务覆盖" in page
    assert "theme-dark" in page
    assert 'lang="en"' in client.get("/coverage/", headers={"accept-language": "en"}).content.decode()
