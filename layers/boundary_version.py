"""The name of the boundaries in force: addresses that carry it never change what they show."""

from datetime import date

from .known_changes import KNOWN
from .sql import run, statement
from .versions import code_version

_held: dict[date, tuple[int, str]] = {}


def boundary_version(today: date) -> str:
    """The boundaries in force on a day, as '<areas version>-<last day anything came into or out of force>-<code>'.

    1 statement, none while it is known that no area changed.
    """
    version = KNOWN.version("areas")
    held = _held.get(today)
    if KNOWN.hearing and held is not None and held[0] == version:
        return held[1]
    ((stored_version, last_day),) = run(statement("read_boundary_version"), {"today": today})
    found = f"{stored_version}-{last_day}-{code_version()}"
    if KNOWN.hearing and stored_version == version:
        _held.clear()
        _held[today] = (version, found)
    return found
