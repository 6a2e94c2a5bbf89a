"""The columns that tell where a row is in a table without geometry."""

from typing import Any

import shapely

from .kind import Shape
from .options import Header
from .table import Chunk, Table

WKT_TITLES = {Header.NAMES: "wkt", Header.ZH: "图形（WKT）"}
_DEGREES = {Header.NAMES: ("lon", "lat"), Header.ZH: ("经度", "纬度")}
_METRES = {Header.NAMES: ("x", "y"), Header.ZH: ("东坐标", "北坐标")}
_DATUM = {Header.NAMES: "datum", Header.ZH: "坐标基准"}
# A tenth of a millimetre.
DECIMALS_DEGREES, DECIMALS_METRES = 9, 4


def place_titles(table: Table) -> tuple[str, ...]:
    """Names of the two columns of coordinates and, for a shifted datum, of the one that says so on every row."""
    if table.shape is not Shape.POINT:
        return ()
    pair = (_DEGREES if table.to.in_degrees else _METRES)[table.header]
    return (*pair, _DATUM[table.header]) if table.to.shifted else pair


def place_cells(table: Table, chunk: Chunk) -> list[tuple[Any, ...]]:
    """The cells of these columns, row by row; empty where a row has no place."""
    if table.shape is not Shape.POINT or chunk.shapes is None:
        return [()] * len(chunk.rows)
    decimals = DECIMALS_DEGREES if table.to.in_degrees else DECIMALS_METRES
    more = (str(table.to.datum),) if table.to.shifted else ()
    x, y = (one(chunk.shapes).round(decimals).tolist() for one in (shapely.get_x, shapely.get_y))
    missing = shapely.is_missing(chunk.shapes) | shapely.is_empty(chunk.shapes)
    return [
        (None, None, *more) if gone else (east, north, *more)
        for east, north, gone in zip(x, y, missing.tolist(), strict=True)
    ]
