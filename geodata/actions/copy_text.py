"""Lines of COPY text from columns of values."""

from collections.abc import Iterable, Iterator
from typing import Any

_NULL = "\\N"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy_lines(columns: Iterable[Iterable[Any]]) -> Iterator[str]:
    """One COPY line for each row of columns of equal length; None becomes NULL."""
    for row in zip(*columns, strict=True):
        yield "\t".join(map(_cell, row)) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return _NULL
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    return str(value)
