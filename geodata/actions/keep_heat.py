"""Count the days of heat that a file changed once the open transaction has committed."""

from django.db import transaction

from geodata.actions.fold_heat_counts import fold_heat_counts


def heat_after_commit() -> None:
    """Ask for a count in this process after the commit; until it is through these days are read from the rows.

    A count that fails undoes nothing of what was committed and is logged; the nightly run makes up for it.
    """
    transaction.on_commit(_count, robust=True)


def _count() -> None:
    fold_heat_counts()
