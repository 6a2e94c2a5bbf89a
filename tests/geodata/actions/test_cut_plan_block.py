"""Cutting blocks of a plan: undone and done again, seen in other plans only where they go on from it, kept in force."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from geodata.actions.change_plan import Changed, change_plan
from geodata.actions.cut_plan_block import cut_plan_block
from geodata.actions.make_plan import make_plan
from geodata.actions.step_plan import redo_plan, undo_plan
from geodata.actions.submit_plan import check_plan, schedule_plan, sign_plan, submit_plan
from geodata.errors import BadParameter, PlanMovedOn, PlanRefused
from geodata.models import Block, BlockBorder, BlockFigures, BoundaryPlan, PlanBlock
from geodata.queries.open_plan import community_of
from geodata.queries.plan_board import community_board
from geodata.queries.plan_community import plan_community
from geodata.queries.plan_difference import plan_digest
from geodata.rules.plan_flow import PlanState
from geodata.rules.plan_verbs import Asked, PlanVerb
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.factories import ORIGIN, SquareDistrict
from tests.plan_field import NOW, make_blocks, number

WEST = "999901001001"
PLANNER, HEAD, DISTRICT = Viewer(Role.PLANNER), Viewer(Role.COMMUNITY_HEAD), Viewer(Role.DISTRICT_ADMIN)


@pytest.fixture
def district(db: None) -> SquareDistrict:
    """The square district with blocks."""
    district = factories.make_square_district()
    make_blocks(district)
    return district


@pytest.fixture
def plan(district: SquareDistrict) -> BoundaryPlan:
    """A draft on a hundred blocks."""
    return make_plan("切块", PLANNER, user_id=0, now=NOW)


def cut(plan: BoundaryPlan, column: int, row: int, at: float = 40, revision: int | None = None) -> Changed:
    """The block at a place cut from south to north, so many metres from its western edge."""
    x, y = ORIGIN[0] + 100 * column + at, ORIGIN[1] + 100 * row
    asked = Asked(PlanVerb.CUT, WEST, (number(column, row),), line=((x, y - 5), (x, y + 105)))
    plan.refresh_from_db()
    now_at = plan.revision if revision is None else revision
    return cut_plan_block(plan.uuid, asked, now_at, PLANNER, user_id=0, now=NOW)


def held(plan: BoundaryPlan) -> set[int]:
    """The numbers of the blocks the plan has."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return set(PlanBlock.objects.filter(plan=plan).values_list("block__number", flat=True))


def test_a_cut_block_becomes_two_and_its_neighbours_get_a_corner(plan: BoundaryPlan) -> None:
    before = held(plan)
    cut(plan, 2, 2)
    # The block and those above and below are replaced by two pieces and two neighbours with a corner more.
    gone = {number(2, row) for row in (1, 2, 3)}
    assert before - held(plan) == gone
    assert len(held(plan)) == len(before) + 1
    pieces = Block.objects.filter(parent__number=number(2, 2)).order_by("number")
    assert [round(one.geom.area) for one in pieces] == [4_000, 6_000]
    assert sum(one.households for one in pieces) == 40


def test_households_go_where_their_buildings_stand(plan: BoundaryPlan, district: SquareDistrict) -> None:
    factories.make_building(district.grid("W1"), 210, 210, households=3)
    factories.make_building(district.grid("W1"), 280, 280, households=1)
    cut(plan, 2, 2)
    pieces = Block.objects.filter(parent__number=number(2, 2)).order_by("number")
    assert [one.households for one in pieces] == [30, 10]


def test_counts_of_the_block_are_divided_and_add_up(plan: BoundaryPlan) -> None:
    BlockFigures.objects.create(
        block=Block.objects.get(number=number(2, 2)), events=7, workload=3.5, subjects=2, counted_at=NOW
    )
    cut(plan, 2, 2)
    pieces = BlockFigures.objects.filter(block__parent__number=number(2, 2))
    assert sum(one.events for one in pieces) == 7
    assert sum(one.subjects for one in pieces) == 2
    assert sum(one.workload for one in pieces) == pytest.approx(3.5)
    assert {one.served for one in pieces} == {None}


def test_pieces_touch_each_other_and_the_neighbours_of_the_block(plan: BoundaryPlan) -> None:
    cut(plan, 2, 2)
    place = plan_community(plan.pk, plan.version_id, community_of(WEST).pk)
    west, east = Block.objects.filter(parent__number=number(2, 2)).order_by("number")
    touching = {
        frozenset((place.numbers[one], place.numbers[other])): length
        for one, other, length in zip(place.graph.one, place.graph.other, place.graph.length_m, strict=True)
    }
    assert touching[frozenset((west.number, east.number))] == pytest.approx(100)
    assert touching[frozenset((west.number, number(1, 2)))] == pytest.approx(100)
    south = Block.objects.get(parent__number=number(2, 1)).number
    assert touching[frozenset((west.number, south))] == pytest.approx(40)
    assert touching[frozenset((east.number, south))] == pytest.approx(60)
    # The eastern edge runs on a road (plan_field), and goes on to.
    assert BlockBorder.objects.get(one__number=number(3, 2), other=east).kind == "road"
    assert len(place.ids) == 51


def test_a_cut_is_undone_and_done_again(plan: BoundaryPlan) -> None:
    before = held(plan)
    cut(plan, 2, 2)
    after = held(plan)
    undo_plan(plan.uuid, PLANNER, now=NOW)
    assert held(plan) == before
    redo_plan(plan.uuid, PLANNER, now=NOW)
    assert held(plan) == after


def test_a_piece_is_cut_again_and_all_of_it_undone(plan: BoundaryPlan) -> None:
    cut(plan, 2, 5)
    west = Block.objects.filter(parent__number=number(2, 5)).order_by("number")[0]
    x, y = ORIGIN[0] + 200, ORIGIN[1] + 550
    again = Asked(PlanVerb.CUT, WEST, (west.number,), line=((x - 5, y), (x + 45, y)))
    plan.refresh_from_db()
    cut_plan_block(plan.uuid, again, plan.revision, PLANNER, user_id=0, now=NOW)
    assert Block.objects.filter(parent=west).count() == 2
    assert held(plan)
    for _ in range(BoundaryPlan.objects.get(pk=plan.pk).operations.filter(undone=False).count()):
        undo_plan(plan.uuid, PLANNER, now=NOW)
    assert held(plan) == {number(column, row) for column in range(10) for row in range(10)}


def test_other_plans_do_not_see_a_cut_unless_they_go_on_from_it(plan: BoundaryPlan) -> None:
    cut(plan, 2, 2)
    alone = make_plan("另一个", PLANNER, user_id=0, now=NOW)
    after = make_plan("接着", PLANNER, user_id=0, now=NOW, base=plan.uuid)
    assert len(held(alone)) == 100
    assert held(after) == held(plan)


@pytest.mark.parametrize(
    ("at", "why"),
    [
        pytest.param(-30, "cut_misses", id="misses"),
        pytest.param(0.005, "cut_misses", id="along-the-edge"),
    ],
)
def test_a_cut_that_cannot_be_says_why(plan: BoundaryPlan, at: float, why: str) -> None:
    with pytest.raises(PlanRefused) as caught:
        cut(plan, 2, 2, at=at)
    assert caught.value.facts["why"] == why
    assert caught.value.facts["blocks"] == [number(2, 2)]


def test_a_block_of_a_locked_grid_is_not_cut(plan: BoundaryPlan) -> None:
    key = PlanBlock.objects.get(plan=plan, block__number=number(2, 2)).key
    change_plan(plan.uuid, Asked(PlanVerb.LOCK_GRID, WEST, grid=key), 0, PLANNER, user_id=0, now=NOW)
    with pytest.raises(PlanRefused):
        cut(plan, 2, 2)


def test_a_cut_at_a_border_tells_the_grid_behind_it(plan: BoundaryPlan) -> None:
    # The neighbour beyond the border has a new number: who drew with the old one has to draw again.
    key = PlanBlock.objects.get(plan=plan, block__number=number(2, 2)).key
    above = tuple(number(column, row) for column in range(5) for row in range(3, 10))
    asked = Asked(PlanVerb.REDRAW, WEST, blocks=above, keys=(0,) * len(above))
    change_plan(plan.uuid, asked, 0, PLANNER, user_id=0, now=NOW)
    beyond = PlanBlock.objects.get(plan=plan, block__number=number(2, 3)).key
    assert set(cut(plan, 2, 2).operation.grids["touched"]) == {key, beyond}
    lock = Asked(PlanVerb.LOCK_GRID, WEST, grid=beyond)
    with pytest.raises(PlanMovedOn):
        change_plan(plan.uuid, lock, 1, PLANNER, user_id=0, now=NOW)


def test_blocks_of_other_communities_are_refused(plan: BoundaryPlan) -> None:
    with pytest.raises(BadParameter):
        cut(plan, 7, 2)


def test_the_digest_is_of_the_pieces_ground_too(plan: BoundaryPlan) -> None:
    cut(plan, 2, 2, at=40)
    one = plan_digest(plan)
    undo_plan(plan.uuid, PLANNER, now=NOW)
    cut(plan, 2, 2, at=60)
    assert plan_digest(plan) != one


def test_the_board_draws_what_the_plan_has(plan: BoundaryPlan) -> None:
    cut(plan, 2, 2)
    board = community_board(plan, WEST, NOW.date())
    assert len(board["shapes"]["features"]) == 51
    assert sum(grid["before"]["households"] for grid in board["grids"]) == 50 * 40


def test_a_plan_with_a_cut_comes_into_force_and_the_next_goes_on_from_it(
    plan: BoundaryPlan, district: SquareDistrict
) -> None:
    people = {
        role: factories.make_login(role, district.areas["999901"]).pk
        for role in (Role.PLANNER, Role.COMMUNITY_HEAD, Role.DISTRICT_ADMIN)
    }
    cut(plan, 2, 4)
    west, _ = Block.objects.filter(parent__number=number(2, 4)).order_by("number")
    checked, found = check_plan(plan.uuid, PLANNER, now=NOW)
    assert checked.state == PlanState.CHECKED, found
    told = submit_plan(plan.uuid, PLANNER, user_id=people[Role.PLANNER], revision=checked.revision, now=NOW)
    for role, viewer in ((Role.COMMUNITY_HEAD, HEAD), (Role.DISTRICT_ADMIN, DISTRICT)):
        sign_plan(plan.uuid, told.digest[-6:], viewer, user_id=people[role], now=NOW)
    schedule_plan(plan.uuid, NOW.date(), DISTRICT, now=NOW)
    follower = make_plan("下一版", PLANNER, user_id=0, now=NOW + timedelta(days=1))
    assert west.number in held(follower)


def run(statement: str) -> None:
    """Do a statement as the app and look at every promise at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount != 0
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def make_false_children() -> None:
    """Two children, each of them the whole ground of block 1."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO geodata_blockcut (version_id, line, made_at, sealed)"
            " SELECT version_id, line, made_at, false FROM geodata_blockcut RETURNING id"
        )
        (made,) = cursor.fetchone()
        for child in (9001, 9002):
            cursor.execute(
                "INSERT INTO geodata_block (version_id, number, community_id, households, persons, workplaces, geom,"
                " place, parent_id, cut_id) SELECT version_id, %s, community_id, 20, 0, 0, geom, place, id, %s"
                " FROM geodata_block WHERE number = 1",
                [child, made],
            )
        cursor.execute("UPDATE geodata_blockcut SET sealed = true WHERE id = %s", [made])


_LIES = [
    pytest.param(
        "INSERT INTO geodata_plancut (plan_id, cut_id) SELECT p.id, c.id FROM geodata_boundaryplan p, geodata_blockcut c"
        " WHERE p.name = '空的'",
        "plan_has_its_cuts",
        id="a-cut-without-its-blocks",
    ),
    pytest.param("DELETE FROM geodata_plancut", "plan_has_its_cuts", id="blocks-without-their-cut"),
    pytest.param("UPDATE geodata_blockcut SET sealed = false", "cut_frozen", id="opened-again"),
    pytest.param(
        "INSERT INTO geodata_planblock (plan_id, block_id, version_id, community_id, key)"
        " SELECT a.plan_id, b.id, b.version_id, b.community_id, a.key FROM geodata_block b"
        " JOIN geodata_block d ON d.parent_id = b.id JOIN geodata_planblock a ON a.block_id = d.id LIMIT 1",
        "plan_has_no_overlap",
        id="the-parent-beside-its-children",
    ),
    pytest.param(
        "DELETE FROM geodata_planblock WHERE block_id IN (SELECT id FROM geodata_block WHERE cut_id IS NOT NULL)",
        "plan_has_no_gap",
        id="a-child-left-out",
    ),
    pytest.param(
        "UPDATE geodata_planblock SET block_id = (SELECT min(parent_id) FROM geodata_block) WHERE id ="
        " (SELECT min(id) FROM geodata_planblock)",
        "planblock_stays",
        id="one-block-for-another",
    ),
    pytest.param(
        "INSERT INTO geodata_blockcut (version_id, line, made_at, sealed)"
        " SELECT version_id, line, made_at, false FROM geodata_blockcut",
        "cut_sealed",
        id="a-cut-left-open",
    ),
    pytest.param(
        "WITH c AS (INSERT INTO geodata_blockcut (version_id, line, made_at, sealed)"
        " SELECT version_id, line, made_at, true FROM geodata_blockcut RETURNING id, version_id)"
        " INSERT INTO geodata_block (version_id, number, community_id, households, persons, workplaces, geom, place,"
        " parent_id, cut_id) SELECT b.version_id, 9001, b.community_id, 40, 0, 0, b.geom, b.place, b.id, c.id"
        " FROM c JOIN geodata_block b ON b.number = 1",
        "blocks_frozen",
        id="a-child-of-a-sealed-cut",
    ),
]


@pytest.mark.parametrize(("statement", "promise"), _LIES)
def test_plain_sql_cannot_make_a_cut_lie(plan: BoundaryPlan, statement: str, promise: str) -> None:
    cut(plan, 2, 2)
    make_plan("空的", PLANNER, user_id=0, now=NOW)
    held(plan)
    with pytest.raises(DatabaseError) as caught:
        run(statement)
    assert caught.value.__cause__.diag.constraint_name == promise  # type: ignore[union-attr]


def test_children_that_are_not_their_parents_ground_are_not_sealed(plan: BoundaryPlan) -> None:
    cut(plan, 2, 2)
    with pytest.raises(DatabaseError) as caught:
        make_false_children()
    assert caught.value.__cause__.diag.constraint_name == "cut_is_its_parents"  # type: ignore[union-attr]
