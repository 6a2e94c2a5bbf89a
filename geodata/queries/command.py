"""The figures of the wall screen; each function is one statement and takes a Scope."""

from datetime import timedelta
from typing import Any

from django.conf import settings

from geodata.rules.deadlines import WarningPolicy, lateness_of_hours
from geodata.rules.event_flow import Priority
from geodata.rules.small_numbers import rate_per_thousand
from geodata.sql import rows

from .command_scope import Scope
from .local_days import midnight

LEVELS = ("open", "on_time", "due_soon", "blue", "yellow", "red", "late_week", "late_month")
# So many late events still read as marks on the map; more are told as one number per area.
MOST_MARKS = 60
BAR_DAYS = 365

Row = dict[str, Any]


def now_figures(scope: Scope, policy: WarningPolicy) -> Row:
    """Today's counts, last week's for comparison, open events by lateness and by priority."""
    found = rows(
        "count_events_now",
        **scope.values(),
        due_soon_share=policy.due_soon_share,
        yellow_hours=policy.yellow_hours,
        red_hours=policy.red_hours,
    )
    by_priority = {row["priority"]: row for row in found if row["priority"]}
    levels = {level: sum(row[level] for row in by_priority.values()) for level in LEVELS}
    shared = {
        name: found[0][name]
        for name in ("reported", "closed", "on_time_closed", "reported_last_week", "closed_last_week")
    }
    return {
        "today": shared,
        "lateness": levels,
        "by_priority": [_priority(p, by_priority.get(p)) for p in Priority],
    }


def _priority(priority: Priority, row: Row | None) -> Row:
    open_now, on_time = (row["open"], row["on_time"]) if row else (0, 0)
    share = on_time / open_now if open_now else None
    return {"priority": priority.value, "open": open_now, "on_time": on_time, "share": share}


def category_figures(scope: Scope) -> list[Row]:
    """Events by top-level category: today, daily mean of the 30 days before, period and the one before it."""
    found = rows("count_events_by_top_category", **scope.values())
    return [row | {"daily_mean": row.pop("month") / 30} for row in found]


def child_figures(scope: Scope) -> list[Row]:
    """Events and households of the areas directly below, most overdue first."""
    names = {child["id"]: child for child in scope.area.children}
    found = rows("count_events_by_child_area", **scope.values())
    figures = [
        _names(names[row.pop("id")])
        | row
        | {"events_per_1000_households": rate_per_thousand(row["period"], row["households"])}
        for row in found
    ]
    return sorted(figures, key=lambda row: (-row["overdue"], -row["open"], row["code"]))


def _names(area: Row) -> Row:
    return {name: area[name] for name in ("code", "name", "name_en", "level")}


def latest_events(scope: Scope, policy: WarningPolicy) -> list[Row]:
    """The open events that are latest, latest first, as many as the map can show."""
    found = rows("list_latest_events", **scope.values(), row_limit=MOST_MARKS)
    return [row | {"level": lateness_of_hours(row["late_hours"], policy).value} for row in found]


def daily_figures(scope: Scope) -> list[Row]:
    """Reports per local day over the year that ends with the data's last day, whatever the period; no day is missing."""
    last = scope.data_last
    first = last - timedelta(days=BAR_DAYS - 1)
    values = scope.values() | {"starts_at": midnight(first), "ends_at": midnight(last + timedelta(days=1))}
    found = {
        row["day"]: row["reported"]
        for row in rows("count_events_by_day", **values, time_zone=settings.TIME_ZONE)
    }
    days = (first + timedelta(days=offset) for offset in range(BAR_DAYS))
    return [{"day": day.isoformat(), "reported": found.get(day, 0)} for day in days]


def hourly_figures(scope: Scope) -> list[Row]:
    """Reports of the period by weekday (1 Monday) and local hour; only hours with reports."""
    return rows("count_events_by_hour", **scope.values(), time_zone=settings.TIME_ZONE)


def profile_figures(scope: Scope, events: int) -> Row:
    """Who lives and works in the area; events of the period as a rate where there are enough households."""
    (row,) = rows("read_area_profile", **scope.values())
    return row | {
        "events": events,
        "events_per_1000_households": rate_per_thousand(events, row["households"]),
    }


def type_figures(scope: Scope) -> list[Row]:
    """Grids, households, events and leading categories of each grid type in the area."""
    return [
        row
        | {
            "events_per_1000_households": rate_per_thousand(row["events"], row["households"]),
            "top": [top | {"share": top["events"] / row["events"]} for top in row["top"]],
        }
        for row in rows("count_events_by_grid_type", **scope.values())
    ]
