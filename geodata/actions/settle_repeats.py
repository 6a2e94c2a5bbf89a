"""Work out which reports repeat an earlier one, from the earliest write on that was not looked at."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.db import transaction

from geodata.analysis.repeats import collapse_repeats
from geodata.rules.heat_limits import REPEAT_DAYS
from geodata.sql import execute, numbers, rows

# So many days are settled at a time: memory stays bounded.
DAYS_AT_A_TIME = 28
_REACH = timedelta(days=REPEAT_DAYS)
# Days as numbers are rounded; a ten-thousandth of a second more than the limit is still the limit.
_ROUNDING_DAYS = 1e-9


@dataclass(frozen=True)
class Settled:
    """From when to when reports were looked at (None: nothing was due), and how many of them are repeats.

    busy: another process is at it, so nothing was done.
    """

    since: datetime | None = None
    until: datetime | None = None
    repeats: int = 0
    busy: bool = False


@transaction.atomic
def settle_repeats() -> Settled:
    """Settle what is due; one transaction, one process at a time.

    Exact, because a report depends on earlier ones only: from the first changed moment on all are worked out anew, with
    the first reports of the week before as they are known.
    """
    if not execute("lock_repeats"):
        return Settled(busy=True)
    (due,) = rows("take_repeats_due")
    since, newest = due["since"], due["newest"]
    if since is None or newest is None:
        return Settled()
    starts_at, found = since, 0
    while starts_at <= newest:
        ends_at = starts_at + timedelta(days=DAYS_AT_A_TIME)
        found += _settle(starts_at, ends_at)
        starts_at = ends_at
    return Settled(since, newest, found)


def _settle(starts_at: datetime, ends_at: datetime) -> int:
    """Settle the reports of some days; those before are settled."""
    reach_from = starts_at - _REACH
    span = {"starts_at": starts_at, "ends_at": ends_at}
    read = numbers("read_repeat_numbers", reach_from=reach_from, **span)
    if not read.size:
        execute("replace_repeats", event_ids=[], first_ids=[], **span)
        return 0
    ids, days = read[:, 0].astype(np.int64), read[:, 3]
    category, building = read[:, 4].astype(np.int64), read[:, 5].astype(np.int64)
    first = collapse_repeats(
        read[:, 1:3], days, category, building=building, within_days=REPEAT_DAYS + _ROUNDING_DAYS
    )
    repeats = first != np.arange(first.size)
    told, theirs = ids[repeats].tolist(), ids[first[repeats]].tolist()
    execute("replace_repeats", event_ids=told, first_ids=theirs, **span)
    return len(told)
