"""Coverage on foot: counted by people and buildings, by area and age; what a change would do; whom access leaves out.

0----------500----------1000 m    a road along y = 0; homes of 30 (W, at 200) and 60 people (E, at 800);
S    W                E           a station at x = 0; nobody else has one
"""

from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.utils import timezone

from geodata.actions.refresh_walking import refresh_walking
from geodata.analysis.walking_places import to_lonlat
from geodata.crs import MEASURE
from geodata.models import ServicePoint
from geodata.queries.walking_coverage import COVERAGE_ROLES
from geodata.rules.viewer import Role
from geodata.sql import execute
from tests import factories
from tests.factories import ORIGIN

OLD = {"persons_0_14": 0, "persons_15_59": 20, "persons_60_79": 30, "persons_80_plus": 10}


def lonlat(x: float, y: float) -> str:
    """Degrees of a place in drawing metres, as a parameter."""
    ((lon, lat),) = to_lonlat([[ORIGIN[0] + x, ORIGIN[1] + y]])  # type: ignore[arg-type]
    return f"{lon},{lat}"


@pytest.fixture
def district(db: None, client: Any) -> factories.SquareDistrict:
    """The drawing, with a planner signed in."""
    district = factories.make_square_district()
    factories.make_road((0, 0), (1000, 0))
    factories.make_service_point(district.grid("W1"), 0, 0, name="西站", opening_hours="Mo-Fr 09:00-17:00")
    factories.make_building(district.grid("W1"), 190, 0)
    # 820 m and 10 m off the road: 691.7 s for an adult, 1037.5 s for an elderly person.
    factories.make_building(district.grid("E1"), 810, 0, address="青莲路8号", **OLD)
    factories.make_building(district.grid("E2"), 900, 900, persons_0_14=0, persons_15_59=0, persons_60_79=0,
                            persons_80_plus=0)  # fmt: skip
    refresh_walking(timezone.now())
    client.force_login(factories.make_login(Role.PLANNER))
    return district


def get(client: Any, address: str, **query: Any) -> dict[str, Any]:
    """The answer of an address below /api/coverage/."""
    answer = client.get(f"/api/coverage/{address}", query)
    assert answer.status_code == 200, answer.content
    assert "no-store" in answer["Cache-Control"]
    found: dict[str, Any] = answer.json()
    return found


def within(one: dict[str, Any], counted: str) -> list[tuple[int, float]]:
    """Counts and shares: adults in 10 and 15 minutes, elderly people in 10 and 15."""
    told = one["within"][counted]
    return [
        (told[pace][minutes]["count"], told[pace][minutes]["share"])
        for pace in ("adult", "elderly")
        for minutes in ("10", "15")
    ]


@pytest.mark.usefixtures("district")
def test_shares_are_of_people_by_age_and_of_lived_in_buildings(client: Any) -> None:
    (station,) = get(client, "", category="station", level="community")["categories"]
    assert station["totals"] == {
        "buildings": 2, "persons": 90, "children": None, "adults": 39, "elders": 35, "oldest": 11,
    }  # fmt: skip
    assert station["too_few"] == ["children"]
    assert within(station, "children") == [(None, None)] * 4
    assert within(station, "persons") == [(30, 0.3333), (90, 1.0), (30, 0.3333), (30, 0.3333)]
    assert within(station, "buildings") == [(1, 0.5), (2, 1.0), (1, 0.5), (1, 0.5)]
    assert within(station, "oldest") == [(1, 0.0909), (11, 1.0), (1, 0.0909), (1, 0.0909)]
    by_code = {one["code"]: within(one, "persons") for one in station["areas"]}
    assert by_code["999901001002"] == [(0, 0.0), (60, 1.0), (0, 0.0), (0, 0.0)]


@pytest.mark.usefixtures("district")
def test_a_category_without_points_covers_nobody(client: Any) -> None:
    (clinic,) = get(client, "", category="clinic")["categories"]
    assert within(clinic, "persons") == [(0, 0.0)] * 4


@pytest.mark.usefixtures("district")
def test_an_area_narrows_and_every_category_is_told_when_none_is_named(client: Any) -> None:
    found = get(client, "", level="grid", area="999901001002")["categories"]
    assert len(found) == 9
    assert {area["code"] for one in found for area in one["areas"]} == {"999901001002001"}


@pytest.mark.usefixtures("district")
def test_unserved_homes_are_listed_with_their_walk(client: Any) -> None:
    found = get(client, "unserved", category="station", minutes=15, pace="elderly")
    assert (found["buildings"], found["persons"]) == (1, 60)
    (home,) = found["features"]
    assert home["properties"]["address"] == "青莲路8号"
    assert home["properties"]["metres"] == pytest.approx(830.0)
    assert get(client, "unserved", category="station", minutes=15)["features"] == []
    assert get(client, "unserved", category="clinic")["persons"] == 90


@pytest.mark.usefixtures("district")
def test_opening_a_point_brings_the_service_at_once(client: Any) -> None:
    found = get(client, "change", category="station", open=lonlat(820, 0), level="community")
    ten_elderly = next(one for one in found["whole"] if (one["pace"], one["minutes"]) == ("elderly", 10))
    assert ten_elderly["before"] == {"count": 30, "share": 0.3333}
    assert ten_elderly["after"] == {"count": 90, "share": 1.0}
    assert (ten_elderly["gained"], ten_elderly["lost"], ten_elderly["nearer"]) == (60, 0, 60)
    assert set(found["areas"]) == {"999901001002"}
    assert ServicePoint.objects.count() == 1


@pytest.mark.usefixtures("district")
def test_a_what_if_tells_what_really_comes(client: Any) -> None:
    station = ServicePoint.objects.get()
    moved = get(client, "change", category="station", close=str(station.uuid), open=lonlat(600, 0))
    station.geom = Point(ORIGIN[0] + 600, ORIGIN[1], srid=MEASURE)
    station.save()
    refresh_walking(timezone.now(), force=True)
    (after,) = get(client, "", category="station")["categories"]
    told = [(one["after"]["count"], one["after"]["share"]) for one in moved["whole"]]
    assert told == within(after, "persons")


@pytest.mark.usefixtures("district")
def test_closing_the_only_point_leaves_nobody_served(client: Any) -> None:
    station = ServicePoint.objects.get()
    found = get(client, "change", category="station", close=str(station.uuid))
    assert [one["after"]["count"] for one in found["whole"]] == [0, 0, 0, 0]
    assert [one["lost"] for one in found["whole"]] == [30, 90, 30, 30]
    assert [one["farther"] for one in found["whole"]] == [90] * 4


@pytest.mark.usefixtures("district")
def test_a_place_off_the_network_is_told(client: Any) -> None:
    found = get(client, "change", category="station", open=f"{lonlat(500, 5000)};{lonlat(500, 0)}")
    assert found["open_off_network"] == [0]


@pytest.mark.usefixtures("district")
def test_access_shares_the_hours_among_those_who_reach_them(client: Any) -> None:
    found = get(client, "access", category="station", level="community", method="2sfca", minutes=15)
    told = {one["code"]: (one["hours_per_1000"], one["share_without"]) for one in found["areas"]}
    # 40 hours a week for 90 people.
    assert told["999901001001"] == (pytest.approx(444.444), 0.0)
    assert told["999901001002"] == (pytest.approx(444.444), 0.0)
    near = get(client, "access", category="station", level="community", method="2sfca", pace="elderly")
    told = {one["code"]: (one["hours_per_1000"], one["share_without"]) for one in near["areas"]}
    assert told == {"999901001001": (pytest.approx(1333.333), 0.0), "999901001002": (0.0, 1.0)}


@pytest.mark.usefixtures("district")
def test_stale_answers_say_so(client: Any) -> None:
    execute("settle_changes")
    assert get(client, "", category="station")["current"] is False
    refresh_walking(timezone.now())
    assert get(client, "", category="station")["current"] is True


@pytest.mark.parametrize("role", list(Role))
def test_planners_and_operators_alone_are_told(client: Any, district: Any, role: Role) -> None:
    if role is not Role.PLANNER:
        client.logout()
    if role not in {Role.PUBLIC, Role.PLANNER}:
        client.force_login(factories.make_login(role))
    expected = 200 if role in COVERAGE_ROLES else 302 if role is Role.PUBLIC else 404
    for address in (
        "",
        "unserved?category=station",
        "access?category=station",
        "change?category=station&open=102.3,25.3",
    ):
        assert client.get(f"/api/coverage/{address}").status_code == expected


@pytest.mark.parametrize(
    "query",
    ["?category=pub", "?level=street", "?area=1", "?area=' OR", "unserved", "unserved?category=clinic,room",
     "unserved?category=clinic&minutes=0", "unserved?category=clinic&limit=99999", "access?category=clinic&method=x",
     "change?category=station", "change?category=station&close=1", "change?category=station&open=1",
     "change?category=station&open=1,2,3", "change?category=station&open=nan,1", "change?category=station&open=200,1",
     "change?category=station&open=1,1" + ";1,1" * 50],
)  # fmt: skip
@pytest.mark.usefixtures("district")
def test_nonsense_is_refused_with_the_form(client: Any, query: str) -> None:
    assert client.get(f"/api/coverage/{query}").status_code == 400


@pytest.mark.usefixtures("district")
def test_an_unknown_point_is_not_found(client: Any) -> None:
    foreign = "7b0a3c1e-0000-4000-8000-00000000dead"
    assert client.get(f"/api/coverage/change?category=station&close={foreign}").status_code == 404


def test_without_a_network_what_if_says_what_to_do(client: Any, db: None) -> None:
    client.force_login(factories.make_login(Role.PLANNER))
    answer = client.get("/api/coverage/change?category=station&open=102.3,25.3")
    assert answer.status_code == 404
    assert "refresh_walking" in answer.json()["title"]
