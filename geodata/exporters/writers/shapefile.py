"""A zipped shapefile: UTF-8 with its .cpg, a .prj, and a README with the field names and what the places refer to."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from geodata.errors import ExportRefused
from geodata.exporters.kind import Cell, Column
from geodata.exporters.table import Chunk, Table

from .ogr_layer import append_rows

# A field of a dBASE table holds so many bytes; a Chinese character takes three.
LONGEST_BYTES = 254
_TEXTS = (Cell.TEXT, Cell.MOMENT)


def write_shapefile(path: Path, table: Table) -> None:
    """Write the rows and pack the files; raises ExportRefused for a text that a shapefile would cut off."""
    folder = Path(tempfile.mkdtemp(prefix="parts-", dir=path.parent))
    try:
        stem = path.name.removesuffix(".zip") or table.name
        checked = replace(table, chunks=_fitting(table))
        names = [one.short_name for one in table.columns]
        append_rows(folder / f"{stem}.shp", checked, names, {"driver": "ESRI Shapefile"})
        (folder / "README.txt").write_text(_readme(table), encoding="utf-8-sig")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as packed:
            for part in sorted(folder.iterdir()):
                packed.write(part, part.name)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fitting(table: Table) -> Iterator[Chunk]:
    """The chunks, as long as their texts fit."""
    places = [place for place, one in enumerate(table.columns) if one.cell in _TEXTS]
    for chunk in table.chunks:
        for place in places:
            for row in chunk.rows:
                value = row[place]
                if isinstance(value, str) and len(value) * 3 > LONGEST_BYTES:
                    _check_length(value, table.columns[place])
        yield chunk


def _check_length(value: str, column: Column) -> None:
    size = len(value.encode())
    if size > LONGEST_BYTES:
        raise ExportRefused(
            f"“{column.zh}”有一个值长 {size} 字节（{value[:20]}…），Shapefile 的字段最多 {LONGEST_BYTES} 字节，会被截断。"
            "请改用 GeoPackage 或 GeoJSON。",
            f"a value of {column.name} takes {size} bytes ({value[:20]}…); a shapefile's field holds {LONGEST_BYTES} "
            "and would cut it off. Use GeoPackage or GeoJSON.",
        )


def _readme(table: Table) -> str:
    lines = [table.about_text(), "", "字段 field    全名 name    含义 meaning"]
    lines += [f"{one.short_name:<12}{one.name:<20}{one.zh}" for one in table.columns]
    return "\r\n".join("\n".join(lines).split("\n")) + "\r\n"
