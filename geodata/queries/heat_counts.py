"""The kept counts of heat: by local day, cell, category, priority and source."""

from typing import Any

from geodata.analysis.web_cells import DayCounts, unpack_counts
from geodata.sql import rows

from .event_filters import EventFilters


def knows(filters: EventFilters) -> bool:
    """Whether the counts are of what is asked: they know nothing of state, hours, areas and repeats."""
    return filters.state is None and not filters.slots and filters.area_ids is None and not filters.incidents


def day_counts(filters: EventFilters, *, each_day: bool) -> DayCounts | None:
    """Events by day and cell of zoom 17 (1 statement); None where the counts do not know the period.

    each_day: False where only the sum over the days matters; then all stand at the first day.
    """
    bound: dict[str, Any] = filters.values()
    (found,) = rows(
        "sum_heat_counts",
        first_day=filters.first,
        last_day=filters.last,
        each_day=each_day,
        category_ids=bound["category_ids"],
        priorities=bound["priorities"],
        sources=bound["sources"],
    )
    return unpack_counts(bytes(found["packed"] or b"")) if found["kept"] else None


def wrong_heat_counts() -> int:
    """In how many numbers the kept counts differ from the rows (1 statement, reads everything)."""
    wrong: int = rows("count_wrong_heat")[0]["wrong"]
    return wrong
