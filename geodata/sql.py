"""Named SQL files: the only place statements are read from, and the ways to run them."""

import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connection

_FOLDER = Path(__file__).parent / "sql"


@cache
def statement(name: str) -> str:
    """The text of sql/<name>.sql; raises FileNotFoundError for an unknown name."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def rows(name: str, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of a named statement as dictionaries; parameters are bound, never formatted in."""
    with connection.cursor() as cursor:
        cursor.execute(statement(name), parameters)
        columns = [column.name for column in cursor.description]
        return [dict(zip(columns, values, strict=True)) for values in cursor.fetchall()]


def execute(name: str, **parameters: Any) -> int:
    """How many rows a named writing statement touched; parameters are bound, never formatted in."""
    with connection.cursor() as cursor:
        cursor.execute(statement(name), parameters)
        return cursor.rowcount


def copy_rows(name: str, lines: Iterable[str]) -> None:
    """Feed lines of COPY text, each ending in a newline, to a named COPY ... FROM STDIN statement."""
    body = io.StringIO()
    body.writelines(lines)
    body.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_expert(statement(name), body)
