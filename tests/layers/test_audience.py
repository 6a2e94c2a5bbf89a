"""Who may see which layer, for tiles, GeoJSON and descriptions alike."""

from typing import Any

import pytest

from geodata.rules.viewer import Role
from layers.registry import LAYERS

PUBLIC = {"districts", "subdistricts", "communities", "grids", "roads", "water", "landcover", "places",
          "service_points"}  # fmt: skip
STAFF = PUBLIC | {"grid_types", "buildings", "party_branches", "resources"}
COMMAND = STAFF | {"events", "events_heat", "care", "devices", "businesses", "alarms", "hotspots", "warnings"}
MAY_SEE = {
    Role.PUBLIC: PUBLIC,
    Role.OPERATOR: COMMAND,
    Role.DISTRICT_ADMIN: COMMAND | {"blocks"},
    Role.HANDLER: STAFF | {"events"},
    Role.GRID_WORKER: STAFF | {"events", "care"},
    Role.COMMUNITY_HEAD: STAFF | {"events", "care"},
    Role.SUBDISTRICT_HEAD: STAFF | {"events", "care"},
    Role.PLANNER: STAFF | {"events_heat", "care", "blocks"},
    Role.AUDITOR: STAFF,
}
TILE = "/layers/{}/14/12847/6999.mvt"
FORMS = ("/layers/{}.json", "/layers/{}.geojson?bbox=102.2,25.3,102.4,25.4", TILE)


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_exactly_the_layers_of_the_audience_table(as_role: Any, role: Role) -> None:
    client = as_role(role)
    listed = {layer["name"] for layer in client.get("/layers/").json()["layers"]}
    assert listed == MAY_SEE[role]
    for name in LAYERS:
        for form in FORMS:
            expected = 200 if name in MAY_SEE[role] else 404
            assert client.get(form.format(name)).status_code == expected, form.format(name)


def test_unknown_and_not_permitted_look_the_same(as_role: Any) -> None:
    client = as_role(Role.PUBLIC)
    unknown, hidden = client.get("/layers/nothing.json"), client.get("/layers/care.json")
    assert unknown.status_code == hidden.status_code == 404
    assert unknown.json().keys() == hidden.json().keys()
    assert unknown.json()["title"].replace("nothing", "care") == hidden.json()["title"]


@pytest.mark.parametrize("role", list(Role))
def test_the_surface_of_the_heat_has_the_audience_of_the_heat(as_role: Any, role: Role) -> None:
    status = as_role(role).get("/layers/events_heat/surface.geojson").status_code
    assert status == (200 if "events_heat" in MAY_SEE[role] else 404)


def test_a_handler_sees_the_events_of_the_own_department_only(as_role: Any) -> None:
    assert as_role(Role.HANDLER).get("/layers/events.geojson").json()["numberReturned"] == 1


@pytest.mark.parametrize(
    ("role", "seen"),
    [(Role.OPERATOR, 2), (Role.GRID_WORKER, 1), (Role.COMMUNITY_HEAD, 1), (Role.SUBDISTRICT_HEAD, 2)],
)
def test_events_stay_within_reach(as_role: Any, role: Role, seen: int) -> None:
    assert as_role(role).get("/layers/events.geojson").json()["numberReturned"] == seen


def test_the_operator_sees_counts_at_grid_anchors_only(as_role: Any) -> None:
    features = as_role(Role.OPERATOR).get("/layers/care.geojson").json()["features"]
    by_code = {f["properties"]["code"]: f["properties"] for f in features}
    assert set(by_code) == {"999901001001001", "999901001002001"}
    west = by_code["999901001001001"]
    assert (west["total"], west["red"], west["yellow"], west["blue"], west["due"], west["due_soon"]) == (
        6,
        1,
        1,
        1,
        1,
        1,
    )
    assert set(west) == {"code", "name", "uuid", "total", "due", "due_soon", "blue", "yellow", "red"}


def test_a_grid_worker_sees_own_buildings_only(as_role: Any) -> None:
    features = as_role(Role.GRID_WORKER).get("/layers/care.geojson").json()["features"]
    assert [f["properties"]["total"] for f in features] == [6]
    assert set(features[0]["properties"]) == {"total", "due", "due_soon", "blue", "yellow", "red"}


def test_a_planner_sees_loads_of_five_and_more_without_states(as_role: Any) -> None:
    features = as_role(Role.PLANNER).get("/layers/care.geojson").json()["features"]
    assert [(f["properties"]["code"], f["properties"]["total"]) for f in features] == [("999901001001001", 6)]
    assert "red" not in features[0]["properties"]


@pytest.mark.parametrize("role", [Role.DISTRICT_ADMIN, Role.SUBDISTRICT_HEAD])
def test_heads_above_a_community_see_community_counts(as_role: Any, role: Role) -> None:
    features = as_role(role).get("/layers/care.geojson").json()["features"]
    assert {f["properties"]["code"]: f["properties"]["total"] for f in features} == {
        "999901001001": 6, "999901001002": 1,
    }  # fmt: skip


def test_no_care_answer_names_a_category(as_role: Any) -> None:
    client = as_role(Role.OPERATOR)
    for address in ("/layers/care.json", "/layers/care.geojson", TILE.format("care")):
        assert b"living_alone" not in client.get(address, headers={"accept-encoding": "identity"}).content


def test_care_is_never_stored(as_role: Any) -> None:
    response = as_role(Role.OPERATOR).get("/layers/care.geojson")
    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response
