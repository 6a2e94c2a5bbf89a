"""The demo logins: one per role, login and password are the role's name; demo mode only."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from geodata.rules.viewer import Role

_RECORDS = frozenset({Role.DISTRICT_ADMIN})  # roles that may open the plain records


def make_login(role: Role) -> int | None:
    """The id of the demo account of a role; None outside demo mode."""
    if not settings.DEMO:
        return None
    users = get_user_model().objects
    account, _ = users.update_or_create(
        username=role.value,
        defaults={
            "password": make_password(role.value),
            "is_staff": role in _RECORDS,
            "is_active": True,
        },
    )
    return int(account.pk)
