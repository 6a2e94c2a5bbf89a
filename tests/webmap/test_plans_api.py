"""Plans over the wire: drawn, undone, refused with places, merged, hidden from whoever hears of none."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.actions.make_plan import make_plan
from geodata.models import BoundaryPlan, GridType
from geodata.rules.plan_flow import DRAWERS, PLAN_READERS
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.factories import SquareDistrict
from tests.plan_field import NOW, make_blocks, number
from tests.plan_oracle import PlanPicture

WEST = "999901001001"


@pytest.fixture
def district(db: None) -> SquareDistrict:
    """A hundred blocks of 40 households; W1 is agricultural."""
    district = factories.make_square_district()
    make_blocks(district)
    GridType.objects.create(
        area=district.grid("W1"), grid_type="agricultural", deciding_share=0.9, margin=0.4, classified_at=NOW
    )
    return district


@pytest.fixture
def plan(district: SquareDistrict) -> BoundaryPlan:
    """A draft on the grids in force."""
    return make_plan("试划", Viewer(Role.PLANNER), user_id=0, now=NOW)


@pytest.fixture
def as_role(client: Client) -> Callable[[Role], Client]:
    """A client signed in as a role."""

    def signed_in(role: Role) -> Client:
        if role is not Role.PUBLIC:
            client.force_login(factories.make_login(role))
        return client

    return signed_in


def post(client: Client, path: str, body: Any) -> Any:
    """The answer to a body."""
    return client.post(path, json.dumps(body), content_type="application/json")


def asked(**parts: Any) -> dict[str, Any]:
    """An operation that moves a block from W2 to W1."""
    move = {"verb": "assign", "community": WEST, "blocks": [number(0, 5)], "grid": 1, "revision": 0}
    return move | parts


def test_a_planner_draws_and_takes_it_back(as_role: Callable[[Role], Client], plan: BoundaryPlan) -> None:
    client = as_role(Role.PLANNER)
    base = f"/api/plans/{plan.uuid}"
    told = post(client, f"{base}/operations/", asked()).json()
    assert (told["revision"], told["undo"], told["redo"]) == (1, 1, 0)
    assert told["moved"] == [[number(0, 5), 1]]
    first = told["grids"][0]
    assert (first["before"]["households"], first["after"]["households"]) == (1000, 1040)
    assert (first["band"], first["word"]) == ([100, 200], "above")
    back = post(client, f"{base}/undo/", {}).json()
    assert (back["moved"], back["undo"], back["redo"]) == ([[number(0, 5), 2]], 0, 1)
    assert post(client, f"{base}/undo/", {}).status_code == 422
    assert post(client, f"{base}/redo/", {}).json()["undo"] == 1


def test_a_preview_tells_what_would_be_and_writes_nothing(
    as_role: Callable[[Role], Client], plan: BoundaryPlan
) -> None:
    client = as_role(Role.PLANNER)
    path = f"/api/plans/{plan.uuid}/operations/"
    before = PlanPicture.of(plan)
    seen = post(client, path, asked(preview=True)).json()
    assert (seen["preview"], seen["moved"]) == (True, [[number(0, 5), 1]])
    parts = post(client, path, asked(verb="split_parts", blocks=[], parts=3, preview=True)).json()
    assert sorted(one["after"]["blocks"] for one in parts["grids"]) == [8, 8, 9, 25]
    assert post(client, path, asked(blocks=[number(0, 8)], preview=True)).status_code == 422
    assert PlanPicture.of(plan) == before
    assert client.get(f"/api/plans/{plan.uuid}/").json()["revision"] == 0
    done = post(client, path, asked()).json()
    assert (done["moved"], done["grids"]) == (seen["moved"], seen["grids"])


def test_signers_see_the_findings_and_change_nothing_by_it(
    as_role: Callable[[Role], Client], plan: BoundaryPlan
) -> None:
    seen = as_role(Role.COMMUNITY_HEAD).get(f"/api/plans/{plan.uuid}/check/").json()
    assert (seen["state"], {one["code"] for one in seen["findings"]}) == ("draft", {"above"})
    assert BoundaryPlan.objects.get(pk=plan.pk).state == "draft"


def test_a_grid_above_its_band_is_mended_by_the_repair_that_is_proposed(
    as_role: Callable[[Role], Client], plan: BoundaryPlan
) -> None:
    client = as_role(Role.PLANNER)
    found = post(client, f"/api/plans/{plan.uuid}/check/", {}).json()["findings"]
    for revision, one in enumerate(found):
        move = one["repair"] | {"community": one["community"], "revision": revision}
        assert post(client, f"/api/plans/{plan.uuid}/operations/", move).status_code == 200
    assert post(client, f"/api/plans/{plan.uuid}/check/", {}).json()["findings"] == []


def test_figures_agree_with_the_outlines(as_role: Callable[[Role], Client], plan: BoundaryPlan) -> None:
    client = as_role(Role.PLANNER)
    told = client.get(f"/api/plans/{plan.uuid}/communities/{WEST}/").json()
    first = told["grids"][0]["after"]
    # W1 is a square of 500 m: 25 blocks, perimeter 2,000 m, compactness π/4.
    assert (first["blocks"], first["area_m2"], first["perimeter_m"]) == (25, 250_000, 2_000)
    assert (first["polsby_popper"], first["pieces"]) == (0.785, 1)
    assert len(told["shapes"]["features"]) == 50


def test_the_tree_counts_grids_by_their_band(as_role: Callable[[Role], Client], plan: BoundaryPlan) -> None:
    told = as_role(Role.PLANNER).get(f"/api/plans/{plan.uuid}/").json()
    west = told["communities"][0]
    assert (west["households"], west["words"]["above"]) == (2000, 2)
    assert west["parent_name"] == "方正街道"


def test_a_new_plan_is_made(as_role: Callable[[Role], Client], district: SquareDistrict) -> None:
    client = as_role(Role.PLANNER)
    made = post(client, "/api/plans/", {"name": "明年的划分"})
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    again = post(client, "/api/plans/", {"name": "二稿", "base": made.json()["uuid"]})
    assert again.status_code == 201
    assert {one["name"] for one in client.get("/api/plans/").json()["plans"]} == {"明年的划分", "二稿"}
    assert post(client, "/api/plans/", {"name": " "}).status_code == 400
    assert post(client, "/api/plans/", {"name": "x", "base": "nonsense"}).status_code == 400


def test_a_refusal_names_the_blocks_in_the_way(as_role: Callable[[Role], Client], plan: BoundaryPlan) -> None:
    client = as_role(Role.PLANNER)
    refused = post(client, f"/api/plans/{plan.uuid}/operations/", asked(blocks=[number(0, 8)]))
    assert refused.status_code == 422
    assert refused.json()["blocks"] == [number(0, 8)]
    assert "断开" in refused.json()["title"]


def test_a_stale_operation_gets_the_missing_ones(
    as_role: Callable[[Role], Client], plan: BoundaryPlan
) -> None:
    client = as_role(Role.PLANNER)
    path = f"/api/plans/{plan.uuid}/operations/"
    post(client, path, asked())
    stale = post(client, path, asked(blocks=[number(4, 5)]))
    assert (stale.status_code, len(stale.json()["operations"])) == (409, 1)
    assert [one["verb"] for one in client.get(f"{path}?since=0").json()["operations"]] == ["assign"]
    assert client.get(f"{path}?since=x").status_code == 400


@pytest.mark.parametrize("role", list(Role))
def test_who_hears_of_plans_and_who_draws(
    as_role: Callable[[Role], Client], plan: BoundaryPlan, role: Role
) -> None:
    client = as_role(role)
    # Who is not signed in may do so first.
    shut = 302 if role is Role.PUBLIC else 404
    seen = 200 if role in PLAN_READERS else shut
    assert client.get("/api/plans/").status_code == seen
    assert client.get(f"/api/plans/{plan.uuid}/").status_code == seen
    done = post(client, f"/api/plans/{plan.uuid}/operations/", asked()).status_code
    assert done == (200 if role in DRAWERS else 403 if role in PLAN_READERS else shut)


scraps = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(
        st.sampled_from(
            ["blocks", "grid", "other", "line", "parts", "keys", "verb", "revision", "community"]
        ),
        scraps,
    ),
    st.sampled_from(["assign", "push", "merge", "split_line", "split_parts", "redraw", "lock_border"]),
)
def test_nonsense_is_refused_and_never_fails(
    as_role: Callable[[Role], Client], plan: BoundaryPlan, parts: dict[str, Any], verb: str
) -> None:
    client = Client()
    client.force_login(_planner())
    path = f"/api/plans/{plan.uuid}/operations/"
    assert post(client, path, asked(verb=verb) | parts).status_code in {200, 400, 403, 404, 409, 422}


def _planner() -> Any:
    found = get_user_model().objects.filter(username=Role.PLANNER.value).first()
    return found or factories.make_login(Role.PLANNER)


def test_a_plan_goes_from_draft_into_force_over_the_wire(client: Client, plan: BoundaryPlan) -> None:
    people = {
        role: factories.make_login(role)
        for role in (Role.PLANNER, Role.SUBDISTRICT_HEAD, Role.DISTRICT_ADMIN)
    }

    def ask(role: Role, step: str, **body: Any) -> Any:
        client.force_login(people[role])
        return post(client, f"/api/plans/{plan.uuid}/{step}/", body)

    ask(Role.PLANNER, "operations", **asked())
    checked = ask(Role.PLANNER, "check").json()
    assert (checked["state"], {one["blocking"] for one in checked["findings"]}) == ("checked", {False})
    told = ask(Role.PLANNER, "submit", revision=checked["revision"]).json()
    assert ask(Role.PLANNER, "operations", **asked(revision=1)).status_code == 403
    effects = client.get(f"/api/plans/{plan.uuid}/difference/").json()
    assert (effects["total"]["blocks"], effects["total"]["households"]) == (1, 40)
    assert ask(Role.PLANNER, "sign", digest_end=told["digest"][-6:]).status_code == 403
    assert ask(Role.SUBDISTRICT_HEAD, "sign", digest_end="nonsense").status_code == 400
    assert ask(Role.SUBDISTRICT_HEAD, "sign", digest_end=told["digest"][-6:]).json()["state"] == "submitted"
    signed = ask(Role.DISTRICT_ADMIN, "sign", digest_end=told["digest"][-6:]).json()
    assert ([one["role"] for one in signed["signatures"]], signed["state"]) == (
        ["subdistrict_head", "district_admin"],
        "approved",
    )
    assert ask(Role.DISTRICT_ADMIN, "schedule", valid_from="soon").status_code == 400
    today = timezone.localdate().isoformat()
    assert ask(Role.DISTRICT_ADMIN, "schedule", valid_from=today).json()["state"] == "in_force"
    assert ask(Role.DISTRICT_ADMIN, "return").status_code == 403


def test_a_plan_that_goes_on_from_another_is_compared_with_what_is_in_force(
    as_role: Callable[[Role], Client], plan: BoundaryPlan
) -> None:
    client = as_role(Role.PLANNER)
    post(client, f"/api/plans/{plan.uuid}/operations/", asked())
    second = post(client, "/api/plans/", {"name": "二稿", "base": str(plan.uuid)}).json()
    told = client.get(f"/api/plans/{second['uuid']}/communities/{WEST}/").json()
    moved = {one["id"]: one["properties"] for one in told["shapes"]["features"]}[number(0, 5)]
    assert (moved["key"], moved["in_force"]) == (1, f"{WEST}002")
    assert {one["code"]: one["band"] for one in told["in_force"]} == {
        f"{WEST}001": [100, 200],
        f"{WEST}002": [300, 500],
    }
