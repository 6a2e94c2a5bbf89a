"""Care categories, risk bands with their visiting cadence, and how overdue a visit is."""

from datetime import date
from enum import StrEnum


class CareCategory(StrEnum):
    """Why a person is in care; category plus place is a disclosure, so it never leaves by itself."""

    LIVING_ALONE_ELDERLY = "living_alone_elderly"
    DISABLED = "disabled"
    CHILD_IN_DIFFICULTY = "child_in_difficulty"
    LOW_INCOME = "low_income"


class Risk(StrEnum):
    """How closely a person is looked after."""

    NORMAL = "normal"
    HIGH = "high"
    ALARMED = "alarmed"


CADENCE_DAYS = {Risk.NORMAL: 7, Risk.HIGH: 3, Risk.ALARMED: 1}


class VisitState(StrEnum):
    """How a person stands to the next visit; blue, yellow and red by days late."""

    VISITED = "visited"
    DUE_SOON = "due_soon"
    DUE = "due"
    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


DUE_SOON_DAYS = 3
YELLOW_DAYS = 3
RED_DAYS = 7


def visit_state(next_due: date, today: date) -> VisitState:
    """The state of a visit due on a local day, seen on another.

    >>> visit_state(date(2026, 5, 1), date(2026, 5, 4))
    <VisitState.YELLOW: 'yellow'>
    """
    late = (today - next_due).days
    if late >= RED_DAYS:
        return VisitState.RED
    if late >= YELLOW_DAYS:
        return VisitState.YELLOW
    if late > 0:
        return VisitState.BLUE
    if late == 0:
        return VisitState.DUE
    return VisitState.DUE_SOON if -late <= DUE_SOON_DAYS else VisitState.VISITED
