"""Named SQL of the layers, composed from a row source and an envelope, run on the read-only connection."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.db import connections

from geodata.sql import with_pieces

from .base import Field, Rows

ALIAS = "layers"
# Bound once for a whole tile; everything else belongs to one source.
SHARED = frozenset(
    ("xmin", "ymin", "xmax", "ymax", "zoom", "min_area", "tile_xmin", "tile_ymin", "tile_xmax", "tile_ymax")
)
_FOLDER = Path(__file__).parent / "sql"
_PARAMETER = re.compile(r"%\((\w+)\)s")


@cache
def statement(name: str) -> str:
    """The text of layers/sql/<name>.sql; raises FileNotFoundError for an unknown name."""
    return with_pieces((_FOLDER / f"{name}.sql").read_text(encoding="utf-8"))


@cache
def wrapped(envelope: str, source: str, fields: tuple[Field, ...]) -> str:
    """The envelope statement round a row source; only the declared fields get through.

    In the envelope file /*rows*/ stands for the source, /*columns*/ for r.<field> after a comma.
    """
    columns = "".join(f', r."{field.name}"' for field in fields)
    return statement(envelope).replace("/*rows*/", statement(source)).replace("/*columns*/", columns)


@cache
def tile_statement(sources: tuple[tuple[str, tuple[Field, ...]], ...]) -> str:
    """One statement that gives a tile of several row sources, each an MVT layer of its own, in that order.

    Every source's own parameters get its number, so that two layers may bind different values of one name.
    """
    parts = []
    for number, (source, fields) in enumerate(sources):
        text = wrapped("build_tile", source, fields)
        parts.append(f"COALESCE(({_numbered(text, number)}), ''::bytea)")
    return statement("join_tile").replace("/*parts*/", " || ".join(parts))


def _numbered(text: str, number: int) -> str:
    return _PARAMETER.sub(lambda name: name[0] if name[1] in SHARED else f"%({name[1]}_{number})s", text)


def run(text: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The result rows of a statement on the layers connection."""
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(text, parameters)
        return cursor.fetchall()


def run_rows(envelope: str, rows: Rows, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The result of an envelope round a layer's rows."""
    return run(wrapped(envelope, rows.statement, rows.fields), {**rows.parameters, **parameters})
