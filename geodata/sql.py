"""Named SQL files: the only place statements are read from, and the ways to run them."""

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

_FOLDER = Path(__file__).parent / "sql"
_LINES_AT_A_TIME = 50_000
# What is written once and put into the statements that say so; a piece may hold another.
_PIECES = {
    "/*heat squares*/": "draw_heat_cells",
    "/*heat numbers*/": "list_heat_numbers",
    "/*heat blocks*/": "list_heat_blocks",
    "/*heat kinds*/": "pass_heat_kinds",
    "/*event filters*/": "pass_event_filters",
}


@cache
def statement(name: str) -> str:
    """The text of sql/<name>.sql; raises FileNotFoundError for an unknown name."""
    return with_pieces((_FOLDER / f"{name}.sql").read_text(encoding="utf-8"))


def with_pieces(text: str) -> str:
    """A statement with what stands for pieces, such as /*event filters*/, replaced by their one text."""
    for mark, name in _PIECES.items():
        if mark in text:
            text = text.replace(mark, statement(name))
    return text


def rows(name: str, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of a named statement as dictionaries; parameters are bound, never formatted in."""
    with connection.cursor() as cursor:
        cursor.execute(statement(name), parameters)
        columns = [column.name for column in cursor.description]
        return [dict(zip(columns, values, strict=True)) for values in cursor.fetchall()]


def numbers(name: str, **parameters: Any) -> NDArray[np.float64]:
    """The rows of a named statement whose columns are all numbers, (rows, columns); bounded memory besides the answer.

    Needs an open transaction: the rows come from a cursor of the server. Without rows the answer is (0, 0).
    """
    parts = []
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement(name), parameters)
        while part := cursor.fetchmany(_LINES_AT_A_TIME):
            parts.append(np.array(part, dtype=np.float64))
    return np.concatenate(parts) if parts else np.empty((0, 0))


def execute(name: str, **parameters: Any) -> int:
    """How many rows a named writing statement touched; parameters are bound, never formatted in."""
    with connection.cursor() as cursor:
        cursor.execute(statement(name), parameters)
        return cursor.rowcount


def copy_into(table: str, columns: Sequence[str], lines: Iterable[str]) -> None:
    """Feed lines of COPY text, each ending in a newline, into columns of a table, a bounded number at a time."""
    with connection.cursor() as cursor:
        for part in batched(lines, _LINES_AT_A_TIME):
            cursor.copy_from(io.StringIO("".join(part)), table, null="\\N", columns=columns, size=1 << 20)


def batched(lines: Iterable[str], most: int) -> Iterator[list[str]]:
    """The lines in lists of at most so many."""
    rest = iter(lines)
    while part := list(islice(rest, most)):
        yield part
