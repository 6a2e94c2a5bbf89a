"""The promises that stand in the database itself, tried behind Django's back where it would catch them first."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.gis.geos import MultiPolygon, Polygon
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from geodata.crs import MEASURE, WEB
from geodata.models import Area, BoundaryVersion, Building, Event, EventStep
from tests import factories
from tests.factories import SquareDistrict


@pytest.fixture
def district(db: None) -> SquareDistrict:
    """Areas of all four levels."""
    return factories.make_square_district()


def refused(write: Callable[[], object], constraint: str) -> bool:
    """Whether the database refuses a write, naming this constraint."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        write()
    return constraint in str(caught.value) or constraint == getattr(
        getattr(caught.value.__cause__, "diag", None), "constraint_name", ""
    )


BOW_TIE = Polygon(
    ((530000, 2803000), (530010, 2803010), (530010, 2803000), (530000, 2803010), (530000, 2803000))
)
BOW_TIE.srid = MEASURE


@pytest.mark.parametrize(
    ("level", "code"),
    [("grid", "99990100100100"), ("district", "9999010"), ("community", "99990100100a"), ("block", "999901")],
)
def test_a_code_has_the_digits_of_its_level(db: None, level: str, code: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Area.objects.create(level=level, code=code, name="x")


def test_a_code_exists_once_a_level(district: SquareDistrict) -> None:
    assert refused(lambda: Area.objects.create(level="district", code="999901", name="x"), "area_level_code")


def test_a_grid_cannot_hang_on_a_district(district: SquareDistrict) -> None:
    top = district.areas["999901"]
    area = {"level": "grid", "code": "999901001001009", "name": "x", "parent": top}
    assert refused(lambda: Area.objects.create(**area), "area_parent_level")


def test_a_code_begins_with_its_parents_code(district: SquareDistrict) -> None:
    parent = district.areas["999901001002"]
    area = {"level": "grid", "code": "999901001001009", "name": "x", "parent": parent}
    assert refused(lambda: Area.objects.create(**area), "area_parent_code")


def test_an_area_with_grids_cannot_be_deleted(district: SquareDistrict) -> None:
    at_once = "SET CONSTRAINTS ALL IMMEDIATE; DELETE FROM geodata_area WHERE code = '999901001'"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(at_once)


def test_one_published_boundary_is_in_force_a_day(district: SquareDistrict) -> None:
    first = BoundaryVersion.objects.get(area__code="999901001001001")
    again = {"area": first.area, "status": "published", "geom": first.geom, "anchor": first.anchor}
    later = (date(2026, 1, 1), None)
    assert refused(lambda: BoundaryVersion.objects.create(valid=later, **again), "boundary_one_in_force")
    BoundaryVersion.objects.create(valid=later, **(again | {"status": "draft"}))
    before = (date(2024, 1, 1), date(2025, 1, 1))
    assert BoundaryVersion.objects.create(valid=before, **again).pk


def test_a_boundary_has_a_first_day(district: SquareDistrict) -> None:
    first = BoundaryVersion.objects.get(area__code="999901001001001")
    fields = {"area": first.area, "geom": first.geom, "anchor": first.anchor}
    assert refused(
        lambda: BoundaryVersion.objects.create(valid=(None, date(2024, 1, 1)), **fields),
        "boundary_has_first_day",
    )


def test_a_published_boundary_keeps_its_shape(district: SquareDistrict) -> None:
    version = BoundaryVersion.objects.filter(area__code="999901001001001")
    moved = MultiPolygon(factories.square(1, 1, 500), srid=MEASURE)
    assert refused(lambda: version.update(geom=moved), "boundary_frozen")
    assert refused(lambda: version.update(status="draft"), "boundary_frozen")
    assert refused(version.delete, "boundary_frozen")
    assert version.update(valid=(factories.FIRST_DAY, date(2026, 6, 1))) == 1


def test_invalid_geometry_is_never_stored(district: SquareDistrict) -> None:
    assert refused(lambda: Building.objects.create(geom=BOW_TIE), "building_geom_valid")


def test_a_geometry_of_another_crs_or_type_is_refused(district: SquareDistrict) -> None:
    insert = (
        "INSERT INTO geodata_building (uuid, use, floors, households, persons_0_14, persons_15_59, persons_60_79,"
        " persons_80_plus, floating_persons, address, geom)"
        " VALUES (gen_random_uuid(), 'unknown', 1, 0, 0, 0, 0, 0, 0, '', ST_GeomFromText(%s, %s))"
    )
    for text, srid in (("POLYGON((0 0,1 0,1 1,0 0))", WEB), ("POINT(530000 2803000)", MEASURE)):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(insert, [text, srid])


def test_the_web_twin_is_computed_by_the_database(district: SquareDistrict) -> None:
    house = factories.make_building(district.grid("W1"), 10, 10)
    house.refresh_from_db()
    expected = house.geom.transform(WEB, clone=True)
    assert house.web.srid == WEB
    assert house.web.centroid.distance(expected.centroid) < 0.01


def test_persons_are_the_sum_of_the_age_bands(district: SquareDistrict) -> None:
    house = factories.make_building(district.grid("W1"), 10, 10)
    house.refresh_from_db()
    assert house.persons == 30
    assert refused(
        lambda: factories.make_building(None, 40, 40, floating_persons=31), "building_floating_within_persons"
    )


def test_the_step_log_only_grows(district: SquareDistrict) -> None:
    event = factories.make_event(district.grid("W1"), 5, 5, timezone.now())
    EventStep.objects.create(event=event, step="reported", at=timezone.now())
    assert refused(lambda: EventStep.objects.update(note="x"), "permission denied")
    assert refused(lambda: EventStep.objects.all()._raw_delete("default"), "permission denied")
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert refused(lambda: EventStep.objects.update(note="x"), "append_only")
    assert refused(lambda: EventStep.objects.all()._raw_delete("default"), "append_only")


def test_a_deadline_is_fixed_at_creation(district: SquareDistrict) -> None:
    event = factories.make_event(district.grid("W1"), 5, 5, timezone.now())
    later = event.due_at + timedelta(hours=1)
    assert refused(lambda: Event.objects.update(due_at=later), "event_due_fixed")


def test_a_closed_event_is_an_evaluated_one(district: SquareDistrict) -> None:
    event = factories.make_event(district.grid("W1"), 5, 5, timezone.now())
    assert refused(
        lambda: Event.objects.filter(pk=event.pk).update(step="evaluated"), "event_evaluated_is_closed"
    )
    assert refused(
        lambda: Event.objects.filter(pk=event.pk).update(
            step="evaluated", closed_at=event.reported_at - timedelta(hours=1)
        ),
        "event_closed_after_report",
    )


def test_the_app_cannot_disable_the_walls(district: SquareDistrict) -> None:
    for attack in (
        "ALTER TABLE geodata_eventstep DISABLE TRIGGER ALL",
        "TRUNCATE geodata_eventstep",
        "SET session_replication_role = replica",
        "UPDATE geodata_dataversion SET version = 0",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack)


def test_the_layers_role_reads_what_is_drawn_and_writes_nothing(district: SquareDistrict) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE layers")
        cursor.execute("SELECT count(*) FROM geodata_area")
        assert cursor.fetchone() == (8,)
        for attack in (
            "SELECT * FROM auth_user",
            "SELECT * FROM geodata_staff",
            "DELETE FROM geodata_area",
            "INSERT INTO geodata_department (code, name, name_en) VALUES ('x', 'x', 'x')",
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(attack)
        cursor.execute("SET ROLE app")


def test_functions_that_act_with_the_owners_rights_are_the_apps_alone(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, has_function_privilege('app', oid, 'EXECUTE'), has_function_privilege('layers', oid, 'EXECUTE')"
            " FROM pg_proc WHERE prosecdef AND proname LIKE 'geodata\\_%' ORDER BY proname"
        )
        found = cursor.fetchall()
    assert {"geodata_recount", "geodata_recount_heat", "geodata_forget_steps"} <= {name for name, *_ in found}
    assert [name for name, app, layers in found if not app or layers] == []


def test_a_transaction_raises_the_version_of_each_kind_it_wrote_once(district: SquareDistrict) -> None:
    from geodata.actions.settle_changes import settle_changes
    from geodata.models import DataVersion

    before = settle_changes("grids")
    built = settle_changes("buildings")
    factories.make_building(district.grid("W1"), 10, 10)
    assert settle_changes("buildings") == built + 1
    assert DataVersion.objects.get(kind="grids").version == before
