"""Which events, days and areas the wall screen counts when asked for less than everything."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.contrib.gis.geos import MultiPolygon
from django.utils import timezone

from geodata.crs import MEASURE
from geodata.errors import BadParameter, NotFound
from geodata.models import Area, BoundaryVersion, Department, Event
from tests import factories
from tests.factories import SquareDistrict
from webmap.pages.command_figures import figures

NOW = datetime(2026, 5, 13, 16, 30, tzinfo=UTC)  # half past midnight of 14 May in Shanghai
PLACES: dict[str | None, tuple[int, int]] = {
    "W1": (100, 100), "W2": (100, 600), "E1": (600, 100), "E2": (600, 600), None: (5000, 5000),
}  # fmt: skip


@pytest.fixture
def district(db: None) -> SquareDistrict:
    return factories.make_square_district()


def scatter(district: SquareDistrict, seed: int) -> None:
    """Sixty random events over 60 days, some outside every grid, a few of unknown status."""
    chance = Random(seed)
    tops = [factories.make_category(code) for code in ("city", "safety")]
    leaves = [factories.make_category(f"{top.code}-1", top) for top in tops]
    for _ in range(60):
        name = chance.choice(list(PLACES))
        reported = NOW - timedelta(minutes=chance.randrange(60 * 24 * 60))
        closed = reported + timedelta(hours=chance.expovariate(1 / 60))
        fate: dict[str, Any] = {"closed_at": closed} if closed < NOW else {}
        if not fate and chance.random() < 0.2:
            fate = {"status_known": False}
        factories.make_event(
            district.grid(name) if name else None,
            *PLACES[name],
            reported,
            category=chance.choice([*tops, *leaves]),
            priority=chance.choice(["general", "urgent", "cross_department"]),
            **fate,
        )


def recounted(area: str, category: str) -> list[Event]:
    """Events of an area and a category by their codes, each empty for all."""
    return [
        event
        for event in Event.objects.select_related("area", "category__parent")
        if (not area or (event.area and event.area.code.startswith(area)))
        and category in {"", event.category.code, getattr(event.category.parent, "code", "")}
    ]


def day_of(event: Event) -> date:
    return timezone.localdate(event.reported_at)


def open_now(events: Iterable[Event]) -> list[Event]:
    return [e for e in events if e.closed_at is None and e.status_known]


def child_rows(
    codes: Iterable[str], events: list[Event], span: range
) -> list[tuple[str, int, int, int, int]]:
    """Code, open, overdue, today and period of each child."""
    found = []
    for code in sorted(codes):
        own = [e for e in events if e.area and e.area.code.startswith(code)]
        late = [e for e in open_now(own) if e.due_at < NOW]
        today = sum(day_of(e) == timezone.localdate(NOW) for e in own)
        period = sum(day_of(e).toordinal() in span for e in own)
        found.append((code, len(open_now(own)), len(late), today, period))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_period_area_and_category_agree_with_a_recount(district: SquareDistrict, seed: int) -> None:
    scatter(district, seed)
    chance = Random(seed)
    area = chance.choice(["", "999901", "999901001", "999901001001", "999901001002002"])
    category = chance.choice(["", "city", "safety-1"])
    first = timezone.localdate(NOW) - timedelta(days=chance.randrange(20, 50))
    last = first + timedelta(days=chance.randrange(20))
    query = {"from": first.isoformat(), "to": last.isoformat(), "area": area, "category": category}
    made = figures(query, NOW)
    events = recounted("" if area == "999901" else area, category)
    span = range(first.toordinal(), last.toordinal() + 1)
    period = [e for e in events if day_of(e).toordinal() in span]
    assert made["period_totals"] == {
        "reported": len(period),
        "closed": sum(e.closed_at is not None for e in period),
        "unknown_status": sum(not e.status_known for e in period),
    }
    rows = sorted(
        tuple(row[name] for name in ("code", "open", "overdue", "today", "period")) for row in made["by_area"]
    )
    assert rows == child_rows((row["code"] for row in made["by_area"]), events, span)
    for row in made["by_priority"]:
        own = [e for e in open_now(events) if e.priority == row["priority"]]
        assert (row["open"], row["on_time"]) == (len(own), sum(e.due_at >= NOW for e in own))
    daily = {row["day"]: row["reported"] for row in made["daily"] if row["reported"]}
    assert daily == {day.isoformat(): [day_of(e) for e in events].count(day) for day in map(day_of, events)}


def test_a_local_day_begins_at_midnight_in_shanghai(district: SquareDistrict) -> None:
    midnight = datetime(2026, 5, 13, 16, 0, tzinfo=UTC)
    for minutes in (-1, 0, 29):
        factories.make_event(district.grid("W1"), 100, 100, midnight + timedelta(minutes=minutes))
    made = figures({}, NOW)
    assert (made["today"]["day"], made["today"]["until"]) == ("2026-05-14", "00:30")
    assert made["today"]["reported"] == 2
    assert [row["reported"] for row in made["daily"][-2:]] == [1, 2]


def test_daily_mean_is_of_the_thirty_days_before_today(district: SquareDistrict) -> None:
    for days in (0, 1, 30, 31):
        factories.make_event(district.grid("W1"), 100, 100, NOW - timedelta(days=days))
    (row,) = figures({}, NOW)["by_category"]
    assert row["daily_mean"] == pytest.approx(2 / 30)


def test_an_event_dated_ahead_of_the_clock_is_open_nowhere(district: SquareDistrict) -> None:
    factories.make_event(district.grid("W1"), 100, 100, NOW - timedelta(hours=1))
    factories.make_event(district.grid("W1"), 100, 100, NOW + timedelta(hours=3))
    made = figures({}, NOW)
    assert made["today"]["open"] == 1
    assert [row["open"] for row in made["by_area"]] == [1]


def test_the_latest_event_says_where_it_is_and_who_has_it(district: SquareDistrict) -> None:
    office = Department.objects.create(code="city", name="城市管理局", name_en="Urban Management")
    factories.make_event(district.grid("E1"), 600, 100, NOW - timedelta(hours=60), department=office)
    (event,) = figures({}, NOW)["worst"]
    assert event["late_hours"] == pytest.approx(12)
    assert (event["subdistrict"], event["community"]) == ("方正街道", "东社区")
    assert (event["grid_code"], event["department"], event["level"]) == (
        "999901001002001",
        "城市管理局",
        "blue",
    )


def test_a_last_day_alone_opens_on_the_thirty_days_before_it(district: SquareDistrict) -> None:
    factories.make_event(district.grid("W1"), 100, 100, NOW)
    made = figures({"to": "2026-01-31"}, NOW)
    assert made["period"] == {"from": "2026-01-02", "to": "2026-01-31", "days": 30}


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "\0"])
def test_a_day_beyond_the_calendar_is_refused(district: SquareDistrict, day: str) -> None:
    with pytest.raises(BadParameter):
        figures({"from": day, "to": day}, NOW)


@pytest.mark.parametrize("code", ["\0", "x", "' OR 1=1", "999901" * 20])
def test_what_is_no_area_code_is_not_found(district: SquareDistrict, code: str) -> None:
    with pytest.raises(NotFound):
        figures({"area": code}, NOW)


#   x=0     1000    2000 m      two areas side by side, neither below the other;
#    +-------+-------+          one event in the left one, two in the right one,
#    |   1   |  2 3  |    4     one in neither
#    +-------+-------+
def make_neighbours(level: str, codes: tuple[str, str]) -> None:
    """Two areas of a level without a parent, with one and two open events, and one event outside."""
    for place, code in enumerate(codes):
        area = Area.objects.create(code=code, level=level, name=code)
        outline = factories.square(1000 * place, 0, 1000)
        BoundaryVersion.objects.create(
            area=area,
            valid=(factories.FIRST_DAY, None),
            status="published",
            geom=MultiPolygon(outline, srid=MEASURE),
            anchor=outline.centroid,
        )
        for _ in range(place + 1):
            factories.make_event(area, 1000 * place + 500, 500, NOW - timedelta(hours=1))
    factories.make_event(None, 5000, 500, NOW - timedelta(hours=1))


@pytest.mark.parametrize(
    ("level", "codes"),
    [("district", ("999901", "999902")), ("subdistrict", ("999901001", "999901002"))],
    ids=["two districts", "subdistricts imported without a district"],
)
def test_an_area_without_a_parent_counts_its_own_events_only(
    db: None, level: str, codes: tuple[str, str]
) -> None:
    make_neighbours(level, codes)
    for code, expected in zip(codes, (1, 2), strict=True):
        made = figures({"area": code}, NOW)
        assert (made["profile"]["events"], made["today"]["open"]) == (expected, expected)


@pytest.mark.parametrize(
    ("level", "codes"),
    [("district", ("999901", "999902")), ("subdistrict", ("999901001", "999901002"))],
    ids=["two districts", "no district"],
)
def test_above_several_outermost_areas_everything_counts(
    db: None, level: str, codes: tuple[str, str]
) -> None:
    make_neighbours(level, codes)
    made = figures({}, NOW)
    assert (made["area"], made["top"]) == (None, False)
    assert [(row["code"], row["period"]) for row in made["by_area"]] == [(codes[1], 2), (codes[0], 1)]
    assert made["outside"] == 1
    assert made["profile"]["events"] == 4


def test_the_time_bar_of_historical_data_stays_when_an_earlier_window_is_asked(
    district: SquareDistrict,
) -> None:
    newest = NOW - timedelta(days=400)
    factories.make_event(district.grid("W1"), 100, 100, newest)
    early = (timezone.localdate(newest) - timedelta(days=90)).isoformat()
    bars = [figures(query, NOW)["daily"] for query in ({}, {"to": early})]
    assert bars[0] == bars[1]
    assert bars[0][-1] == {"day": timezone.localdate(newest).isoformat(), "reported": 1}
