"""The work calendar: public holidays and make-up working days, kept as data."""

import csv
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

# Source: the State Council's yearly holiday notices for 2025 and 2026; a new year is new lines in the file.
_FILE = Path(__file__).with_name("work_calendar_cn.csv")


@dataclass(frozen=True)
class SpecialDay:
    """A local day that is off although it may be a weekday, or worked although it is a weekend."""

    day: date
    off: bool
    name: str
    name_en: str


@dataclass(frozen=True, eq=False)
class WorkCalendar:
    """Special days by date; compared by identity so that it can key a cache."""

    special: dict[date, SpecialDay] = field(default_factory=dict)

    @property
    def known_until(self) -> date | None:
        """The last day of the last year the calendar speaks of; None when it is empty."""
        return date(max(self.special).year, 12, 31) if self.special else None

    def is_holiday(self, day: date) -> bool:
        """Whether the day is a public holiday."""
        found = self.special.get(day)
        return found is not None and found.off

    def is_make_up(self, day: date) -> bool:
        """Whether the day is a weekend day that is worked to make up for a holiday."""
        found = self.special.get(day)
        return found is not None and not found.off

    def is_working(self, day: date) -> bool:
        """Whether offices work on the day.

        >>> china().is_working(date(2026, 10, 10)), china().is_working(date(2026, 10, 1))
        (True, False)
        """
        found = self.special.get(day)
        return not found.off if found else day.weekday() < 5

    def working_days(self, first: date, count: int) -> list[date]:
        """The next `count` working days from `first` on, `first` included when it is one."""
        found: list[date] = []
        day = first
        while len(found) < count:
            if self.is_working(day):
                found.append(day)
            day += timedelta(days=1)
        return found


@cache
def china() -> WorkCalendar:
    """China's official calendar for the years in the file."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        days = [
            SpecialDay(date.fromisoformat(row["day"]), row["kind"] == "off", row["name"], row["name_en"])
            for row in csv.DictReader(lines)
        ]
    return WorkCalendar({special.day: special for special in days})
