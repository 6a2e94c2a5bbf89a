"""The planned life of every event: when each of the six steps happens, fixed the moment the event exists."""

import numpy as np
from scipy.special import ndtri

from geodata.rules.deadlines import LIMIT_HOURS
from geodata.rules.event_flow import Source, Step
from geodata.town.calendar import DAY_S, OFFSET_S
from geodata.town.events.days import Draws
from geodata.town.events.habits import HABITS
from geodata.town.events.rows import PRIORITIES, SOURCE_ORDER, EventRows

STEPS = tuple(Step)
NEVER = np.iinfo(np.int64).max
LONGEST_LIFE_DAYS = 120
_HOUR = 3600.0
# Closing time as a part of the limit: lognormal, so that 85 % of events close in time with the stragglers.
_LIMIT_MEDIAN, _LIMIT_SPREAD = 0.61, 0.46
_STRAGGLERS, _STRAGGLER_MEDIAN_DAYS, _STRAGGLER_SPREAD = 0.045, 14.0, 0.75
_NIGHT_START_H, _NIGHT_HOURS, _MORNING_H, _MORNING_HOURS = 22.0, 10.5, 7.0, 1.5
_DIRECT = (Source.WORKER, Source.VISIT)


def limits_s(rows: EventRows) -> np.ndarray:
    """The time limit of every event in seconds."""
    return np.array([int(LIMIT_HOURS[priority] * _HOUR) for priority in PRIORITIES])[rows.priority]


def plan_steps(rows: EventRows, draws: Draws) -> np.ndarray:
    """Planned times (n, 6) of the steps in seconds since the epoch, NEVER where a step is left out.

    A direct report is collected first; what is settled on the spot skips dispatch and feedback.
    """
    closing = _closing(rows, draws)
    dispatched = np.minimum(_lognormal(draws.of("response"), 1.2, 0.9) * _HOUR, 0.25 * closing)
    start = _lognormal(draws.of("start"), 2.2, 0.9) * _HOUR
    handling = np.minimum(dispatched + np.maximum(start, 120.0), 0.55 * closing)
    feedback = closing * (0.70 + 0.25 * draws.of("feedback"))
    spot = draws.of("spot") < np.array([habit.on_the_spot for habit in HABITS])[rows.category]
    after = np.column_stack([np.zeros_like(closing), dispatched, handling, feedback, closing])
    times = rows.reported_s[:, None] + np.ceil(after).astype(np.int64)
    urgent = rows.priority == 1
    times[:, 2:] = np.where(urgent[:, None], times[:, 2:], _into_the_day(times[:, 2:]))
    times[:, 1:] = np.maximum(times[:, 1:], times[:, :1] + 60)
    times = np.maximum.accumulate(times + 60 * np.arange(5), axis=1)
    times[spot, 1] = times[spot, 3] = NEVER
    collected = rows.reported_s - np.ceil((3 + 50 * draws.of("collected") ** 2) * 60).astype(np.int64)
    direct = np.isin(rows.source, [SOURCE_ORDER.index(source) for source in _DIRECT])
    return np.column_stack([np.where(direct, collected, NEVER), times])


def _closing(rows: EventRows, draws: Draws) -> np.ndarray:
    """Seconds from report to closing."""
    spot = draws.of("spot") < np.array([habit.on_the_spot for habit in HABITS])[rows.category]
    in_limit = _lognormal(draws.of("limit"), _LIMIT_MEDIAN, _LIMIT_SPREAD) * limits_s(rows)
    quick = _lognormal(draws.of("limit"), 1.4, 0.8) * _HOUR
    long = _lognormal(draws.of("straggler_days"), _STRAGGLER_MEDIAN_DAYS, _STRAGGLER_SPREAD) * DAY_S
    straggler = (draws.of("straggler") < _STRAGGLERS) & ~spot
    closing = np.where(spot, quick, np.where(straggler, long, in_limit))
    return np.clip(closing, 1200.0, LONGEST_LIFE_DAYS * DAY_S)


def _lognormal(draw: np.ndarray, median: float, spread: float) -> np.ndarray:
    return median * np.exp(spread * ndtri(np.clip(draw, 1e-9, 1.0 - 1e-9)))


def _into_the_day(times: np.ndarray) -> np.ndarray:
    """Times with those between 22:00 and 8:30 moved, in order, to 7:00–8:30 of the morning."""
    into = (times + OFFSET_S - round(_NIGHT_START_H * _HOUR)) % DAY_S
    night = into < _NIGHT_HOURS * _HOUR
    morning = times - into + round((24.0 - _NIGHT_START_H + _MORNING_H) * _HOUR)
    squeezed = morning + np.floor(into * (_MORNING_HOURS / _NIGHT_HOURS)).astype(np.int64)
    return np.where(night, squeezed, times)


def state_at(times: np.ndarray, moment_s: int) -> np.ndarray:
    """Index into STEPS of the last step of every event not after a moment, -1 before its first."""
    happened = times <= moment_s
    last = times.shape[1] - 1 - np.argmax(happened[:, ::-1], axis=1)
    return np.where(happened.any(axis=1), last, -1)
