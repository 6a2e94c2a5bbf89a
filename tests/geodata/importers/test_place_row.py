"""A row without a place is stored as its import would have stored it, once, and goes with its import."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from geodata.actions.decide_unlocated import dismiss_unlocated, reopen_unlocated
from geodata.actions.place_unlocated import OutsideDistrict, Spot
from geodata.actions.undo_import import undo_import
from geodata.errors import BadParameter, NotFound
from geodata.importers.kinds import import_file
from geodata.importers.options import ImportOptions
from geodata.importers.place_row import place_row
from geodata.models import (
    Business,
    Device,
    Event,
    EventStep,
    ImportRun,
    PlaceAlias,
    Resource,
    ServicePoint,
    UnlocatedRow,
)
from geodata.rules.import_kinds import KindName
from geodata.rules.unlocated import DismissReason
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.factories import SquareDistrict, make_login

from .conftest import lonlat

pytestmark = pytest.mark.django_db
ADMIN = Viewer(Role.DISTRICT_ADMIN)
NOW = datetime(2026, 5, 13, 4, tzinfo=UTC)
POINTS = ("id", "name", "lon", "lat", "address", "phone", "checked_on")
NOWHERE = "没有的路 9 号"
W1, FAR = Spot(*lonlat(100, 100)), Spot(*lonlat(5_000, 100))


@pytest.fixture
def district() -> SquareDistrict:
    """The square district."""
    return factories.make_square_district()


@pytest.fixture
def waiting(district: SquareDistrict, table: Any) -> UnlocatedRow:
    """The second of two service points, whose address nobody knows."""
    load(
        KindName.SERVICE_POINTS,
        table(POINTS, ("a", "西站", *lonlat(100, 100), "西路1号", "0999-1", "2026-05-01"),
              ("b", "东站", "", "", NOWHERE, "0999-2", "2026-05-02")),
    )  # fmt: skip
    return UnlocatedRow.objects.get()


def load(kind: KindName, path: Path, **options: Any) -> ImportRun:
    """The run of a committed import."""
    report = import_file(kind, ImportOptions(path, commit=True, **options))
    assert report.run
    return ImportRun.objects.get(uuid=report.run)


def place(row: UnlocatedRow, spot: Spot = W1, viewer: Viewer = ADMIN, **more: Any) -> UnlocatedRow | None:
    """The row placed by nobody in particular."""
    return place_row(str(row.uuid), spot, viewer, user_id=None, now=NOW, **more)


def test_a_placed_point_is_stored_as_its_file_told_it_and_lies_in_its_grid(
    district: SquareDistrict, waiting: UnlocatedRow
) -> None:
    user = make_login(Role.DISTRICT_ADMIN)
    row = place_row(str(waiting.uuid), W1, ADMIN, user_id=user.pk, now=NOW)
    point = ServicePoint.objects.get(name="东站")
    assert (point.address, point.phone, str(point.checked_on)) == (NOWHERE, "0999-2", "2026-05-02")
    assert point.geom.distance(factories.point(100, 100)) < 0.02
    assert point.area == district.grid("W1")
    assert (point.run, point.external_key) == (waiting.run, "id:b")
    assert row
    assert (row.state, row.decided_by, row.decided_at) == ("placed", user, NOW)


def test_undoing_the_import_takes_the_placed_row_and_all_others_back(waiting: UnlocatedRow) -> None:
    place(waiting)
    undone = undo_import(str(waiting.run.uuid), ADMIN, None, NOW)
    assert undone.as_dict() == {"removed": 2, "restored": 0, "edited": 0, "in_use": 0}
    assert not ServicePoint.objects.exists()
    assert not UnlocatedRow.objects.exists()


def test_the_same_file_again_changes_nothing_once_the_row_is_placed(
    waiting: UnlocatedRow, table: Any
) -> None:
    place(waiting)
    report = import_file(
        KindName.SERVICE_POINTS,
        ImportOptions(
            table(POINTS, ("a", "西站", *lonlat(100, 100), "西路1号", "0999-1", "2026-05-01"),
                  ("b", "东站", "", "", NOWHERE, "0999-2", "2026-05-02")),
            commit=True,
        ),
    )  # fmt: skip
    assert (report.created, report.updated, report.unchanged) == (0, 0, 2)
    assert ServicePoint.objects.count() == 2


def test_a_file_with_fewer_columns_in_between_does_not_hide_the_rows_from_undo(
    waiting: UnlocatedRow, table: Any
) -> None:
    load(KindName.SERVICE_POINTS, table(("id", "name", "address", "name_en"), ("b", "东站", NOWHERE, "East")))
    waiting.refresh_from_db()
    assert "phone" not in waiting.values
    place(waiting)
    point = ServicePoint.objects.get(name="东站")
    assert (point.phone, point.name_en) == ("", "East")
    assert undo_import(str(waiting.run.uuid), ADMIN, None, NOW).removed == 2


def test_a_second_submission_changes_nothing(waiting: UnlocatedRow) -> None:
    place(waiting)
    assert place(waiting, Spot(*lonlat(600, 600))) is None
    assert ServicePoint.objects.get(name="东站").geom.distance(factories.point(100, 100)) < 0.02


def test_a_row_that_came_with_a_place_of_its_own_since_stays_there(waiting: UnlocatedRow, table: Any) -> None:
    load(KindName.SERVICE_POINTS, table(POINTS, ("b", "东站", *lonlat(600, 600), NOWHERE, "", "")))
    row = place(waiting)
    assert row
    assert row.state == "placed"
    assert ServicePoint.objects.get(name="东站").geom.distance(factories.point(600, 600)) < 0.02


def test_a_place_outside_the_district_is_taken_only_when_meant(waiting: UnlocatedRow) -> None:
    with pytest.raises(OutsideDistrict, match="区外"):
        place(waiting, FAR)
    assert ServicePoint.objects.count() == 1
    assert place(waiting, Spot(FAR.lon, FAR.lat, outside_meant=True))
    assert ServicePoint.objects.get(name="东站").area is None


@pytest.mark.parametrize("spot", [Spot(181, 25), Spot(102, 86), Spot(float("nan"), 25)], ids=str)
def test_no_place_on_earth_is_refused(waiting: UnlocatedRow, spot: Spot) -> None:
    with pytest.raises(BadParameter, match="不在地球上"):
        place(waiting, spot)


@pytest.mark.parametrize("role", [Role.PLANNER, Role.OPERATOR, Role.AUDITOR])
def test_who_may_not_import_the_kind_finds_no_row(waiting: UnlocatedRow, role: Role) -> None:
    for verb in (
        lambda: place(waiting, viewer=Viewer(role)),
        lambda: dismiss_unlocated(waiting.uuid, DismissReason.REPEATED, Viewer(role), None, NOW),
        lambda: reopen_unlocated(waiting.uuid, Viewer(role), None, NOW),
    ):
        with pytest.raises(NotFound):
            verb()


def test_an_undone_import_leaves_nothing_to_place(waiting: UnlocatedRow) -> None:
    undo_import(str(waiting.run.uuid), ADMIN, None, NOW)
    with pytest.raises(NotFound, match="撤销"):
        place(waiting)


def test_a_row_put_aside_is_not_placed_until_it_is_reopened(waiting: UnlocatedRow) -> None:
    row = dismiss_unlocated(waiting.uuid, DismissReason.ELSEWHERE, ADMIN, None, NOW)
    assert row
    assert (row.state, row.reason) == ("dismissed", "elsewhere")
    assert dismiss_unlocated(waiting.uuid, DismissReason.REPEATED, ADMIN, None, NOW) is None
    assert place(waiting) is None
    reopened = reopen_unlocated(waiting.uuid, ADMIN, None, NOW)
    assert reopened
    assert (reopened.state, reopened.reason) == ("open", "")
    assert place(waiting)
    assert reopen_unlocated(waiting.uuid, ADMIN, None, NOW) is None


def test_an_alias_is_learned_and_relearned(waiting: UnlocatedRow) -> None:
    PlaceAlias.objects.create(alias="没有的路", name="旧名路")
    place(waiting, alias=("没有的路", "西路"))
    assert list(PlaceAlias.objects.values_list("alias", "name")) == [("没有的路", "西路")]


EVENT_ROWS = (
    ("event_id", "time", "lon", "lat", "address", "closed_at"),
    ("1", "2026-05-01 08:00", *lonlat(100, 100), "", ""),
    ("2", "2026-05-02 23:30", "", "", NOWHERE, "2026-05-03 10:00"),
)


def test_a_placed_event_has_its_times_steps_and_grid_and_is_undone(
    district: SquareDistrict, table: Any
) -> None:
    run = load(KindName.EVENTS, table(*EVENT_ROWS), tz="Asia/Shanghai")
    place(UnlocatedRow.objects.get(), Spot(*lonlat(600, 600)))
    event = Event.objects.get(external_key="id:2")
    assert event.reported_at == datetime(2026, 5, 2, 15, 30, tzinfo=UTC)
    assert event.closed_at == datetime(2026, 5, 3, 2, tzinfo=UTC)
    assert (event.step, event.area, event.priority) == ("evaluated", district.grid("E2"), "general")
    steps = EventStep.objects.filter(event=event).order_by("at").values_list("step", flat=True)
    assert list(steps) == ["reported", "evaluated"]
    assert undo_import(str(run.uuid), ADMIN, None, NOW).removed == 2
    assert not EventStep.objects.exists()


@pytest.mark.usefixtures("district")
@pytest.mark.parametrize(
    ("kind", "model", "head", "cells"),
    [
        (KindName.BUSINESSES, Business, ("employees",), ("12",)),
        (KindName.RESOURCES, Resource, ("kind", "quantity", "expires_on"), ("帐篷", "3.5", "2027-01-01")),
        (KindName.DEVICES, Device, ("kind", "state", "state_at"), ("摄像头", "故障", "2026-05-01 08:00")),
    ],
    ids=lambda value: str(value) if isinstance(value, KindName) else "",
)
def test_every_kind_of_place_can_be_placed_and_undone(
    table: Any, kind: KindName, model: Any, head: Any, cells: Any
) -> None:
    run = load(
        kind,
        table(("id", "name", "lon", "lat", "address", *head), ("1", "甲", *lonlat(100, 100), "", *cells),
              ("2", "乙", "", "", NOWHERE, *cells)),
    )  # fmt: skip
    place(UnlocatedRow.objects.get())
    one, other = (model.objects.filter(name=name).values().get() for name in ("甲", "乙"))
    own = {"id", "uuid", "name", "external_key", "address", "geom", "web"}
    assert {k: v for k, v in one.items() if k not in own} == {k: v for k, v in other.items() if k not in own}
    assert undo_import(str(run.uuid), ADMIN, None, NOW).removed == 2
