"""What a plan can never be, tried behind the actions' back with plain SQL as the app."""

import pytest
from django.db import DatabaseError, connection, transaction

from geodata.actions.make_plan import make_plan
from geodata.models import BlockVersion, BoundaryPlan
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.plan_field import NOW, make_blocks, number


@pytest.fixture
def plan(db: None) -> BoundaryPlan:
    """A draft on a hundred blocks."""
    make_blocks(factories.make_square_district())
    return make_plan("试划", Viewer(Role.PLANNER), user_id=0, now=NOW)


def run(statement: str, **values: object) -> None:
    """Do a statement and look at every promise at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount != 0
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def refused(statement: str, **values: object) -> str:
    """The name of the promise that refuses a statement, at the latest at the commit."""
    with pytest.raises(DatabaseError) as caught:
        run(statement, **values)
    return str(caught.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


BLOCK = "(SELECT id FROM geodata_block WHERE number = %(number)s)"
OF = f"WHERE plan_id = %(plan)s AND block_id = {BLOCK}"


def test_a_block_is_in_one_grid_only(plan: BoundaryPlan) -> None:
    again = f"""INSERT INTO geodata_planblock (plan_id, block_id, version_id, community_id, key)
        SELECT plan_id, block_id, version_id, community_id, 2 FROM geodata_planblock {OF}"""
    assert refused(again, plan=plan.pk, number=1) == "planblock_once"


def test_a_block_is_never_left_out(plan: BoundaryPlan) -> None:
    taken = f"DELETE FROM geodata_planblock {OF}"
    assert refused(taken, plan=plan.pk, number=1) == "plan_has_no_gap"


def test_a_plan_without_blocks_cannot_be(plan: BoundaryPlan) -> None:
    empty = """INSERT INTO geodata_boundaryplan (uuid, name, version_id, state, revision, made_at, changed_at, digest)
        SELECT gen_random_uuid(), 'x', version_id, 'draft', 0, made_at, made_at, '' FROM geodata_boundaryplan"""
    assert refused(empty) == "plan_has_no_gap"


def test_a_block_enters_no_grid_of_another_community(plan: BoundaryPlan) -> None:
    foreign = f"UPDATE geodata_planblock SET key = 3 {OF}"
    assert refused(foreign, plan=plan.pk, number=1) == "planblock_in_one_community_only"


def test_a_block_does_not_change_its_community(plan: BoundaryPlan) -> None:
    foreign = f"""UPDATE geodata_planblock SET key = 3,
        community_id = (SELECT community_id FROM geodata_plangrid WHERE key = 3) {OF}"""
    assert refused(foreign, plan=plan.pk, number=1) == "planblock_in_its_community"


def test_a_block_of_another_version_is_foreign(plan: BoundaryPlan) -> None:
    BlockVersion.objects.create(source="e" * 64, made_at=NOW)
    foreign = f"UPDATE geodata_planblock SET version_id = (SELECT max(id) FROM geodata_blockversion WHERE source ~ 'e') {OF}"
    assert refused(foreign, plan=plan.pk, number=1) in {
        "planblock_in_its_community",
        "planblock_of_the_plans_version",
    }


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE geodata_block SET households = 1 WHERE number = 1",
        "DELETE FROM geodata_blockborder",
        "UPDATE geodata_blockversion SET sealed_at = NULL",
        """INSERT INTO geodata_block (version_id, number, community_id, households, persons, workplaces, geom, place)
            SELECT version_id, 999, community_id, 0, 0, 0, geom, place FROM geodata_block WHERE number = 1""",
    ],
)
def test_sealed_blocks_stay(plan: BoundaryPlan, statement: str) -> None:
    assert refused(statement) == "blocks_frozen"


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE geodata_planblock SET key = 2 {OF}",
        "UPDATE geodata_plangrid SET name = 'x' WHERE plan_id = %(plan)s",
        "INSERT INTO geodata_planlock (plan_id, one, other) VALUES (%(plan)s, 1, 2)",
    ],
)
def test_a_submitted_plan_stays(plan: BoundaryPlan, statement: str) -> None:
    BoundaryPlan.objects.update(state="submitted", digest="a" * 64)
    assert refused(statement, plan=plan.pk, number=number(0, 5)) == "plan_frozen"


def test_a_submitted_plan_has_a_digest(plan: BoundaryPlan) -> None:
    assert refused("UPDATE geodata_boundaryplan SET state = 'submitted'") == "boundaryplan_digest_shape"


def test_a_signature_is_never_changed_or_taken_back(plan: BoundaryPlan) -> None:
    for statement in ("UPDATE geodata_plansignature SET role = 'x'", "DELETE FROM geodata_plansignature"):
        with pytest.raises(DatabaseError, match="permission denied"):
            run(statement)
