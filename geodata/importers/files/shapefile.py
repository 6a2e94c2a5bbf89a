"""Shapefiles, also incomplete and damaged ones: the .shp alone is enough, the rest helps where it is sound."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from geodata.errors import ImportRefused
from geodata.importers.report import Problem, Severity

from .batch import Batch
from .contents import CrsFound, EncodingFound, LayerFound, Opened, ReadOptions, Reason
from .dbf import BadTableError, Dbf
from .encodings import decode_cut, encoding_of_ldid, find_encoding, known_encoding
from .file_crs import crs_of_wkt, unit_notices
from .notices import Notices, check_columns, most_records, summed_up
from .shp_records import HEADER_BYTES, LOST, Places, find_records
from .shp_shapes import COUNTED_HEAD, Shapes

BATCH_RECORDS = 10_000
BATCH_BYTES = 64 << 20
_MAGIC = (9994).to_bytes(4, "big")
_MOST_SMALL = 1 << 20
_NAMES = {0: "", 1: "Point", 3: "LineString", 5: "Polygon", 8: "MultiPoint"}
_MULTIPATCH = 31


@dataclass(frozen=True)
class _Parts:
    """The files of one shapefile by lower-case extension."""

    name: str
    files: dict[str, Path]

    def small(self, extension: str) -> bytes | None:
        """The beginning of a small side file; None where there is none."""
        path = self.files.get(extension)
        if path is None:
            return None
        with path.open("rb") as file:
            return file.read(_MOST_SMALL)


def open_shapefile(path: Path, options: ReadOptions) -> Opened:
    """A .shp, or the shapefiles of a folder (layers by their names); raises ImportRefused for what is none."""
    found = _shapefiles(path)
    problems: list[Problem] = []
    parts = _chosen(found, options, problems)
    declared = _declared_kind(parts)
    notices = Notices()
    table = _open_table(parts, notices)
    encoding = _encoding(parts, table, options)
    columns = _column_names(table, encoding, problems)
    check_columns(columns, options)
    crs = _crs(parts)
    problems += unit_notices(crs)
    batches = _batches(parts, declared, _Table(table, columns, encoding), notices, options)
    return Opened(
        format="shapefile",
        layers=tuple(_layer(one) for one in found),
        layer=parts.name,
        columns=columns,
        encoding=encoding,
        crs=crs,
        batches=summed_up(batches, notices, options),
        problems=problems,
    )


def _shapefiles(path: Path) -> list[_Parts]:
    """Every .shp of a folder (or the one given) with the files beside it; extensions in any case."""
    if path.is_file():
        places = [path]
    else:
        places = sorted(one for one in path.rglob("*") if one.suffix.lower() == ".shp" and one.is_file())
    if not places:
        raise ImportRefused(
            "没有找到图形文件（.shp），请把 .shp、.dbf、.shx、.prj 一起打包。",
            "there is no .shp; pack the .shp together with its .dbf, .shx and .prj.",
        )
    stems = [place.stem for place in places]
    unique = len({stem.lower() for stem in stems}) == len(stems)
    base = path if path.is_dir() else path.parent
    return [
        _Parts(place.stem if unique else place.relative_to(base).with_suffix("").as_posix(), _beside(place))
        for place in places
    ]


def _beside(place: Path) -> dict[str, Path]:
    mine = [one for one in place.parent.iterdir() if one.is_file() and one.stem.lower() == place.stem.lower()]
    files = {one.suffix.lower(): one for one in sorted(mine)}
    # A file whose name has the very same spelling wins over one that differs in case.
    files |= {one.suffix.lower(): one for one in mine if one.stem == place.stem}
    return files | {".shp": place}


def _chosen(found: list[_Parts], options: ReadOptions, problems: list[Problem]) -> _Parts:
    names = [one.name for one in found]
    if options.layer is not None:
        if options.layer not in names:
            listed = "、".join(names[:20])
            raise ImportRefused(
                f"没有图层“{options.layer}”，可选：{listed}。",
                f"there is no layer {options.layer}; choose one of: {', '.join(names[:20])}.",
            )
        return found[names.index(options.layer)]
    if len(found) > 1:
        zh = f"有 {len(found)} 个图层，读取的是“{names[0]}”"
        en = f"there are {len(found)} layers; {names[0]} was read"
        problems.append(Problem("several_layers", zh, en, severity=Severity.NOTICE))
    return found[0]


def _header(parts: _Parts) -> bytes:
    with parts.files[".shp"].open("rb") as file:
        return file.read(HEADER_BYTES)


def _declared_kind(parts: _Parts) -> int:
    head = _header(parts)
    if head[:4] != _MAGIC or len(head) < HEADER_BYTES:
        start = head[:20].decode("ascii", "replace").strip()
        raise ImportRefused(
            f"“{parts.name}.shp”不是 shapefile（开头是“{start}”），请重新导出或下载。",
            f"{parts.name}.shp is no shapefile (it begins with {start!r}); export or download it again.",
        )
    kind = int.from_bytes(head[32:36], "little", signed=True)
    if kind == _MULTIPATCH:
        raise ImportRefused(
            "图形是三维多面体（MultiPatch），这里需要点、线或面，请先转换。",
            "the shapes are 3-D multipatches; points, lines or polygons are needed, convert them first.",
        )
    return kind


def _layer(parts: _Parts) -> LayerFound:
    kind = int.from_bytes(_header(parts)[32:36], "little", signed=True) % 10
    index = parts.files.get(".shx")
    records = (index.stat().st_size - HEADER_BYTES) // 8 if index else -1
    return LayerFound(parts.name, max(records, -1), _NAMES.get(kind, ""))


def _open_table(parts: _Parts, notices: Notices) -> Dbf | None:
    path = parts.files.get(".dbf")
    if path is None:
        notices.count("no_dbf")
        return None
    try:
        table = Dbf(path.open("rb"), path.stat().st_size)
    except BadTableError:
        notices.count("dbf_unreadable")
        return None
    notices.count("memo_left_out", len(table.read_fields) < len(table.fields))
    return table


def _encoding(parts: _Parts, table: Dbf | None, options: ReadOptions) -> EncodingFound | None:
    if table is None:
        return None
    cpg = (parts.small(".cpg") or b"")[:64].decode("ascii", "ignore")
    declared = cpg if known_encoding(cpg) else encoding_of_ldid(table.ldid)
    return find_encoding(table.raw_texts(), declared, options.encoding)


def _column_names(
    table: Dbf | None, encoding: EncodingFound | None, problems: list[Problem]
) -> tuple[str, ...]:
    """The columns' names: decoded, never empty, never twice."""
    names: list[str] = []
    if table is None or encoding is None:
        return ()
    for number, field in enumerate(table.read_fields, start=1):
        told = "".join(ch for ch in decode_cut(field.name, encoding.name)[0] if ch.isprintable()).strip()
        name, copies = told or f"field_{number}", 2
        while name in names:
            name, copies = f"{told or 'field'}_{copies}", copies + 1
        if name != told:
            text = f"第 {number} 列的名称“{told}”重复或为空，改为“{name}”"
            problems.append(
                Problem(
                    "column_renamed",
                    text,
                    f"column {number} ({told!r}) is now {name}",
                    None,
                    None,
                    Severity.NOTICE,
                )
            )
        names.append(name)
    return tuple(names)


def _crs(parts: _Parts) -> CrsFound:
    prj = parts.small(".prj")
    if prj is None:
        reason = Reason("没有坐标系文件（.prj）", "there is no .prj")
        return CrsFound(None, "", reason)
    encoding = "utf-16" if prj[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return crs_of_wkt(prj.decode(encoding, "replace"))


@dataclass(frozen=True)
class _Table:
    """The attributes: the open .dbf, its columns' names, the encoding of its texts."""

    dbf: Dbf | None
    columns: tuple[str, ...]
    encoding: EncodingFound | None


def _batches(
    parts: _Parts, declared: int, table: _Table, notices: Notices, options: ReadOptions
) -> Iterator[Batch]:
    path = parts.files[".shp"]
    with path.open("rb") as file:
        places = find_records(file, path.stat().st_size, _whole(parts.files.get(".shx")), notices)
        total = len(places.offset)
        if table.dbf is not None:
            notices.count("attributes_missing", max(total - table.dbf.count, 0))
            notices.count("attributes_extra", max(table.dbf.count - total, 0))
        total = min(total, most_records(options))
        first = 0
        while first < total:
            last = _batch_end(places, first, total)
            shapes = Shapes(declared, options.limits.vertices, notices)
            _read_shapes(file, places, range(first, last), shapes)
            yield _batch(first, shapes, table, notices)
            first = last


def _whole(path: Path | None) -> bytes | None:
    return None if path is None else path.read_bytes()


def _batch_end(places: Places, first: int, total: int) -> int:
    """Where a batch ends: after so many records or bytes, at least one record."""
    sizes = np.cumsum(np.maximum(places.length[first : first + BATCH_RECORDS], 0))
    return min(total, first + max(1, int(np.searchsorted(sizes, BATCH_BYTES))))


def _read_shapes(file: BinaryIO, places: Places, rows: range, shapes: Shapes) -> None:
    for index in rows:
        length = int(places.length[index])
        if length == LOST:
            lost = ("record_lost", "记录已损坏，无法找到", "the record is damaged and could not be found")
            shapes.reject(Problem(*lost, index + 1))
            continue
        file.seek(int(places.offset[index]))
        head = file.read(min(length, COUNTED_HEAD))
        problem = shapes.too_many(index + 1, head)
        if problem is not None:
            shapes.reject(problem)
        else:
            shapes.add(index + 1, head + file.read(length - len(head)))


def _batch(first: int, shapes: Shapes, table: _Table, notices: Notices) -> Batch:
    listed, deleted = _values(table, first, shapes.count, notices)
    keep = np.flatnonzero(np.array(shapes.usable, bool) & ~deleted)
    gone = set((np.flatnonzero(deleted) + first + 1).tolist())
    notices.count("record_deleted", len(gone))
    kept = keep.tolist()
    return Batch(
        row=keep.astype(np.int64) + first + 1,
        values={name: [column[i] for i in kept] for name, column in zip(table.columns, listed, strict=True)},
        geometry=shapes.finish()[keep],
        problems=[problem for problem in shapes.problems if problem.row not in gone],
        read=shapes.count - len(gone),
    )


def _values(
    table: _Table, first: int, number: int, notices: Notices
) -> tuple[list[list[Any]], NDArray[np.bool_]]:
    """The columns of the records, None where the table has no row for one, and which are marked deleted."""
    deleted = np.zeros(number, bool)
    if table.dbf is None or table.encoding is None:
        return [], deleted
    rows = table.dbf.rows(first, number)
    deleted[: len(rows)] = table.dbf.deleted(rows)
    missing = [None] * (number - len(rows))
    return [column + missing for column in table.dbf.values(rows, table.encoding.name, notices)], deleted
