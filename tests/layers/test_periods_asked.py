"""Which days of events a request means, and nonsense days that must never break the server."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from geodata.actions.settle_changes import settle_changes
from geodata.rules.viewer import Role
from tests import factories
from tests.factories import SquareDistrict

EVENT_ADDRESSES = (
    "/layers/events.geojson", "/layers/events/14/12847/6999.mvt",
    "/layers/events_heat/14/12847/6999.mvt", "/layers/events_heat/surface.geojson", "/command/figures.json",
)  # fmt: skip


@pytest.mark.parametrize("address", EVENT_ADDRESSES)
@pytest.mark.parametrize(
    "query",
    [
        {"to": "9999-12-31"}, {"from": "0001-01-01"}, {"from": "9999-12-31"}, {"to": "1899-12-31"},
        {"from": "0001-01-01", "to": "9999-12-31"}, {"from": "2026-11-24", "to": "2026-01-01"}, {"to": "明天"},
        {"from": "2199-12-31"},
    ],
    ids=str,
)  # fmt: skip
def test_days_off_the_calendar_or_the_wrong_way_round_are_refused(
    as_role: Any, address: str, query: dict[str, str]
) -> None:
    response = as_role(Role.OPERATOR).get(address, query)
    assert response.status_code == 400
    assert any(name in response.json()["title"] for name in query)


@pytest.mark.parametrize("address", EVENT_ADDRESSES[:-1])
def test_three_thousand_days_are_answered(as_role: Any, address: str) -> None:
    response = as_role(Role.OPERATOR).get(address, {"from": "2018-01-01", "to": "2026-03-20"})
    assert response.status_code == 200


def test_a_last_day_alone_means_the_thirty_days_before_it(as_role: Any, furnished: SquareDistrict) -> None:
    now = timezone.now()
    for days in (40, 60, 80):
        factories.make_event(furnished.grid("W1"), 70, 70, now - timedelta(days=days))
    last = timezone.localdate(now - timedelta(days=40)).isoformat()
    found = as_role(Role.OPERATOR).get("/layers/events.geojson", {"to": last}).json()
    assert found["numberReturned"] == 2


def test_open_events_are_found_however_old_they_are(as_role: Any, furnished: SquareDistrict) -> None:
    now = timezone.now()
    client = as_role(Role.OPERATOR)
    before = client.get("/layers/events.geojson", {"standing": "open"}).json()["numberReturned"]
    old = now - timedelta(days=400)
    factories.make_event(furnished.grid("W1"), 70, 70, old)
    factories.make_event(furnished.grid("W1"), 70, 70, old, closed_at=old + timedelta(hours=5))
    factories.make_event(furnished.grid("W1"), 70, 70, old, status_known=False)
    found = client.get("/layers/events.geojson", {"standing": "open"}).json()
    assert found["numberReturned"] == before + 1
    assert all(feature["properties"]["open"] for feature in found["features"])


def test_the_figures_tell_when_the_map_has_new_data(as_role: Any, furnished: SquareDistrict) -> None:
    client = as_role(Role.OPERATOR)
    settle_changes("events")
    before = client.get("/command/figures.json").json()["versions"]
    factories.make_event(furnished.grid("W1"), 70, 70, timezone.now() - timedelta(hours=1))
    after = client.get("/command/figures.json").json()["versions"]
    assert {name for name, version in after.items() if version != before[name]} == {"events", "events_heat"}
