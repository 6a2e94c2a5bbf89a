"""CSV that Excel opens: UTF-8 with its mark, places as two columns or, asked for, as WKT."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import shapely

from geodata.exporters.cells import guarded, plain
from geodata.exporters.options import Header
from geodata.exporters.place_columns import WKT_TITLES, place_cells, place_titles
from geodata.exporters.table import Chunk, Table

_YES, _NO = "是", "否"


def write_csv(path: Path, table: Table) -> None:
    """Write the rows below a header."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow([*table.titles(), *(_wkt_title(table) if table.wkt else place_titles(table))])
        for chunk in table.chunks:
            lines.writerows(_lines(table, chunk))


def _wkt_title(table: Table) -> tuple[str, ...]:
    return (WKT_TITLES[table.header],)


def _lines(table: Table, chunk: Chunk) -> Iterator[list[Any]]:
    chinese = table.header is Header.ZH
    places: Iterable[tuple[Any, ...]] = place_cells(table, chunk)
    if table.wkt:
        texts = shapely.to_wkt(chunk.shapes, rounding_precision=12 if table.to.in_degrees else 6)
        places = [(text,) for text in texts]
    for row, place in zip(chunk.rows, places, strict=True):
        yield [*(_cell(value, chinese) for value in row), *place]


def _cell(value: Any, chinese: bool) -> Any:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, bool):
        return (_YES if value else _NO) if chinese else str(value).lower()
    return plain(value)
