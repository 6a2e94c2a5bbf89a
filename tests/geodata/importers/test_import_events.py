"""Events from CSV into the database."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from geodata.errors import ImportRefused
from geodata.importers.kinds import import_file
from geodata.importers.options import ImportOptions
from geodata.importers.report import Report
from geodata.models import BoundaryVersion, Event, EventCategory, EventStep, ImportRun
from geodata.rules.datums import Datum
from geodata.rules.import_kinds import KindName
from tests import factories

from .conftest import lonlat

pytestmark = pytest.mark.django_db

HEADER = ("time", "lon", "lat", "kind", "closed")
INSIDE, OUTSIDE = lonlat(100, 100), lonlat(9_000, 100)
TIME = "2026-05-01 08:00"


def load(path: Path, **options: Any) -> Report:
    return import_file(
        KindName.EVENTS, ImportOptions(path, **({"commit": True, "category": "kind"} | options))
    )


def counts(report: Report) -> tuple[int, int, int, int, int]:
    assert report.read == report.loaded + report.rejected
    assert report.created + report.updated + report.unchanged == report.loaded
    return report.loaded, report.rejected, report.created, report.updated, report.unchanged


def notices(report: Report) -> dict[str, float | None]:
    return {problem.code: problem.measure for problem in report.problems if problem.severity == "notice"}


def test_an_event_is_general_and_due_after_two_days_with_its_status_unknown(table):
    report = load(table(HEADER, (TIME, *INSIDE, "噪音", "")))
    event = Event.objects.get()
    assert counts(report) == (1, 0, 1, 0, 0)
    assert (event.priority, event.step, event.status_known, event.closed_at) == (
        "general",
        "reported",
        False,
        None,
    )
    assert event.reported_at == datetime(2026, 5, 1, 0, 0, tzinfo=UTC)
    assert (event.due_at - event.reported_at).total_seconds() == 48 * 3600
    assert event.geom.distance(factories.point(100, 100)) < 0.02
    assert list(EventStep.objects.values_list("step", "at")) == [("reported", event.reported_at)]
    assert notices(report)["status_unknown"] == 1


def test_a_closing_column_tells_the_status(table):
    path = table(HEADER, (TIME, *INSIDE, "噪音", "2026-05-02 09:30"), (TIME, *OUTSIDE, "噪音", ""))
    report = load(path, closed="closed")
    assert "status_unknown" not in notices(report)
    found = Event.objects.order_by("id").values_list("step", "status_known", "closed_at__minute")
    assert list(found) == [("evaluated", True, 30), ("reported", True, None)]
    assert list(EventStep.objects.order_by("id").values_list("step", flat=True)) == [
        "reported",
        "evaluated",
        "reported",
    ]


def test_the_same_file_again_changes_nothing(table):
    path = table(HEADER, (TIME, *INSIDE, "a", ""), (TIME, *INSIDE, "a", ""), (TIME, *OUTSIDE, "a", ""))
    assert counts(load(path)) == (3, 0, 3, 0, 0)
    assert counts(load(path)) == (3, 0, 0, 0, 3)
    assert (Event.objects.count(), EventStep.objects.count(), ImportRun.objects.count()) == (3, 3, 2)


def test_without_commit_nothing_is_written(table):
    report = load(table(HEADER, (TIME, *INSIDE, "a", "")), commit=False)
    assert (report.created, report.committed) == (1, False)
    assert (Event.objects.count(), EventCategory.objects.count(), ImportRun.objects.count()) == (0, 0, 0)


def test_another_datum_moves_known_events_and_another_zone_is_refused(table):
    path = table(HEADER, (TIME, *INSIDE, "a", ""))
    load(path)
    before = Event.objects.get().geom
    assert counts(load(path, datum=Datum.GCJ02)) == (1, 0, 0, 1, 0)
    assert 300 < Event.objects.get().geom.distance(before) < 450
    with pytest.raises(ImportRefused, match="--tz"):
        load(path, tz="UTC")


def test_a_later_file_closes_an_event_but_none_opens_it_again(table):
    opened = table(HEADER, (TIME, *INSIDE, "a", ""))
    load(opened, closed="closed")
    closed = table(HEADER, (TIME, *INSIDE, "a", "2026-05-03 08:00"), name="closed.csv")
    assert counts(load(closed, closed="closed")) == (1, 0, 0, 1, 0)
    assert counts(load(opened, closed="closed")) == (1, 0, 0, 0, 1)
    assert Event.objects.get().step == "evaluated"
    assert EventStep.objects.count() == 2


def test_bad_rows_are_rejected_with_their_reason(table):
    path = table(
        HEADER,
        ("1/5/2026", *INSIDE, "a", ""),
        (TIME, "", "", "a", ""),
        (TIME, 0, 0, "a", ""),
        (TIME, *INSIDE, "a", "soon"),
        (TIME, *INSIDE, "a", "2026-04-30 08:00"),
        (TIME, *INSIDE, "a", ""),
        (TIME, *INSIDE, "a"),
    )
    report = load(path, closed="closed")
    assert counts(report) == (1, 6, 1, 0, 0)
    rejected = {problem.row: problem.code for problem in report.problems if problem.severity == "rejected"}
    assert rejected == {
        1: "time_unreadable",
        2: "coordinates_missing",
        3: "far_away",
        4: "closed_unreadable",
        5: "closed_before_reported",
        7: "cell_count",
    }


def test_known_categories_are_used_and_new_words_become_categories(table):
    noise = EventCategory.objects.create(code="noise", name="噪音", name_en="Noise")
    words = ("噪音", "NOISE", "noise", "Auto Theft", "auto-theft", "")
    path = table(HEADER, *((TIME, *INSIDE, word, "") for word in words))
    report = load(path)
    assert Event.objects.filter(category=noise).count() == 3
    made = set(EventCategory.objects.exclude(pk=noise.pk).values_list("code", "name"))
    assert made == {("auto_theft", "Auto Theft"), ("auto_theft_2", "auto-theft"), ("uncategorised", "未分类")}
    assert notices(report)["category_missing"] == 1
    assert counts(load(path)) == (6, 0, 0, 0, 6)


def test_without_a_category_column_all_are_uncategorised(table):
    load(table(HEADER, (TIME, *INSIDE, "a", "")), category=None)
    assert Event.objects.get().category.code == "uncategorised"


def test_a_column_of_a_thousand_words_is_no_category(table):
    rows = ((TIME, *INSIDE, f"word{number}", "") for number in range(1_000))
    with pytest.raises(ImportRefused, match="不像是类别"):
        load(table(HEADER, *rows))


def test_places_are_the_finest_area_of_the_day_and_the_outside_is_kept(table):
    district = factories.make_square_district()
    grid = district.grid("W1")
    load(
        table(
            HEADER,
            (TIME, *INSIDE, "a", ""),
            ("2019-01-01 00:00", *INSIDE, "a", ""),
            (TIME, *OUTSIDE, "a", ""),
        )
    )
    placed = Event.objects.order_by("reported_at", "id").values_list("area__code", flat=True)
    assert list(placed) == [grid.code, grid.code, None]


def test_a_grid_that_began_later_does_not_hold_while_its_community_did(table):
    district = factories.make_square_district()
    grid = district.grid("W1")
    version = BoundaryVersion.objects.get(area=grid)
    version.valid = (version.valid.lower, date(2026, 1, 1))
    version.save()
    report = load(table(HEADER, (TIME, *INSIDE, "a", "")))
    assert Event.objects.get().area.code == "999901001001"
    assert report.figures["outside_areas"] == 0


def test_a_file_without_rows_is_processed(table):
    assert counts(load(table(HEADER))) == (0, 0, 0, 0, 0)
