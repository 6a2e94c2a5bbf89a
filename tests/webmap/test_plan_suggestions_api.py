"""Suggested divisions: asked for, worked out, looked at, taken as one operation, stopped; locks stay locked.

A hundred blocks of 40 households: W1 is agricultural (100–200 a grid), W2, E1 and E2 are urban (300–500).
"""

import json
from collections import defaultdict
from typing import Any
from uuid import UUID

import networkx
import pytest
import shapely
from django.core.management import call_command
from django.test import Client

from geodata.actions import find_plan_divisions as worker
from geodata.actions.find_plan_divisions import find_plan_divisions
from geodata.actions.make_plan import make_plan
from geodata.models import (
    BlockBorder,
    BoundaryPlan,
    GridType,
    PlanAlternative,
    PlanBlock,
    PlanGrid,
    PlanLock,
    PlanSuggestion,
)
from geodata.rules.plan_flow import DRAWERS, PLAN_READERS
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.plan_field import NOW, make_blocks, number

WEST, DISTRICT = "999901001001", "999901"


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """The searches whose worker was started; no process is."""
    found: list[UUID] = []
    monkeypatch.setattr("webmap.api.plan_suggestions.start_worker", found.append)
    return found


@pytest.fixture
def plan(db: None, client: Client) -> BoundaryPlan:
    """A draft on the grids in force, and a planner signed in."""
    district = factories.make_square_district()
    make_blocks(district)
    GridType.objects.create(
        area=district.grid("W1"), grid_type="agricultural", deciding_share=0.9, margin=0.4, classified_at=NOW
    )
    client.force_login(factories.make_login(Role.PLANNER))
    return make_plan("试划", Viewer(Role.PLANNER), user_id=0, now=NOW)


def post(client: Client, path: str, body: Any) -> Any:
    """The answer to a body."""
    return client.post(path, json.dumps(body), content_type="application/json")


def ask(client: Client, plan: BoundaryPlan, area: str = DISTRICT, **more: Any) -> dict[str, Any]:
    """A search asked for, worked on and looked at."""
    answer = post(client, f"/api/plans/{plan.uuid}/suggestions/", {"area": area} | more)
    assert answer.status_code == 202, answer.content
    find_plan_divisions(UUID(answer.json()["uuid"]))
    found: dict[str, Any] = client.get(answer["Location"]).json()
    return found


def take(client: Client, plan: BoundaryPlan, found: dict[str, Any], name: str) -> Any:
    """The answer to taking an alternative."""
    return post(client, f"/api/plans/{plan.uuid}/suggestions/{found['uuid']}/{name}/take/", {})


def grids(plan: BoundaryPlan) -> dict[int, set[int]]:
    """The block ids of every grid of the plan."""
    found: dict[int, set[int]] = defaultdict(set)
    for key, block in PlanBlock.objects.filter(plan=plan).values_list("key", "block_id"):
        found[key].add(block)
    return found


def assert_sound(plan: BoundaryPlan) -> None:
    """Every grid one piece by networkx, in its community, with a row of its own; no block lost."""
    graph = networkx.Graph(list(BlockBorder.objects.filter(version=plan.version).values_list("one", "other")))
    found = grids(plan)
    assert all(networkx.is_connected(graph.subgraph(blocks)) for blocks in found.values())
    assert sum(map(len, found.values())) == 100
    homes = dict(PlanBlock.objects.filter(plan=plan).values_list("block_id", "community_id"))
    rows = dict(PlanGrid.objects.filter(plan=plan).values_list("key", "community_id"))
    assert {key: {homes[block] for block in blocks} for key, blocks in found.items()} == {
        key: {community} for key, community in rows.items()
    }


def test_the_alternatives_put_every_grid_into_the_band_of_its_type(
    client: Client, plan: BoundaryPlan
) -> None:
    found = ask(client, plan)
    assert found["state"] == "done"
    assert (found["now"]["grids"], found["now"]["in_band"], found["now"]["moved"]) == (4, 0, 0)
    assert 1 <= len(found["alternatives"]) <= 3
    for one in found["alternatives"]:
        assert take(client, plan, found, one["name"]).status_code == 200
        assert_sound(plan)
        sizes = {key: 40 * len(blocks) for key, blocks in grids(plan).items()}
        rural = {
            grid.key
            for grid in PlanGrid.objects.filter(plan=plan).select_related("origin")
            if grid.origin and grid.origin.code == f"{WEST}001"
        }
        inside = [100 <= size <= 200 if key in rural else 300 <= size <= 500 for key, size in sizes.items()]
        assert (one["in_band"], one["judged"], one["grids"]) == (sum(inside), len(inside), len(sizes))
        assert one["in_band"] == one["grids"]
        assert sum(size for key, size in sizes.items() if key in rural) == 1000
        assert one["workers"] == sum(-(-size // 300) for size in sizes.values())
        assert (one["infeasible"], one["extra_pieces"]) == ([], 0)
        post(client, f"/api/plans/{plan.uuid}/undo/", {})


def test_moved_households_are_those_whose_grid_changes(client: Client, plan: BoundaryPlan) -> None:
    found = ask(client, plan)
    before = grids(plan)
    one = found["alternatives"][0]
    take(client, plan, found, one["name"])
    after = grids(plan)
    stayed = sum(len(before[key] & after.get(key, set())) for key in before)
    assert one["moved"] == 40 * (100 - stayed)


def test_taking_is_one_operation_that_is_undone_and_done_again(client: Client, plan: BoundaryPlan) -> None:
    found = ask(client, plan)
    before = grids(plan)
    told = take(client, plan, found, "even").json()
    assert (told["undo"], told["redo"], told["area"], told["verb"]) == (1, 0, DISTRICT, "suggest")
    after = grids(plan)
    assert after != before
    back = post(client, f"/api/plans/{plan.uuid}/undo/", {}).json()
    assert (back["undo"], back["redo"]) == (0, 1)
    assert grids(plan) == before
    post(client, f"/api/plans/{plan.uuid}/redo/", {})
    assert grids(plan) == after
    assert_sound(plan)


def test_figures_of_a_community_remember_what_was_before_a_wide_operation(
    client: Client, plan: BoundaryPlan
) -> None:
    found = ask(client, plan)
    take(client, plan, found, "even")
    told = client.get(f"/api/plans/{plan.uuid}/communities/{WEST}/").json()
    first = next(grid for grid in told["grids"] if grid["code"] == f"{WEST}001")
    assert first["before"]["households"] == 1000
    assert sum(grid["after"]["households"] for grid in told["grids"]) == 2000


def test_new_grids_are_numbered_by_the_rule_and_the_larger_part_keeps_its_code(
    client: Client, plan: BoundaryPlan
) -> None:
    found = ask(client, plan, WEST)
    before = grids(plan)
    take(client, plan, found, "even")
    after = grids(plan)
    fresh = PlanGrid.objects.filter(plan=plan, area=None)
    codes = sorted(fresh.values_list("code", flat=True))
    assert codes == [f"{WEST}{place:03d}" for place in range(3, 3 + len(codes))]
    for key, blocks in before.items():
        parts = [len(blocks & own) for own in after.values()]
        assert len(blocks & after[key]) == max(parts)


def test_the_rest_of_the_plan_is_left_alone(client: Client, plan: BoundaryPlan) -> None:
    found = ask(client, plan, WEST)
    east = {key: blocks for key, blocks in grids(plan).items() if key > 2}
    take(client, plan, found, "steady" if len(found["alternatives"]) == 3 else "even")
    assert {key: blocks for key, blocks in grids(plan).items() if key in east} == east


def test_a_locked_grid_stays_and_is_named_where_it_is_outside_the_band(
    client: Client, plan: BoundaryPlan
) -> None:
    PlanGrid.objects.filter(plan=plan, key=2).update(locked=True)
    found = ask(client, plan)
    one = found["alternatives"][0]
    (named,) = one["infeasible"]
    assert (named["reason"], named["code"]) == ("locked", WEST)
    assert "1000 户" in named["zh"]
    before = grids(plan)[2]
    take(client, plan, found, one["name"])
    assert grids(plan)[2] == before


def test_no_grid_lies_on_both_sides_of_a_locked_border(client: Client, plan: BoundaryPlan) -> None:
    PlanLock.objects.create(plan=plan, one=3, other=4)
    before = grids(plan)
    for one in (found := ask(client, plan))["alternatives"]:
        take(client, plan, found, one["name"])
        assert not any(blocks & before[3] and blocks & before[4] for blocks in grids(plan).values())
        post(client, f"/api/plans/{plan.uuid}/undo/", {})


def test_a_lock_set_meanwhile_refuses_the_taking(client: Client, plan: BoundaryPlan) -> None:
    found = ask(client, plan)
    PlanGrid.objects.filter(plan=plan, key=2).update(locked=True)
    refused = take(client, plan, found, "even")
    assert (refused.status_code, refused.json()["why"]) == (422, "locked_grid")


def test_a_plan_that_moved_on_refuses_the_taking(client: Client, plan: BoundaryPlan) -> None:
    found = ask(client, plan)
    move = {"verb": "assign", "community": WEST, "blocks": [number(0, 5)], "grid": 1, "revision": 0}
    post(client, f"/api/plans/{plan.uuid}/operations/", move)
    refused = take(client, plan, found, "even")
    assert (refused.status_code, len(refused.json()["operations"])) == (409, 1)


def test_the_preview_shows_all_ground_once_and_what_becomes_of_it(client: Client, plan: BoundaryPlan) -> None:
    found = ask(client, plan, WEST)
    path = f"/api/plans/{plan.uuid}/suggestions/{found['uuid']}/even.geojson"
    told = client.get(path).json()
    changes = [
        (one["properties"]["change"], shapely.geometry.shape(one["geometry"]))
        for one in told["changes"]["features"]
    ]
    parts = [shapely.geometry.shape(one["geometry"]) for one in told["grids"]["features"]]
    whole = shapely.union_all(parts)
    assert sum(part.area for part in parts) == pytest.approx(whole.area, rel=1e-6)
    assert shapely.union_all([part for _, part in changes]).area == pytest.approx(whole.area, rel=1e-6)
    moved = sum(part.area for change, part in changes if change != "stays") / whole.area
    one = next(one for one in found["alternatives"] if one["name"] == "even")
    # Every block has the same ground and the same households.
    assert moved == pytest.approx(one["moved"] / 2000, abs=1e-3)
    assert sum(one["properties"]["households"] for one in told["grids"]["features"]) == 2000


def test_bulk_subdivision_takes_its_division_by_itself(client: Client, plan: BoundaryPlan) -> None:
    found = ask(client, plan, DISTRICT, subdivide=True)
    assert (found["state"], found["taken"], len(found["alternatives"])) == ("done", "even", 1)
    assert len(grids(plan)) == found["alternatives"][0]["grids"] > 4
    assert_sound(plan)
    plan.refresh_from_db()
    assert plan.revision == 1


def test_where_the_band_cannot_be_met_the_place_and_the_reason_are_named(
    client: Client, plan: BoundaryPlan
) -> None:
    """1,000 households locked into one half: what is left of E1 is 1,000; with E2 locked, 2 or 3 grids fit; W2 alone
    with all but 13 blocks given away has 520 households, which no number of grids fits."""
    blocks = [number(column, row) for row in (8, 9) for column in range(5)]
    given = [number(column, 7) for column in range(2)]
    move = {"verb": "assign", "community": WEST, "blocks": [], "grid": 1, "revision": 0}
    rest = [number(column, row) for row in (5, 6, 7) for column in range(5)]
    move["blocks"] = [one for one in rest if one not in given]
    assert post(client, f"/api/plans/{plan.uuid}/operations/", move).status_code == 200
    assert 40 * (len(blocks) + len(given)) == 480
    PlanGrid.objects.filter(plan=plan, key=2).update(locked=False)
    shrunk = [number(column, 7) for column in range(2)] + [number(column, 8) for column in range(5)]
    move |= {"blocks": shrunk, "revision": 1}
    assert post(client, f"/api/plans/{plan.uuid}/operations/", move).status_code == 200
    found = ask(client, plan, WEST)
    named = found["alternatives"][0]["infeasible"]
    assert [(one["code"], one["reason"], one["outside"]) for one in named] == [
        (WEST, "too_few_households", 1)
    ]
    assert "200 户" in named[0]["zh"]
    assert "200 households" in named[0]["en"]


def test_one_search_runs_at_a_time_and_can_be_stopped(
    client: Client, plan: BoundaryPlan, started: list[UUID]
) -> None:
    path = f"/api/plans/{plan.uuid}/suggestions/"
    first = post(client, path, {"area": DISTRICT})
    assert started == [UUID(first.json()["uuid"])]
    assert post(client, path, {"area": DISTRICT}).status_code == 403
    assert client.delete(first["Location"]).json()["state"] == "stopped"
    assert find_plan_divisions(started[0]).state == "stopped"
    assert not PlanAlternative.objects.exists()
    assert post(client, path, {"area": DISTRICT}).status_code == 202


def test_progress_is_told_and_a_stop_is_heeded_on_the_way(
    client: Client, plan: BoundaryPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = post(client, f"/api/plans/{plan.uuid}/suggestions/", {"area": DISTRICT})["Location"]
    told: list[tuple[str, float]] = []
    real = worker._tell

    def tell(one: PlanSuggestion, step: str, share: float) -> None:
        real(one, step, share)
        told.append((step, client.get(address).json()["share_done"]))
        if len(told) == 3:
            client.delete(address)

    monkeypatch.setattr(worker, "_tell", tell)
    assert find_plan_divisions(UUID(address.split("/")[-2])).state == "stopped"
    assert [step for step, _ in told] == ["reading", "even", "even"]
    assert [share for _, share in told] == sorted(share for _, share in told)


def test_a_failing_search_says_so(
    client: Client, plan: BoundaryPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_work", lambda *_: 1 / 0)
    found = ask(client, plan)
    assert found["state"] == "refused"
    assert "日志" in found["refusal"]["zh"]


@pytest.mark.parametrize(
    "body", [{}, {"area": 5}, {"area": DISTRICT, "subdivide": "yes"}, {"area": "9\0"}, []]
)
def test_nonsense_is_refused(client: Client, plan: BoundaryPlan, body: Any, started: list[UUID]) -> None:
    assert post(client, f"/api/plans/{plan.uuid}/suggestions/", body).status_code == 400
    assert started == []


def test_unknown_areas_searches_and_alternatives_are_not_found(client: Client, plan: BoundaryPlan) -> None:
    base = f"/api/plans/{plan.uuid}/suggestions/"
    assert post(client, base, {"area": "999901009"}).status_code == 404
    assert client.get(f"{base}{plan.uuid}/").status_code == 404
    found = ask(client, plan, WEST)
    assert client.get(f"{base}{found['uuid']}/best.geojson").status_code == 404
    assert take(client, plan, found, "best").status_code == 404


def test_the_verb_cannot_be_sent_as_an_operation(client: Client, plan: BoundaryPlan) -> None:
    move = {"verb": "suggest", "community": WEST, "blocks": [number(0, 5)], "keys": [1], "revision": 0}
    assert post(client, f"/api/plans/{plan.uuid}/operations/", move).status_code == 400


@pytest.mark.parametrize("role", sorted(PLAN_READERS))
def test_readers_look_and_drawers_ask_and_take(client: Client, plan: BoundaryPlan, role: Role) -> None:
    found = ask(client, plan, WEST)
    if role is not Role.PLANNER:
        client.force_login(factories.make_login(role))
    base = f"/api/plans/{plan.uuid}/suggestions/"
    assert client.get(base).status_code == 200
    assert client.get(f"{base}{found['uuid']}/even.geojson").status_code == 200
    may = role in DRAWERS
    assert post(client, base, {"area": WEST}).status_code == (202 if may else 403)
    assert client.delete(f"{base}{found['uuid']}/").status_code == (200 if may else 403)
    assert take(client, plan, found, "even").status_code == (200 if may else 403)


def test_the_command_prints_the_alternatives(plan: BoundaryPlan, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("suggest_plan", "--plan", str(plan.uuid), "--area", WEST)
    assert json.loads(capsys.readouterr().out)["alternatives"][0]["name"] == "even"
