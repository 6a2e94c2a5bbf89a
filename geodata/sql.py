"""Named SQL files: the only place statements are read from, and the one way to run them for reading."""

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
