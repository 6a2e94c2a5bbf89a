"""Workers of a plan: proposed, told with their loads, said for one grid, frozen with the plan, in force with it.

Four grids of 1,000 households; 甲 serves W1, 乙 (half-time) W2, 丙 E1 and E2.
"""

import json
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from geodata.actions.make_plan import make_plan
from geodata.models import BoundaryPlan, PlanWorker, Staff, StaffArea
from geodata.queries.plan_difference import digest_text, plan_digest
from geodata.rules.plan_flow import DRAWERS, PLAN_READERS
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.factories import SquareDistrict
from tests.plan_field import NOW, make_blocks, number
from tests.town import become

WEST = "999901001001"


@pytest.fixture
def district(db: None) -> SquareDistrict:
    """The blocks and three workers."""
    made = factories.make_square_district()
    make_blocks(made)
    for name, full_time, grids in (("甲", True, ["W1"]), ("乙", False, ["W2"]), ("丙", True, ["E1", "E2"])):
        one = Staff.objects.create(role=Role.GRID_WORKER.value, name=name, full_time=full_time)
        one.areas.set([made.grid(grid) for grid in grids])
    return made


@pytest.fixture
def plan(district: SquareDistrict, client: Client) -> BoundaryPlan:
    """A draft on the grids in force, and a planner signed in."""
    client.force_login(factories.make_login(Role.PLANNER))
    return make_plan("试划", Viewer(Role.PLANNER), user_id=0, now=NOW)


def post(client: Client, plan: BoundaryPlan, step: str, **body: Any) -> Any:
    """The answer to a body."""
    return client.post(f"/api/plans/{plan.uuid}/{step}/", json.dumps(body), content_type="application/json")


def names(plan: BoundaryPlan) -> dict[int, list[str]]:
    """Who is named for each grid."""
    found: dict[int, list[str]] = {}
    for one in PlanWorker.objects.filter(plan=plan).select_related("staff").order_by("key", "staff"):
        found.setdefault(one.key, []).append(one.staff.name)
    return found


def test_need_and_shortage_are_named(client: Client, plan: BoundaryPlan) -> None:
    totals = client.get(f"/api/plans/{plan.uuid}/workers/").json()["totals"]
    # Each grid of 1,000 households needs four; 1 + 0.5 + 1 are there.
    assert (totals["need"], totals["have"], totals["shortage"], totals["unserved"]) == (16, 2.5, 14, 4)
    assert (totals["workers"], totals["full_time"]) == (3, 2)


def test_the_proposal_serves_every_grid_and_tells_what_stays_known(
    client: Client, plan: BoundaryPlan
) -> None:
    told = post(client, plan, "workers", propose=True).json()
    assert told["totals"]["unserved"] == 0
    assert sorted(names(plan)) == [1, 2, 3, 4]
    loads = {one["name"]: (one["households"], one["word"]) for one in told["workers"]}
    assert sum(load for load, _ in loads.values()) == 4000
    assert {word for _, word in loads.values()} == {"over"}
    knows = {"甲": {1}, "乙": {2}, "丙": {3, 4}}
    kept = sum(1000 for key, found in names(plan).items() if any(key in knows[one] for one in found))
    assert told["totals"]["kept"] == kept / 4000
    assert told["revision"] == 1


def test_workers_of_a_grid_are_said_by_hand(client: Client, plan: BoundaryPlan) -> None:
    two = [str(one.uuid) for one in Staff.objects.filter(name__in=["甲", "乙"])]
    told = post(client, plan, "workers", grid=1, workers=two).json()
    assert names(plan) == {1: ["甲", "乙"]}
    # They share it.
    assert {one["name"]: one["households"] for one in told["workers"]} == {"甲": 500, "乙": 500, "丙": 0}
    post(client, plan, "workers", grid=1, workers=[])
    assert names(plan) == {}


@pytest.mark.parametrize(
    "body",
    [{}, {"propose": False}, {"grid": True, "workers": []}, {"grid": 1, "workers": ["x"]}, {"grid": 99, "workers": []},
     {"grid": 1, "workers": ["7b0a3c1e-0000-4000-8000-00000000dead"]}],
)  # fmt: skip
def test_nonsense_is_refused(client: Client, plan: BoundaryPlan, body: dict[str, Any]) -> None:
    assert post(client, plan, "workers", **body).status_code == 400


def test_somebody_who_is_no_grid_worker_cannot_be_named(client: Client, plan: BoundaryPlan) -> None:
    head = Staff.objects.create(role=Role.COMMUNITY_HEAD.value, name="社区负责人")
    assert post(client, plan, "workers", grid=1, workers=[str(head.uuid)]).status_code == 400


def test_the_row_goes_with_its_grid(client: Client, plan: BoundaryPlan) -> None:
    post(client, plan, "workers", propose=True)
    merged = post(client, plan, "operations", verb="merge", community=WEST, grid=1, other=2, revision=1)
    assert merged.status_code == 200
    assert sorted(names(plan)) == [1, 3, 4]


def test_a_grid_comes_back_with_its_workers(client: Client, plan: BoundaryPlan) -> None:
    post(client, plan, "workers", propose=True)
    before = names(plan)
    post(client, plan, "operations", verb="merge", community=WEST, grid=1, other=2, revision=1)
    post(client, plan, "undo")
    assert names(plan) == before
    # Somebody named for a grid that an undo takes away is there again when it is done again.
    split = post(client, plan, "operations", verb="split_parts", community=WEST, grid=1, parts=2, revision=3)
    third = Staff.objects.get(name="丙")
    post(client, plan, "workers", grid=5, workers=[str(third.uuid)])
    assert split.status_code == 200
    after = names(plan)
    assert after == before | {5: ["丙"]}
    post(client, plan, "undo")
    assert names(plan) == before
    post(client, plan, "redo")
    assert names(plan) == after


def test_who_is_no_worker_any_more_does_not_come_back(client: Client, plan: BoundaryPlan) -> None:
    second = Staff.objects.get(name="乙")
    post(client, plan, "workers", grid=2, workers=[str(second.uuid)])
    post(client, plan, "operations", verb="merge", community=WEST, grid=1, other=2, revision=1)
    Staff.objects.filter(pk=second.pk).update(role=Role.COMMUNITY_HEAD.value)
    assert post(client, plan, "undo").status_code == 200
    assert names(plan) == {}


def test_the_digest_is_of_the_workers_too(client: Client, plan: BoundaryPlan) -> None:
    nobody = plan_digest(plan)
    first, second = (Staff.objects.get(name=name) for name in "甲乙")
    post(client, plan, "workers", grid=1, workers=[str(first.uuid)])
    one = plan_digest(plan)
    post(client, plan, "workers", grid=1, workers=[str(second.uuid)])
    assert len({nobody, one, plan_digest(plan)}) == 3
    assert str(second.uuid) in digest_text(plan)


def test_workers_changed_behind_the_lock_are_not_signed(client: Client, plan: BoundaryPlan) -> None:
    """A digest the workers no longer have is refused by whoever is to sign."""
    post(client, plan, "workers", propose=True)
    head = factories.make_login(Role.SUBDISTRICT_HEAD)
    post(client, plan, "check")
    plan.refresh_from_db()
    digest = post(client, plan, "submit", revision=plan.revision).json()["digest"]
    become("NONE")  # as the owner of the tables: the app may not
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE geodata_planworker DISABLE TRIGGER planworker_frozen")
    become("app")
    PlanWorker.objects.filter(plan=plan, key=1).delete()
    client.force_login(head)
    assert post(client, plan, "sign", digest_end=digest[-6:]).json()["why"] == "digest"
    assert not plan.signatures.exists()


def test_from_its_submission_on_nobody_changes_who(client: Client, plan: BoundaryPlan) -> None:
    post(client, plan, "workers", propose=True)
    post(client, plan, "check")
    plan.refresh_from_db()
    assert post(client, plan, "submit", revision=plan.revision).status_code == 200
    assert post(client, plan, "workers", propose=True).status_code == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanWorker.objects.filter(plan=plan).delete()


def test_the_workers_named_serve_the_grids_from_the_day_the_plan_is_in_force(
    client: Client, plan: BoundaryPlan, district: SquareDistrict
) -> None:
    third = Staff.objects.get(name="丙")
    head = Staff.objects.create(role=Role.COMMUNITY_HEAD.value, name="负责人")
    StaffArea.objects.create(staff=head, area=district.grid("W1"))
    post(client, plan, "workers", grid=1, workers=[str(third.uuid)])
    people = {role: factories.make_login(role) for role in (Role.SUBDISTRICT_HEAD, Role.DISTRICT_ADMIN)}
    post(client, plan, "check")
    plan.refresh_from_db()
    digest = post(client, plan, "submit", revision=plan.revision).json()["digest"]
    for role in (Role.SUBDISTRICT_HEAD, Role.DISTRICT_ADMIN):
        client.force_login(people[role])
        assert post(client, plan, "sign", digest_end=digest[-6:]).status_code == 200
    day = timezone.localdate().isoformat()
    assert post(client, plan, "schedule", valid_from=day).json()["state"] == "in_force"
    serving = set(StaffArea.objects.filter(area=district.grid("W1")).values_list("staff__name", flat=True))
    # The head stays; 甲 gives W1 up to 丙.
    assert serving == {"丙", "负责人"}
    assert set(StaffArea.objects.filter(area=district.grid("W2")).values_list("staff__name", flat=True)) == {
        "乙"
    }


@pytest.mark.parametrize("role", sorted(PLAN_READERS))
def test_readers_look_and_drawers_change(client: Client, plan: BoundaryPlan, role: Role) -> None:
    if role is not Role.PLANNER:
        client.force_login(factories.make_login(role))
    assert client.get(f"/api/plans/{plan.uuid}/workers/").status_code == 200
    assert post(client, plan, "workers", propose=True).status_code == (200 if role in DRAWERS else 403)


def test_totals_of_the_whole_plan_agree_with_counting_by_hand(client: Client, plan: BoundaryPlan) -> None:
    """W1 takes a row of five blocks from W2: 200 households move; both then hold 1,200 and 800."""
    blocks = [number(column, 5) for column in range(5)]
    post(client, plan, "operations", verb="assign", community=WEST, blocks=blocks, grid=1, revision=0)
    told = client.get(f"/api/plans/{plan.uuid}/totals/").json()
    before, after = told["before"], told["after"]
    assert (before["grids"], before["in_band"], before["judged"], before["mad"]) == (4, 0, 4, 1.5)
    assert (before["balance"], after["kept"], before["kept"]) == (1.0, (4000 - 200) / 4000, 1.0)
    sizes = [1200, 800, 1000, 1000]
    assert after["mad"] == sum(size / 400 - 1 for size in sizes) / 4
    gini = sum(abs(one - other) for one in sizes for other in sizes) / (2 * 16 * 1000)
    assert after["balance"] == round(1 - gini, 3)
    # 甲 1,000, 乙 1,000 at half the time, 丙 2,000.
    loads = [1000, 2000, 2000]
    gini = sum(abs(one - other) for one in loads for other in loads) / (2 * 9 * sum(loads) / 3)
    assert (before["staff_balance"], after["staff_balance"]) == (round(1 - gini, 3), None)
    assert after["workers"] == sum(-(-size // 300) for size in sizes)
    assert after["splits"] == 0
