"""Fold the kept counts of heat, so that reading them stays cheap."""

from datetime import date, timedelta

from django.db import transaction

from geodata.sql import rows

# Of 1.9 million events in 1,400 cells the numbers by day, category, priority and source are as many as the events (1.7
# million): days save nothing. Months do, five to seven times; days are kept for what is looked at most, the last ones.
DAYS_KEPT = 62


@transaction.atomic
def fold_heat_counts(today: date, days_kept: int = DAYS_KEPT) -> int:
    """How many rows are saved; readers see the same numbers before and after, writers are not held up.

    Months before the one in which the kept days begin become one row for each number.
    """
    before = (today - timedelta(days=days_kept)).replace(day=1)
    saved: int = rows("fold_heat_counts", months_before=before)[0]["saved"]
    return saved


@transaction.atomic
def recount_heat() -> None:
    """Count everything anew; writers of events wait meanwhile."""
    rows("recount_heat")
