"""Alarms over HTTP: who raises, sees and takes notice of them, and what is refused."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from geodata.models import Alarm
from geodata.queries.alarms import MOST_LISTED
from geodata.rules.viewer import COMMAND, Role
from tests import factories
from tests.factories import SquareDistrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> SquareDistrict:
    return factories.make_square_district()


def alarm(x: float = 250, y: float = 250, *, minutes_ago: float = 5, **fields: Any) -> Alarm:
    """An alarm at a place in drawing metres."""
    raised_at = timezone.now() - timedelta(minutes=minutes_ago)
    return Alarm.objects.create(
        **{"kind": "device", "raised_at": raised_at, "geom": factories.point(x, y), **fields}
    )


def as_role(client: Client, role: Role) -> Client:
    if role is not Role.PUBLIC:
        client.force_login(factories.make_login(role))
    return client


def acknowledge(client: Client, uuid: object) -> Any:
    return client.post(f"/api/alarms/{uuid}/acknowledge/")


def post(client: Client, body: Any) -> Any:
    return client.post("/api/alarms/", json.dumps(body), content_type="application/json")


@pytest.mark.parametrize("role", sorted(COMMAND))
def test_the_desk_raises_an_alarm_and_takes_notice_of_it_once(
    client: Client, district: SquareDistrict, role: Role
) -> None:
    as_role(client, role)
    made = post(client, {"kind": "device", "lon": 102.3, "lat": 25.3})
    assert made.status_code == 201
    uuid = made.json()["uuid"]
    answers = [acknowledge(client, uuid) for _ in range(2)]
    assert [(one.status_code, one.json()["first"]) for one in answers] == [(200, True), (200, False)]
    stored = Alarm.objects.get(uuid=uuid)
    assert (stored.state, stored.acknowledged_by.role) == ("acknowledged", role)
    assert made["Cache-Control"] == answers[0]["Cache-Control"] == "no-store"


@pytest.mark.parametrize("role", sorted(COMMAND))
def test_the_desk_closes_an_alarm_once_and_nobody_sees_it_any_more(
    client: Client, district: SquareDistrict, role: Role
) -> None:
    uuid = alarm().uuid
    as_role(client, role)
    answers = [client.post(f"/api/alarms/{uuid}/close/") for _ in range(2)]
    assert [(one.status_code, one.json()["first"]) for one in answers] == [(200, True), (200, False)]
    assert {one["Cache-Control"] for one in answers} == {"no-store"}
    assert client.get("/command/alarms.json").json()["rows"] == []
    assert client.get("/layers/alarms.geojson").json()["features"] == []


@pytest.mark.parametrize("role", sorted(set(Role) - COMMAND))
def test_other_roles_close_nothing(client: Client, district: SquareDistrict, role: Role) -> None:
    uuid = alarm().uuid
    as_role(client, role)
    hidden, unknown = client.post(f"/api/alarms/{uuid}/close/"), client.post(f"/api/alarms/{uuid4()}/close/")
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.json() == unknown.json()
    assert Alarm.objects.get().state == "raised"
    assert client.get(f"/api/alarms/{uuid}/close/").status_code in {405, 404, 302}


def test_closing_without_its_token_is_refused(district: SquareDistrict) -> None:
    client, uuid = Client(enforce_csrf_checks=True), alarm().uuid
    as_role(client, Role.OPERATOR)
    assert client.post(f"/api/alarms/{uuid}/close/").status_code == 403
    assert Alarm.objects.get().state == "raised"


@pytest.mark.parametrize("role", sorted(set(Role) - COMMAND))
def test_other_roles_are_refused_and_nothing_is_written(
    client: Client, district: SquareDistrict, role: Role
) -> None:
    uuid = alarm().uuid
    as_role(client, role)
    assert post(client, {"kind": "device", "lon": 102.3, "lat": 25.3}).status_code == 403
    hidden, unknown = acknowledge(client, uuid), acknowledge(client, uuid4())
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.json() == unknown.json()
    assert list(Alarm.objects.values_list("state", flat=True)) == ["raised"]


def test_an_unknown_alarm_is_not_found(client: Client, district: SquareDistrict) -> None:
    assert acknowledge(as_role(client, Role.OPERATOR), uuid4()).status_code == 404


def test_a_request_without_its_token_is_refused(district: SquareDistrict) -> None:
    client, uuid = Client(enforce_csrf_checks=True), alarm().uuid
    as_role(client, Role.OPERATOR)
    refused = acknowledge(client, uuid)
    assert refused.status_code == 403
    assert refused["Content-Type"] == "application/problem+json"
    assert Alarm.objects.get().state == "raised"


@pytest.mark.parametrize(
    "body",
    [
        [], None, "x", {}, {"kind": "device"}, {"kind": "fire", "lon": 1, "lat": 1}, {"kind": 1, "lon": 1, "lat": 1},
        {"kind": "device", "lon": "102", "lat": 25}, {"kind": "device", "lon": True, "lat": 25},
        {"kind": "device", "lon": 181, "lat": 25}, {"kind": "device", "lon": 102, "lat": 25, "level": "red"},
        {"kind": "device", "lon": 10**400, "lat": 25}, {"kind": "\0", "lon": 1, "lat": 1},
    ],
    ids=str,
)  # fmt: skip
def test_nonsense_is_refused_with_the_form(client: Client, district: SquareDistrict, body: Any) -> None:
    assert post(as_role(client, Role.OPERATOR), body).status_code == 400
    assert not Alarm.objects.exists()


def test_new_alarms_stand_first_and_old_notices_are_gone(client: Client, district: SquareDistrict) -> None:
    as_role(client, Role.OPERATOR)
    now = timezone.now()
    person = factories.make_login(Role.DISTRICT_ADMIN).staff
    noticed = {"state": "acknowledged", "acknowledged_by": person}
    alarm(acknowledged_at=now - timedelta(days=2), **noticed)
    alarm(state="closed")
    done = alarm(acknowledged_at=now, minutes_ago=1, **noticed)
    older, newer = alarm(minutes_ago=9), alarm(9000, 9000, minutes_ago=3)
    found = client.get("/command/alarms.json").json()
    assert [row["uuid"] for row in found["rows"]] == [str(one.uuid) for one in (newer, older, done)]
    assert (found["raised"], found["noticed"]) == (2, 1)
    inside, outside = found["rows"][1], found["rows"][0]
    assert inside["grid_code"] == district.grid("W1").code
    assert outside["grid_code"] is outside["community"] is None
    assert found["rows"][2]["noticed_by"] == person.name


def test_counts_tell_what_the_list_leaves_out(client: Client, district: SquareDistrict) -> None:
    for _ in range(MOST_LISTED + 3):
        alarm()
    found = as_role(client, Role.OPERATOR).get("/command/alarms.json").json()
    assert (len(found["rows"]), found["raised"]) == (MOST_LISTED, MOST_LISTED + 3)


def test_the_alarms_of_the_wall_take_one_statement(
    client: Client, district: SquareDistrict, django_assert_num_queries: Any
) -> None:
    from geodata.queries.alarms import standing_alarms
    from geodata.rules.viewer import Viewer

    alarm()
    with django_assert_num_queries(1):
        standing_alarms(Viewer(Role.OPERATOR), timezone.now())


def test_the_layer_shows_what_the_list_does(client: Client, district: SquareDistrict) -> None:
    as_role(client, Role.OPERATOR)
    person = factories.make_login(Role.DISTRICT_ADMIN).staff
    noticed = {"state": "acknowledged", "acknowledged_by": person}
    alarm(acknowledged_at=timezone.now() - timedelta(days=2), **noticed)
    alarm(state="closed")
    alarm(acknowledged_at=timezone.now(), **noticed)
    alarm(kind="care")
    listed = {(row["uuid"], row["state"]) for row in client.get("/command/alarms.json").json()["rows"]}
    drawn = client.get("/layers/alarms.geojson").json()["features"]
    assert {(one["properties"]["uuid"], one["properties"]["state"]) for one in drawn} == listed
    assert {tuple(sorted(one["properties"])) for one in drawn} == {("kind", "raised", "state", "uuid")}
