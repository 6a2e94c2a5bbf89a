"""An import can be taken back: the state before it returns, and what was touched since stays."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from geodata.actions.undo_import import later_runs, undo_import
from geodata.errors import Forbidden, NotFound
from geodata.importers.kinds import import_file
from geodata.importers.options import ImportOptions
from geodata.models import Area, BoundaryVersion, Event, EventStep, ImportRun, ServicePoint, Staff, StaffArea
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.state import state_of

from .conftest import box, lonlat

pytestmark = pytest.mark.django_db

ADMIN = Viewer(Role.DISTRICT_ADMIN)
NOW = datetime(2026, 5, 13, 4, tzinfo=UTC)
POINTS = ("name", "lon", "lat", "address")


def load(kind: KindName, path: Path, **options: Any) -> str:
    report = import_file(kind, ImportOptions(path, commit=True, **options))
    assert report.run
    return report.run


def undo(run: str, **options: Any) -> dict[str, int]:
    return undo_import(run, ADMIN, None, NOW, **options).as_dict()


def test_a_first_import_of_points_is_taken_back_whole(table):
    factories.make_square_district()
    before = state_of()
    run = load(
        KindName.SERVICE_POINTS,
        table(POINTS, ("西站", *lonlat(100, 100), "西路1号"), ("东站", *lonlat(600, 100), "")),
    )
    assert ServicePoint.objects.exclude(area=None).count() == 2
    assert undo(run) == {"removed": 2, "restored": 0, "edited": 0, "in_use": 0}
    assert state_of() == before


@pytest.mark.parametrize(
    ("was", "moved"),
    [
        pytest.param((100, 100), (140, 100), id="within its grid"),
        pytest.param((100, 100), (600, 100), id="into another grid"),
        pytest.param((-40, 100), (100, 100), id="from outside every grid"),
    ],
)
def test_an_update_is_put_back_as_it_was(table, was, moved):
    factories.make_square_district()
    load(KindName.SERVICE_POINTS, table(("id", *POINTS), ("a", "西站", *lonlat(*was), "西路1号")))
    before = state_of()
    second = load(KindName.SERVICE_POINTS, table(("id", *POINTS), ("a", "西站", *lonlat(*moved), "西路2号")))
    assert ServicePoint.objects.get().address == "西路2号"
    assert undo(second)["restored"] == 1
    assert state_of() == before


def test_looking_first_changes_nothing(table):
    run = load(KindName.SERVICE_POINTS, table(POINTS, ("西站", *lonlat(100, 100), "")))
    before = state_of()
    assert undo(run, commit=False)["removed"] == 1
    assert state_of() == before
    assert ImportRun.objects.get().undone_at is None


def test_rows_edited_or_used_since_stay_and_are_counted(table, geojson):
    factories.make_square_district()
    run = load(
        KindName.SERVICE_POINTS,
        table(POINTS, ("西站", *lonlat(100, 100), ""), ("东站", *lonlat(600, 100), "")),
    )
    ServicePoint.objects.filter(name="西站").update(phone="000-0000", name="西站（改）")
    assert undo(run) == {"removed": 1, "restored": 0, "edited": 1, "in_use": 0}
    assert ServicePoint.objects.get().name == "西站（改）"


def test_a_later_import_of_the_same_rows_is_named_and_kept(table):
    first = load(KindName.SERVICE_POINTS, table(("id", *POINTS), ("a", "西站", *lonlat(100, 100), "旧")))
    second = load(KindName.SERVICE_POINTS, table(("id", *POINTS), ("a", "西站", *lonlat(100, 100), "新")))
    assert [str(row["uuid"]) for row in later_runs(ImportRun.objects.get(uuid=first))] == [second]
    assert undo(first)["edited"] == 1
    assert ServicePoint.objects.get().address == "新"


def test_an_import_of_areas_goes_with_its_boundaries_and_everything_is_placed_again(table, geojson):
    factories.make_square_district()
    load(KindName.SERVICE_POINTS, table(POINTS, ("外站", *lonlat(2100, 100), "")))
    before = state_of()
    west = geojson(("999902001", "外街道", box(2000, 0, 500, 500)))
    run = load(KindName.AREAS, west, level=Level.SUBDISTRICT)
    assert ServicePoint.objects.get().area == Area.objects.get(code="999902001")
    assert undo(run)["removed"] == 2
    assert not BoundaryVersion.objects.filter(area__code="999902001").exists()
    assert state_of() == before


def test_an_area_in_use_keeps_its_outline_and_the_areas_above_it(geojson):
    """Both stay: an area without an outline would be in no map and hold nobody."""
    factories.make_square_district()
    upper = ("999902001", "外街道", box(2000, 0, 1000, 500))
    load(KindName.AREAS, geojson(upper), level=Level.SUBDISTRICT)
    lower = [
        ("999902001001", "外社区一", box(2000, 0, 500, 500)),
        ("999902001002", "外社区二", box(2500, 0, 500, 500)),
    ]
    run = load(KindName.AREAS, geojson(*lower), level=Level.COMMUNITY)
    served = Area.objects.get(code="999902001001")
    factories.make_login(Role.COMMUNITY_HEAD, served)
    assert undo(run) == {"removed": 2, "restored": 0, "edited": 0, "in_use": 1}
    assert set(
        BoundaryVersion.objects.filter(area__code__startswith="999902").values_list("area__code", flat=True)
    ) == {
        "999902001",
        "999902001001",
    }
    assert not Area.objects.filter(boundaries=None).exists()


def test_a_draft_goes_though_the_area_it_was_drawn_for_is_in_use(geojson):
    factories.make_square_district()
    upper = ("999902001", "外街道", box(2000, 0, 1000, 500))
    load(KindName.AREAS, geojson(upper), level=Level.SUBDISTRICT)
    factories.make_login(Role.COMMUNITY_HEAD, Area.objects.get(code="999902001"))
    before = state_of()
    redrawn = ("999902001", "外街道改", box(2000, 0, 1000, 900))
    run = load(KindName.AREAS, geojson(redrawn), level=Level.SUBDISTRICT)
    assert BoundaryVersion.objects.filter(status="draft").count() == 1
    undo(run)
    assert state_of() == before


def test_events_go_with_the_steps_their_file_told_but_not_with_steps_of_people(table):
    factories.make_square_district()
    path = table(
        ("time", "lon", "lat"),
        ("2026-05-01 08:00", *lonlat(100, 100)),
        ("2026-05-02 08:00", *lonlat(120, 100)),
    )
    before = state_of()
    run = load(KindName.EVENTS, path)
    worked = Event.objects.order_by("reported_at").first()
    EventStep.objects.create(event=worked, step="dispatched", at=NOW)
    assert undo(run) == {"removed": 1, "restored": 0, "edited": 0, "in_use": 1}
    assert Event.objects.get() == worked
    assert set(before) == set(state_of())


def test_areas_a_worker_no_longer_serves_come_back(table):
    factories.make_square_district()
    first = (("工号", "姓名", "岗位", "网格"), ("w1", "测试甲", "网格员", "999901001001001、999901001001002"))
    load(KindName.STAFF, table(*first))
    before = state_of()
    moved = (first[0], ("w1", "测试甲", "网格员", "999901001002001"))
    run = load(KindName.STAFF, table(*moved))
    assert list(StaffArea.objects.values_list("area__code", flat=True)) == ["999901001002001"]
    undo(run)
    assert Staff.objects.count() == 1
    assert state_of() == before


def test_an_import_is_taken_back_once_and_only_by_those_who_may(table):
    run = load(KindName.SERVICE_POINTS, table(POINTS, ("西站", *lonlat(100, 100), "")))
    for role in (Role.PLANNER, Role.OPERATOR, Role.PUBLIC):
        with pytest.raises(NotFound):
            undo_import(run, Viewer(role), None, NOW)
    undo(run)
    with pytest.raises(Forbidden):
        undo(run)


def test_only_undoing_lets_the_app_take_a_step_or_a_published_boundary_away(geojson, table):
    from django.db import DatabaseError, transaction

    factories.make_square_district()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM geodata_boundaryversion")
    load(KindName.EVENTS, table(("time", "lon", "lat"), ("2026-05-01 08:00", *lonlat(100, 100))))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM geodata_eventstep")
