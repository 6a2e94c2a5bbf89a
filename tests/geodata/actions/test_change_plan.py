"""Operations on a stored plan: written with their inverse, refused without a trace, merged when they do not touch."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from geodata.actions.change_plan import change_plan
from geodata.actions.make_plan import make_plan
from geodata.actions.step_plan import redo_plan, undo_plan
from geodata.errors import BadParameter, Forbidden, GeodataError, NotFound, PlanMovedOn, PlanRefused
from geodata.models import BoundaryPlan, PlanBlock, PlanGrid, PlanLock, PlanOperation
from geodata.rules.plan_flow import PLAN_READERS, PlanState
from geodata.rules.plan_verbs import Asked, PlanVerb
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.plan_field import COLUMNS, NOW, make_blocks, number

WEST, EAST = "999901001001", "999901001002"
PLANNER = Viewer(Role.PLANNER)


def drawn(plan: BoundaryPlan, columns: range = range(5)) -> list[str]:
    """The grids of a plan as letters (a is key 1), northern row first."""
    keys = dict(PlanBlock.objects.filter(plan=plan).values_list("block__number", "key"))
    return [
        "".join(chr(96 + keys[number(column, row)]) for column in columns) for row in reversed(range(COLUMNS))
    ]


@pytest.fixture
def plan(db: None) -> BoundaryPlan:
    """A draft on the grids in force: W1 a, W2 b, E1 c, E2 d."""
    district = factories.make_square_district()
    make_blocks(district)
    factories.make_login(Role.PLANNER)
    return make_plan("试划", PLANNER, user_id=0, now=NOW)


def do(plan: BoundaryPlan, verb: PlanVerb, revision: int | None = None, **asked: object) -> object:
    """One operation in the western community on the plan as it stands."""
    known = BoundaryPlan.objects.get(pk=plan.pk).revision if revision is None else revision
    told = Asked(verb, str(asked.pop("community", WEST)), **asked)  # type: ignore[arg-type]
    return change_plan(plan.uuid, told, known, PLANNER, user_id=0, now=NOW)


def test_a_plan_begins_as_the_grids_in_force(plan: BoundaryPlan) -> None:
    assert drawn(plan) == ["bbbbb"] * 5 + ["aaaaa"] * 5
    assert drawn(plan, range(5, 10)) == ["ddddd"] * 5 + ["ccccc"] * 5
    assert PlanGrid.objects.get(plan=plan, key=1).area.code == "999901001001001"  # type: ignore[union-attr]


def test_a_plan_goes_on_from_another(plan: BoundaryPlan) -> None:
    do(plan, PlanVerb.ASSIGN, blocks=(number(0, 5),), grid=1)
    other = make_plan("二稿", PLANNER, user_id=0, now=NOW, base=plan.uuid)
    assert drawn(other) == drawn(plan)
    do(other, PlanVerb.ASSIGN, blocks=(number(1, 5),), grid=1)
    assert drawn(other) != drawn(plan)


def test_blocks_change_over_and_back_and_over_again(plan: BoundaryPlan) -> None:
    before = drawn(plan)
    do(plan, PlanVerb.ASSIGN, blocks=(number(0, 5), number(1, 5)), grid=1)
    after = drawn(plan)
    assert after[4] == "aabbb"
    undo_plan(plan.uuid, PLANNER, now=NOW)
    assert drawn(plan) == before
    redo_plan(plan.uuid, PLANNER, now=NOW)
    assert drawn(plan) == after


def test_a_new_operation_ends_what_could_be_redone(plan: BoundaryPlan) -> None:
    do(plan, PlanVerb.ASSIGN, blocks=(number(0, 5),), grid=1)
    undo_plan(plan.uuid, PLANNER, now=NOW)
    do(plan, PlanVerb.ASSIGN, blocks=(number(4, 5),), grid=1)
    with pytest.raises(PlanRefused):
        redo_plan(plan.uuid, PLANNER, now=NOW)


def test_a_split_makes_a_grid_and_undo_takes_it_away(plan: BoundaryPlan) -> None:
    do(plan, PlanVerb.SPLIT_PARTS, grid=1, parts=3)
    keys = set(PlanGrid.objects.filter(plan=plan, community__code=WEST).values_list("key", flat=True))
    assert keys == {1, 2, 5, 6}
    undo_plan(plan.uuid, PLANNER, now=NOW)
    assert set(PlanGrid.objects.filter(plan=plan, community__code=WEST).values_list("key", flat=True)) == {
        1,
        2,
    }


def test_a_key_that_may_come_back_is_not_given_again(plan: BoundaryPlan) -> None:
    do(plan, PlanVerb.SPLIT_PARTS, grid=1, parts=3)
    do(plan, PlanVerb.MERGE, grid=5, other=6)
    do(plan, PlanVerb.MERGE, grid=1, other=5)
    do(plan, PlanVerb.SPLIT_PARTS, grid=2, parts=2)
    assert set(PlanGrid.objects.filter(plan=plan, community__code=WEST).values_list("key", flat=True)) == {
        1,
        2,
        7,
    }


def test_the_database_knows_how_large_a_new_plan_is(plan: BoundaryPlan) -> None:
    """Else it would expect a handful of blocks and read all of the plan where one community is asked for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'geodata_planblock'")
        assert cursor.fetchone() == (COLUMNS * COLUMNS,)


def test_a_merge_keeps_the_name_of_what_it_took_for_the_way_back(plan: BoundaryPlan) -> None:
    do(plan, PlanVerb.MERGE, grid=1, other=2)
    assert not PlanGrid.objects.filter(plan=plan, key=2).exists()
    undo_plan(plan.uuid, PLANNER, now=NOW)
    assert PlanGrid.objects.get(plan=plan, key=2).area.code == "999901001001002"  # type: ignore[union-attr]


def test_a_drawn_line_splits(plan: BoundaryPlan) -> None:
    x, y = factories.ORIGIN
    do(plan, PlanVerb.SPLIT_LINE, grid=1, line=((x + 200, y - 10), (x + 200, y + 600)))
    assert drawn(plan)[9] in {"eeaaa", "aaeee"}


def test_a_refused_operation_says_where_and_leaves_no_trace(plan: BoundaryPlan) -> None:
    before = drawn(plan)
    with pytest.raises(PlanRefused) as caught:
        do(plan, PlanVerb.ASSIGN, blocks=(number(0, 8),), grid=1)
    assert caught.value.facts == {"why": "breaks", "grids": [1], "blocks": [number(0, 8)]}
    assert (drawn(plan), PlanOperation.objects.count()) == (before, 0)
    assert BoundaryPlan.objects.get(pk=plan.pk).revision == 0


def test_a_locked_grid_and_border_hold_until_unlocked(plan: BoundaryPlan) -> None:
    move = {"blocks": (number(0, 5),), "grid": 1}
    do(plan, PlanVerb.LOCK_GRID, grid=2)
    with pytest.raises(PlanRefused, match="锁定"):
        do(plan, PlanVerb.ASSIGN, **move)
    undo_plan(plan.uuid, PLANNER, now=NOW)
    do(plan, PlanVerb.LOCK_BORDER, grid=2, other=1)
    with pytest.raises(PlanRefused, match="边界"):
        do(plan, PlanVerb.ASSIGN, **move)
    do(plan, PlanVerb.UNLOCK_BORDER, grid=1, other=2)
    do(plan, PlanVerb.ASSIGN, **move)
    assert not PlanLock.objects.exists()


def test_a_stale_operation_is_merged_where_it_touches_nothing_changed(plan: BoundaryPlan) -> None:
    do(plan, PlanVerb.ASSIGN, blocks=(number(0, 5),), grid=1)
    do(plan, PlanVerb.ASSIGN, 0, blocks=(number(6, 5),), grid=3, community=EAST)
    with pytest.raises(PlanMovedOn) as caught:
        do(plan, PlanVerb.ASSIGN, 0, blocks=(number(4, 5),), grid=1)
    assert [one["grids"] for one in caught.value.facts["operations"]] == [[1, 2], [3, 4]]
    assert caught.value.facts["revision"] == 2


def test_what_was_undone_and_replaced_is_still_a_change_for_who_is_late(plan: BoundaryPlan) -> None:
    do(plan, PlanVerb.ASSIGN, blocks=(number(0, 5),), grid=1)
    undo_plan(plan.uuid, PLANNER, now=NOW)
    # Two more operations: the first ends what was undone, the second ends the first.
    for column in (6, 7):
        do(plan, PlanVerb.ASSIGN, blocks=(number(column, 5),), grid=3, community=EAST)
        undo_plan(plan.uuid, PLANNER, now=NOW)
    do(plan, PlanVerb.LOCK_GRID, grid=4, community=EAST)
    with pytest.raises(PlanMovedOn):
        do(plan, PlanVerb.ASSIGN, 1, blocks=(number(4, 5),), grid=1)
    do(plan, PlanVerb.ASSIGN, 2, blocks=(number(4, 5),), grid=1)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        pytest.param({"blocks": (number(6, 5),), "grid": 1}, BadParameter, id="a-block-of-another-community"),
        pytest.param({"blocks": (9999,), "grid": 1}, BadParameter, id="no-such-block"),
        pytest.param({"blocks": (number(0, 5),), "grid": 3}, BadParameter, id="a-grid-of-another-community"),
        pytest.param({"blocks": (), "grid": 1}, PlanRefused, id="no-blocks"),
        pytest.param({"blocks": (1,), "grid": 1, "community": "999"}, NotFound, id="no-such-community"),
    ],
)
def test_what_makes_no_sense_is_told(
    plan: BoundaryPlan, asked: dict[str, object], error: type[GeodataError]
) -> None:
    with pytest.raises(error):
        do(plan, PlanVerb.ASSIGN, **asked)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.PLANNER, Role.DISTRICT_ADMIN}])
def test_other_roles_do_not_draw(plan: BoundaryPlan, role: Role) -> None:
    asked = Asked(PlanVerb.ASSIGN, WEST, (number(0, 5),), 1)
    with pytest.raises(Forbidden if role in PLAN_READERS else NotFound):
        change_plan(plan.uuid, asked, 0, Viewer(role), user_id=0, now=NOW)


def test_a_submitted_plan_is_not_changed(plan: BoundaryPlan) -> None:
    BoundaryPlan.objects.update(state=PlanState.SUBMITTED.value, digest="a" * 64)
    with pytest.raises(Forbidden, match="待审签"):
        do(plan, PlanVerb.ASSIGN, blocks=(number(0, 5),), grid=1)


def test_a_district_without_blocks_says_what_to_run(db: None) -> None:
    with pytest.raises(BadParameter, match="refresh_blocks"):
        make_plan("试划", PLANNER, user_id=0, now=NOW)


some_block = st.integers(1, COLUMNS * COLUMNS)
operation = st.one_of(
    st.tuples(st.just(PlanVerb.ASSIGN), st.lists(some_block, min_size=1, max_size=8), st.integers(1, 9)),
    st.tuples(st.just(PlanVerb.SPLIT_PARTS), st.just([]), st.integers(1, 9)),
    st.tuples(st.just(PlanVerb.MERGE), st.just([]), st.integers(1, 9)),
    st.tuples(st.sampled_from(["undo", "redo"]), st.just([]), st.just(0)),
)


class TestRandomOperations(TestCase):
    """Whatever is asked, the stored plan stays whole."""

    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
    @given(st.lists(operation, max_size=10))
    def test_sums_and_counts_stay(self, asked: list[tuple[object, list[int], int]]) -> None:
        make_blocks(factories.make_square_district())
        plan = make_plan("试划", PLANNER, user_id=0, now=NOW)
        for verb, blocks, grid in asked:
            try:
                if verb == "undo":
                    undo_plan(plan.uuid, PLANNER, now=NOW)
                elif verb == "redo":
                    redo_plan(plan.uuid, PLANNER, now=NOW)
                else:
                    do(plan, PlanVerb(verb), blocks=tuple(blocks), grid=grid, other=1, parts=2)  # type: ignore[arg-type]
            except GeodataError:
                continue
            keys = set(PlanBlock.objects.filter(plan=plan).values_list("key", flat=True))
            assert keys == set(PlanGrid.objects.filter(plan=plan).values_list("key", flat=True))
            assert PlanBlock.objects.filter(plan=plan).count() == COLUMNS * COLUMNS
