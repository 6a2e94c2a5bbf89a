"""Columns of values into a table by COPY, with ids taken from its sequence first."""

import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import repeat
from typing import Any

import numpy as np
import shapely
from django.db import connection, models

from geodata.actions.copy_text import copy_lines
from geodata.crs import MEASURE
from geodata.sql import rows
from geodata.town.events.lives import NEVER

_NULL = "\\N"
Column = list[Any] | np.ndarray | str | bool | int | float | date | datetime | None


def copy_in(model: type[models.Model], columns: Mapping[str, Column], count: int) -> np.ndarray:
    """Ids (count,) of the rows written; a column is one value per row, or one plain value for all rows.

    Geometry, moments and arrays come from geometry(), moments() and array_text().
    """
    if not count:
        return np.empty(0, dtype=np.int64)
    table = model._meta.db_table
    ids = take_ids(table, count)
    body = io.StringIO()
    body.writelines(copy_lines([ids.tolist(), *(_cells(value, count) for value in columns.values())]))
    body.seek(0)
    with connection.cursor() as cursor:
        cursor.copy_from(body, table, null=_NULL, columns=["id", *columns], size=1 << 20)
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


def array_text(words: Iterable[object]) -> str:
    """A text array of plain words as COPY reads it.

    >>> array_text(["ramp", "seats"])
    '{ramp,seats}'
    """
    return "{" + ",".join(map(str, words)) + "}"


def _cells(value: Column, count: int) -> Iterable[Any]:
    if isinstance(value, np.ndarray):
        return value.tolist()
    return value if isinstance(value, list) else repeat(value, count)
