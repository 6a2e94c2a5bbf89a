"""Frames of a playback: which hours or days each shows, and how often events happened in each cell meanwhile."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from .cells import Floats, Integers

DAY_WINDOW = 7
MOST_FRAMES = 92
HOURS_OF_DAY = 24


class Step(StrEnum):
    """What one frame is: an hour of the day over the whole period, seven days moved by one, or a week."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True)
class Frames:
    """first, last: days of each frame, both included (frames,); counts: (frames, cells); exposure_days: how many days'
    worth of time each frame holds (frames,): an hour of the day holds a twenty-fourth of the period.
    """

    first: Integers
    last: Integers
    counts: Integers
    exposure_days: Floats


@dataclass(frozen=True)
class Happened:
    """Each event's local day, hour of that day and number of its cell, (n,); cells: how many cells there are.

    times: (n,) how many events each stands for; None where each is one.
    """

    day: Integers
    hour: Integers
    cell: Integers
    cells: int
    times: Integers | None = None


def make_frames(happened: Happened, span: tuple[int, int], step: Step) -> Frames:
    """The frames of a period.

    Parameters
    ----------
    happened : the events of the period.
    span : first and last day, both included.

    Returns
    -------
    Frames; for days and weeks the latest MOST_FRAMES where there were more. A week frame at the end may be short.

    Raises
    ------
    ValueError : when the span is empty.

    >>> happened = Happened(np.array([0, 3, 9]), np.array([1, 1, 2]), np.array([0, 0, 1]), 2)
    >>> frames = make_frames(happened, (0, 9), Step.WEEK)
    >>> frames.first.tolist(), frames.last.tolist(), frames.counts.tolist()
    ([0, 7], [6, 9], [[2, 0], [0, 1]])
    """
    first_day, last_day = span
    cells = happened.cells
    if last_day < first_day:
        raise ValueError(f"the span {span} holds no day")
    if step is Step.HOUR:
        whole = np.full(HOURS_OF_DAY, first_day), np.full(HOURS_OF_DAY, last_day)
        share = np.full(HOURS_OF_DAY, (last_day - first_day + 1) / HOURS_OF_DAY)
        return Frames(*whole, _table(happened.hour, happened, HOURS_OF_DAY), share)
    first, last = _windows(first_day, last_day, step)
    # Sums up to each day, so that a frame is the difference of two of them.
    daily = _table(happened.day - first_day, happened, last_day - first_day + 1)
    sums = np.vstack([np.zeros((1, cells), dtype=np.int64), np.cumsum(daily, axis=0)])
    counts = sums[last - first_day + 1] - sums[first - first_day]
    return Frames(first, last, counts, (last - first + 1).astype(np.float64))


def _windows(first_day: int, last_day: int, step: Step) -> tuple[Integers, Integers]:
    """First and last day of each frame."""
    if step is Step.WEEK:
        first = np.arange(first_day, last_day + 1, 7)
        return first[-MOST_FRAMES:], np.minimum(first + 6, last_day)[-MOST_FRAMES:]
    last = np.arange(min(first_day + DAY_WINDOW - 1, last_day), last_day + 1)[-MOST_FRAMES:]
    return np.maximum(last - DAY_WINDOW + 1, first_day), last


def _table(row: Integers, happened: Happened, rows: int) -> Integers:
    """How many events each pair of row and cell has, (rows, cells)."""
    place, size = row * happened.cells + happened.cell, rows * happened.cells
    counted = np.bincount(place, weights=happened.times, minlength=size)
    return counted.astype(np.int64).reshape(rows, happened.cells)
