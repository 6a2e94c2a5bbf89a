"""How events stand, as maps and figures are filtered by it."""

from enum import StrEnum

HOURS_OF_WEEK = 168


class EventState(StrEnum):
    """Open, closed, or late: open beyond its deadline. What came without a status is none of them."""

    OPEN = "open"
    CLOSED = "closed"
    LATE = "late"


STATE_NAMES = {EventState.OPEN: "在办", EventState.CLOSED: "已办结", EventState.LATE: "超期未结"}


def hours_of_week(text: str) -> tuple[int, ...] | None:
    """The hours in '8-17,32' in order, both ends of a range included; None where it is not of that form.

    Monday 0:00 to 0:59 is 0, Sunday 23:00 is 167.

    >>> hours_of_week("32-33,8"), hours_of_week("8-200"), hours_of_week("")
    ((8, 32, 33), None, None)
    """
    hours: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.partition("-")
        ends = (first, last if dash else first)
        if not all(end.isascii() and end.isdigit() and int(end[:4]) < HOURS_OF_WEEK for end in ends):
            return None
        if int(ends[0]) > int(ends[1]):
            return None
        hours.update(range(int(ends[0]), int(ends[1]) + 1))
    return tuple(sorted(hours))
