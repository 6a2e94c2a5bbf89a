"""The kept counts of heat: by local day, cell, category, priority and source."""

from typing import Any

from geodata.analysis.web_cells import DayCounts, unpack_counts
from geodata.sql import rows

from .event_filters import EventFilters

# Measured with 1.9 million events: 30 days three times faster from the counts, a year of one category seven times slower.
KIND_DAYS = 62


def knows(filters: EventFilters) -> bool:
    """Whether counts are kept of what is asked, and reading them is cheaper than the rows.

    Those by kind are hardly fewer than the events of a day, so that over a long time the index on the category is faster.
    """
    return _are_kept(filters) and (_all_kinds(filters) or filters.days <= KIND_DAYS)


def asks_days_only(filters: EventFilters) -> bool:
    """Whether nothing but days is asked for, which the counts of all kinds together answer."""
    return _are_kept(filters) and _all_kinds(filters)


def _are_kept(filters: EventFilters) -> bool:
    """Whether nothing is asked that no counts know: state, hours, areas and repeats."""
    return not filters.state and not filters.slots and filters.area_ids is None and not filters.incidents


def _all_kinds(filters: EventFilters) -> bool:
    return filters.category_ids is None and not filters.priorities and not filters.sources


def day_counts(filters: EventFilters, *, each_day: bool) -> DayCounts | None:
    """Events by day and cell of zoom 17 (1 statement); None where the counts do not know the period.

    each_day: False where only the sum over the days matters; then all stand at the first day.
    """
    days = {"first_day": filters.first, "last_day": filters.last, "each_day": each_day}
    if _all_kinds(filters):
        (found,) = rows("sum_event_counts", **days)
        return unpack_counts(bytes(found["packed"] or b""))
    bound: dict[str, Any] = filters.values()
    kinds = {name: bound[name] for name in ("category_ids", "priorities", "sources")}
    (found,) = rows("sum_heat_counts", **days, **kinds, last_month=filters.last_month)
    return unpack_counts(bytes(found["packed"] or b"")) if found["kept"] else None


def wrong_heat_counts() -> int:
    """In how many numbers the kept counts differ from the rows (1 statement, reads everything)."""
    wrong: int = rows("count_wrong_heat")[0]["wrong"]
    return wrong
