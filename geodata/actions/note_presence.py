"""Note who has a plan open, and tell who else has."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from geodata.actions.person_of_login import person_of_login
from geodata.models import PlanPresence
from geodata.queries.plans import seen_plan
from geodata.rules.viewer import Viewer

# A page tells of itself every ten seconds; one that misses this long is gone.
EXPIRES = timedelta(seconds=30)


@transaction.atomic
def note_presence(
    uuid: str | UUID, seat: UUID, community: str, viewer: Viewer, *, user_id: int, now: datetime
) -> list[dict[str, Any]]:
    """The others who have the plan open now: name and community, by name; nothing else about them.

    seat: a random number of the page. community: the code of the one that is open, or nothing.
    """
    plan = seen_plan(uuid, viewer)
    person = person_of_login(user_id, "打开方案")
    PlanPresence.objects.filter(seen_at__lt=now - EXPIRES).delete()
    PlanPresence.objects.update_or_create(
        plan=plan, staff=person, seat=seat, defaults={"community": community, "seen_at": now}
    )
    others = PlanPresence.objects.filter(plan=plan).exclude(staff=person).order_by("staff__name", "community")
    return [
        {"name": name, "community": code}
        for name, code in others.values_list("staff__name", "community").distinct()
    ]


@transaction.atomic
def leave_plan(uuid: str | UUID, seat: UUID, viewer: Viewer, *, user_id: int) -> None:
    """Forget a page that is closed."""
    PlanPresence.objects.filter(plan=seen_plan(uuid, viewer), seat=seat, staff__user_id=user_id).delete()
