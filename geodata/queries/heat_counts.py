"""The kept counts of heat: by local day, cell, category, priority and source, and summed over these."""

from typing import Any

from geodata.analysis.web_cells import DayCounts, unpack_counts
from geodata.sql import rows

from .event_filters import EventFilters


def knows(filters: EventFilters) -> bool:
    """Whether the kept counts tell what is asked: they know neither state nor hours of the week nor areas."""
    return knows_hours(filters) and not filters.slots


def knows_hours(filters: EventFilters) -> bool:
    """Whether the kept blocks of the map tell what is asked: they know hours besides."""
    return not filters.state and filters.area_ids is None


def asks_days_only(filters: EventFilters) -> bool:
    """Whether nothing but days is asked for, which the counts of all kinds together answer."""
    return (
        knows(filters)
        and filters.category_ids is None
        and not (filters.priorities or filters.sources or filters.incidents)
    )


def sums_tell(filters: EventFilters) -> bool:
    """Whether the sums over kinds tell what is asked: they know sources or priorities, and no categories."""
    return filters.category_ids is None and not (filters.priorities and filters.sources)


def day_counts(filters: EventFilters, *, each_day: bool) -> DayCounts:
    """Events by day and cell of zoom 17 of filters that the counts know (1 statement).

    each_day: False where only the sum over the days matters; then all stand at the first day.
    """
    days = {"first_day": filters.first, "last_day": filters.last, "each_day": each_day}
    if asks_days_only(filters):
        (found,) = rows("sum_event_counts", **days)
    else:
        (found,) = rows("sum_heat_counts", **days, **kinds(filters), incidents=filters.incidents)
    return unpack_counts(bytes(found["packed"] or b""))


def kinds(filters: EventFilters) -> dict[str, Any]:
    """What sql/list_heat_numbers.sql binds of kinds."""
    bound = filters.values()
    names = ("category_ids", "priorities", "sources")
    return {name: bound[name] for name in names} | {"summed": sums_tell(filters)}


def wrong_heat_counts() -> int:
    """In how many numbers the kept counts differ from the rows (1 statement, reads everything)."""
    wrong: int = rows("count_wrong_heat")[0]["wrong"]
    return wrong
