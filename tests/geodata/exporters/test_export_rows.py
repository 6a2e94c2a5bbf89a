"""Which rows an export has, what they are called, and who can see that it was made."""

import json
import logging
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geodata.exporters.cells import guarded
from geodata.exporters.row_keys import RowKeys
from geodata.importers.files.cell_texts import without_guard
from geodata.models import BoundaryVersion, Building, Event, Road
from geodata.queries.export_rows import Asked, read_rows
from geodata.rules.export_kinds import EXPORTED, Format
from geodata.rules.import_kinds import KindName
from geodata.rules.levels import Level
from tests import factories

from .full_district import make_full_district
from .round_trip import ADMIN, bring_back, export

pytestmark = pytest.mark.django_db


def rows(kind: KindName, **asked: Any) -> list[tuple[Any, ...]]:
    """The rows asked for."""
    return [row for part in read_rows(ADMIN, kind, Asked(**asked)) for row in part]


@pytest.mark.parametrize(
    ("kind", "inside", "in_district", "all_of_them"),
    [
        (KindName.BUILDINGS, 1, 2, 2),
        (KindName.DWELLINGS, 2, 2, 2),
        (KindName.EVENTS, 3, 3, 3),
        (KindName.STAFF, 1, 1, 2),
        (KindName.PARTY_BRANCHES, 2, 2, 2),
        (KindName.PARTNERS, 1, 1, 2),
        (KindName.ROADS, 2, 2, 2),
        (KindName.WATER, 1, 1, 1),
    ],
)
def test_an_area_takes_what_lies_in_it_and_below(
    kind: KindName, inside: int, in_district: int, all_of_them: int
) -> None:
    make_full_district()
    assert len(rows(kind, area="999901001001")) == inside
    assert len(rows(kind, area="999901")) == in_district
    assert len(rows(kind)) == all_of_them


def test_areas_are_those_of_the_level_on_the_day() -> None:
    district = factories.make_square_district()
    old = BoundaryVersion.objects.get(area=district.grid("W1"))
    assert [row[2] for row in rows(KindName.AREAS, level=Level.COMMUNITY)] == ["999901001001", "999901001002"]
    assert len(rows(KindName.AREAS, level=Level.GRID, area="999901001001")) == 2
    assert rows(KindName.AREAS, level=Level.GRID, as_of=date(2024, 12, 31)) == []
    assert len(rows(KindName.AREAS, level=Level.GRID, as_of=old.valid.lower)) == 4


def test_events_are_those_of_the_local_days() -> None:
    for moment in (datetime(2026, 4, 30, 15, 59, 59, tzinfo=UTC), datetime(2026, 4, 30, 16, tzinfo=UTC),
                   datetime(2026, 5, 1, 15, 59, 59, tzinfo=UTC), datetime(2026, 5, 1, 16, tzinfo=UTC)):  # fmt: skip
        factories.make_event(None, 0, 0, moment)
    assert len(rows(KindName.EVENTS, first=date(2026, 5, 1), last=date(2026, 5, 1))) == 2
    assert len(rows(KindName.EVENTS, first=date(2026, 5, 1))) == 3
    assert len(rows(KindName.EVENTS, last=date(2026, 4, 30))) == 1


@pytest.mark.parametrize("kind", EXPORTED)
def test_rows_come_in_two_statements_however_many(kind: KindName) -> None:
    make_full_district()
    with CaptureQueriesContext(
        connection,
    ) as seen:
        rows(kind)
    assert len([one for one in seen.captured_queries if "SAVEPOINT" not in one["sql"]]) <= 2


def test_rows_of_a_file_have_different_keys() -> None:
    keys = RowKeys()
    same = [keys.key(None, None, ("路", b"\1")) for _ in range(3)]
    assert len(set(same)) == 3
    assert keys.key("id:7", "u", ()) == "7"
    assert keys.key("uuid:ab", "ab", ()) == "ab"
    assert keys.key("0123456789abcdef0123456789abcdef-1", "u", ()) == "0123456789abcdef0123456789abcdef-1"


@pytest.mark.parametrize(
    "text", ["=1", "+86", "-1", "@x", "楼", "x=1", "'quoted'", "", "=", "a'", "'=x", "''=x", "'-"]
)
def test_importing_takes_the_guard_off_again(text: str) -> None:
    assert without_guard(guarded(text)) == text


@pytest.mark.parametrize(
    "key", [None, "0123456789abcdef0123456789abcdef-1"], ids=["by hand", "known by content"]
)
def test_rows_without_a_number_of_their_own_are_found_again(tmp_path: Path, key: str | None) -> None:
    factories.make_building(factories.make_square_district().grid("W1"), 10, 10, external_key=key)
    report = bring_back(export(tmp_path, KindName.BUILDINGS, Format.GPKG))
    assert (report.created, report.unchanged) == (0, 1)
    assert Building.objects.count() == 1


def test_events_of_unknown_status_come_without_a_closing_time(tmp_path: Path) -> None:
    factories.make_square_district()
    factories.make_event(
        None, 10, 10, datetime(2026, 5, 1, tzinfo=UTC), status_known=False, external_key="id:1"
    )
    written = export(tmp_path, KindName.EVENTS, Format.GEOJSON)
    (feature,) = json.loads(written.path.read_text(encoding="utf-8"))["features"]
    assert "closed_at" not in feature["properties"]
    report = bring_back(written)
    assert (report.created, report.updated, report.unchanged) == (0, 0, 1)
    assert not Event.objects.get().status_known


def test_a_mix_of_known_and_unknown_status_is_told(tmp_path: Path) -> None:
    for known in (True, False):
        factories.make_event(None, 10, 10, datetime(2026, 5, 1, tzinfo=UTC), status_known=known)
    notices = export(tmp_path, KindName.EVENTS, Format.CSV).notices
    assert any("1 个事件的办结状态未知" in zh for zh, _ in notices)


def test_an_export_is_logged_without_names(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    make_full_district()
    with caplog.at_level(logging.INFO, logger="geodata.export"):
        export(tmp_path, KindName.STAFF, Format.CSV, by="user:7", asked=Asked(area="999901001001"))
    (line,) = [record.getMessage() for record in caplog.records if record.name == "geodata.export"]
    for part in ("by=user:7", "role=district_admin", "kind=staff", "rows=1", "999901001001"):
        assert part in line
    assert "张三" not in line


def test_a_command_writes_the_file_and_says_what(tmp_path: Path) -> None:
    make_full_district()
    out = StringIO()
    path = tmp_path / "道路.gpkg"
    call_command("export_roads", str(path), "--datum", "gcj02", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["rows"], told["datum"], told["format"]) == (Road.objects.count(), "gcj02", "gpkg")
    assert Path(told["path"]).name == "道路_gcj02.gpkg"
    assert Path(told["path"]).stat().st_size == told["bytes"]
    out = StringIO()
    call_command(
        "export_events", str(tmp_path / "e.csv"), "--from", "2026-05-01", "--to", "2026-05-01", stdout=out
    )
    assert "3 行，CSV" in out.getvalue()


@pytest.mark.parametrize("kind", EXPORTED)
def test_every_kind_has_its_command(kind: KindName, tmp_path: Path) -> None:
    more = ["--level", "grid"] if kind is KindName.AREAS else []
    out = StringIO()
    call_command(f"export_{kind}", str(tmp_path / "a.gpkg"), *more, "--json", stdout=out)
    assert json.loads(out.getvalue())["rows"] == 0


def test_a_refused_command_ends_with_1_and_says_why(tmp_path: Path) -> None:
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("export_roads", str(tmp_path / "a.csv"), "--json", stdout=out, stderr=err)
    assert ended.value.code == 1
    assert json.loads(out.getvalue())["refused"]["code"] == "export_refused"
    assert "没有导出" in err.getvalue()
    assert "Not exported" in err.getvalue()


@pytest.mark.parametrize("last", [date.max, date(9999, 12, 30)], ids=str)
def test_the_last_day_that_can_be_written_ends_a_span(last: date) -> None:
    factories.make_event(None, 10, 10, datetime(2026, 5, 1, tzinfo=UTC))
    assert len(rows(KindName.EVENTS, last=last)) == 1


def test_events_of_mixed_status_come_back_without_naming_columns(tmp_path: Path) -> None:
    factories.make_square_district()
    for number, known in enumerate((True, False)):
        moment = datetime(2026, 5, 1 + number, tzinfo=UTC)
        factories.make_event(None, 10, 10, moment, status_known=known, external_key=f"id:{number}")
    before = list(Event.objects.order_by("id").values_list("category__code", "status_known"))
    written = export(tmp_path, KindName.EVENTS, Format.CSV)
    Event.objects.all().delete()
    assert bring_back(written).created == 2
    assert (
        list(Event.objects.order_by("external_key").values_list("category__code", "status_known")) == before
    )
