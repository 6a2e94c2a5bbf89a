"""The filters events and their heat share, and how they bind to the rows."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from geodata.rules.event_flow import Priority, Source

from .filters import Filter, day, word

EVENT_FILTERS: dict[str, Filter] = {
    "from": day,
    "to": day,
    "category": word(),
    "priority": word(*Priority),
    "source": word(*Source),
}


def local_midnight(local_day: date) -> datetime:
    """The aware start of a local day."""
    return timezone.make_aware(datetime.combine(local_day, time.min))


def event_parameters(filters: Mapping[str, Any]) -> dict[str, Any]:
    """The bound values of a period (both days included), category ids, priority and source."""
    return {
        "starts_at": local_midnight(filters["from"]),
        "ends_at": local_midnight(filters["to"] + timedelta(days=1)),
        "days": (filters["to"] - filters["from"]).days + 1,
        "category_ids": filters.get("category_ids"),
        "priority": filters.get("priority"),
        "source": filters.get("source"),
    }
