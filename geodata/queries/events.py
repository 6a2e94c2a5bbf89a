"""Events: the period that is loaded and the category tree."""

from datetime import date

from django.db.models import Max
from django.utils import timezone

from geodata.errors import BadParameter
from geodata.models import Event, EventCategory
from geodata.rules.periods import Period, opening_period


def newest_event_day() -> date | None:
    """The local day of the newest event; None when there is none (1 statement)."""
    newest = Event.objects.aggregate(newest=Max("reported_at"))["newest"]
    return timezone.localdate(newest) if newest else None


def default_period(today: date) -> Period:
    """The period pages open on (1 statement)."""
    return opening_period(newest_event_day(), today)


def category_ids(code: str) -> list[int]:
    """Ids of a category and its children (1 statement); refuses an unknown code."""
    found = [
        pk
        for pk, own, parent in EventCategory.objects.values_list("pk", "code", "parent__code")
        if code in {own, parent}
    ]
    if not found:
        raise BadParameter(
            f"category={code!r} 不存在；请用类别代码。",
            f"category={code!r} does not exist; use a category code.",
        )
    return found
