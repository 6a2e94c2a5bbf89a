"""When each person in care was last visited and is due again, as a pure function of seed and moment.

Every subject has a fixed gap between visits; most gaps keep the cadence of their risk, some do not, and those
are late for a part of each round. So any two moments agree about the visits before both.
"""

from dataclasses import dataclass

import numpy as np

from geodata.rules.care import CADENCE_DAYS
from geodata.town.calendar import DAY_S, ordinals_of, start_of
from geodata.town.identity import stream
from geodata.town.life.care import RISKS

_CADENCE = np.array([CADENCE_DAYS[risk] for risk in RISKS])
_LATE_SHARES = (0.855, 0.08, 0.045, 0.02)  # visited in time, up to 2, 6 and 21 days late
_LATE_LOW, _LATE_HIGH = np.array([0, 1, 3, 7]), np.array([0, 2, 6, 21])
_EARLY = 0.45  # in-time gaps reach down to this share of the cadence less
_VISIT_HOURS = (8.5, 17.5)


@dataclass(frozen=True)
class VisitRhythm:
    """Per subject: days between visits, phase (ordinal of a visit day), second of the day, cadence in days."""

    gap: np.ndarray
    phase: np.ndarray
    second: np.ndarray
    cadence: np.ndarray


def make_rhythm(risk: np.ndarray, seed: int) -> VisitRhythm:
    """The rhythm of every subject; risk is an index into care.RISKS."""
    draws = stream(seed, "care_rhythm").random((len(risk), 4))
    cadence = _CADENCE[risk]
    group = np.searchsorted(np.cumsum(_LATE_SHARES)[:-1], draws[:, 0], side="right")
    late = _LATE_LOW[group] + np.floor(draws[:, 1] * (_LATE_HIGH - _LATE_LOW + 1)[group]).astype(np.int64)
    early = np.where(group == 0, np.floor(draws[:, 1] * (1 + _EARLY * cadence)).astype(np.int64), 0)
    gap = np.maximum(1, cadence + late - early)
    phase = np.floor(draws[:, 2] * gap).astype(np.int64)
    first, last = _VISIT_HOURS
    second = np.floor((first + draws[:, 3] * (last - first)) * 3600).astype(np.int64)
    return VisitRhythm(gap, phase, second, cadence)


def last_visits(rhythm: VisitRhythm, moment_s: int) -> np.ndarray:
    """Seconds since the epoch of every subject's last visit not after a moment (same unit)."""
    day = ordinals_of(np.asarray(moment_s))
    latest = day - (day - rhythm.phase) % rhythm.gap
    visit = start_of(latest) + rhythm.second
    return np.where(visit > moment_s, visit - rhythm.gap * DAY_S, visit)


def due_days(rhythm: VisitRhythm, visits: np.ndarray) -> np.ndarray:
    """Ordinals of the local days on which the next visits are due after these."""
    return ordinals_of(visits) + rhythm.cadence
