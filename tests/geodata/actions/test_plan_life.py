"""A plan from draft into force: signed on its digest, on its day, with everything that lies in the grids; history stays."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from geodata.actions.change_plan import change_plan
from geodata.actions.make_plan import make_plan
from geodata.actions.submit_plan import check_plan, return_plan, schedule_plan, sign_plan, submit_plan
from geodata.actions.take_plan_into_force import take_due_plans
from geodata.errors import BadParameter, Forbidden, PlanMovedOn
from geodata.models import (
    Area,
    BoundaryPlan,
    BoundaryVersion,
    CareSubject,
    GridLineage,
    PlanBlock,
    PlanGrid,
    Staff,
    StaffArea,
)
from geodata.queries.areas import area_at
from geodata.queries.plan_difference import plan_effects
from geodata.queries.plans import first_free_day
from geodata.rules.levels import Level
from geodata.rules.plan_flow import PlanState
from geodata.rules.plan_verbs import Asked, PlanVerb
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.factories import SquareDistrict
from tests.plan_field import NOW, make_blocks, number

WEST = "999901001001"
PLANNER, HEAD, DISTRICT = Viewer(Role.PLANNER), Viewer(Role.COMMUNITY_HEAD), Viewer(Role.DISTRICT_ADMIN)
TODAY = timezone.localdate(NOW)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def district(db: None) -> SquareDistrict:
    """The square district with blocks."""
    district = factories.make_square_district()
    make_blocks(district)
    return district


@pytest.fixture
def people(district: SquareDistrict) -> dict[Role, int]:
    """User ids of a planner, a head and the district's administrator."""
    return {
        role: factories.make_login(role, district.grid("W1") if role is Role.COMMUNITY_HEAD else district.areas["999901"]).pk
        for role in (Role.PLANNER, Role.COMMUNITY_HEAD, Role.DISTRICT_ADMIN)
    }  # fmt: skip


@pytest.fixture
def plan(people: dict[Role, int]) -> BoundaryPlan:
    """W1 split in halves, one southern and one northern."""
    plan = make_plan("试划", PLANNER, user_id=people[Role.PLANNER], now=NOW)
    x, y = factories.ORIGIN
    split = Asked(PlanVerb.SPLIT_LINE, WEST, grid=1, line=((x - 10, y + 300), (x + 600, y + 300)))
    change_plan(plan.uuid, split, 0, PLANNER, user_id=people[Role.PLANNER], now=NOW)
    return plan


def submitted(plan: BoundaryPlan, people: dict[Role, int]) -> BoundaryPlan:
    """The plan checked and handed in."""
    checked, found = check_plan(plan.uuid, PLANNER, now=NOW)
    assert checked.state == PlanState.CHECKED, found
    return submit_plan(plan.uuid, PLANNER, user_id=people[Role.PLANNER], revision=checked.revision, now=NOW)


def scheduled(plan: BoundaryPlan, people: dict[Role, int]) -> BoundaryPlan:
    """The plan signed by both and due tomorrow."""
    end = submitted(plan, people).digest[-6:]
    sign_plan(plan.uuid, end, HEAD, user_id=people[Role.COMMUNITY_HEAD], now=NOW)
    sign_plan(plan.uuid, end, DISTRICT, user_id=people[Role.DISTRICT_ADMIN], now=NOW)
    return schedule_plan(plan.uuid, TOMORROW, DISTRICT, now=NOW)


def run(statement: str) -> None:
    """Do a statement as the app and look at every promise at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_plan_comes_into_force_on_its_day_with_everything_in_it(
    plan: BoundaryPlan, people: dict[Role, int], district: SquareDistrict
) -> None:
    house = factories.make_building(district.grid("W1"), 110, 410)
    subject = factories.make_care_subject(house, TODAY, 0)
    old_day = NOW - timedelta(days=30)
    still_open = factories.make_event(district.grid("W1"), 150, 450, old_day)
    closed = factories.make_event(district.grid("W1"), 150, 450, old_day, closed_at=NOW)
    scheduled(plan, people)
    assert take_due_plans(NOW) == []
    (taken,) = take_due_plans(NOW + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert taken.state == PlanState.IN_FORCE
    new = Area.objects.get(code=f"{WEST}003")
    for moved in (house, subject, still_open):
        moved.refresh_from_db()
        assert moved.area_id == new.pk
    closed.refresh_from_db()
    assert closed.area_id == district.grid("W1").pk
    assert CareSubject.objects.get().area_id == new.pk
    # The head of W1 goes on with both halves.
    assert set(
        StaffArea.objects.filter(staff__role="community_head").values_list("area__code", flat=True)
    ) == {f"{WEST}001", f"{WEST}003"}
    spot = still_open.geom.transform(4326, clone=True)
    assert [area_at(spot.x, spot.y, Level.GRID, day).code[-3:] for day in (TODAY, TOMORROW)] == ["001", "003"]  # type: ignore[union-attr]
    assert set(GridLineage.objects.filter(old__code=f"{WEST}001").values_list("new__code", "households")) == {
        (f"{WEST}001", 600),
        (f"{WEST}003", 400),
    }


def test_borders_in_force_are_a_coverage_again(plan: BoundaryPlan, people: dict[Role, int]) -> None:
    scheduled(plan, people)
    take_due_plans(NOW + timedelta(days=1))
    found = BoundaryVersion.objects.filter(valid__contains=TOMORROW, area__level="grid")
    assert sum(one.geom.area for one in found) == pytest.approx(1e6, abs=1e-6)
    shapes = [one.geom for one in found]
    assert all(
        one.intersection(other).area == 0 for place, one in enumerate(shapes) for other in shapes[place + 1 :]
    )


def test_the_effects_count_what_changes_grid(
    plan: BoundaryPlan, people: dict[Role, int], district: SquareDistrict
) -> None:
    factories.make_building(district.grid("W1"), 110, 410)
    factories.make_event(district.grid("W1"), 150, 450, NOW - timedelta(days=3))
    factories.make_event(district.grid("W1"), 150, 150, NOW - timedelta(days=3))
    factories.make_service_point(district.grid("W1"), 250, 350)
    told = plan_effects(submitted(plan, people), TODAY)
    (west,) = told["communities"]
    assert (west["blocks"], west["households"], west["buildings"], west["events"]) == (10, 400, 1, 1)
    assert (west["points"], west["workers"]) == (1, 1)
    assert (west["kept"], west["new"], west["retired"]) == (
        [f"{WEST}001", f"{WEST}002"],
        [f"{WEST}003"],
        [],
    )
    assert (told["total"]["new"], told["total"]["subjects"]) == (1, 0)


def test_a_plan_in_force_still_tells_what_it_changed(
    plan: BoundaryPlan, people: dict[Role, int], district: SquareDistrict
) -> None:
    factories.make_event(district.grid("W1"), 150, 450, NOW - timedelta(days=3))
    (before,) = plan_effects(scheduled(plan, people), TODAY)["communities"]
    (taken,) = take_due_plans(NOW + timedelta(days=1))
    (after,) = plan_effects(taken, TOMORROW)["communities"]
    assert after == before


def test_signatures_come_in_order_from_others_and_on_the_digest(
    plan: BoundaryPlan, people: dict[Role, int]
) -> None:
    end = submitted(plan, people).digest[-6:]
    head, district = people[Role.COMMUNITY_HEAD], people[Role.DISTRICT_ADMIN]
    with pytest.raises(Forbidden, match="先由社区"):
        sign_plan(plan.uuid, end, DISTRICT, user_id=district, now=NOW)
    with pytest.raises(BadParameter, match="末六位"):
        sign_plan(plan.uuid, "000000", HEAD, user_id=head, now=NOW)
    assert sign_plan(plan.uuid, end, HEAD, user_id=head, now=NOW).state == PlanState.SUBMITTED
    with pytest.raises(Forbidden):
        sign_plan(plan.uuid, end, HEAD, user_id=head, now=NOW)
    assert sign_plan(plan.uuid, end, DISTRICT, user_id=district, now=NOW).state == PlanState.APPROVED


def test_nobody_signs_their_own_plan(plan: BoundaryPlan, people: dict[Role, int]) -> None:
    told = submitted(plan, people)
    Staff.objects.filter(user_id=people[Role.PLANNER]).update(role=Role.COMMUNITY_HEAD.value)
    with pytest.raises(Forbidden):
        sign_plan(plan.uuid, told.digest[-6:], HEAD, user_id=people[Role.PLANNER], now=NOW)


def test_a_returned_plan_needs_new_signatures(plan: BoundaryPlan, people: dict[Role, int]) -> None:
    end = submitted(plan, people).digest[-6:]
    sign_plan(plan.uuid, end, HEAD, user_id=people[Role.COMMUNITY_HEAD], now=NOW)
    assert return_plan(plan.uuid, DISTRICT, now=NOW).state == PlanState.DRAFT
    move = Asked(PlanVerb.ASSIGN, WEST, (number(0, 5),), 5)
    change_plan(plan.uuid, move, 1, PLANNER, user_id=people[Role.PLANNER], now=NOW)
    again = submitted(plan, people)
    assert again.digest[-6:] != end
    with pytest.raises(Forbidden):
        sign_plan(plan.uuid, again.digest[-6:], DISTRICT, user_id=people[Role.DISTRICT_ADMIN], now=NOW)


def test_a_plan_changed_after_its_check_is_not_submitted(plan: BoundaryPlan, people: dict[Role, int]) -> None:
    checked, _ = check_plan(plan.uuid, PLANNER, now=NOW)
    with pytest.raises(PlanMovedOn):
        submit_plan(plan.uuid, PLANNER, user_id=people[Role.PLANNER], revision=checked.revision - 1, now=NOW)


def test_a_broken_grid_blocks_and_a_large_one_does_not(plan: BoundaryPlan) -> None:
    PlanBlock.objects.filter(plan=plan, block__number=number(0, 9)).update(key=1)
    checked, found = check_plan(plan.uuid, PLANNER, now=NOW)
    assert checked.state == PlanState.DRAFT
    (loose,) = [one for one in found if one["blocking"]]
    assert (loose["code"], loose["grid"], loose["measure"]) == ("pieces", 1, 40)
    # What is proposed mends it.
    repair = loose["repair"]
    assert (repair["verb"], repair["grid"], list(repair["blocks"])) == ("assign", 2, [number(0, 9)])
    mend = Asked(PlanVerb.ASSIGN, WEST, tuple(repair["blocks"]), repair["grid"])
    change_plan(plan.uuid, mend, checked.revision, PLANNER, user_id=0, now=NOW)
    assert check_plan(plan.uuid, PLANNER, now=NOW)[0].state == PlanState.CHECKED
    assert {one["code"] for one in found if not one["blocking"]} == {"above"}


def test_two_plans_never_begin_on_the_same_day(plan: BoundaryPlan, people: dict[Role, int]) -> None:
    scheduled(plan, people)
    other = make_plan("另一个", PLANNER, user_id=people[Role.PLANNER], now=NOW)
    end = submitted(other, people).digest[-6:]
    sign_plan(other.uuid, end, HEAD, user_id=people[Role.COMMUNITY_HEAD], now=NOW)
    sign_plan(other.uuid, end, DISTRICT, user_id=people[Role.DISTRICT_ADMIN], now=NOW)
    free = first_free_day(TOMORROW)
    assert (first_free_day(TODAY), free) == (TODAY, TOMORROW + timedelta(days=1))
    with pytest.raises(BadParameter, match=f"{TOMORROW} 已有另一个方案生效.*最近可选 {free}"):
        schedule_plan(other.uuid, TOMORROW, DISTRICT, now=NOW)
    with pytest.raises(BadParameter, match="早于今天"):
        schedule_plan(other.uuid, TODAY - timedelta(days=1), DISTRICT, now=NOW)


def test_a_second_plan_follows_the_first_and_the_old_division_comes_back(
    plan: BoundaryPlan, people: dict[Role, int]
) -> None:
    original = make_plan("原样", PLANNER, user_id=people[Role.PLANNER], now=NOW)
    scheduled(plan, people)
    take_due_plans(NOW + timedelta(days=1))
    later = NOW + timedelta(days=2)
    checked, _ = check_plan(original.uuid, PLANNER, now=later)
    told = submit_plan(
        original.uuid, PLANNER, user_id=people[Role.PLANNER], revision=checked.revision, now=later
    )
    for role, viewer in ((Role.COMMUNITY_HEAD, HEAD), (Role.DISTRICT_ADMIN, DISTRICT)):
        sign_plan(original.uuid, told.digest[-6:], viewer, user_id=people[role], now=later)
    again = schedule_plan(original.uuid, timezone.localdate(later), DISTRICT, now=later)
    assert again.state == PlanState.IN_FORCE
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    plan.refresh_from_db()
    assert plan.state == PlanState.SUPERSEDED
    in_force = BoundaryVersion.objects.filter(
        valid__contains=timezone.localdate(later), area__level="grid", status="published"
    )
    assert sorted(in_force.values_list("area__code", flat=True)) == [
        f"99990100100{side}00{half}" for side in (1, 2) for half in (1, 2)
    ]


@pytest.fixture
def in_force(plan: BoundaryPlan, people: dict[Role, int]) -> BoundaryPlan:
    """The plan, in force since tomorrow."""
    scheduled(plan, people)
    return take_due_plans(NOW + timedelta(days=1))[0]


_COPY = """INSERT INTO geodata_boundaryversion (uuid, area_id, valid, status, geom, anchor, plan_id)
    SELECT gen_random_uuid(), {area}, {valid}, 'published', {geom}, anchor, {plan} FROM geodata_boundaryversion
    WHERE plan_id IS NOT NULL ORDER BY id LIMIT 1"""


@pytest.mark.parametrize(
    ("statement", "promise"),
    [
        pytest.param(
            _COPY.format(area="area_id", valid="daterange('2030-01-01', NULL)", geom="geom", plan="NULL"),
            "grid_boundary_by_plan",
            id="a-grid-by-hand",
        ),
        pytest.param(
            _COPY.format(area="area_id", valid="valid", geom="geom", plan="plan_id"),
            "grid_boundary_of_plan",
            id="a-second-version-on-a-day",
        ),
        pytest.param(
            "UPDATE geodata_boundaryversion SET geom = ST_Multi(ST_Buffer(geom, 5)) WHERE plan_id IS NOT NULL",
            "grid_boundary_of_plan",
            id="a-published-row",
        ),
        pytest.param(
            "UPDATE geodata_boundaryversion SET valid = daterange(lower(valid), '2030-01-01') WHERE plan_id IS NOT NULL",
            "plan_no_gap_in_time",
            id="a-gap-in-time",
        ),
        pytest.param(
            "UPDATE geodata_boundaryplan SET digest = repeat('a', 64)", "plan_is_signed", id="another-digest"
        ),
    ],
)
def test_plain_sql_cannot_publish_beside_a_plan(in_force: BoundaryPlan, statement: str, promise: str) -> None:
    with pytest.raises(DatabaseError) as caught:
        run(statement)
    assert caught.value.__cause__.diag.constraint_name == promise  # type: ignore[union-attr]


def _publish(plan: BoundaryPlan, geom: str, area: str = "g.area_id") -> None:
    """What an app that lies would write for the first grid of a scheduled plan."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO geodata_boundaryversion (uuid, area_id, valid, status, geom, anchor, plan_id)
            SELECT gen_random_uuid(), {area}, daterange(p.valid_from, NULL), 'published', {geom}, v.anchor, p.id
            FROM geodata_boundaryplan p JOIN geodata_plangrid g ON g.plan_id = p.id AND g.key = 1
            JOIN geodata_boundaryversion v ON v.area_id = g.area_id WHERE p.id = %s""",
            [plan.pk],
        )


@pytest.mark.parametrize(
    ("geom", "area", "promise"),
    [
        pytest.param(
            "ST_Multi(ST_Buffer(v.geom, 10))", "g.area_id", "grid_boundary_is_its_blocks", id="overlap"
        ),
        pytest.param(
            "ST_Multi(ST_Buffer(v.geom, -10))", "g.area_id", "grid_boundary_is_its_blocks", id="gap"
        ),
        pytest.param(
            "v.geom",
            "(SELECT id FROM geodata_area WHERE code = '999901001002001')",
            "grid_boundary_is_its_blocks",
            id="foreign-ground",
        ),
    ],
)
def test_a_scheduled_plan_publishes_nothing_but_its_blocks(
    plan: BoundaryPlan, people: dict[Role, int], geom: str, area: str, promise: str
) -> None:
    scheduled(plan, people)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE geodata_boundaryversion SET valid = daterange(lower(valid), %s) WHERE plan_id IS NULL",
            [TOMORROW],
        )
    with pytest.raises(DatabaseError) as caught:
        _publish(plan, geom, area)
    assert caught.value.__cause__.diag.constraint_name == promise  # type: ignore[union-attr]


def test_an_unsigned_plan_is_not_scheduled_by_hand(plan: BoundaryPlan, people: dict[Role, int]) -> None:
    submitted(plan, people)
    with pytest.raises(DatabaseError) as caught:
        run("UPDATE geodata_boundaryplan SET state = 'scheduled', valid_from = '2026-11-27'")
    assert caught.value.__cause__.diag.constraint_name == "plan_is_signed"  # type: ignore[union-attr]


def test_codes_are_never_used_again(in_force: BoundaryPlan, people: dict[Role, int]) -> None:
    later = NOW + timedelta(days=2)
    plan = make_plan("再分", PLANNER, user_id=people[Role.PLANNER], now=later, base=in_force.uuid)
    merge = Asked(PlanVerb.MERGE, WEST, grid=1, other=5)
    change_plan(plan.uuid, merge, 0, PLANNER, user_id=people[Role.PLANNER], now=later)
    split = Asked(PlanVerb.SPLIT_PARTS, WEST, grid=2, parts=2)
    change_plan(plan.uuid, split, 1, PLANNER, user_id=people[Role.PLANNER], now=later)
    check_plan(plan.uuid, PLANNER, now=later)
    submit_plan(plan.uuid, PLANNER, user_id=people[Role.PLANNER], revision=2, now=later)
    codes = set(PlanGrid.objects.filter(plan=plan, community__code=WEST).values_list("code", flat=True))
    assert codes == {f"{WEST}001", f"{WEST}002", f"{WEST}004"}
