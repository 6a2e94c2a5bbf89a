"""The filters events and their heat share, and how they bind to the rows."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from geodata.errors import BadParameter
from geodata.queries.local_days import midnight
from geodata.rules.event_flow import Priority, Source
from geodata.rules.periods import EARLIEST_DAY, LATEST_DAY, Period

from .filters import Filter, day, word

EVENT_FILTERS: dict[str, Filter] = {
    "from": day,
    "to": day,
    "category": word(),
    "priority": word(*Priority),
    "source": word(*Source),
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


def event_parameters(filters: Mapping[str, Any]) -> dict[str, Any]:
    """The bound values of a period (both days included), category ids, priority and source."""
    return {
        "starts_at": midnight(filters["from"]),
        "ends_at": midnight(filters["to"] + timedelta(days=1)),
        "first_day": filters["from"],
        "last_day": filters["to"],
        "days": (filters["to"] - filters["from"]).days + 1,
        "category_ids": filters.get("category_ids"),
        "priority": filters.get("priority"),
        "source": filters.get("source"),
    }


def by_day_only(filters: Mapping[str, Any]) -> bool:
    """Whether nothing but days is asked for, so that the counts kept by day answer it."""
    return not filters.keys() & {"category", "priority", "source", "standing"}
