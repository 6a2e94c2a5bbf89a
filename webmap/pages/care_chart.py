"""The capacity chart: visits needed on the next working days as bars under the line of what workers can make."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from geodata.rules.care_capacity import DayBalance

from .opening_text import weekday

HEIGHT = 120
WIDTH = 300
_TOP = 26
_BAR_SHARE = 0.62


@dataclass(frozen=True)
class Bar:
    """A day's bar in chart units: the part within capacity and the excess on top of it."""

    label: str
    needed: int
    x: float
    middle: float
    width: float
    y: float
    height: float
    excess_y: float
    excess_height: float
    number_y: float


@dataclass(frozen=True)
class CapacityChart:
    """Bars, the height of the capacity line, and the size of the drawing."""

    bars: tuple[Bar, ...]
    line_y: float
    width: int = WIDTH
    height: int = HEIGHT


def capacity_chart(balances: list[DayBalance], today: date) -> CapacityChart:
    """The chart of some working days; both bars and line fit the height."""
    most = max([balance.high for balance in balances] + [balance.needed for balance in balances] + [1])
    scale = (HEIGHT - _TOP) / most
    slot = WIDTH / max(1, len(balances))
    bars = tuple(_bar(number, balance, today, scale, slot) for number, balance in enumerate(balances))
    return CapacityChart(bars, round(HEIGHT - (balances[0].high if balances else 0) * scale, 1))


def _bar(number: int, balance: DayBalance, today: date, scale: float, slot: float) -> Bar:
    within = min(balance.needed, balance.high) * scale
    excess = balance.missing * scale
    left = number * slot + slot * (1 - _BAR_SHARE) / 2
    return Bar(
        label=_("今天") if balance.day == today else weekday(balance.day),
        needed=balance.needed,
        x=round(left, 1),
        middle=round(left + slot * _BAR_SHARE / 2, 1),
        width=round(slot * _BAR_SHARE, 1),
        y=round(HEIGHT - within, 1),
        height=round(within, 1),
        excess_y=round(HEIGHT - within - excess, 1),
        excess_height=round(excess, 1),
        number_y=round(HEIGHT - within - excess - 6, 1),
    )
