"""Fold the kept counts of heat, so that reading them stays cheap."""

from datetime import date, timedelta

from django.db import transaction

from geodata.sql import rows

# Days are kept for thirteen months, so that a year ago can be played day by day; older ones are kept by month.
DAYS_KEPT = 396


@transaction.atomic
def fold_heat_counts(today: date) -> int:
    """How many rows are saved; readers see the same numbers before and after, writers are not held up."""
    before = (today - timedelta(days=DAYS_KEPT)).replace(day=1)
    saved: int = rows("fold_heat_counts", months_before=before)[0]["saved"]
    return saved


@transaction.atomic
def recount_heat() -> None:
    """Count everything anew; writers of events wait meanwhile."""
    rows("recount_heat")
