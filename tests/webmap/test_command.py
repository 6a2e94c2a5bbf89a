"""The wall screen over HTTP: numbers at first paint, the same ones on refresh, refusals that name the form."""

import json
import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from geodata.rules.viewer import Role
from tests.factories import (
    SquareDistrict,
    make_building,
    make_category,
    make_event,
    make_login,
    make_square_district,
    point,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 16, 48, tzinfo=ZoneInfo("Asia/Shanghai"))
EMBEDDED = re.compile(r'<script id="([a-z-]+)" type="application/json">(.*?)</script>', re.DOTALL)
HOSTILE = "</script><script>alert(1)</script>"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the page."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def district() -> SquareDistrict:
    """Three events in W1 (one of them red), one in E1, one in no area."""
    made = make_square_district()
    make_building(made.grid("W1"), 50, 50)
    for hours in (1, 5, 24 * 10):
        make_event(made.grid("W1"), 100, 100, NOW - timedelta(hours=hours))
    make_event(made.grid("E1"), 600, 100, NOW - timedelta(hours=3))
    make_event(None, 3000, 3000, NOW - timedelta(hours=2))
    return made


@pytest.fixture
def operator(client: Any) -> Any:
    """A signed-in operator's client."""
    client.force_login(make_login(Role.OPERATOR))
    return client


def embedded(client: Any, query: str = "") -> dict[str, Any]:
    """What the page carries as data, by element id."""
    response = client.get(f"/command/{query}")
    assert response.status_code == 200
    return {name: json.loads(text) for name, text in EMBEDDED.findall(response.content.decode())}


def figures(client: Any, query: str = "") -> dict[str, Any]:
    """What a refresh brings."""
    response = client.get(f"/command/figures.json{query}")
    assert response.status_code == 200
    return json.loads(response.content)


@pytest.mark.parametrize("query", ["", "?area=999901001001", "?from=2026-11-24&to=2026-11-24&category=noise"])
def test_the_first_figures_are_those_of_a_refresh(
    operator: Any, district: SquareDistrict, query: str
) -> None:
    first, refreshed = embedded(operator, query)["figures"], figures(operator, query)
    assert first == {name: refreshed[name] for name in first}
    assert first["as_of"] == "2026-11-24T16:48:00+08:00"


def test_the_page_carries_the_map_and_what_can_be_chosen(operator: Any, district: SquareDistrict) -> None:
    noise = make_category()
    carried = embedded(operator)
    assert [choice["code"] for choice in carried["categories"]] == [noise.code]
    west, south, east, north = carried["map-setup"]["bounds"]
    place = point(500, 500).transform(4326, clone=True)
    assert west < place.x < east
    assert south < place.y < north


def test_every_event_is_in_an_area_or_told_to_be_outside(operator: Any, district: SquareDistrict) -> None:
    found = figures(operator)
    assert found["today"]["reported"] == 4
    assert (
        sum(row["period"] for row in found["by_area"]) + found["outside"] == found["profile"]["events"] == 5
    )
    assert found["outside"] == 1


def test_names_from_the_database_cannot_leave_the_data(operator: Any, district: SquareDistrict) -> None:
    category = make_category()
    category.name = HOSTILE
    category.save()
    carried = embedded(operator)
    assert carried["categories"][0]["name"] == HOSTILE
    assert "alert(1)</script>" not in operator.get("/command/").content.decode()


@pytest.mark.parametrize("address", ["/command/", "/command/figures.json", "/command/area.json?code=999901"])
def test_no_cache_keeps_what_staff_see(operator: Any, district: SquareDistrict, address: str) -> None:
    assert operator.get(address)["Cache-Control"] == "private, no-store"


def test_the_page_has_no_inline_script_style_or_handler(operator: Any, district: SquareDistrict) -> None:
    response = operator.get("/command/")
    text = response.content.decode()
    scripts = re.findall(r"<script\b[^>]*>", text)
    assert [tag for tag in scripts if "src=" not in tag and "application/json" not in tag] == []
    assert re.findall(r"<style\b|\sstyle=|\son[a-z]+=", re.sub(EMBEDDED, "", text)) == []
    assert "unsafe" not in response["Content-Security-Policy"]


def test_an_area_is_found_by_code_and_by_place(operator: Any, district: SquareDistrict) -> None:
    place = point(100, 600).transform(4326, clone=True)
    where = {"lon": f"{place.x:.6f}", "lat": f"{place.y:.6f}", "level": "grid"}
    by_place = operator.get("/command/area.json", where).json()
    by_code = operator.get("/command/area.json", {"code": "999901001001002"}).json()
    assert by_place == by_code
    assert by_code["level"] == "grid"
    assert by_code["geometry"]["type"] == "MultiPolygon"


def test_a_place_outside_every_area_is_not_found(operator: Any, district: SquareDistrict) -> None:
    assert operator.get("/command/area.json?lon=0&lat=0&level=district").status_code == 404


@pytest.mark.parametrize(
    ("query", "status", "named"),
    [
        ("?from=yesterday", 400, "YYYY-MM-DD"),
        ("?from=2026-11-24&to=2026-11-01", 400, "from"),
        ("?from=2000-01-01&to=2026-11-01", 400, "from"),
        ("?area=999902", 404, "999902"),
        ("?area=%00", 400, "NUL"),
        ("?area=" + "9" * 400, 404, "999"),
        ("?category=no_such", 400, "no_such"),
        ("?category=%F0%9F%94%A5", 400, "category"),
    ],
)
def test_page_and_refresh_refuse_nonsense_alike(
    operator: Any, district: SquareDistrict, query: str, status: int, named: str
) -> None:
    assert operator.get(f"/command/{query}").status_code == status
    refused = operator.get(f"/command/figures.json{query}")
    assert refused.status_code == status
    assert named in refused.content.decode()


def test_the_screen_is_sent_to_sign_in_when_the_session_ends(operator: Any, district: SquareDistrict) -> None:
    operator.logout()
    response = operator.get("/command/figures.json?area=999901001")
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/?next=/command/figures.json")


def test_an_empty_database_opens_with_a_hint(operator: Any) -> None:
    carried = embedded(operator)
    assert carried["map-setup"]["bounds"] is None
    assert carried["figures"]["area"] is None
    assert carried["figures"]["by_area"] == []


def test_old_data_opens_on_its_own_last_days_without_a_today(operator: Any) -> None:
    made = make_square_district()
    last = datetime(2010, 12, 31, 12, tzinfo=NOW.tzinfo)
    make_event(made.grid("W1"), 100, 100, last, status_known=False)
    found = embedded(operator)["figures"]
    assert found["historical"] is True
    assert found["today"] is None
    assert found["period"] == {"from": "2010-12-02", "to": "2010-12-31", "days": 30}
    assert found["period_totals"] == {"reported": 1, "closed": 0, "unknown_status": 1}


def test_page_and_refresh_take_a_bounded_number_of_statements(
    operator: Any, district: SquareDistrict, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(19):
        operator.get("/command/")
    with django_assert_max_num_queries(14):
        operator.get("/command/figures.json")
