"""Events: the period that is loaded and the category tree."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Max, Min
from django.utils import timezone

from geodata.errors import BadParameter
from geodata.models import Event, EventCategory
from geodata.rules.periods import Period, opening_period


def newest_event_day() -> date | None:
    """The local day of the newest event; None when there is none (1 statement)."""
    newest = Event.objects.aggregate(newest=Max("reported_at"))["newest"]
    return timezone.localdate(newest) if newest else None


def oldest_event_day() -> date | None:
    """The local day of the oldest event; None when there is none (1 statement)."""
    oldest = Event.objects.aggregate(oldest=Min("reported_at"))["oldest"]
    return timezone.localdate(oldest) if oldest else None


def default_period(today: date) -> Period:
    """The period pages open on (1 statement)."""
    return opening_period(newest_event_day(), today)


def category_ids(*codes: str) -> list[int]:
    """Ids of categories and of all below them (1 statement); refuses an unknown code."""
    known = {
        pk: (code, above) for pk, code, above in EventCategory.objects.values_list("pk", "code", "parent_id")
    }
    unknown = set(codes) - {code for code, _ in known.values()}
    if unknown:
        raise BadParameter(
            f"category={min(unknown)!r} 不存在；请用类别代码。",
            f"category={min(unknown)!r} does not exist; use a category code.",
        )
    return [pk for pk in known if _line(pk, known) & set(codes)]


def _line(pk: int | None, known: Mapping[int, tuple[str, int | None]]) -> set[str]:
    """The codes of a category and those above it."""
    codes: set[str] = set()
    while pk is not None and known[pk][0] not in codes:
        code, pk = known[pk]
        codes.add(code)
    return codes
