"""Alarms at the town's buildings: some every day, each noticed and closed after a while; pure functions of seed and day."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from geodata.rules.alarm_flow import AlarmKind, AlarmState
from geodata.town.calendar import DAY_S, start_of
from geodata.town.identity import stream, uuids

KINDS = (AlarmKind.DEVICE, AlarmKind.CARE, AlarmKind.EVENT, AlarmKind.WEATHER)
STATES = (AlarmState.RAISED, AlarmState.ACKNOWLEDGED, AlarmState.CLOSED)
# No alarm is open for longer, so that a day back tells everything that still moves.
LONGEST_DAYS = 1
_A_DAY = 12
_SHARES = np.cumsum([0.5, 0.25, 0.2])  # the rest is weather
_NOTICED_S = (2 * 60, 200 * 60)
_CLOSED_S = (3 * 3600, 9 * 3600)
_DRAWS = 6


@dataclass(frozen=True)
class Alarms:
    """Columns: key per alarm; kind as index into KINDS; row of the building; moments in seconds since the epoch.

    person is a uniform draw for who takes notice.
    """

    key: list[str]
    kind: np.ndarray
    building: np.ndarray
    raised_s: np.ndarray
    noticed_s: np.ndarray
    closed_s: np.ndarray
    person: np.ndarray

    def state_at(self, moment_s: int) -> np.ndarray:
        """Index into STATES of every alarm at a moment; one raised later counts as raised."""
        return (self.noticed_s <= moment_s).astype(np.int64) + (self.closed_s <= moment_s)


def make_alarms(seed: int, buildings: int, first: date, last: date) -> Alarms:
    """The alarms raised on the local days from first to last, both included, among so many buildings."""
    days = [first + timedelta(days=k) for k in range((last - first).days + 1)]
    draws = np.concatenate([stream(seed, "alarms", day.toordinal()).random((_A_DAY, _DRAWS)) for day in days])
    ordinal = np.repeat([day.toordinal() for day in days], _A_DAY)
    raised_s = start_of(ordinal) + np.floor(draws[:, 0] * DAY_S).astype(np.int64)
    noticed_s = raised_s + _between(draws[:, 1], _NOTICED_S)
    return Alarms(
        key=[f"{day}/{row % _A_DAY}" for row, day in enumerate(ordinal.tolist())],
        kind=np.searchsorted(_SHARES, draws[:, 2], side="right"),
        building=np.floor(draws[:, 3] * buildings).astype(np.int64),
        raised_s=raised_s,
        noticed_s=noticed_s,
        closed_s=noticed_s + _between(draws[:, 4], _CLOSED_S),
        person=draws[:, 5],
    )


def alarm_uuids(seed: int, alarms: Alarms, rows: np.ndarray) -> list[str]:
    """The identities of some alarms."""
    return uuids(seed, "alarm", [alarms.key[row] for row in rows.tolist()])


def _between(draw: np.ndarray, ends: tuple[int, int]) -> np.ndarray:
    return ends[0] + np.floor(draw * (ends[1] - ends[0] + 1)).astype(np.int64)
