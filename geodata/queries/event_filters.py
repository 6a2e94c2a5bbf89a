"""Which events maps and figures are about: one meaning of the filter words, wherever they are written."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from geodata.rules.event_states import EventState
from geodata.sql import rows

from .local_days import midnight


@dataclass(frozen=True)
class EventFilters:
    """Local days first..last, both included; an empty tuple or None leaves a word open.

    category_ids, area_ids: with everything below them. slots: hours of the week. incidents: first reports only.
    late_at: the moment lateness is told at, needed where state is LATE.
    """

    first: date
    last: date
    category_ids: tuple[int, ...] | None = None
    priorities: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    state: EventState | None = None
    slots: tuple[int, ...] = ()
    area_ids: tuple[int, ...] | None = None
    incidents: bool = False
    late_at: datetime | None = None

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    def over(self, first: date, last: date) -> "EventFilters":
        """The same of other days."""
        return replace(self, first=first, last=last)

    def values(self) -> dict[str, Any]:
        """What sql/pass_event_filters.sql binds."""
        return {
            "starts_at": midnight(self.first),
            "ends_at": midnight(self.last + timedelta(days=1)),
            "category_ids": _listed(self.category_ids),
            "priorities": list(self.priorities) or None,
            "sources": list(self.sources) or None,
            "state": None if self.state is None else self.state.value,
            "late_at": self.late_at,
            "slots": list(self.slots) or None,
            "below_ids": _listed(self.area_ids),
            "incidents": self.incidents,
        }


def _listed(ids: tuple[int, ...] | None) -> list[int] | None:
    return None if ids is None else list(ids)


def area_ids_below(code: str) -> list[int]:
    """Ids of the area with a code and of everything below it, of whatever time (1 statement); empty for an unknown code."""
    return [row["id"] for row in rows("list_area_ids_below", code=code)]
