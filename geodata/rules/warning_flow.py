"""The states of a warning of something emerging, and what may be done with it."""

from datetime import date, timedelta
from enum import StrEnum

# A longer silence would outlast the season that a place's own expectation is made from.
LONGEST_MUTE_DAYS = 90


class WarningState(StrEnum):
    """A warning is new until somebody takes notice of it; a muted one is silent up to a day."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    MUTED = "muted"


WARNING_STATE_NAMES = {
    WarningState.NEW: ("新预警", "New warning"),
    WarningState.ACKNOWLEDGED: ("已确认", "Acknowledged"),
    WarningState.MUTED: ("已静音", "Muted"),
}


class WarningStepKind(StrEnum):
    """What the log of a warning tells."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    MUTED = "muted"


def state_on(state: WarningState, muted_until: date | None, today: date) -> WarningState:
    """The state of a warning on a local day: a mute that has run out leaves it new again.

    >>> state_on(WarningState.MUTED, date(2026, 5, 3), date(2026, 5, 3)).value
    'muted'
    >>> state_on(WarningState.MUTED, date(2026, 5, 3), date(2026, 5, 4)).value
    'new'
    """
    over = state is WarningState.MUTED and muted_until is not None and muted_until < today
    return WarningState.NEW if over else state


def mute_until(days: int, today: date) -> date:
    """The last silent day of a mute of so many days from today on.

    Raises ValueError for fewer than one day or more than LONGEST_MUTE_DAYS.

    >>> mute_until(7, date(2026, 5, 1))
    datetime.date(2026, 5, 7)
    """
    if not 1 <= days <= LONGEST_MUTE_DAYS:
        raise ValueError(f"a mute lasts 1 to {LONGEST_MUTE_DAYS} days, not {days}")
    return today + timedelta(days=days - 1)
