"""How much a grid worker can take on, and how a load is told."""

from enum import StrEnum

from .household_limits import HOUSEHOLDS_PER_WORKER

# No plan says what a part-time worker counts; the project's own figure.
PART_TIME_SHARE = 0.5
# A load this many times the norm is told as heavy, the norm itself as fitting.
HEAVY_TIMES = 1.5


class LoadWord(StrEnum):
    """How a worker's load stands to the norm of one full-time worker per 300 households."""

    LIGHT = "light"
    FITTING = "fitting"
    HEAVY = "heavy"
    OVER = "over"


LOAD_WORD_NAMES = {
    LoadWord.LIGHT: ("有余量", "Light"),
    LoadWord.FITTING: ("合适", "Fitting"),
    LoadWord.HEAVY: ("偏重", "Heavy"),
    LoadWord.OVER: ("超负荷", "Overloaded"),
}


def capacity(full_time: bool) -> float:
    """The share of a full-time worker somebody is.

    >>> capacity(True), capacity(False)
    (1.0, 0.5)
    """
    return 1.0 if full_time else PART_TIME_SHARE


def load_word(households: float, share: float) -> LoadWord:
    """Where a load of households stands to the norm for a worker of that share.

    >>> [load_word(count, 1.0).value for count in (100, 300, 450, 451)]
    ['light', 'fitting', 'heavy', 'over']
    """
    times = households / (HOUSEHOLDS_PER_WORKER * share)
    if times > HEAVY_TIMES:
        return LoadWord.OVER
    if times > 1:
        return LoadWord.HEAVY
    return LoadWord.FITTING if times >= 0.5 else LoadWord.LIGHT
