"""Rows appended to a layer by GDAL, a bounded number at a time."""

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataSourceError, FeatureError, FieldError, GeometryError

from geodata.errors import ExportRefused
from geodata.exporters.cells import plain
from geodata.exporters.kind import Cell, Shape
from geodata.exporters.table import Chunk, Table

# Opening a file again costs more the larger it is.
ROWS_AT_A_TIME = 40_000
_GDAL_ERRORS = (DataSourceError, FeatureError, FieldError, GeometryError, RuntimeError)
_TYPES: dict[Cell, Any] = {
    Cell.WHOLE: np.int32,
    Cell.NUMBER: np.float64,
    Cell.YES_NO: np.bool_,
    Cell.DAY: "datetime64[D]",
}


def append_rows(path: Path, table: Table, names: Sequence[str], options: dict[str, Any]) -> None:
    """Write the table's rows to a new layer; options are those of pyogrio and of the driver."""
    if table.shape is not Shape.NONE:
        options = options | {"geometry_type": table.shape.value, "crs": table.to.wkt}
    written = False
    empty = Chunk([], None if table.shape is Shape.NONE else np.empty(0, dtype=object))
    for chunk in chain(_larger(table.chunks), [empty]):
        if written and not chunk.rows:
            continue
        data, masks = _columns(table, chunk)
        shapes = None if chunk.shapes is None else shapely.to_wkb(chunk.shapes)
        try:
            pyogrio.raw.write(
                str(path),
                shapes,
                data,
                list(names),
                field_mask=masks,
                append=written,
                encoding="UTF-8",
                **options,
            )
        except _GDAL_ERRORS as problem:
            raise _not_written(problem, path) from None
        written = True


def _larger(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """The same rows in fewer chunks."""
    rows: list[tuple[Any, ...]] = []
    shapes: list[NDArray[np.object_]] = []
    for chunk in chunks:
        rows += chunk.rows
        shapes += [] if chunk.shapes is None else [chunk.shapes]
        if len(rows) >= ROWS_AT_A_TIME:
            yield Chunk(rows, np.concatenate(shapes) if shapes else None)
            rows, shapes = [], []
    if rows:
        yield Chunk(rows, np.concatenate(shapes) if shapes else None)


def _columns(table: Table, chunk: Chunk) -> tuple[list[NDArray[Any]], list[NDArray[np.bool_] | None]]:
    """A typed array for each column and which of its values are missing."""
    if not chunk.rows:
        data = [np.empty(0, dtype=_TYPES.get(one.cell, object)) for one in table.columns]
        return data, [None] * len(data)
    pairs = [
        _typed(one.cell, values)
        for one, values in zip(table.columns, zip(*chunk.rows, strict=True), strict=True)
    ]
    return [data for data, _ in pairs], [mask for _, mask in pairs]


def _typed(cell: Cell, values: Sequence[Any]) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
    kind = _TYPES.get(cell)
    if kind is None:
        texts = np.empty(len(values), dtype=object)
        texts[:] = [plain(value) for value in values]
        return texts, None
    missing = np.array([value is None for value in values], dtype=bool)
    filler = np.datetime64("1970-01-01") if cell is Cell.DAY else 0
    data = np.array([filler if value is None else value for value in values], dtype=kind)
    return data, missing if missing.any() else None


def _not_written(problem: Exception, path: Path) -> ExportRefused:
    told = " ".join(str(problem).replace(str(path), path.name).split())[:200]
    return ExportRefused(
        f"文件没有写成（{told}），请检查磁盘空间，或换一种格式。",
        f"the file could not be written ({told}); check the disk's room or choose another format.",
    )
