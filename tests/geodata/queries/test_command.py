"""The wall screen's figures against a recount in Python over random small districts."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

import pytest
from django.utils import timezone

from geodata.errors import BadParameter, NotFound
from geodata.models import Event, GridType
from tests import factories
from tests.factories import SquareDistrict
from webmap.pages.command_figures import figures

NOW = datetime(2026, 5, 13, 6, 30, tzinfo=UTC)  # 14:30 on a Wednesday in Shanghai
GRIDS = {"W1": (100, 100), "W2": (100, 600), "E1": (600, 100), "E2": (600, 600)}


@pytest.fixture
def busy(db: None) -> SquareDistrict:
    """Four grids with people and 120 random events over 70 days, a tenth of them outside every grid."""
    district = factories.make_square_district()
    chance = random.Random(7)
    tops = [factories.make_category(code) for code in ("city", "safety")]
    leaves = [factories.make_category(f"{top.code}-{n}", top) for top in tops for n in (1, 2)]
    for name, (x, y) in GRIDS.items():
        factories.make_building(district.grid(name), x, y, households=40 * (1 + (name in {"W1", "E1"})))
        GridType.objects.create(
            area=district.grid(name),
            grid_type="old_residential" if name[0] == "W" else "urban_general",
            deciding_share=0.7,
            margin=0.1,
            classified_at=NOW,
        )
    for _ in range(120):
        name = chance.choice([*GRIDS, *GRIDS, *GRIDS, None])
        reported = NOW - timedelta(hours=chance.uniform(0, 70 * 24))
        took = timedelta(hours=chance.expovariate(1 / 60))
        closed = reported + took if reported + took < NOW else None
        x, y = GRIDS.get(name, (5000, 5000)) if name else (5000, 5000)
        factories.make_event(
            district.grid(name) if name else None,
            x,
            y,
            reported,
            closed_at=closed,
            category=chance.choice([*tops, *leaves]),
            priority=chance.choice(["general", "urgent", "cross_department"]),
        )
    factories.make_event(district.grid("W1"), 100, 100, NOW - timedelta(days=20), status_known=False)
    return district


def recount(codes: str = "") -> list[Event]:
    """Events inside areas whose code begins so; all of them for an empty one."""
    found = Event.objects.select_related("area", "category__parent")
    return [e for e in found if not codes or (e.area and e.area.code.startswith(codes))]


@pytest.mark.parametrize(
    "area", ["", "999901001001", "999901001002001"], ids=["district", "community", "grid"]
)
def test_every_figure_agrees_with_a_recount(busy: SquareDistrict, area: str) -> None:
    made = figures({"area": area}, NOW)
    events = recount(area)
    start = timezone.localtime(NOW).replace(hour=0, minute=0, second=0, microsecond=0)
    period = [e for e in events if start - timedelta(days=29) <= e.reported_at]
    is_open = [e for e in events if e.closed_at is None and e.status_known]
    late = [e for e in is_open if e.due_at < NOW]
    closed = [e for e in events if e.closed_at and e.closed_at >= start]
    assert made["today"]["reported"] == sum(e.reported_at >= start for e in events)
    assert made["today"]["closed"] == len(closed)
    assert made["today"]["on_time_closed"] == sum(e.closed_at <= e.due_at for e in closed if e.closed_at)
    assert made["today"]["open"] == len(is_open)
    assert made["today"]["overdue"] == len(late)
    week = timedelta(days=7)
    assert made["today"]["reported_last_week"] == sum(
        start - week <= e.reported_at < NOW - week for e in events
    )
    assert made["profile"]["events"] == len(period)
    assert sum(row["period"] for row in made["by_category"]) == len(period)
    assert sum(day["reported"] for day in made["daily"]) == len(events)
    assert len(made["daily"]) == 365


def test_lateness_follows_the_rule(busy: SquareDistrict) -> None:
    from geodata.rules.deadlines import lateness

    counted = Counter(
        lateness(e.reported_at, e.due_at, NOW).value
        for e in recount()
        if e.closed_at is None and e.status_known
    )
    made = figures({}, NOW)["lateness"]
    assert {level: made[level] for level in ("blue", "yellow", "red", "due_soon")} == {
        level: counted[level] for level in ("blue", "yellow", "red", "due_soon")
    }
    assert made["on_time"] == counted["on_time"] + counted["due_soon"]


def test_children_add_up_with_what_lies_outside(busy: SquareDistrict) -> None:
    made = figures({}, NOW)
    assert sum(row["period"] for row in made["by_area"]) + made["outside"] == made["profile"]["events"]
    assert made["outside"] > 0
    inner = figures({"area": "999901001"}, NOW)
    assert [row["code"] for row in inner["area"]["trail"]] == ["999901", "999901001"]
    for row in inner["by_area"]:
        own = [e for e in recount(row["code"]) if e.closed_at is None and e.status_known and e.due_at < NOW]
        hours = [(NOW - e.due_at) / timedelta(hours=1) for e in own]
        assert row["overdue"] == len(own)
        assert row["median_late_hours"] == (pytest.approx(median(hours)) if own else None)


def test_the_latest_come_first_and_the_rest_is_counted(busy: SquareDistrict) -> None:
    made = figures({}, NOW)
    hours = [event["late_hours"] for event in made["worst"]]
    assert hours == sorted(hours, reverse=True)
    assert len(hours) + made["worst_more"] == made["today"]["overdue"]


def test_few_late_events_are_marked_and_many_are_only_counted(
    busy: SquareDistrict, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days in (4, 5, 6, 7):
        factories.make_event(busy.grid("W1"), 100, 100, NOW - timedelta(days=days))
    made = figures({}, NOW)
    assert len(made["marks"]) == made["today"]["overdue"] > 4 == len(made["worst"])
    lon, lat = made["marks"][0]["lon"], made["marks"][0]["lat"]
    assert (102 < lon < 103, 25 < lat < 26) == (True, True)
    monkeypatch.setattr("geodata.queries.command.MOST_MARKS", made["today"]["overdue"] - 1)
    assert figures({}, NOW)["marks"] is None


def test_children_tell_the_change_since_yesterday_their_types_and_their_place(busy: SquareDistrict) -> None:
    yesterday = NOW - timedelta(days=1)
    for row in figures({"area": "999901001"}, NOW)["by_area"]:
        own = [e for e in recount(row["code"]) if e.status_known and e.due_at < yesterday]
        assert row["overdue_yesterday"] == sum(e.closed_at is None or e.closed_at > yesterday for e in own)
        assert row["types"] == {"old_residential" if row["code"].endswith("1") else "urban_general": 2}
        assert (102 < row["lon"] < 103, 25 < row["lat"] < 26) == (True, True)


def test_lateness_is_split_at_a_week_and_a_month(busy: SquareDistrict) -> None:
    is_open = [e for e in recount() if e.closed_at is None and e.status_known]
    late_days = [(NOW - e.due_at) / timedelta(days=1) for e in is_open if e.due_at < NOW]
    made = figures({}, NOW)["lateness"]
    assert made["late_week"] == sum(days < 7 for days in late_days)
    assert made["late_month"] == sum(days < 30 for days in late_days)


def test_hours_and_the_period_before_agree_with_a_recount(busy: SquareDistrict) -> None:
    made = figures({}, NOW)
    start = timezone.localtime(NOW).replace(hour=0, minute=0) - timedelta(days=29)
    local = [timezone.localtime(e.reported_at) for e in recount() if e.reported_at >= start]
    counted = Counter((t.isoweekday(), t.hour) for t in local)
    assert {(row["weekday"], row["hour"]): row["reported"] for row in made["hourly"]} == counted
    before = [e for e in recount() if start - timedelta(days=30) <= e.reported_at < start]
    assert made["reported_before"] == sum(row["previous"] for row in made["by_category"]) == len(before)


def test_a_top_category_counts_its_children_only(busy: SquareDistrict) -> None:
    made = figures({"category": "city"}, NOW)
    assert [row["code"] for row in made["by_category"]] == ["city"]
    expected = [e for e in recount() if e.category.code.startswith("city")]
    assert sum(day["reported"] for day in made["daily"]) == len(expected)


def test_an_event_of_unknown_status_is_neither_open_nor_late(busy: SquareDistrict) -> None:
    made = figures({}, NOW)
    assert made["period_totals"]["unknown_status"] == 1
    assert made["today"]["open"] == sum(e.closed_at is None and e.status_known for e in recount())


def test_too_few_households_give_no_rate(busy: SquareDistrict) -> None:
    assert figures({"area": "999901001001002"}, NOW)["profile"]["events_per_1000_households"] is None
    rate = figures({"area": "999901001001001"}, NOW)["profile"]
    assert rate["events_per_1000_households"] == pytest.approx(rate["events"] / 80 * 1000)


def test_types_share_out_the_events_of_typed_grids(busy: SquareDistrict) -> None:
    types = {row["grid_type"]: row for row in figures({}, NOW)["types"]}
    assert types["old_residential"]["grids"] == 2
    assert types["old_residential"]["households"] == 120
    for row in types.values():
        assert sum(top["share"] for top in row["top"]) <= 1.0001
        assert row["top"] == sorted(row["top"], key=lambda top: -top["events"])


def test_old_data_opens_on_its_own_last_days(db: None) -> None:
    district = factories.make_square_district()
    for days in (0, 3, 40):
        factories.make_event(
            district.grid("W1"), 100, 100, datetime(2010, 8, 31, tzinfo=UTC) - timedelta(days=days)
        )
    made = figures({}, NOW)
    assert made["historical"] is True
    assert made["today"] is None
    assert made["period"] == {"from": "2010-08-02", "to": "2010-08-31", "days": 30}
    assert made["profile"]["events"] == 2
    assert made["daily"][-1]["day"] == "2010-08-31"


def test_an_empty_database_has_figures_too(db: None) -> None:
    made = figures({}, NOW)
    assert made["area"] is None
    assert made["by_area"] == []
    assert made["today"]["reported"] == 0


def test_the_figures_take_ten_statements(busy: SquareDistrict, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(10):
        figures({}, NOW)


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"from": "x"}, BadParameter),
        ({"from": "2026-05-02", "to": "2026-05-01"}, BadParameter),
        ({"from": "1990-05-02", "to": "2026-05-01"}, BadParameter),
        ({"category": "nothing"}, BadParameter),
        ({"area": "123"}, NotFound),
    ],
)
def test_nonsense_is_refused_by_name(
    busy: SquareDistrict, query: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        figures(query, NOW)
    assert next(iter(query.values()))[:4] in str(caught.value) or "2026-05-01" in str(caught.value)
