"""Events: the period that is loaded and the category tree."""

from datetime import date

from django.db.models import Max, Min
from django.utils import timezone

from geodata.errors import BadParameter
from geodata.models import Event, EventCategory
from geodata.rules.category_tree import line_above
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
    known = EventCategory.objects.values_list("pk", "code", "parent_id")
    parents = {pk: above for pk, _, above in known}
    asked = {pk: code for pk, code, _ in known if code in codes}
    unknown = set(codes) - set(asked.values())
    if unknown:
        raise BadParameter(
            f"category={min(unknown)!r} 不存在；请用类别代码。",
            f"category={min(unknown)!r} does not exist; use a category code.",
        )
    return [pk for pk in parents if not asked.keys().isdisjoint(line_above(pk, parents))]
