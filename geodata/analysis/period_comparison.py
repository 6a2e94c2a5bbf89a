"""Two periods compared area by area: both counts, the change with its interval, and what may be said of it."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geodata.rules.heat_limits import CONFIDENCE, FALSE_DISCOVERY, FEWEST_BASE, FEWEST_EXPECTED

from .cells import Floats, Integers
from .exact_intervals import difference_interval, ratio_interval, ratio_p
from .false_discovery import discoveries


class Change(StrEnum):
    """What may be said of an area."""

    MORE = "more"
    LESS = "less"
    UNCLEAR = "unclear"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class Comparison:
    """Per area, in the shape of the counts.

    difference, difference_low, difference_high: events per 30 days, later minus earlier; ratio_low, ratio_high: how many
    times the earlier rate; percent: the change of the rate, nan below FEWEST_BASE earlier events (show a → b);
    p: of no change; change: Change values after false-discovery control.
    """

    difference: Floats
    difference_low: Floats
    difference_high: Floats
    ratio_low: Floats
    ratio_high: Floats
    percent: Floats
    p: Floats
    change: NDArray[np.str_]


def compare_periods(
    before: Integers, after: Integers, days: tuple[float, float], *, confidence: float = CONFIDENCE
) -> Comparison:
    """The change from one period to another, with exact intervals.

    Parameters
    ----------
    before, after : counts per area or cell, same shape.
    days : length of the two periods.

    Raises
    ------
    ValueError : when the shapes differ or a length is not positive.

    Source: `ratio_interval` and `difference_interval`; discoveries by Benjamini-Hochberg over areas with enough events.

    >>> found = compare_periods(np.array([100, 3, 1]), np.array([160, 9, 2]), (30.0, 30.0))
    >>> found.percent.round().tolist(), found.change.tolist()
    ([60.0, nan, nan], ['more', 'unclear', 'too_few'])
    """
    if before.shape != after.shape or min(days) <= 0:
        raise ValueError(f"counts {before.shape} and {after.shape} must agree and days {days} be > 0")
    months = (days[0] / 30, days[1] / 30)
    longer = days[1] / days[0]
    low, high = difference_interval(before, after, months, confidence)
    ratio_low, ratio_high = ratio_interval(before, after, longer, confidence)
    ratio = after / np.maximum(before, 1) / longer
    percent = np.where(before >= FEWEST_BASE, 100 * (ratio - 1), np.nan)
    p = ratio_p(before, after, longer)
    change = _verdict(before, after, longer, p)
    difference = after / months[1] - before / months[0]
    return Comparison(difference, low, high, ratio_low, ratio_high, percent, p, change)


def _verdict(before: Integers, after: Integers, longer: float, p: Floats) -> NDArray[np.str_]:
    """Too few is judged by the sum of both, which says nothing about the change."""
    few = before + after < 2 * FEWEST_EXPECTED
    clear = discoveries(np.where(few, np.nan, p), FALSE_DISCOVERY)
    more = after > before * longer
    said = [Change.TOO_FEW.value, Change.MORE.value, Change.LESS.value]
    return np.select([few, clear & more, clear], said, Change.UNCLEAR.value)
