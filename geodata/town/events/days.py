"""The raw draws of every local day: a pure function of seed and day, whatever moment is looked at later."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from geodata.town.calendar import volume
from geodata.town.events.hot_spots import Spot
from geodata.town.identity import stream

PLANTED_SHARE = 0.15
REPEAT_SHARE = 0.14
BASE_SHARE = 1.0 - PLANTED_SHARE - REPEAT_SHARE
DAYS_PER_YEAR = 365.25
_DAY_NOISE = 0.10  # log spread of a day's volume

COLUMNS = (
    "category",
    "place",
    "jitter",
    "angle",
    "second",
    "source",
    "priority",
    "spot",
    "response",
    "start",
    "limit",
    "straggler",
    "straggler_days",
    "feedback",
    "collected",
    "dispatcher",
    "handler",
    "worker",
    "closer",
    "parent",
    "delay",
    "same",
)


@dataclass(frozen=True)
class Draws:
    """Rows of all days: day (ordinal), ordinal in the day, spot or -1, parent row or -1, uniform draws."""

    day: np.ndarray
    ordinal: np.ndarray
    spot: np.ndarray
    parent: np.ndarray
    uniform: np.ndarray

    def of(self, column: str) -> np.ndarray:
        """One column of the uniform draws, (n,) in [0, 1)."""
        return self.uniform[:, COLUMNS.index(column)]


def draw_days(seed: int, first: date, last: date, per_year: float, spots: list[Spot]) -> Draws:
    """The draws of all local days from first to last, both included."""
    parts, start = [], 0
    for number in range((last - first).days + 1):
        part = _draw_day(seed, first + timedelta(days=number), per_year, spots, start)
        parts.append(part)
        start += len(part.day)
    return Draws(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in Draws.__dataclass_fields__)
    )


def _draw_day(seed: int, day: date, per_year: float, spots: list[Spot], start: int) -> Draws:
    """The draws of one day; parent rows count from `start`, the first row of this day."""
    rng = stream(seed, "events_day", day.toordinal())
    noise = np.exp(_DAY_NOISE * rng.standard_normal() - _DAY_NOISE**2 / 2)
    expected = per_year / DAYS_PER_YEAR * volume(day) * noise
    active = [number for number, spot in enumerate(spots) if spot.active(day)]
    shares = [BASE_SHARE, REPEAT_SHARE, *(PLANTED_SHARE * spots[number].day_share for number in active)]
    base, repeats, *planted = _whole(expected * np.array(shares), rng)
    spot = np.concatenate([np.full(base, -1), np.repeat(active, planted), np.full(repeats, -1)]).astype(
        np.int64
    )
    originals = base + sum(planted)
    count = originals + repeats if originals else 0
    uniform = rng.random((count, len(COLUMNS)))
    parent = np.full(count, -1, dtype=np.int64)
    chosen = uniform[originals:, COLUMNS.index("parent")]
    parent[originals:] = start + np.floor(chosen * originals).astype(np.int64)
    return Draws(np.full(count, day.toordinal()), np.arange(count), spot[:count], parent, uniform)


def _whole(expected: np.ndarray, rng: np.random.Generator) -> list[int]:
    """Integers whose expectation is the given one, as even as possible."""
    return [int(value) for value in np.floor(expected + rng.random(len(expected)))]
