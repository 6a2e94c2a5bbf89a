"""Which simplified borders tiles may draw: those of exactly the borders in force, once they are there."""

from datetime import date

from geodata.rules.generalisation import band_of
from geodata.rules.levels import CHANGE_KINDS, Level

from .base import Question
from .known_changes import KNOWN
from .sql import run, statement

_held: dict[date, tuple[tuple[int, ...], dict[str, str]]] = {}


def asked_band(question: Question) -> int | None:
    """The band of zooms that is asked for; None where shapes are drawn as they are."""
    zoom = question.filters.get("zoom")
    return band_of(zoom) if zoom is not None else None


def simplified(level: Level, question: Question) -> dict[str, object] | None:
    """What a row source binds to draw the simplified borders of a level; None where the exact ones are drawn.

    1 statement, none while it is known that no area changed.
    """
    band = asked_band(question)
    if band is None:
        return None
    name = _sets(question.today).get(level.value)
    return {"band": band, "coverage": name} if name else None


def _sets(today: date) -> dict[str, str]:
    """Level → name of the set of borders in force whose simplified forms are there."""
    versions = tuple(KNOWN.version(kind) for kind in CHANGE_KINDS.values())
    held = _held.get(today)
    if KNOWN.hearing and held is not None and held[0] == versions:
        return held[1]
    found = {level: name for level, name in run(statement("read_simplified_sets"), {"today": today})}
    if KNOWN.hearing:
        _held.clear()
        _held[today] = (versions, found)
    return found
