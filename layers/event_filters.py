"""The filters events and their heat share, and how they bind to the rows."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from geodata.errors import BadParameter
from geodata.queries.event_filters import EventFilters
from geodata.rules.event_flow import Priority, Source
from geodata.rules.event_states import EventState, hours_of_week
from geodata.rules.periods import EARLIEST_DAY, LATEST_DAY, Period

from .filters import Filter, day, word, words


def hours(name: str, text: str) -> tuple[int, ...]:
    """Hours of the week as numbers from ranges such as '8-17,32-41', both ends included; Monday 0:00 is 0."""
    found = hours_of_week(text) if len(text) <= 700 else None
    if found is None:
        raise BadParameter(
            f"{name}={text[:60]!r} 不能识别；应写成一周里的小时范围，例如 8-17,32-41（周一 0 时为 0，至 167，含两端）。",
            f"{name}={text[:60]!r} is not understood; write ranges of hours of the week such as 8-17,32-41 "
            "(Monday 0:00 is 0, up to 167, both ends included).",
        )
    return found


def area_code(name: str, text: str) -> str:
    """The code of an area: 6 to 15 digits."""
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise unknown_area(name, text)
    return text


def unknown_area(name: str, text: str) -> BadParameter:
    """The refusal of something that is no code of an area."""
    return BadParameter(
        f"{name}={text[:40]!r} 不是区域代码；应为已有区域的 6、9、12 或 15 位代码。",
        f"{name}={text[:40]!r} is no code of an area; write the 6, 9, 12 or 15 digits of one that exists.",
    )


EVENT_FILTERS: dict[str, Filter] = {
    "from": day,
    "to": day,
    "category": words(),
    "priority": words(*Priority),
    "source": words(*Source),
    "state": word(*EventState),
    "hours": hours,
    "area": area_code,
    "count": word("reports", "incidents"),
}
# Single events can also be asked for by how they stand; then every day counts unless days are named.
STANDING_FILTER: dict[str, Filter] = {"standing": word("open")}


def filled_period(filters: Mapping[str, Any], opening: Period) -> dict[str, Any]:
    """The filters with both days: a missing last day is the opening one's, a missing first one as many days before."""
    every_day = "standing" in filters and not filters.keys() & {"from", "to"}
    last = LATEST_DAY if every_day else filters.get("to", opening.last)
    first = EARLIEST_DAY if every_day else filters.get("from", last - timedelta(days=opening.days - 1))
    if first > last:
        raise BadParameter(
            f"from={first} 晚于 to={last}；起点应不晚于终点。", f"from={first} is after to={last}; from ≤ to."
        )
    return {**filters, "from": first, "to": last}


def filled_moment(filters: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The filters, with the minute that lateness is told at where it is asked for."""
    late = filters.get("state") == EventState.LATE
    return {**filters, "late_at": now.replace(second=0, microsecond=0)} if late else dict(filters)


def event_filters(filters: Mapping[str, Any]) -> EventFilters:
    """The filters of a question, its categories and area resolved to ids."""
    ids, below = filters.get("category_ids"), filters.get("area_ids")
    return EventFilters(
        first=filters["from"],
        last=filters["to"],
        category_ids=None if ids is None else tuple(ids),
        priorities=filters.get("priority", ()),
        sources=filters.get("source", ()),
        state=EventState(filters["state"]) if "state" in filters else None,
        slots=filters.get("hours", ()),
        area_ids=None if below is None else tuple(below),
        incidents=filters.get("count") == "incidents",
        late_at=filters.get("late_at"),
    )


def event_parameters(filters: Mapping[str, Any]) -> dict[str, Any]:
    """The bound values of the filters, and the days for what is kept by day."""
    asked = event_filters(filters)
    days = {
        "first_day": asked.first,
        "last_day": asked.last,
        "days": asked.days,
    }
    return asked.values() | days
