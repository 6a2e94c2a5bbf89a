"""Columns of values into a table by COPY, with ids taken from its sequence first."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import repeat
from typing import Any

import numpy as np
import shapely
from django.db import connection, models

from geodata.crs import MEASURE
from geodata.sql import rows
from geodata.town.event_lives import NEVER

_NULL = "\\N"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
Column = Sequence[Any] | np.ndarray | str | bool | int | float | date | datetime | None


def copy_in(model: type[models.Model], columns: Mapping[str, Column], count: int) -> np.ndarray:
    """Ids (count,) of the rows written; a column is one value per row, or one plain value for all rows.

    Lists in a cell become arrays; geometry and moments come from geometry() and moments().
    """
    if not count:
        return np.empty(0, dtype=np.int64)
    table = model._meta.db_table
    ids = take_ids(table, count)
    names = ["id", *columns]
    texts = [map(str, ids.tolist()), *(_texts(value) for value in columns.values())]
    body = io.StringIO()
    body.writelines("\t".join(row) + "\n" for row in zip(*texts, strict=False))
    body.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_from(body, table, null=_NULL, columns=names, size=1 << 20)
    return ids


def take_ids(table: str, count: int) -> np.ndarray:
    """`count` fresh ids of a table, ascending."""
    return np.array([row["id"] for row in rows("take_ids", relation=table, amount=count)], dtype=np.int64)


def geometry(shapes: np.ndarray) -> list[str]:
    """EWKB hex of shapely geometries in MEASURE."""
    return shapely.to_wkb(shapely.set_srid(shapes, MEASURE), hex=True, include_srid=True).tolist()


def moments(seconds: np.ndarray) -> list[str | None]:
    """ISO texts of moments in seconds since the epoch; None for NEVER."""
    never = seconds == NEVER
    texts = np.datetime_as_string(np.where(never, 0, seconds).astype("datetime64[s]")).astype(object) + "Z"
    texts[never] = None
    return texts.tolist()


def _texts(value: Column) -> Iterable[str]:
    """The cells of a column as COPY text."""
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return map(_cell, value)
    return repeat(_cell(value))


def _cell(value: Any) -> str:
    if value is None:
        return _NULL
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, list | tuple):
        return "{" + ",".join(str(word) for word in value) + "}"
    return str(value)
