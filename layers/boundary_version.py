"""The name of the boundaries in force: addresses that carry it never change what they show."""

from collections.abc import Sequence
from datetime import date

from geodata.rules.levels import CHANGE_KINDS

from .known_changes import KNOWN
from .sql import run, statement
from .versions import code_version

_LEVELS = {kind: level.value for level, kind in CHANGE_KINDS.items()}
_held: dict[tuple[date, tuple[str, ...]], tuple[tuple[int, ...], str]] = {}


def draws_borders_only(kinds: Sequence[str]) -> bool:
    """Whether nothing but areas and their borders is drawn from these kinds of data."""
    return all(kind in _LEVELS for kind in kinds)


def held_version(kinds: Sequence[str], today: date) -> str | None:
    """The name where it is known without asking the database."""
    held = _held.get((today, tuple(kinds)))
    return held[1] if KNOWN.hearing and held is not None and held[0] == _known(kinds) else None


def boundary_version(kinds: Sequence[str], today: date) -> str:
    """The boundaries of some kinds in force on a day, as '<versions>-<last day any came into or out of force>-<code>'.

    1 statement, none while it is known that none of their areas changed.
    """
    known, held = _known(kinds), held_version(kinds, today)
    if held is not None:
        return held
    bound = {"kinds": list(kinds), "levels": [_LEVELS[kind] for kind in kinds], "today": today}
    ((stored, last_day),) = run(statement("read_boundary_version"), bound)
    found = f"{'.'.join(map(str, stored))}-{last_day}-{code_version()}"
    if KNOWN.hearing and tuple(stored) == known:
        for outdated in [key for key in _held if key[0] != today]:
            _held.pop(outdated, None)
        _held[today, tuple(kinds)] = (known, found)
    return found


def _known(kinds: Sequence[str]) -> tuple[int, ...]:
    return tuple(KNOWN.version(kind) for kind in kinds)
