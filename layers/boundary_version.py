"""The name of the boundaries in force: addresses that carry it never change what they show."""

from datetime import date

from .known_changes import KNOWN
from .sql import run, statement
from .versions import code_version

_held: dict[date, tuple[int, str]] = {}


def held_version(today: date) -> str | None:
    """The name where it is known without asking the database."""
    held = _held.get(today)
    return held[1] if KNOWN.hearing and held is not None and held[0] == KNOWN.version("areas") else None


def boundary_version(today: date) -> str:
    """The boundaries in force on a day, as '<areas version>-<last day anything came into or out of force>-<code>'.

    1 statement, none while it is known that no area changed.
    """
    version, held = KNOWN.version("areas"), held_version(today)
    if held is not None:
        return held
    ((stored_version, last_day),) = run(statement("read_boundary_version"), {"today": today})
    found = f"{stored_version}-{last_day}-{code_version()}"
    if KNOWN.hearing and stored_version == version:
        _held.clear()
        _held[today] = (version, found)
    return found
