"""What came from whom, and how complete, counted from the rows that their files brought."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from geodata.actions.undo_import import undo_import
from geodata.errors import NotFound
from geodata.importers.kinds import import_file
from geodata.importers.options import ImportOptions
from geodata.models import DataFeed, Department, ImportRun
from geodata.queries.freshness import Filled, Supply, supplies
from geodata.rules.import_kinds import KindName
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.geodata.importers.conftest import lonlat

pytestmark = pytest.mark.django_db
ADMIN = Viewer(Role.DISTRICT_ADMIN)
HEAD = "id,name,kind,address,phone,opening_hours,lon,lat\n"
WEST, EAST, FAR = (",".join(map(str, lonlat(x, 100))) for x in (100, 600, 9_000))
FULL = f"a,西站,station,西路1号,0999-1,Mo-Fr 09:00-17:00,{WEST}\n"
NO_PHONE = f"b,东站,station,东路1号,,Mo-Fr 09:00-17:00,{EAST}\n"
OUTSIDE = f"c,远站,station,远路1号,0999-3,Mo-Fr 09:00-17:00,{FAR}\n"
WAITING = "d,无址站,station,没有的路9号,0999-4,Mo-Fr 09:00-17:00,,\n"


@pytest.fixture
def civil(db: None) -> Department:
    """The department that sends service points, in the square district."""
    factories.make_square_district()
    return Department.objects.create(code="civil", name="民政局", name_en="Civil affairs")


def load(folder: Path, lines: str, department: Department | None, name: str = "点.csv", **more: Any) -> str:
    """The run of a committed import of service points."""
    path = folder / name
    path.write_text(HEAD + lines, encoding="utf-8")
    told = ImportOptions(path, commit=True, department_id=department.pk if department else None, **more)
    report = import_file(KindName.SERVICE_POINTS, told)
    return report.run or ""


def only() -> Supply:
    """The one line there is."""
    (found,) = supplies(ADMIN)
    return found


def test_a_row_is_complete_with_everything_filled_and_a_place_in_a_grid(
    civil: Department, tmp_path: Path
) -> None:
    load(tmp_path, FULL + NO_PHONE + OUTSIDE + WAITING, civil)
    found = only()
    assert (found.kind, found.department, found.target) == ("service_points", "民政局", None)
    assert found.filled == Filled(
        total=4,
        complete=1,
        waiting=1,
        missing={"name": 0, "kind": 0, "address": 0, "phone": 1, "opening_hours": 0, "area_id": 1},
    )
    assert found.filled.share == 0.25
    assert found.last
    assert (found.last.file_name, found.last.loaded, found.last.rejected) == ("点.csv", 4, 0)


def test_rows_count_once_however_many_files_brought_them(civil: Department, tmp_path: Path) -> None:
    load(tmp_path, FULL + NO_PHONE, civil, "一.csv")
    load(tmp_path, FULL + NO_PHONE.replace(",,", ",0999-2,"), civil, "二.csv")
    found = only()
    assert (found.filled.total, found.filled.complete) == (2, 2)
    assert found.last
    assert found.last.file_name == "二.csv"


def test_an_undone_import_was_never_received(civil: Department, tmp_path: Path) -> None:
    first = load(tmp_path, FULL, civil, "一.csv")
    second = load(tmp_path, NO_PHONE, civil, "二.csv")
    undo_import(second, ADMIN, None, datetime(2026, 5, 13, tzinfo=UTC))
    found = only()
    assert found.last
    assert (found.last.run, found.filled.total) == (first, 1)
    undo_import(first, ADMIN, None, datetime(2026, 5, 13, tzinfo=UTC))
    assert supplies(ADMIN) == []


def test_a_trial_without_commit_is_not_received(civil: Department, tmp_path: Path) -> None:
    path = tmp_path / "点.csv"
    path.write_text(HEAD + FULL, encoding="utf-8")
    import_file(KindName.SERVICE_POINTS, ImportOptions(path, department_id=civil.pk))
    assert supplies(ADMIN) == []


def test_departments_are_told_apart_and_targets_without_files_are_there(
    civil: Department, tmp_path: Path
) -> None:
    fire = Department.objects.create(code="fire", name="消防")
    DataFeed.objects.create(department=fire, kind="service_points", every_days=7, complete_share=0.9)
    DataFeed.objects.create(department=fire, kind="devices", every_days=1, complete_share=1)
    load(tmp_path, FULL, civil)
    load(tmp_path, NO_PHONE, None)
    found = {(one.kind.value, one.department): one for one in supplies(ADMIN)}
    assert set(found) == {
        ("service_points", "民政局"),
        ("service_points", ""),
        ("service_points", "消防"),
        ("devices", "消防"),
    }
    assert found["service_points", "消防"].last is None
    assert found["service_points", "消防"].filled.share is None
    target = found["devices", "消防"].target
    assert target
    assert (target.every_days, target.complete_share) == (1, 1)
    assert found["service_points", ""].filled.total == found["service_points", "民政局"].filled.total == 1


def test_runs_that_are_no_kind_of_file_are_left_out(db: None) -> None:
    now = datetime.now(UTC) - timedelta(days=1)
    for kind in ("town", "osm"):
        ImportRun.objects.create(
            kind=kind,
            file_name="x",
            sha256="",
            datum="wgs84",
            srid=4326,
            started_at=now,
            report={"committed": True},
        )
    assert supplies(ADMIN) == []


def test_four_statements_whatever_there_is(
    civil: Department, tmp_path: Path, django_assert_num_queries: Any
) -> None:
    load(tmp_path, FULL + WAITING, civil)
    DataFeed.objects.create(department=civil, kind="devices")
    with django_assert_num_queries(4):
        supplies(ADMIN)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.DISTRICT_ADMIN, Role.PLANNER}))
def test_roles_without_imports_do_not_know_it(db: None, role: Role) -> None:
    with pytest.raises(NotFound):
        supplies(Viewer(role))
