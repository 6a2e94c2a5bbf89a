"""Count the events of heat by day, kind, cell and hour, and summed over kinds, so that reading them stays cheap."""

from django.db import transaction

from geodata.sql import rows


@transaction.atomic
def fold_heat_counts() -> int:
    """How many days were counted: those whose events changed since; 0 where another process is at it.

    Readers see the same numbers before and after, writers are not held up.
    """
    days: int = rows("fold_heat_counts")[0]["days"]
    return days


@transaction.atomic
def recount_heat() -> None:
    """Count everything anew; writers of events wait meanwhile."""
    rows("recount_heat")
