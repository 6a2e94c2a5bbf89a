"""Events told to the desk over HTTP: who may, what is taken, what is written and answered."""

import json
from typing import Any

import pytest
from django.test import Client

from geodata.actions.settle_changes import settle_changes
from geodata.models import Event, EventStep
from geodata.rules.deadlines import due_at
from geodata.rules.event_flow import Priority
from geodata.rules.viewer import COMMAND, Role
from tests import factories
from tests.factories import SquareDistrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> SquareDistrict:
    factories.make_category("noise")
    return factories.make_square_district()


def lonlat(x: float, y: float) -> tuple[float, float]:
    """Degrees of a place in drawing metres."""
    place = factories.point(x, y)
    place.transform(4326)
    return place.x, place.y


def post(client: Client, body: Any) -> Any:
    return client.post("/api/events/", json.dumps(body), content_type="application/json")


def noise(x: float = 250, y: float = 250, **more: Any) -> dict[str, Any]:
    lon, lat = lonlat(x, y)
    return {"category": "noise", "lon": lon, "lat": lat, **more}


def test_an_operator_reports_an_event_and_learns_which_version_shows_it(
    client: Client, district: SquareDistrict
) -> None:
    user = factories.make_login(Role.OPERATOR)
    client.force_login(user)
    before = settle_changes("events")
    response = post(client, noise(priority="urgent"))
    assert response.status_code == 201
    event = Event.objects.get(uuid=response.json()["uuid"])
    assert response.json()["version"] == settle_changes("events") == before + 1
    assert event.area == district.grid("W1")
    assert event.geom.distance(factories.point(250, 250)) < 0.02
    assert event.due_at == due_at(event.reported_at, Priority.URGENT)
    step = EventStep.objects.get(event=event)
    assert (step.step, step.at, step.actor.user) == ("reported", event.reported_at, user)


def test_an_event_outside_every_area_is_kept_without_one(client: Client, district: SquareDistrict) -> None:
    client.force_login(factories.make_login(Role.DISTRICT_ADMIN))
    uuid = post(client, noise(5000, 5000)).json()["uuid"]
    assert Event.objects.get(uuid=uuid).area is None


@pytest.mark.parametrize("role", sorted(set(Role) - COMMAND))
def test_other_roles_are_refused_and_nothing_is_written(
    client: Client, district: SquareDistrict, role: Role
) -> None:
    if role is not Role.PUBLIC:
        client.force_login(factories.make_login(role))
    assert post(client, noise()).status_code == 403
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        [], None, "x", {}, {"category": "noise"}, {"category": 1, "lon": 1, "lat": 1},
        {"category": "noise", "lon": "102", "lat": 25}, {"category": "noise", "lon": True, "lat": 25},
        {"category": "noise", "lon": 181, "lat": 25}, {"category": "noise", "lon": 102, "lat": 90},
        {"category": "noise", "lon": float("nan"), "lat": 25}, {"category": "nowhere", "lon": 102.3, "lat": 25.3},
        {"category": "noise", "lon": 102.3, "lat": 25.3, "priority": "red"},
        {"category": "noise", "lon": 102.3, "lat": 25.3, "due_at": "2030-01-01"},
        {"category": "noise\u0000", "lon": 102.3, "lat": 25.3},
    ],
    ids=repr,
)  # fmt: skip
def test_nonsense_is_refused_with_the_form_and_nothing_is_written(
    client: Client, district: SquareDistrict, body: Any
) -> None:
    client.force_login(factories.make_login(Role.OPERATOR))
    response = post(client, body)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert not Event.objects.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_json_is_refused(client: Client, district: SquareDistrict, body: bytes) -> None:
    client.force_login(factories.make_login(Role.OPERATOR))
    assert client.post("/api/events/", body, content_type="application/json").status_code == 400


def test_a_request_without_the_pages_token_is_refused(district: SquareDistrict) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.make_login(Role.OPERATOR))
    assert post(client, noise()).status_code == 403
    assert not Event.objects.exists()
