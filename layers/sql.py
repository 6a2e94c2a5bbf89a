"""Named SQL of the layers, composed from a row source and an envelope, run on the read-only connection."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connections

from .base import Field, Rows

ALIAS = "layers"
_FOLDER = Path(__file__).parent / "sql"


@cache
def statement(name: str) -> str:
    """The text of layers/sql/<name>.sql; raises FileNotFoundError for an unknown name."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


@cache
def wrapped(envelope: str, source: str, fields: tuple[Field, ...]) -> str:
    """The envelope statement round a row source; only the declared fields get through.

    In the envelope file /*rows*/ stands for the source, /*columns*/ for r.<field> after a comma.
    """
    columns = "".join(f', r."{field.name}"' for field in fields)
    return statement(envelope).replace("/*rows*/", statement(source)).replace("/*columns*/", columns)


def run(text: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The result rows of a statement on the layers connection."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(text, parameters)
        return cursor.fetchall()


def run_rows(envelope: str, rows: Rows, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The result of an envelope round a layer's rows."""
    return run(wrapped(envelope, rows.statement, rows.fields), {**rows.parameters, **parameters})
