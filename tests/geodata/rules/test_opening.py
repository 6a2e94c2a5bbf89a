"""Opening hours: state now, next change, holidays, make-up days, the written week."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from geodata.rules.opening import OpenState, day_spans, opening_now, readable
from geodata.rules.opening_week import opening_week
from geodata.rules.work_calendar import china

# A day trip of summer and winter hours, and a closure by date, as OSM writes them.
SEASONS = "Apr-Sep 08:30-18:00; Oct-Mar 09:00-17:00"
REPAIR = "Mo-Fr 09:00-17:00; 2026 Jan 20-2026 Jan 24 off"
ZONE = ZoneInfo("Asia/Shanghai")
STATION = "Mo-Fr 09:00-12:00,13:30-17:30; Sa 09:30-12:00; PH off"


def at(text: str) -> datetime:
    """An aware local moment."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("expression", "moment", "state", "change"),
    [
        pytest.param(STATION, "2026-11-24 10:00", "open", "2026-11-24 12:00", id="open-until-lunch"),
        pytest.param(
            STATION, "2026-11-24 11:30", "closing_soon", "2026-11-24 12:00", id="30-minutes-is-soon"
        ),
        pytest.param(STATION, "2026-11-24 11:29", "open", "2026-11-24 12:00", id="31-minutes-is-not-soon"),
        pytest.param(STATION, "2026-11-24 12:00", "closed", "2026-11-24 13:30", id="closed-on-the-minute"),
        pytest.param(STATION, "2026-11-24 18:00", "closed", "2026-11-25 09:00", id="opens-tomorrow"),
        pytest.param(STATION, "2026-11-28 13:00", "closed", "2026-11-30 09:00", id="saturday-noon-to-monday"),
        pytest.param(STATION, "2026-09-30 18:00", "closed", "2026-10-08 09:00", id="over-the-national-week"),
        pytest.param(
            STATION, "2026-10-10 16:00", "open", "2026-10-10 17:30", id="make-up-saturday-is-worked"
        ),
        pytest.param(STATION, "2026-01-04 10:00", "open", "2026-01-04 12:00", id="make-up-sunday-is-worked"),
        pytest.param("24/7", "2026-11-24 10:00", "open", None, id="always-open-has-no-change"),
        pytest.param(
            "Mo-Su 22:00-02:00", "2026-11-24 23:00", "open", "2026-11-25 02:00", id="across-midnight"
        ),
        pytest.param("PH 10:00-12:00", "2026-10-01 11:00", "open", "2026-10-01 12:00", id="only-on-holidays"),
        pytest.param(
            "Sa,PH 10:00-12:00", "2026-10-01 11:00", "open", "2026-10-01 12:00", id="listed-with-PH"
        ),
        pytest.param(
            "Mo-Fr 09:00-17:00", "2026-10-01 11:00", "open", "2026-10-01 17:00", id="holiday-not-excluded"
        ),
        pytest.param(
            SEASONS, "2026-09-30 17:30", "closing_soon", "2026-09-30 18:00", id="last-day-of-summer"
        ),
        pytest.param(SEASONS, "2026-09-30 18:00", "closed", "2026-10-01 09:00", id="winter-hours-tomorrow"),
        pytest.param(SEASONS, "2026-10-08 17:30", "closed", "2026-10-09 09:00", id="first-day-of-winter"),
        pytest.param(SEASONS, "2026-01-01 16:00", "open", "2026-01-01 17:00", id="winter-over-new-year"),
        pytest.param(
            "Tu 09:00-11:00", "2026-11-24 10:00", "open", "2026-11-24 11:00", id="mobile-unit-stops-here"
        ),
        pytest.param(
            "Tu 09:00-11:00", "2026-11-24 12:00", "closed", "2026-12-01 09:00", id="mobile-unit-next-stop"
        ),
        pytest.param(REPAIR, "2026-01-21 10:00", "closed", "2026-01-26 09:00", id="dated-closure"),
        pytest.param("off", "2026-11-24 10:00", "closed", None, id="never-open"),
        pytest.param("", "2026-11-24 10:00", "unknown", None, id="no-hours"),
        pytest.param("早九晚五", "2026-11-24 10:00", "unknown", None, id="not-osm-syntax"),
        pytest.param(
            "Mo-Fr 09:00-17:00 unknown", "2026-11-24 10:00", "unknown", None, id="said-to-be-unknown"
        ),
    ],
)
def test_state_and_next_change(expression: str, moment: str, state: str, change: str | None) -> None:
    found = opening_now(expression, at(moment), china())
    assert found.state == state
    assert found.changes_at == (at(change) if change else None)


def test_temporary_closure_names_the_first_opening_after_it() -> None:
    found = opening_now(STATION, at("2026-11-24 10:00"), china(), date(2026, 11, 27))
    assert found.state is OpenState.SUSPENDED
    assert found.changes_at == at("2026-11-28 09:30")


def test_a_past_closure_does_not_matter() -> None:
    assert opening_now(STATION, at("2026-11-24 10:00"), china(), date(2026, 11, 23)).is_open


def test_week_groups_equal_days_and_tells_holidays() -> None:
    week = opening_week(STATION, date(2026, 9, 23), china())
    assert week is not None
    assert [(group.first, group.last, len(group.spans)) for group in week.groups] == [
        (0, 4, 2),
        (5, 5, 1),
        (6, 6, 0),
    ]
    assert week.holiday == ()
    ahead = [(run.first.day, run.last.day, len(run.spans)) for run in week.ahead]
    assert ahead == [
        (date(2026, 9, 25), date(2026, 9, 27), 0),
        (date(2026, 10, 1), date(2026, 10, 7), 0),
        (date(2026, 10, 10), date(2026, 10, 10), 2),
    ]


def test_unreadable_hours_have_no_week() -> None:
    assert opening_week("soon", date(2026, 9, 23), china()) is None


def test_overlong_hours_are_not_evaluated() -> None:
    assert not readable("Mo 09:00-10:00; " * 20)


@pytest.mark.parametrize(
    ("year", "off", "worked"), [pytest.param(2025, 28, 5, id="2025"), pytest.param(2026, 33, 6, id="2026")]
)
def test_calendar_has_the_official_number_of_days(year: int, off: int, worked: int) -> None:
    days = [special for special in china().special.values() if special.day.year == year]
    assert sum(special.off for special in days) == off
    assert sum(not special.off for special in days) == worked


def test_every_make_up_day_is_a_weekend() -> None:
    assert all(special.off or special.day.weekday() >= 5 for special in china().special.values())


def test_next_working_days_skip_the_holiday_and_keep_the_make_up_day() -> None:
    found = china().working_days(date(2026, 9, 30), 4)
    assert [day.isoformat() for day in found] == ["2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10"]


def test_day_spans_are_cut_at_midnight() -> None:
    spans = day_spans("Mo-Su 22:00-02:00", date(2026, 11, 24), china())
    assert spans is not None
    assert [(span.start.hour, span.end.hour) for span in spans] == [(0, 2), (22, 0)]


@pytest.mark.parametrize(
    ("expression", "today", "change"),
    [
        pytest.param(
            SEASONS, date(2026, 9, 15), (date(2026, 10, 1), [(0, 6, "0900", "1700")]), id="winter-ahead"
        ),
        pytest.param(SEASONS, date(2026, 10, 1), None, id="winter-is-here"),
        pytest.param(
            SEASONS, date(2026, 3, 20), (date(2026, 4, 1), [(0, 6, "0830", "1800")]), id="summer-ahead"
        ),
        pytest.param(STATION, date(2026, 9, 20), None, id="holidays-are-no-season"),
        pytest.param("Mo[1] 09:00-11:00", date(2026, 11, 3), None, id="one-monday-a-month-is-no-season"),
        pytest.param("24/7", date(2026, 9, 20), None, id="always"),
    ],
)
def test_a_change_of_season_is_told_a_month_ahead(
    expression: str, today: date, change: tuple[date, list[tuple[int, int, str, str]]] | None
) -> None:
    week = opening_week(expression, today, china())
    assert week is not None
    told = week.season and (
        week.season.first,
        [(g.first, g.last, f"{s.start:%H%M}", f"{s.end:%H%M}") for g in week.season.groups for s in g.spans],
    )
    assert told == change
