"""Health answers and the shape of refusals."""

from typing import Any

import pytest
from django.db import OperationalError

from geodata.queries import readiness
from webmap import checks


def test_the_process_lives_without_a_database(client: Any) -> None:
    assert client.get("/health/").json() == {"status": "live"}


def test_a_migrated_database_is_ready(client: Any, db: None) -> None:
    assert client.get("/health/ready/").json() == {"status": "ready"}


def test_a_database_of_another_measuring_crs_is_not_ready(
    client: Any, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "MEASURE", 4549)
    monkeypatch.setattr(checks, "MEASURE", 4549)
    response = client.get("/health/ready/")
    assert response.status_code == 503
    assert "4543" in response.json()["reason"]
    (message,) = checks.measuring_crs_matches(["default"])
    assert message.id == "webmap.E001"
    assert "MEASURE_SRID=4543" in message.hint


def test_a_lost_database_is_a_503_that_says_when_to_come_back(
    client: Any, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost() -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("layers.views.data_bounds", lost)
    response = client.get("/layers/")
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert response["Content-Type"] == "application/problem+json"


def test_an_unknown_address_is_a_problem_for_programs(client: Any, db: None) -> None:
    response = client.get("/layers/nothing/1/2")
    assert response.status_code == 404
    assert {"title", "detail", "status"} <= response.json().keys()
