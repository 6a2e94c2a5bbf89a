"""The heat desk: what the page embeds before its first figures, for whom, and in which light."""

import json
import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from geodata.rules.viewer import Role
from tests.factories import make_category, make_event, make_login, make_square_district

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 16, 48, tzinfo=ZoneInfo("Asia/Shanghai"))
EMBEDDED = re.compile(r'<script id="heat-data" type="application/json">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the page."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def operator(client: Any) -> Any:
    """The browser of an operator."""
    client.force_login(make_login(Role.OPERATOR))
    return client


def heat_data(client: Any, path: str = "/heat/") -> dict[str, Any]:
    """What the page embeds for its scripts."""
    found = EMBEDDED.search(client.get(path).content.decode())
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_page_opens_on_the_last_thirty_days(operator: Any) -> None:
    grid = make_square_district().grid("W1")
    make_event(grid, 100, 100, NOW - timedelta(days=50))
    make_event(grid, 100, 100, NOW - timedelta(hours=1))
    data = heat_data(operator)
    assert data["opening"] == {"from": "2026-10-26", "to": "2026-11-24", "historical": False}
    assert (data["oldest"], data["today"]) == ("2026-10-05", "2026-11-24")


def test_old_data_opens_on_its_own_last_days(operator: Any) -> None:
    make_event(make_square_district().grid("W1"), 100, 100, NOW - timedelta(days=400))
    assert heat_data(operator)["opening"] == {"from": "2025-09-21", "to": "2025-10-20", "historical": True}


def test_without_events_there_is_no_oldest_day(operator: Any) -> None:
    assert heat_data(operator)["oldest"] is None


def test_categories_come_with_their_branch_and_both_names(operator: Any) -> None:
    make_category("noise", make_category("dispute"))
    parents = {one["code"]: one["parent"] for one in heat_data(operator)["categories"]}
    assert parents["noise"] == "dispute"
    assert parents["dispute"] == ""


@pytest.mark.parametrize(
    ("query", "theme"), [("", "theme-light"), ("?theme=dark", "theme-dark"), ("?theme=blob", "theme-light")]
)
def test_the_page_is_light_unless_the_link_says_dark(operator: Any, query: str, theme: str) -> None:
    answer = operator.get(f"/heat/{query}")
    assert f'class="{theme}"' in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["/command/", "/map/"])
def test_operators_find_the_desk_from_the_other_maps(operator: Any, path: str) -> None:
    assert 'href="/heat/"' in operator.get(path).content.decode()


def test_a_planner_finds_no_link_and_no_desk(client: Any) -> None:
    client.force_login(make_login(Role.PLANNER))
    assert 'href="/heat/"' not in client.get("/map/").content.decode()
    assert client.get("/heat/").status_code == 404
