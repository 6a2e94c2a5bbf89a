"""When each service point was last checked, and which are shut for a while: pure functions of seed and day."""

from calendar import monthrange
from datetime import date

import numpy as np

from geodata.town.identity import stream

_ROUND_DAYS = (14, 60)  # each point is checked again after a number of days in this range
_SHUT_PER_HUNDRED = 1.0


def checks_on(count: int, seed: int, today: date) -> tuple[list[date], list[date | None]]:
    """Last check and, for those shut, the last shut day of `count` points on a local day."""
    draws = stream(seed, "points_rhythm").random((count, 2))
    shortest, longest = _ROUND_DAYS
    gap = (shortest + np.floor(draws[:, 0] * (longest - shortest + 1))).astype(np.int64)
    since = (today.toordinal() - np.floor(draws[:, 1] * gap).astype(np.int64)) % gap
    checked = [date.fromordinal(today.toordinal() - int(days)) for days in since]
    shut = _shut_in(count, seed, today)
    end = today.replace(day=monthrange(today.year, today.month)[1])
    return checked, [end if row in shut else None for row in range(count)]


def _shut_in(count: int, seed: int, today: date) -> set[int]:
    """The points under repair in the month of a day."""
    rng = stream(seed, "points_rhythm", today.year, today.month)
    number = min(count, round(count * _SHUT_PER_HUNDRED / 100.0))
    return {int(row) for row in rng.choice(count, size=number, replace=False)}
