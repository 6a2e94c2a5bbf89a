"""The demo logins: one per role, login and password are the role's name; demo mode only."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Aggregate, Count, Q, Sum

from geodata.models import Building, Staff
from geodata.rules.viewer import STAFF, Role
from geodata.town.life.staffing import OLD_BEFORE

_RECORDS = frozenset({Role.DISTRICT_ADMIN})  # roles that may open the plain records
_DEPARTMENT = "urban_management"


def make_logins() -> list[Role]:
    """The roles that were given their demo login now; none outside demo mode or where all have one.

    A login that anybody is signed up with stays as it is (1 statement where all are there).
    """
    if not settings.DEMO:
        return []
    taken = Staff.objects.filter(user__username__in=STAFF).values_list("user__username", flat=True)
    missing = [role for role in Role if role in STAFF - set(taken)]
    if not missing:
        return []
    with transaction.atomic():
        community = _old_community()
        return [role for role in missing if _make_login(role, community)]


def _old_community() -> int | None:
    """The id of the community with the most households in old buildings."""
    old = Building.objects.filter(built_year__lt=OLD_BEFORE, area__parent__isnull=False)
    by_community = old.values("area__parent").annotate(old=Sum("households"))
    return by_community.order_by("-old", "area__parent").values_list("area__parent", flat=True).first()


def _make_login(role: Role, community: int | None) -> bool:
    """Whether the account of a role now belongs to the person who suits it best; False where nobody is free."""
    reasons = _suits(role, community)
    free = Staff.objects.filter(role=role, user=None).annotate(**reasons)
    person = free.order_by(*(f"-{reason}" for reason in reasons), "id").first()
    if person is None:
        return False
    person.user, _ = get_user_model().objects.update_or_create(
        username=role.value,
        defaults={
            "password": make_password(role.value),
            "is_staff": role in _RECORDS,
            "is_active": True,
        },
    )
    person.save(update_fields=["user"])
    return True


def _suits(role: Role, community: int | None) -> dict[str, Aggregate]:
    """What speaks for a person of a role, the weightiest first: the old community, the old homes a worker serves."""
    old = Q(areas__buildings__built_year__lt=OLD_BEFORE)
    reasons: dict[Role, dict[str, Aggregate]] = {
        Role.GRID_WORKER: {
            "there": Count("areas", filter=Q(areas__parent=community), distinct=True),
            "old": Sum("areas__buildings__households", filter=old, default=0),
        },
        Role.COMMUNITY_HEAD: {"there": Count("areas", filter=Q(areas=community))},
        Role.SUBDISTRICT_HEAD: {"there": Count("areas", filter=Q(areas__children=community))},
        Role.HANDLER: {"there": Count("department", filter=Q(department__code=_DEPARTMENT))},
    }
    return reasons.get(role, {})
