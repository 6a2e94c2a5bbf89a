"""Whether a department's data comes as often as it was agreed."""

from datetime import date
from enum import StrEnum

# From this share of the agreed days on the next file is nearly due; the same share as for the limits of events.
SOON_SHARE = 0.8


class Freshness(StrEnum):
    """How a kind of data stands to its sharing target, what needs attention first."""

    NEVER = "never"
    OVERDUE = "overdue"
    SOON = "soon"
    ON_TIME = "on_time"


def freshness(received: date | None, today: date, every_days: int) -> Freshness:
    """How data last received on a day stands to the target of every so many days.

    Parameters: received, the local day of the last file (None = there was none); today, a local day; every_days,
    at least 1. Returns: Freshness; a file is overdue from the day after its last agreed day on.
    Raises: ValueError for every_days below 1. Source: sharing targets of issue 3, states named there.

    >>> freshness(date(2026, 5, 1), date(2026, 5, 31), 30), freshness(date(2026, 5, 1), date(2026, 6, 1), 30)
    (<Freshness.SOON: 'soon'>, <Freshness.OVERDUE: 'overdue'>)
    """
    if every_days < 1:
        raise ValueError(f"every_days is {every_days}, expected 1 or more")
    if received is None:
        return Freshness.NEVER
    days = (today - received).days
    if days > every_days:
        return Freshness.OVERDUE
    return Freshness.SOON if days >= SOON_SHARE * every_days else Freshness.ON_TIME
