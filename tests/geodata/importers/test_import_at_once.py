"""Imports, undoing and people at the same rows at the same time, and a database that fails midway."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from geodata.actions.undo_import import undo_import
from geodata.importers import run as run_module
from geodata.importers.kinds import import_file
from geodata.importers.options import ImportOptions
from geodata.importers.report import Report
from geodata.models import Area, BoundaryVersion, ImportRun, ServicePoint
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level
from tests import factories
from tests.state import state_of

from .conftest import box, lonlat
from .test_undo_import import ADMIN, NOW

pytestmark = pytest.mark.django_db(transaction=True)

HEAD = ("id", "name", "lon", "lat", "address")
PLACE = lonlat(100, 100)
WAIT_S = 30.0


def load(kind: KindName, path: Path, **options: Any) -> Report:
    return import_file(kind, ImportOptions(path, commit=True, **options))


class Beside:
    """A call in a thread with a connection of its own; left() waits for it and gives its result."""

    def __init__(self, call: Callable[[], Any]) -> None:
        self._found: list[Any] = []
        self._thread = threading.Thread(target=self._run, args=(call,))
        self._thread.start()

    def _run(self, call: Callable[[], Any]) -> None:
        try:
            self._found.append(call())
        except Exception as problem:  # the test looks at it
            self._found.append(problem)
        finally:
            connection.close()

    def left(self) -> Any:
        self._thread.join(WAIT_S)
        assert not self._thread.is_alive(), "it hangs"
        return self._found[0]


def wait_until_blocked() -> None:
    """Until another connection waits for a lock."""
    for _ in range(3000):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*), pg_sleep(0.01) FROM pg_locks l WHERE NOT l.granted AND EXISTS (SELECT FROM pg_locks h "
                "JOIN pg_database d ON d.oid = h.database WHERE h.pid = l.pid AND d.datname = current_database())"
            )
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits")


@pytest.fixture(autouse=True)
def district(transactional_db: None) -> None:
    factories.make_square_district()


def test_the_same_file_twice_at_once_is_new_once(table: Callable[..., Path]) -> None:
    path = table(HEAD, ("a", "西站", *PLACE, "1号"), ("b", "东站", *lonlat(600, 100), "2号"))
    calls = [Beside(lambda: load(KindName.SERVICE_POINTS, path)) for _ in range(2)]
    reports = [one.left() for one in calls]
    assert sorted((one.created, one.unchanged) for one in reports) == [(0, 2), (2, 0)]
    assert ServicePoint.objects.count() == 2


def test_two_files_of_uncoded_grids_at_once_get_numbers_of_their_own(geojson: Callable[..., Path]) -> None:
    load(KindName.AREAS, geojson(("999901001003", "南社区", box(3000, 0, 400, 400))), level=Level.COMMUNITY)
    paths = [geojson(("", "", box(3000 + x, 0, 200, 200)), name=f"{x}.geojson") for x in (0, 200)]
    calls = [Beside(lambda path=path: load(KindName.AREAS, path, level=Level.GRID)) for path in paths]
    assert [one.left().created for one in calls] == [1, 1]
    assert Area.objects.filter(parent__code="999901001003").count() == 2
    assert not BoundaryVersion.objects.filter(status="draft").exists()


def test_undoing_an_import_brings_back_the_edit_made_while_it_ran(table: Callable[..., Path]) -> None:
    load(KindName.SERVICE_POINTS, table(HEAD, ("a", "西站", *PLACE, "旧")))
    newer = table(HEAD, ("a", "西站", *PLACE, "新"), name="newer.csv")
    with transaction.atomic():
        ServicePoint.objects.update(address="手改", phone="000-0000")
        beside = Beside(lambda: load(KindName.SERVICE_POINTS, newer))
        wait_until_blocked()
    report = beside.left()
    assert report.updated == 1, report.as_dict()
    point = ServicePoint.objects.get()
    assert (point.address, point.phone) == ("新", "000-0000")
    undo_import(report.run, ADMIN, None, NOW)
    point.refresh_from_db()
    assert (point.address, point.phone, point.run) == ("手改", "000-0000", None)


def test_undoing_waits_for_an_import_of_the_same_rows(
    table: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load(KindName.SERVICE_POINTS, table(HEAD, ("a", "西站", *PLACE, "旧")))
    newer = table(HEAD, ("a", "西站", *PLACE, "新"), name="newer.csv")
    undone: list[Beside] = []

    def in_the_middle(step: str, count: int) -> None:
        if step == "saving":
            undone.append(Beside(lambda: undo_import(first.run or "", ADMIN, None, NOW)))
            wait_until_blocked()

    report = import_file(KindName.SERVICE_POINTS, ImportOptions(newer, commit=True), in_the_middle)
    assert report.updated == 1
    assert undone[0].left().as_dict() == {"removed": 0, "restored": 0, "edited": 1, "in_use": 0}
    assert ServicePoint.objects.get().address == "新"


def test_a_database_that_fails_midway_keeps_nothing(
    table: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state_of()

    def fail(*_: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

    store = run_module.store_records
    monkeypatch.setattr(run_module, "store_records", lambda *given: (store(*given), fail()))
    with pytest.raises(DatabaseError):
        load(KindName.SERVICE_POINTS, table(HEAD, ("a", "西站", *PLACE, "1号")))
    assert state_of() == before
    assert not ImportRun.objects.exists()
