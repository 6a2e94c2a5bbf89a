"""How many visits the workers on roll can make, beside how many are due."""

from dataclasses import dataclass
from datetime import date

from .work_calendar import WorkCalendar

# Source: the care plan, fact 5: a half-day holds 11 to 12 visits, and 432 workers make about 25,000 a week,
# which is one half-day of visits per worker and working day.
VISITS_PER_HALF_DAY = (11, 12)
HALF_DAYS_PER_WORKING_DAY = 1


@dataclass(frozen=True)
class DayBalance:
    """Visits needed on a working day and what the workers can make at least and at most."""

    day: date
    needed: int
    low: int
    high: int

    @property
    def missing(self) -> int:
        """Visits beyond even the most the workers can make."""
        return max(0, self.needed - self.high)

    @property
    def spare(self) -> int:
        """Visits left over when the workers make only the fewest."""
        return max(0, self.low - self.needed)


def day_capacity(workers: int) -> tuple[int, int]:
    """Fewest and most visits a day of this many workers.

    >>> day_capacity(54)
    (594, 648)
    """
    low, high = VISITS_PER_HALF_DAY
    return workers * low * HALF_DAYS_PER_WORKING_DAY, workers * high * HALF_DAYS_PER_WORKING_DAY


def day_balances(
    visits: dict[date, int], late: int, workers: int, today: date, calendar: WorkCalendar, *, days: int = 5
) -> list[DayBalance]:
    """The next working days with what falls due on them as due dates stand now.

    Parameters
    ----------
    visits : people by the local day their visit is due, today and later.
    late : people whose visit was due before today; they are needed on the first working day.

    Visits due on a day off are needed on the working day after it.

    >>> from geodata.rules.work_calendar import china
    >>> friday = date(2026, 11, 27)
    >>> days = day_balances({friday: 5, date(2026, 11, 28): 3}, 2, 1, friday, china(), days=2)
    >>> [(balance.day.day, balance.needed) for balance in days]
    [(27, 7), (30, 3)]
    """
    low, high = day_capacity(workers)
    balances: list[DayBalance] = []
    after = date.min
    for day in calendar.working_days(today, days):
        needed = sum(count for due, count in visits.items() if after < due <= day)
        balances.append(DayBalance(day, needed + (0 if balances else late), low, high))
        after = day
    return balances
