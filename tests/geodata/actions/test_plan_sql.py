"""Each promise about plans in force is what stops plain SQL: the same statement goes through where its trigger is off."""

from datetime import timedelta

import pytest
import shapely
from django.db import DatabaseError, connection, transaction

from geodata.actions.take_plan_into_force import take_due_plans
from geodata.models import Area, BoundaryPlan, BoundaryVersion, PlanBlock, PlanGrid
from geodata.rules.viewer import Role
from tests import factories
from tests.factories import SquareDistrict
from tests.plan_field import NOW

from .test_plan_life import TOMORROW, _publish, district, in_force, people, plan, run, scheduled

__all__ = ["district", "in_force", "people", "plan"]


def without_triggers(table: str, statement: str) -> None:
    """Do a statement as the app where a table's own triggers are off; taken back."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute("SET ROLE app")
        run(statement)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        pytest.param(
            "geodata_boundaryversion",
            "UPDATE geodata_boundaryversion SET geom = ST_Multi(ST_Buffer(geom, 5)) WHERE plan_id IS NOT NULL",
            id="a-published-row",
        ),
        pytest.param(
            "geodata_boundaryversion",
            "UPDATE geodata_boundaryversion SET valid = daterange(lower(valid), '2030-01-01') WHERE plan_id IS NOT NULL",
            id="a-gap-in-time",
        ),
        pytest.param(
            "geodata_boundaryplan",
            "UPDATE geodata_boundaryplan SET digest = repeat('a', 64)",
            id="another-digest",
        ),
    ],
)
def test_what_is_refused_would_go_through_otherwise(
    in_force: BoundaryPlan, table: str, statement: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError), transaction.atomic():
        run(statement)
    without_triggers(table, statement)


def test_a_second_version_on_a_day_is_refused_by_the_table_itself(in_force: BoundaryPlan) -> None:
    again = """INSERT INTO geodata_boundaryversion (uuid, area_id, valid, status, geom, anchor, plan_id)
        SELECT gen_random_uuid(), area_id, valid, 'published', geom, anchor, plan_id FROM geodata_boundaryversion
        WHERE plan_id IS NOT NULL ORDER BY id LIMIT 1"""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError) as caught:
        without_triggers("geodata_boundaryversion", again)
    assert caught.value.__cause__.diag.constraint_name == "boundary_one_in_force"  # type: ignore[union-attr]


def test_a_grid_of_another_community_is_not_published(plan: BoundaryPlan, people: dict[Role, int]) -> None:
    """The plan's grid is made to stand for an area that lies in the other community."""
    foreign = Area.objects.create(
        code="999901001002009", level="grid", name="外", parent=Area.objects.get(code="999901001002")
    )
    scheduled(plan, people)
    PlanGrid.objects.filter(plan=plan, area=None).update(area=foreign)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE geodata_boundaryversion SET valid = daterange(lower(valid), %s) WHERE plan_id IS NULL",
            [TOMORROW],
        )
    true = """INSERT INTO geodata_boundaryversion (uuid, area_id, valid, status, geom, anchor, plan_id)
        SELECT gen_random_uuid(), g.area_id, daterange(p.valid_from, NULL), 'published', s.geom, ST_Centroid(s.geom), p.id
        FROM geodata_boundaryplan p JOIN geodata_plangrid g ON g.plan_id = p.id
        JOIN geodata_area r ON r.id = g.area_id AND r.code = '{code}'
        CROSS JOIN LATERAL (SELECT ST_Multi(ST_Union(b.geom)) AS geom FROM geodata_planblock a
            JOIN geodata_block b ON b.id = a.block_id WHERE a.plan_id = p.id AND a.key = g.key) s"""
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(true.format(code="999901001002009"))
    assert caught.value.__cause__.diag.constraint_name == "grid_boundary_in_community"  # type: ignore[union-attr]
    # Its own grid, on exactly its blocks, is taken.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(true.format(code="999901001001001"))
        assert cursor.rowcount == 1


@pytest.mark.parametrize(
    "geom", ["ST_Multi(ST_Buffer(v.geom, 10))", "ST_Multi(ST_Buffer(v.geom, -10))"], ids=["overlap", "gap"]
)
def test_an_overlap_and_a_gap_are_refused_by_their_trigger(
    plan: BoundaryPlan, people: dict[Role, int], geom: str
) -> None:
    scheduled(plan, people)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE geodata_boundaryversion SET valid = daterange(lower(valid), %s) WHERE plan_id IS NULL",
            [TOMORROW],
        )
    with pytest.raises(DatabaseError):
        _publish(plan, geom)
    with transaction.atomic(), connection.cursor() as cursor:
        # The events of what was done before are settled, or the table could not be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("RESET ROLE")
        cursor.execute("ALTER TABLE geodata_boundaryversion DISABLE TRIGGER boundary_by_plan")
        cursor.execute("SET ROLE app")
        _publish(plan, geom)
        transaction.set_rollback(True)


def _insert_border(plan: BoundaryPlan, given: str) -> None:
    """One border of a scheduled plan for its first grid, as plain SQL; given: the geometry."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE geodata_boundaryversion SET valid = daterange(lower(valid), %s) WHERE plan_id IS NULL",
            [TOMORROW],
        )
        cursor.execute(
            f"""INSERT INTO geodata_boundaryversion (uuid, area_id, valid, status, plan_id, geom)
            SELECT gen_random_uuid(), g.area_id, daterange(p.valid_from, NULL), 'published', p.id, {given}
            FROM geodata_boundaryplan p JOIN geodata_plangrid g ON g.plan_id = p.id AND g.key = 1 WHERE p.id = %s""",
            [plan.pk],
        )


def test_a_border_nobody_gives_is_exactly_that_of_its_blocks(
    plan: BoundaryPlan, people: dict[Role, int]
) -> None:
    """shapely puts the same blocks together; the label stands in the middle of the largest circle inside."""
    scheduled(plan, people)
    _insert_border(plan, "NULL")
    written = BoundaryVersion.objects.get(plan=plan)
    blocks = PlanBlock.objects.filter(plan=plan, key=1).select_related("block")
    whole = shapely.union_all([shapely.from_wkb(bytes(one.block.geom.wkb)) for one in blocks])
    told = shapely.from_wkb(bytes(written.geom.wkb))
    assert told.equals(whole)
    reach = shapely.distance(whole.boundary, shapely.Point(*written.anchor.coords))
    assert reach == pytest.approx(shapely.length(shapely.maximum_inscribed_circle(whole)), abs=0.5)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(
            "INSERT INTO geodata_boundaryversion (uuid, area_id, valid, status) "
            "SELECT gen_random_uuid(), id, '[2031-01-01,)', 'published' FROM geodata_area WHERE level = 'grid' LIMIT 1",
            id="without-a-plan",
        ),
        pytest.param(
            "UPDATE geodata_boundaryversion SET geom = NULL WHERE plan_id IS NOT NULL", id="taken-away"
        ),
    ],
)
def test_no_border_is_none(in_force: BoundaryPlan, statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        run(statement)


def test_only_what_lies_in_changed_grids_is_placed_again(
    plan: BoundaryPlan, people: dict[Role, int], district: SquareDistrict
) -> None:
    """W1 is split, E1 stays: a house whose area was wrong before the publication is set right in W1 alone."""
    moved = factories.make_building(district.grid("E2"), 110, 110)
    stays = factories.make_building(district.grid("W1"), 910, 410)
    scheduled(plan, people)
    take_due_plans(NOW + timedelta(days=1))
    for one in (moved, stays):
        one.refresh_from_db()
    assert (moved.area_id, stays.area_id) == (district.grid("W1").pk, district.grid("W1").pk)
