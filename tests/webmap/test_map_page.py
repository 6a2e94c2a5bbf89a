"""The map page and its sheet: each role gets its own layers, care none, and a key of a basemap nobody."""

import json
import re
from typing import Any

import pytest

from geodata.rules.care_access import PRECISION
from geodata.rules.viewer import COMMAND, Role
from layers.registry import LAYERS
from tests import factories
from webmap.pages.map_groups import GROUND, GROUPS, first_shown, groups_of

pytestmark = pytest.mark.django_db
KEY = "0123456789secret"


def embedded(body: str, name: str) -> Any:
    """What a page embeds under an id."""
    found = re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', body, re.DOTALL)
    assert found
    return json.loads(found.group(1))


def page(client: Any, role: Role, path: str = "/map/") -> str:
    district = factories.make_square_district()
    if role is not Role.PUBLIC:
        client.force_login(factories.make_login(role, district.grid("W1")))
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-cache"
    return str(answer.content.decode())


@pytest.mark.parametrize("path", ["/map/", "/map/print/"])
@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_the_layers_of_its_audience_without_care(client: Any, role: Role, path: str) -> None:
    body = page(client, role, path)
    allowed = {name for name, layer in LAYERS.items() if role in layer.audience and not layer.sensitive}
    data = embedded(body, "map-data")
    assert set(embedded(body, "map-setup")["layers"]) == set(data["order"]) == allowed
    assert "care" not in allowed
    grouped = [name for group in data["groups"] for name in group["layers"]]
    assert set(grouped) | set(GROUND) >= allowed
    assert len(grouped) == len(set(grouped))
    assert set(data["shown"]) <= allowed
    assert data["shown"]


@pytest.mark.parametrize("role", list(Role))
def test_the_way_to_other_pages_is_the_one_a_role_may_go(client: Any, role: Role) -> None:
    body = page(client, role)
    assert ('href="/command/"' in body) == (role in COMMAND)
    assert ('href="/care/"' in body) == (role in PRECISION)


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.PLANNER, Role.AUDITOR])
def test_categories_of_events_are_told_to_those_who_filter_by_them(client: Any, role: Role) -> None:
    factories.make_category("noise")
    data = embedded(page(client, role), "map-data")
    timed = any("category" in layer.filters and role in layer.audience for layer in LAYERS.values())
    assert bool(data["categories"]) == timed


@pytest.mark.parametrize(
    ("path", "where"), [("/", Role.PUBLIC), ("/command/", Role.OPERATOR), ("/care/", Role.OPERATOR)]
)
def test_other_pages_lead_here(client: Any, path: str, where: Role) -> None:
    assert 'href="/map/"' in page_of(client, path, where)


def page_of(client: Any, path: str, role: Role) -> str:
    factories.make_square_district()
    if role is not Role.PUBLIC:
        client.force_login(factories.make_login(role))
    return str(client.get(path).content.decode())


@pytest.mark.parametrize(
    ("query", "theme"), [("", "light"), ("?theme=dark", "dark"), ("?theme=%22%3E%3Cb", "light")]
)
def test_the_theme_is_one_of_two(client: Any, query: str, theme: str) -> None:
    assert f'class="theme-{theme}"' in page(client, Role.PUBLIC, f"/map/{query}")


def test_the_key_of_a_basemap_stays_on_the_server(client: Any, settings: Any) -> None:
    settings.TIANDITU_KEY, settings.TIANDITU_REVIEW = KEY, "GS(2025)1号"
    settings.BASEMAP_XYZ = f"影像|https://tiles.example/{{z}}/{{x}}/{{y}}.png?k={KEY}|© 某单位"
    for path in ("/map/", "/map/print/"):
        body = client.get(path).content.decode()
        offered = embedded(body, "map-data")["basemaps"]
        assert [one["name"] for one in offered] == ["tianditu_vec", "tianditu_img", "xyz_1"]
        assert "GS(2025)1号" in offered[0]["credit"]
        assert KEY not in body
        assert "tiles.example" not in body


def test_without_settings_there_is_no_other_basemap(client: Any) -> None:
    assert embedded(client.get("/map/").content.decode(), "map-data")["basemaps"] == []


def test_an_empty_database_still_has_a_page(client: Any) -> None:
    body = client.get("/map/").content.decode()
    assert embedded(body, "map-setup")["bounds"] is None


def test_without_javascript_the_page_leads_to_the_lists(client: Any) -> None:
    body = page(client, Role.OPERATOR)
    without = body[body.index("<noscript>") : body.index("</noscript>")]
    assert 'href="/"' in without
    assert 'href="/care/?view=table"' in without
    assert 'href="/ogc/collections"' in without


def test_every_layer_stands_in_one_group_or_in_the_ground() -> None:
    listed = [name for *_, names in GROUPS for name in names]
    assert len(listed) == len(set(listed))
    assert set(listed) | set(GROUND) | {"care"} == set(LAYERS)


def test_a_layer_that_nobody_grouped_is_not_lost() -> None:
    groups = groups_of(["grids", "walk_circle"])
    assert [(group["key"], group["layers"]) for group in groups] == [
        ("areas", ["grids"]),
        ("others", ["walk_circle"]),
    ]


@pytest.mark.parametrize("role", list(Role))
def test_what_is_shown_first_is_never_more_than_there_is(role: Role) -> None:
    assert first_shown(role, ["grids"]) in ([], ["grids"])
