"""Error pages for people: they say what happened, and need nothing that may be broken itself."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from geodata.rules.viewer import Role
from tests.factories import make_login

pytestmark = pytest.mark.django_db


def test_an_unknown_address_offers_ways_on(client: Any) -> None:
    response = client.get("/nothing/")
    text = response.content.decode()
    assert response.status_code == 404
    assert "找不到这个页面" in text
    assert "去便民地图" in text
    assert "工作人员登录" in text


def test_an_error_speaks_the_language_of_the_page(client: Any) -> None:
    client.cookies["django_language"] = "en"
    assert "Page not found" in client.get("/nothing/").content.decode()


def test_a_lost_database_needs_no_database_for_its_page(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr("webmap.pages.home.matching_points", gone)
    monkeypatch.setattr("webmap.site.areas_in_force", gone)
    response = client.get("/")
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "数据库暂时连不上" in response.content.decode()


def test_a_stale_form_is_explained() -> None:
    make_login(Role.OPERATOR)
    response = Client(enforce_csrf_checks=True).post(
        "/sign-in/", {"username": "operator", "password": "operator"}
    )
    assert response.status_code == 403
    assert "这个页面放得太久了" in response.content.decode()


def test_a_failure_of_our_own_has_a_plain_page(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("webmap.pages.home.matching_points", broken)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "程序出了错" in response.content.decode()
    assert "secret detail" not in response.content.decode()
