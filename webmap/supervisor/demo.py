"""The demo town and its logins: loaded into the default database when it is empty, topped up to now later."""

from webmap.bootstrap.progress import say
from webmap.db.errors import SetUpError

TOWN_DISTRICT = "999901"  # outside GB/T 2260: no real district has it


def has_town() -> bool:
    """Whether the database holds the demo town."""
    from geodata.models import Area

    return Area.objects.filter(code=TOWN_DISTRICT).exists()


def is_empty() -> bool:
    """Whether no area was ever loaded."""
    from geodata.models import Area

    return not Area.objects.exists()


def bring_up() -> None:
    """Load the town into an empty database, or add the events since the last start.

    Raises SetUpError with the command's own message where it refuses.
    """
    from django.core.management import CommandError, call_command

    try:
        if is_empty():
            say("")
            call_command("make_town")
        elif has_town():
            call_command("make_town", top_up=True, verbosity=0)
    except CommandError as problem:
        raise SetUpError("演示城区没有载入", str(problem)) from None


def logins() -> list[str]:
    """Names of the demo logins, in the order of the roles; a town that lacks some is given them."""
    from django.contrib.auth import get_user_model

    from geodata.rules.viewer import STAFF, Role
    from geodata.town.store.logins import make_logins

    if has_town():
        make_logins()
    names = [str(role) for role in Role if role in STAFF]
    there = set(get_user_model().objects.filter(username__in=names).values_list("username", flat=True))
    return [name for name in names if name in there]
