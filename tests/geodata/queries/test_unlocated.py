"""The unlocated list by filters and pages, the ways on from a row, and the little of a row that is shown."""

from datetime import UTC, datetime
from typing import Any

import pytest

from geodata.errors import NotFound
from geodata.models import EventCategory, ImportRun, ServicePoint, UnlocatedRow
from geodata.queries.kept_value import KeptValue
from geodata.queries.unlocated import ROWS_A_PAGE, Asked, unlocated_list
from geodata.queries.unlocated_row import open_of, search_choices
from geodata.rules.import_flow import UnlocatedState
from geodata.rules.viewer import Role, Viewer
from tests import factories

pytestmark = pytest.mark.django_db
ADMIN = Viewer(Role.DISTRICT_ADMIN)
CANDIDATE = {
    "lon": 102.3, "lat": 25.35, "score": 0.73, "precision": "road", "uncertainty_m": 240, "name": "青莲路",
    "why_zh": "只到路", "why_en": "road only",
}  # fmt: skip


def make_run(name: str = "点.csv", kind: str = "service_points") -> ImportRun:
    """A run that kept rows."""
    now = datetime(2026, 5, 13, tzinfo=UTC)
    return ImportRun.objects.create(
        kind=kind, file_name=name, sha256="", datum="wgs84", srid=4326, started_at=now
    )


def make_row(run: ImportRun, row: int, **fields: Any) -> UnlocatedRow:
    """A row without a place."""
    plain = {"kind": run.kind, "address": f"青莲路 {row} 号", "values": {"name": f"站{row}"}}
    return UnlocatedRow.objects.create(run=run, row=row, external_key=f"{run.pk}:{row}", **(plain | fields))


def test_the_first_open_row_is_opened_with_its_candidates() -> None:
    run = make_run()
    make_row(run, 1, state="placed")
    make_row(run, 2, candidates=[CANDIDATE] * 7)
    make_row(run, 3)
    found = unlocated_list(ADMIN, Asked())
    assert [line.row for line in found.lines] == [2, 3]
    assert [line.best for line in found.lines] == [0.73, None]
    assert found.opened
    assert (found.opened.row, found.opened.file_name, found.position, found.total) == (2, "点.csv", 1, 2)
    assert len(found.opened.choices) == 5
    assert found.opened.choices[0].uncertainty_m == 240
    assert found.states == {"open": 2, "placed": 1}


def test_filters_narrow_and_each_tells_how_many_rows_the_others_leave() -> None:
    points, devices = make_run("点.csv"), make_run("设备.csv", "devices")
    for row in (1, 2, 3):
        make_row(points, row)
    make_row(devices, 1)
    make_row(devices, 2, state="dismissed", reason="elsewhere")
    found = unlocated_list(ADMIN, Asked(kind="devices"))
    assert [line.kind for line in found.lines] == ["devices"]
    assert found.kinds == {"service_points": 3, "devices": 1}
    assert found.states == {"open": 1, "dismissed": 1}
    assert found.files == {str(devices.uuid): ("设备.csv", 1)}
    by_file = unlocated_list(ADMIN, Asked(file=str(points.uuid)))
    assert by_file.total == 3
    aside = unlocated_list(ADMIN, Asked(UnlocatedState.DISMISSED))
    assert aside.opened
    assert (aside.total, aside.opened.reason) == (1, "elsewhere")


def test_a_row_brings_its_page_and_the_ways_on_cross_pages() -> None:
    run = make_run()
    rows = [make_row(run, row) for row in range(1, ROWS_A_PAGE + 6)]
    last_of_first, first_of_second = rows[ROWS_A_PAGE - 1], rows[ROWS_A_PAGE]
    found = unlocated_list(ADMIN, Asked(), row=str(last_of_first.uuid))
    assert (found.page, found.pages, found.position) == (1, 2, ROWS_A_PAGE)
    assert found.after == str(first_of_second.uuid)
    then = unlocated_list(ADMIN, Asked(), row=found.after)
    assert (then.page, then.position, len(then.lines)) == (2, ROWS_A_PAGE + 1, 5)
    assert then.before == str(last_of_first.uuid)
    second = unlocated_list(ADMIN, Asked(), page=2)
    assert second.opened
    assert second.opened.uuid == str(first_of_second.uuid)
    assert unlocated_list(ADMIN, Asked(), page=99).page == 2
    assert unlocated_list(ADMIN, Asked(), row=str(rows[-1].uuid)).after == ""


def test_a_row_decided_since_is_shown_with_the_ways_on_from_where_it_was() -> None:
    run = make_run()
    first, second, third = (make_row(run, row) for row in (1, 2, 3))
    UnlocatedRow.objects.filter(pk=second.pk).update(state="placed")
    found = unlocated_list(ADMIN, Asked(), row=str(second.uuid))
    assert found.opened
    assert found.opened.state is UnlocatedState.PLACED
    assert (found.position, found.before, found.after) == (0, str(first.uuid), str(third.uuid))


@pytest.mark.parametrize("told", ["", "x", "7b0a3c1e-0000-4000-8000-00000000dead"])
def test_an_empty_list_and_an_unknown_row(told: str) -> None:
    if not told:
        assert unlocated_list(ADMIN, Asked()).opened is None
        return
    with pytest.raises(NotFound):
        unlocated_list(ADMIN, Asked(), row=told)


@pytest.mark.parametrize("role", [Role.PLANNER, Role.OPERATOR, Role.PUBLIC])
def test_rows_of_kinds_one_may_not_import_do_not_exist(role: Role) -> None:
    row = make_row(make_run(), 1)
    assert unlocated_list(Viewer(role), Asked()).lines == ()
    with pytest.raises(NotFound):
        unlocated_list(Viewer(role), Asked(), row=str(row.uuid))


def test_only_name_category_and_time_of_a_rows_values_are_shown() -> None:
    secret = {"phone": "13800000000", "note": "张三", "employees": 3}
    point = make_row(make_run(), 1, values={"name": "站", "kind": "station", **secret})
    assert open_of(point).category == ("工作站", "Grid station")
    shop = make_row(make_run(kind="businesses"), 1, values={"name": "店", "category": "餐饮", **secret})
    assert open_of(shop).category == ("餐饮", "餐饮")
    noise = EventCategory.objects.create(code="noise", name="噪音", name_en="Noise")
    told = {"category_id": noise.pk, "reported_at": "2026-05-01T00:30:00.000000Z", **secret}
    event = open_of(make_row(make_run(kind="events"), 1, values=told))
    assert event.category == ("噪音", "Noise")
    assert event.reported_at == datetime(2026, 5, 1, 0, 30, tzinfo=UTC)
    for shown in (open_of(point), open_of(shop), event):
        assert not [value for value in ("13800000000", "张三") if value in repr(shown)]


def test_a_corrected_address_is_searched_on_the_loaded_map(monkeypatch: pytest.MonkeyPatch) -> None:
    # Data versions roll back with a test.
    monkeypatch.setattr("geodata.queries.gazetteer._TODAYS", KeptValue())
    factories.make_square_district()
    ServicePoint.objects.create(
        name="西站", kind="station", address="青莲路8号", geom=factories.point(100, 100)
    )
    best, *_ = search_choices("青莲路八号")
    place = factories.point(100, 100)
    place.transform(4326)
    assert (best.lon, best.lat) == pytest.approx((place.x, place.y), abs=1e-6)
    assert search_choices("没有的巷 3 号") == ()


@pytest.mark.parametrize("kind", ["service_points", "events"])
def test_a_fixed_number_of_statements(kind: str, django_assert_max_num_queries: Any) -> None:
    run = make_run(kind=kind)
    rows = [make_row(run, row, candidates=[CANDIDATE]) for row in range(1, ROWS_A_PAGE + 20)]
    with django_assert_max_num_queries(5):
        unlocated_list(ADMIN, Asked(), row=str(rows[-1].uuid))
