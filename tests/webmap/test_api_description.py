"""The description of the API against the addresses of the site: none missing, none invented, verbs and roles as they are."""

import re
from functools import cache
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from geodata.rules.viewer import Role
from tests import factories
from webmap.api.description import api_description

UUID = "7b0a3c1e-0000-4000-8000-00000000dead"
VERBS = ("get", "post", "delete")


@cache
def document() -> dict[str, Any]:
    """The document as it is sent."""
    return api_description("")


def answering() -> set[str]:
    """Every route of webmap/urls.py that answers programs, without the descriptions themselves."""
    routes = {str(one.pattern) for one in get_resolver().url_patterns if isinstance(one, URLPattern)}
    return {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", f"/{route}").rstrip("/")
        for route in routes
        if (route.startswith("api/") or route.endswith(".json")) and not route.endswith("openapi.json")
    }


def test_every_address_that_answers_programs_is_described_or_internal_with_a_reason() -> None:
    described = {path.rstrip("/") for path in document()["paths"]}
    internal = {one["path"].rstrip("/") for one in document()["x-internal"]}
    assert len(answering()) > 60
    assert answering() - described - internal == set()
    assert internal <= answering()
    assert internal & described == set()
    for one in document()["x-internal"]:
        assert re.search("[一-龥]{4}", one["reason"])
        assert re.search("[a-z]{3}", one["reason_en"])


def staff_operations() -> list[tuple[str, dict[str, Any]]]:
    """Paths that need a login, with their operations."""
    return [
        (path, verbs)
        for path, verbs in document()["paths"].items()
        if any("security" in one for one in verbs.values())
    ]


def test_the_staff_sees_every_group() -> None:
    groups = {one["tags"][0] for _, verbs in staff_operations() for one in verbs.values()}
    assert groups == {"heat", "coverage", "siting", "plans"}


def filled(path: str) -> str:
    """An address of a path, of things that do not exist."""
    return re.sub(r"\{\w*uuid\}", UUID, path).replace("{code}", "999901001").replace("{name}", "even")


@pytest.mark.parametrize("role", [Role.DISTRICT_ADMIN])
def test_the_verbs_are_those_the_addresses_take(client: Client, db: None, role: Role) -> None:
    client.force_login(factories.make_login(role))
    for path, told in staff_operations():
        for verb in VERBS:
            status = getattr(client, verb)(filled(path)).status_code
            assert (status == 405) is (verb not in told), f"{verb} {path}: {status}"


@pytest.mark.parametrize("role", [Role.HANDLER, Role.PLANNER, Role.OPERATOR, Role.AUDITOR])
def test_who_is_not_among_the_roles_is_turned_away(client: Client, db: None, role: Role) -> None:
    client.force_login(factories.make_login(role))
    roles_told = [(path, told["get"].get("x-roles")) for path, told in staff_operations() if "get" in told]
    assert all(roles for _, roles in roles_told)
    for path, roles in roles_told:
        if role not in roles:
            assert client.get(filled(path)).status_code == 404, f"{role} {path}"
