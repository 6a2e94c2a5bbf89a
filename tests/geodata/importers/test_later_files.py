"""A later file changes what it tells and nothing else, and undoing it brings back what was there."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from geodata.actions.place_unlocated import Spot
from geodata.importers.place_row import place_row
from geodata.importers.report import Report
from geodata.models import (
    Building,
    Department,
    Dwelling,
    Event,
    EventCategory,
    Road,
    ServicePoint,
    UnlocatedRow,
)
from geodata.rules.import_kinds import KindName
from tests import factories
from tests.state import state_of

from .conftest import box, lonlat
from .test_import_faults import features, load
from .test_random_files import read_into
from .test_undo_import import ADMIN, NOW, undo

pytestmark = pytest.mark.django_db

Table = Callable[..., Path]
NOWHERE = "没有的路 9 号"
HERE, ELSEWHERE = lonlat(100, 100), lonlat(600, 600)


def parts(*at: float) -> dict[str, Any]:
    """A building in as many pieces, the largest first."""
    pieces = [box(x, 0, 20 - place, 20)["coordinates"] for place, x in enumerate(at)]
    return {"type": "MultiPolygon", "coordinates": pieces}


def buildings(folder: Path, *rows: tuple[str, dict[str, Any]], **more: Any) -> Report:
    """The report of a file of numbered buildings."""
    members = [({"楼栋编号": key, "地址": f"{key}号", **more}, shape) for key, shape in rows]
    return load(KindName.BUILDINGS, features(folder, *members))


def keys() -> set[str]:
    return set(Building.objects.values_list("external_key", flat=True))


# A building in pieces
def test_pieces_a_building_no_longer_has_go_and_come_back_with_undo(tmp_path: Path) -> None:
    factories.make_square_district()
    buildings(tmp_path, ("B1", parts(0, 50, 90)), ("B2", parts(200)))
    before = state_of()
    report = buildings(tmp_path, ("B1", parts(0, 50)), ("B2", parts(200)))
    assert keys() == {"id:B1", "id:B1#2", "id:B2"}
    assert (report.created, report.updated, report.unchanged) == (0, 1, 1)
    assert report.counts["pieces_removed"] == 1
    after = state_of()
    again = buildings(tmp_path, ("B1", parts(0, 50)), ("B2", parts(200)))
    assert (again.unchanged, again.counts["pieces_removed"]) == (2, 0)
    assert state_of() == after
    undo(again.run or "")
    assert undo(report.run or "") == {"removed": 0, "restored": 1, "edited": 0, "in_use": 0}
    assert state_of() == before


def test_pieces_of_a_road_go_too(tmp_path: Path) -> None:
    def road(*at: int) -> Report:
        lines = [[lonlat(x, 0), lonlat(x + 30 - x / 10, 0)] for x in at]
        return load(
            KindName.ROADS,
            features(tmp_path, ({"id": "R1"}, {"type": "MultiLineString", "coordinates": lines})),
        )

    road(0, 50, 100)
    before = state_of()
    report = road(0)
    assert list(Road.objects.values_list("external_key", flat=True)) == ["id:R1"]
    undo(report.run or "")
    assert state_of() == before


def test_a_building_that_is_missing_from_a_later_file_keeps_its_pieces(tmp_path: Path) -> None:
    buildings(tmp_path, ("B1", parts(0, 50)))
    buildings(tmp_path, ("B2", parts(200)))
    assert keys() == {"id:B1", "id:B1#2", "id:B2"}


def test_a_building_numbered_like_a_piece_is_none(tmp_path: Path) -> None:
    buildings(tmp_path, ("B1", parts(0)), ("B1#2", parts(200)))
    assert buildings(tmp_path, ("B1", parts(0))).counts["pieces_removed"] == 0
    assert keys() == {"id:B1", "id:B1#2"}


def test_a_new_piece_is_not_stored_over_a_building_numbered_like_it(tmp_path: Path) -> None:
    buildings(tmp_path, ("B1#2", parts(200)))
    own = Building.objects.values().get()
    for _ in range(2):
        buildings(tmp_path, ("B1", parts(0, 50)))
        assert keys() == {"id:B1", "id:B1#2", "id:B1#3"}
    assert Building.objects.values().get(external_key="id:B1#2") == own
    buildings(tmp_path, ("B1", parts(0)))
    assert keys() == {"id:B1", "id:B1#2"}


def test_a_piece_that_a_later_file_numbers_itself_becomes_a_building_of_its_own(tmp_path: Path) -> None:
    buildings(tmp_path, ("B1", parts(0, 50)))
    buildings(tmp_path, ("B1", parts(0, 50)), ("B1#2", parts(200)))
    assert keys() == {"id:B1", "id:B1#2", "id:B1#3"}
    buildings(tmp_path, ("B1", parts(0)))
    assert keys() == {"id:B1", "id:B1#2"}
    assert Building.objects.get(external_key="id:B1#2").address == "B1#2号"


def test_pieces_written_out_and_read_back_stay_pieces(tmp_path: Path) -> None:
    buildings(tmp_path, ("B1", parts(0, 50)))
    state = state_of()
    buildings(tmp_path, ("B1", parts(0)), ("B1#2", box(50, 0, 19, 20)), 地址="B1号")
    assert state_of() == state
    buildings(tmp_path, ("B1", parts(0)))
    assert keys() == {"id:B1"}


@pytest.mark.parametrize("touch", ["edited", "in use"])
def test_pieces_edited_or_used_since_stay_and_are_told(tmp_path: Path, touch: str) -> None:
    buildings(tmp_path, ("B1", parts(0, 50, 90)))
    piece = Building.objects.get(external_key="id:B1#2")
    if touch == "edited":
        Building.objects.filter(pk=piece.pk).update(floors=9)
    else:
        Dwelling.objects.create(building=piece, door="101")
    before = state_of()
    report = buildings(tmp_path, ("B1", parts(0)))
    assert keys() == {"id:B1", "id:B1#2"}
    assert (report.counts["pieces_removed"], report.counts["pieces_kept"]) == (1, 1)
    undo(report.run or "")
    assert state_of() == before


def test_the_pieces_of_an_import_taken_back_are_pieces_no_more(tmp_path: Path) -> None:
    first = buildings(tmp_path, ("B1", parts(0, 50)))
    undo(first.run or "")
    buildings(tmp_path, ("B1", parts(0)), ("B1#2", parts(200)))
    buildings(tmp_path, ("B1", parts(0)))
    assert keys() == {"id:B1", "id:B1#2"}


NUMBERS = ("B1", "B1#2", "B1#3", "B1#2#2", "B2")


@settings(suppress_health_check=list(HealthCheck), max_examples=settings().max_examples // 10)
@given(data=st.data())
def test_rows_have_the_pieces_their_last_file_gave_them_whatever_they_are_called(
    tmp_path: Path, data: st.DataObject
) -> None:
    """All of them come in the first file, some of them in later ones, in any order."""
    numbers = data.draw(st.lists(st.sampled_from(NUMBERS), unique=True, min_size=1))
    counts: dict[str, int] = {}
    with transaction.atomic():
        states, runs = [state_of()], []
        for _ in range(data.draw(st.integers(1, 4))):
            some = st.lists(st.sampled_from(numbers), unique=True, min_size=1)
            told = data.draw(st.permutations(numbers) if not counts else some)
            counts |= {one: data.draw(st.integers(1, 4)) for one in told}
            shapes = [shape(parts(*range(0, 40 * counts[one], 40))) for one in told]
            read_into(tmp_path, {"楼栋编号": list(told), "地址": [f"{one}号" for one in told]}, shapes)
            report = load(KindName.BUILDINGS, tmp_path / "random.csv", folder=tmp_path)
            stored = Counter(Building.objects.values_list("address", flat=True))
            assert stored == {f"{one}号": count for one, count in counts.items()}
            again = load(KindName.BUILDINGS, tmp_path / "random.csv", folder=tmp_path)
            assert again.unchanged == len(told)
            states.append(state_of())
            runs.append(report.run or "")
        while runs:
            assert state_of() == states.pop()
            undo(runs.pop())
        assert state_of() == states.pop()
        transaction.set_rollback(True)


# Roads
LINE = {"type": "LineString", "coordinates": [lonlat(0, 0), lonlat(80, 0)]}


def road(folder: Path, line: dict[str, Any] = LINE, **said: Any) -> Report:
    """The report of a file of one road."""
    return load(KindName.ROADS, features(folder, ({"id": "R1", **said}, line)))


def profile(key: str = "id:R1") -> tuple[float, bool, bool]:
    return Road.objects.values_list("width_m", "stairs", "walkable").get(external_key=key)


@pytest.mark.parametrize(
    "later",
    [
        {},
        {"名称": "南路"},
        {"等级": "主干路"},
        {"等级": ""},
        {"路宽": "", "台阶": "", "可步行": ""},
        {"等级": "高速公路", "台阶": ""},
    ],
    ids=str,
)
def test_what_is_known_of_a_road_stays_where_a_later_file_is_silent(
    tmp_path: Path, later: dict[str, Any]
) -> None:
    road(tmp_path, 等级="支路", 路宽=7.5, 台阶="是", 可步行="否")
    before = state_of()
    report = road(tmp_path, **later)
    assert profile() == (7.5, True, False)
    undo(report.run or "")
    assert state_of() == before


def test_what_a_later_file_tells_of_a_road_is_taken(tmp_path: Path) -> None:
    road(tmp_path, 等级="支路", 路宽=7.5, 台阶="是", 可步行="否")
    road(tmp_path, 路宽=9, 台阶="否", 可步行="是")
    assert profile() == (9, False, True)
    road(tmp_path, highway="steps")
    assert profile() == (9, True, True)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, (12, False, True)),
        ({"等级": "高速公路"}, (24, False, False)),
        ({"等级": "高速公路", "可步行": ""}, (24, False, False)),
        ({"highway": "steps"}, (3, True, True)),
        ({"等级": "主干路", "路宽": ""}, (30, False, True)),
    ],
    ids=str,
)
def test_a_new_road_is_as_its_class_usually_is(
    tmp_path: Path, said: dict[str, Any], expected: tuple[float, bool, bool]
) -> None:
    road(tmp_path, **said)
    assert profile() == expected


def test_columns_a_file_does_not_have_are_not_called_empty_cells(tmp_path: Path, table: Table) -> None:
    lines = [{"type": "LineString", "coordinates": [lonlat(0, y), lonlat(80, y)]} for y in (0, 50)]
    for name in ("南路", "北路"):
        said = ({"id": "R1", "highway": "steps", "name": name}, {"id": "R2", "highway": "lane", "name": name})
        report = load(KindName.ROADS, features(tmp_path, *zip(said, lines, strict=True)))
    assert (report.updated, report.counts["empty_cells_kept"]) == (2, 0)
    for phone in ("1", "2"):
        path = table(("id", "name", "lon", "lat", "phone"), ("a", "西站", *HERE, phone))
        report = load(KindName.SERVICE_POINTS, path)
    assert (report.updated, report.counts["empty_cells_kept"]) == (1, 0)


def test_a_further_piece_of_a_known_road_is_as_wide_as_the_road(tmp_path: Path) -> None:
    road(tmp_path, 等级="支路", 路宽=7.5, 台阶="是", 可步行="否")
    two = {"type": "MultiLineString", "coordinates": [LINE["coordinates"], [lonlat(0, 50), lonlat(20, 50)]]}
    road(tmp_path, two, 名称="南路")
    assert profile("id:R1#2") == profile() == (7.5, True, False)
    assert Road.objects.get(external_key="id:R1#2").road_class == "local"


# Rows that staff placed
HEAD = ("id", "name", "lon", "lat", "address", "phone", "类别")


def placed(table: Table) -> str:
    """The run of a file of two points, the second of them placed by hand."""
    factories.make_square_district()
    report = load(
        KindName.SERVICE_POINTS,
        table(HEAD, ("a", "西站", *lonlat(300, 100), "", "0999-1", "工作站"),
              ("b", "东站", "", "", NOWHERE, "0999-2", "工作站")),
    )  # fmt: skip
    place_row(str(UnlocatedRow.objects.get().uuid), Spot(*HERE), ADMIN, user_id=None, now=NOW)
    return report.run or ""


def test_a_row_placed_by_hand_takes_later_values_and_keeps_its_place(table: Table) -> None:
    first = placed(table)
    before, was = state_of(), ServicePoint.objects.get(name="东站")
    later = table(HEAD, ("b", "东站", "", "", NOWHERE, "0999-3", "诊所"))
    report = load(KindName.SERVICE_POINTS, later)
    point = ServicePoint.objects.get(name="东站")
    assert (point.phone, point.kind) == ("0999-3", "clinic")
    assert (point.geom, point.area_id, point.uuid) == (was.geom, was.area_id, was.uuid)
    assert (report.updated, report.counts["placed_before"]) == (1, 1)
    state = state_of()
    assert load(KindName.SERVICE_POINTS, later).unchanged == 1
    assert state_of() == state
    undo(report.run or "")
    assert state_of() == before
    assert undo(first)["removed"] == 2
    assert not ServicePoint.objects.exists()


def test_a_file_that_updates_placed_and_other_rows_is_undone_whole(table: Table) -> None:
    placed(table)
    before = state_of()
    report = load(
        KindName.SERVICE_POINTS,
        table(HEAD, ("a", "西站", *ELSEWHERE, "", "0999-7", ""), ("b", "东站", "", "", NOWHERE, "0999-8", ""),
              ("c", "南站", *HERE, "", "", ""), ("d", "北站", "", "", "没有的路 10 号", "", "")),
    )  # fmt: skip
    assert (report.created, report.updated) == (2, 2)
    undo(report.run or "")
    assert state_of() == before


def test_a_place_set_by_hand_outweighs_one_found_by_address(table: Table) -> None:
    placed(table)
    Building.objects.create(geom=factories.square(590, 590, 20, 20), address="远路7号")
    report = load(KindName.SERVICE_POINTS, table(HEAD, ("b", "东站", "", "", "远路7号", "0999-4", "")))
    point = ServicePoint.objects.get(name="东站")
    assert report.figures["placed_by_address"] == 1
    assert (point.address, point.phone) == ("远路7号", "0999-4")
    assert point.geom.distance(factories.point(100, 100)) < 0.02


def test_a_place_that_a_later_file_tells_is_taken(table: Table) -> None:
    placed(table)
    load(KindName.SERVICE_POINTS, table(HEAD, ("b", "东站", *ELSEWHERE, NOWHERE, "", "")))
    assert ServicePoint.objects.get(name="东站").geom.distance(factories.point(600, 600)) < 0.02


def test_an_event_placed_by_hand_is_closed_by_a_later_file(table: Table) -> None:
    factories.make_square_district()
    head = ("event_id", "time", "lon", "lat", "address", "closed_at", "类别")
    told = ("1", "2026-05-01 08:00", "", "", NOWHERE)
    load(KindName.EVENTS, table(head, (*told, "", "噪声")))
    place_row(str(UnlocatedRow.objects.get().uuid), Spot(*HERE), ADMIN, user_id=None, now=NOW)
    before, was = state_of(), Event.objects.get()
    report = load(KindName.EVENTS, table(head, (*told, "2026-05-03 10:00", "积水")))
    event = Event.objects.get()
    assert (event.step, event.category.name, event.geom) == ("evaluated", "积水", was.geom)
    undo(report.run or "")
    assert state_of() == before


# Categories
EVENTS = ("event_id", "time", "lon", "lat", "类别")


def events(table: Table, *words: str, number: int = 0) -> str:
    """The run of a file of events of these categories."""
    rows = [(f"{number}-{n}", "2026-05-01 08:00", *HERE, word) for n, word in enumerate(words)]
    return load(KindName.EVENTS, table(EVENTS, *rows)).run or ""


def names() -> set[str]:
    return set(EventCategory.objects.values_list("name", flat=True))


def test_categories_made_for_an_import_go_with_it(table: Table) -> None:
    EventCategory.objects.create(code="noise", name="噪声")
    before = state_of()
    run = events(table, "噪声", "积水", "", "占道")
    assert names() == {"噪声", "积水", "未分类", "占道"}
    undo(run)
    assert names() == {"噪声"}
    assert state_of() == before


def test_a_dry_undo_keeps_the_categories(table: Table) -> None:
    run = events(table, "积水")
    undo(run, commit=False)
    assert names() == {"积水"}


def test_a_category_that_others_use_stays_until_they_go(table: Table) -> None:
    first = events(table, "积水", "占道")
    second = events(table, "积水", number=2)
    undo(first)
    assert names() == {"积水"}
    undo(second)
    assert names() == set()


def test_a_category_that_waits_in_the_unlocated_list_stays(table: Table) -> None:
    first = events(table, "积水")
    path = table(("event_id", "time", "lon", "lat", "address", "类别"),
                 ("9", "2026-05-01 08:00", "", "", NOWHERE, "积水"))  # fmt: skip
    load(KindName.EVENTS, path)
    undo(first)
    place_row(str(UnlocatedRow.objects.get().uuid), Spot(*HERE), ADMIN, user_id=None, now=NOW)
    assert Event.objects.get().category.name == "积水"


def test_a_category_that_another_undo_needs_stays(table: Table) -> None:
    first = events(table, "积水")
    second = events(table, "占道")
    undo(first)
    assert names() == {"积水", "占道"}
    undo(second)
    assert Event.objects.get().category.name == "积水"
    assert names() == {"积水"}


@pytest.mark.parametrize("edit", ["renamed", "given a department", "given a child"])
def test_a_category_that_somebody_worked_on_stays(table: Table, edit: str) -> None:
    run = events(table, "积水", "占道")
    made = EventCategory.objects.get(name="积水")
    if edit == "renamed":
        made.name = "道路积水"
    elif edit == "given a department":
        made.department = Department.objects.create(code="cg", name="城管")
    else:
        EventCategory.objects.create(code="deep", name="深水", parent=made)
    made.save()
    undo(run)
    assert EventCategory.objects.filter(pk=made.pk).exists()
    assert "占道" not in names()
