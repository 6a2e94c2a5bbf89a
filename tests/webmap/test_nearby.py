"""The public's nearest service points on foot: found, timed, open or not, and the place of who asks kept nowhere.

y=500  +--stairs--+            a road along y = 0 from x = 0 to 1000, a lane north at x = 500;
       |          |            points stand beside the road, all but one on it
y=0    0---500---1000
"""

import json
import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openapi_spec_validator import validate

from geodata.actions.refresh_walking import refresh_walking
from geodata.analysis.walking_places import to_lonlat
from geodata.queries.walking import forget_walking
from tests import factories
from tests.factories import ORIGIN

NOON = datetime(2026, 5, 13, 12, 30, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Wednesday, in the lunch break
MORNING = NOON.replace(hour=10)


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    forget_walking()
    yield
    forget_walking()


def lonlat(x: float, y: float) -> tuple[float, float]:
    """Degrees of a place in drawing metres."""
    ((lon, lat),) = to_lonlat([[ORIGIN[0] + x, ORIGIN[1] + y]])  # type: ignore[arg-type]
    return lon, lat


def make_streets() -> factories.SquareDistrict:
    """The drawing above with three points: two stations on the road, a clinic up the lane; all walkways made."""
    district = factories.make_square_district()
    factories.make_road((0, 0), (1000, 0))
    factories.make_road((500, 0), (500, 500))
    factories.make_service_point(district.grid("W1"), 100, 0, name="西站")
    factories.make_service_point(district.grid("E1"), 900, 0, name="东站", opening_hours="24/7")
    factories.make_service_point(district.grid("W2"), 500, 450, name="北诊所", kind="clinic")
    refresh_walking(MORNING)
    return district


@pytest.fixture
def streets(db: None) -> factories.SquareDistrict:
    """The streets."""
    return make_streets()


@pytest.fixture
def at_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is Wednesday morning."""
    monkeypatch.setattr("webmap.api.nearby.timezone.localtime", lambda moment=None: moment or MORNING)


def ask(client: Any, **query: Any) -> dict[str, Any]:
    """The answer of /api/nearby."""
    answer = client.get("/api/nearby", query)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.usefixtures("streets", "at_ten")
def test_points_come_by_walking_time_with_minutes_of_both_paces(client: Any) -> None:
    lon, lat = lonlat(400, 0)
    found = ask(client, lon=lon, lat=lat)
    told = [(one["name"], one["walk"]["metres"], one["walk"]["minutes_adult"], one["walk"]["minutes_elderly"])
            for one in found["points"]]  # fmt: skip
    # 300, 500 and 550 metres at 1.2 and 0.8 m/s.
    assert told == [("西站", 300, 5, 7), ("东站", 500, 7, 11), ("北诊所", 550, 8, 12)]
    assert found["network"] == "current"
    assert datetime.fromisoformat(found["network_as_of"]) == MORNING


@pytest.mark.usefixtures("streets", "at_ten")
def test_the_way_is_along_the_streets_and_not_straight(client: Any) -> None:
    lon, lat = lonlat(400, 0)
    found = ask(client, lon=lon, lat=lat, category="clinic", path="1")
    (clinic,) = found["points"]
    assert clinic["straight_m"] == pytest.approx(461, abs=1)
    way = clinic["walk"]["path"]["coordinates"]
    assert way[0] == pytest.approx([lon, lat], abs=2e-6)
    assert way[1] == pytest.approx(lonlat(500, 0), abs=2e-6)
    assert way[-1] == pytest.approx(lonlat(500, 450), abs=2e-6)


@pytest.mark.usefixtures("streets")
def test_open_ones_are_told_and_the_nearest_closed_one_beside_them(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webmap.api.nearby.timezone.localtime", lambda moment=None: moment or NOON)
    lon, lat = lonlat(400, 0)
    found = ask(client, lon=lon, lat=lat)
    assert [one["name"] for one in found["points"]] == ["东站"]
    assert found["nearest_closed"]["name"] == "西站"
    assert found["nearest_closed"]["opening"]["changes_at"] == "2026-05-13T13:30:00+08:00"
    every = ask(client, lon=lon, lat=lat, open="any")
    assert [one["name"] for one in every["points"]] == ["西站", "东站", "北诊所"]
    assert every["nearest_closed"] is None


@pytest.mark.usefixtures("at_ten")
def test_a_place_may_be_an_area_by_code_or_uuid(client: Any, streets: factories.SquareDistrict) -> None:
    area = streets.areas["999901001001"]
    by_code, by_uuid = (ask(client, place=place)["points"] for place in (area.code, str(area.uuid)))
    assert by_code == by_uuid
    assert by_code[0]["name"] == "北诊所"


@pytest.mark.usefixtures("at_ten")
def test_without_a_network_distances_are_straight_and_no_walk_is_told(client: Any, db: None) -> None:
    factories.make_service_point(None, 100, 0, name="西站")
    lon, lat = lonlat(400, 0)
    found = ask(client, lon=lon, lat=lat)
    assert found["network"] == "none"
    assert [(one["straight_m"], one["walk"]) for one in found["points"]] == [(300, None)]


@pytest.mark.usefixtures("streets", "at_ten")
def test_a_place_away_from_every_street_gets_straight_distances(client: Any) -> None:
    lon, lat = lonlat(400, 3000)
    assert all(
        one["walk"] is None and one["straight_m"] > 2000 for one in ask(client, lon=lon, lat=lat)["points"]
    )
    far = ask(client, lon=-77, lat=-12)["points"]
    assert len(far) == 3


@pytest.mark.parametrize("form", ["json", "form"])
@pytest.mark.usefixtures("streets", "at_ten")
def test_post_answers_as_get_does_without_a_token(client: Any, form: str) -> None:
    client.handler.enforce_csrf_checks = True
    lon, lat = lonlat(400, 0)
    body = {"lon": lon, "lat": lat, "limit": 2}
    kind = "application/json" if form == "json" else None
    sent = client.post("/api/nearby", body, **({"content_type": kind} if kind else {}))
    assert sent.status_code == 200
    assert sent.json() == ask(client, **body)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "lon=1",
        "lon=x&lat=1",
        "lon=nan&lat=1",
        "lon=inf&lat=1",
        "lon=181&lat=1",
        "lon=1&lat=91",
        "lon=1e400&lat=1",
        "lon=1_0&lat=1",
        "lon=%D9%A1&lat=1",
        "lon=1&lat=1&category=pub",
        "lon=1&lat=1&pace=fast",
        "lon=1&lat=1&open=2",
        "lon=1&lat=1&limit=0",
        "lon=1&lat=1&limit=21",
        "lon=1&lat=1&limit=1.5",
        "lon=1&lat=1&limit=-1",
        "lon=1&lat=1&path=yes",
        "place=abc",
        "place=1",
        "place=999901&lon=1",
        "lon=1&lat=1&category=%00",
        "place=' OR 1=1",
    ],
)
def test_nonsense_is_refused_with_the_form(client: Any, db: None, query: str) -> None:
    answer = client.get(f"/api/nearby?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"null", b'{"lon": {}}', b'{"lon": 1e999, "lat": 1}', b"[" * 4000, b'"' + b"x" * 9000 + b'"',
     b'{"lon": true, "lat": NaN}', b"\xff\xfe"],
)  # fmt: skip
def test_a_nonsense_body_is_refused(client: Any, db: None, body: bytes) -> None:
    for address in ("/api/nearby", "/api/reach"):
        assert client.post(address, body, content_type="application/json").status_code == 400


def test_an_unknown_area_is_not_found(client: Any, db: None) -> None:
    for place in ("999902", "7b0a3c1e-0000-4000-8000-00000000dead"):
        assert client.get("/api/nearby", {"place": place}).status_code == 404


@pytest.mark.usefixtures("streets", "at_ten")
def test_the_place_is_in_no_log_no_statement_and_no_cache(
    client: Any, caplog: pytest.LogCaptureFixture, django_assert_max_num_queries: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    lon, lat = lonlat(412.5, 3.5)
    marks = [f"{lon:.4f}"[:8], f"{lat:.4f}"[:7], "530412", "2803003"]
    with django_assert_max_num_queries(8) as context:
        answers = [
            client.get("/api/nearby", {"lon": lon, "lat": lat}),
            client.post("/api/nearby", {"lon": lon, "lat": lat}, content_type="application/json"),
            client.get("/api/nearby", {"lon": lon, "lat": lat, "pace": "no"}),
            client.get("/api/reach", {"lon": lon, "lat": lat}),
        ]
    told = "\n".join([record.getMessage() for record in caplog.records] + [one["sql"] for one in context])
    assert not [mark for mark in marks if mark in told]
    for answer in answers:
        assert "no-store" in answer["Cache-Control"]
    assert answers[2].status_code == 400
    assert not [mark for mark in marks if mark in answers[2].content.decode()]


@pytest.mark.usefixtures("streets", "at_ten")
def test_a_kept_network_is_asked_with_two_statements(client: Any, django_assert_num_queries: Any) -> None:
    lon, lat = lonlat(400, 0)
    ask(client, lon=lon, lat=lat)
    with django_assert_num_queries(2):
        ask(client, lon=lon, lat=lat)


@pytest.mark.usefixtures("streets")
def test_a_circle_tells_how_much_road_is_reached_in_its_minutes(client: Any) -> None:
    lon, lat = lonlat(500, 0)
    found = client.get("/api/reach", {"lon": lon, "lat": lat, "minutes": 5}).json()
    # 360 m each way along the road and up the lane.
    assert found["properties"]["road_m"] == 1080
    assert found["geometry"]["type"] == "Polygon"
    nothing = client.get("/api/reach", {"lon": 0, "lat": 0}).json()
    assert nothing["geometry"] is None


def test_the_description_is_sound_openapi(client: Any, db: None) -> None:
    found = client.get("/api/nearby/openapi.json").json()
    validate(found)
    assert set(found["paths"]) == {"/api/nearby", "/api/reach"}


class RandomQueries(TestCase):
    """Whatever is asked, the answer is no failure of the server."""

    @classmethod
    def setUpTestData(cls) -> None:
        """The streets, once."""
        forget_walking()
        make_streets()

    names = st.sampled_from(
        ["lon", "lat", "place", "category", "pace", "open", "limit", "path", "minutes", "x"]
    )
    values = st.one_of(
        st.text(max_size=12),
        st.floats().map(repr),
        st.integers().map(str),
        st.sampled_from(
            ["102.3", "25.35", "clinic", "elderly", "any", "now", "1", "999901", "-0", "1e308", "5"]
        ),
    )

    @given(query=st.dictionaries(names, values, max_size=6), near=st.booleans(), body=st.binary(max_size=40))
    @settings(deadline=None)
    def test_never_a_5xx(self, query: dict[str, str], near: bool, body: bytes) -> None:
        """Sampled; the full count with PROOF=1."""
        if near:
            query = {"lon": "102.303", "lat": "25.341"} | query
        for address in ("/api/nearby", "/api/reach"):
            encoded = {name: value.encode("utf-8", "replace").decode() for name, value in query.items()}
            assert self.client.get(address, encoded).status_code in {200, 400, 404}
            sent = json.dumps(encoded)
            assert self.client.post(address, sent, content_type="application/json").status_code in {
                200,
                400,
                404,
            }
            assert self.client.post(address, body, content_type="application/json").status_code in {
                200,
                400,
                404,
            }
