"""GeoPackage, FlatGeobuf, GML and File Geodatabase, slice by slice; a slice that fails is halved down to the bad record."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyogrio.raw
import shapely
from numpy.typing import NDArray
from pyogrio.errors import CRSError, DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError
from pyproj import CRS
from pyproj.exceptions import CRSError as UnknownNumber

from geodata.errors import ImportRefused
from geodata.importers.report import Problem, Severity

from .batch import Batch
from .contents import CrsFound, EncodingFound, LayerFound, Opened, ReadOptions, Reason
from .file_crs import crs_of_wkt, unit_notices
from .flat_geometry import flatten
from .gdal_files import GdalFile, gdal_file, head_of, refuse_pointer
from .notices import Notices, check_columns, most_records, notice, summed_up
from .ogr_values import column_values
from .safe_xml import check_whole, root_name

BATCH_RECORDS = 10_000
# Formats that walk from the start to reach a slice are read in larger ones.
SLOW_BATCH_RECORDS = 40_000
GDAL_ERRORS = (
    DataSourceError,
    DataLayerError,
    FeatureError,
    FieldError,
    GeometryError,
    CRSError,
    RuntimeError,
    ValueError,  # where the records before a slice cannot be skipped
)
_PROBED = 500
# A file cut in the middle has no readable record from there on; each attempt costs a walk.
MOST_UNREADABLE = 100
_CURVES = re.compile(rb"CURVEPOLYGON|MULTISURFACE|COMPOUNDCURVE|MULTICURVE|CIRCULARSTRING")
_CURVES_SEARCHED = 4 << 20
_GML_OPTIONS = {"WRITE_GFS": "NO", "DOWNLOAD_SCHEMA": "NO", "REFRESH_CACHE": "NO"}
_GML_ROOTS = ("featurecollection", "citymodel", "simplefeaturecollection")


@dataclass(frozen=True)
class OgrLayer:
    """A layer as GDAL tells it: its columns, where it is read from, with which options; a table has no geometry."""

    file: GdalFile
    name: str
    info: dict[str, Any]
    options: dict[str, str]
    is_table: bool = False

    @property
    def found(self) -> LayerFound:
        """The layer as a choice for the user."""
        kind = "" if self.is_table else str(self.info["geometry_type"]).split()[0]
        return LayerFound(self.name, int(self.info["features"]), kind)


def open_gpkg(path: Path, options: ReadOptions) -> Opened:
    """A GeoPackage."""
    head = head_of(path)
    if not head.startswith(b"SQLite format 3\0"):
        raise _not_this("GeoPackage", head)
    opened = _open(gdal_file(path, ".gpkg"), "gpkg", {}, options)
    with path.open("rb") as file:
        if _CURVES.search(file.read(_CURVES_SEARCHED)):
            opened.problems.append(notice("curves_linearised"))
    return opened


def open_flatgeobuf(path: Path, options: ReadOptions) -> Opened:
    """A FlatGeobuf file."""
    head = head_of(path)
    if not head.startswith(b"fgb"):
        raise _not_this("FlatGeobuf", head)
    return _open(gdal_file(path, ".fgb"), "flatgeobuf", {}, options)


def open_gml(path: Path, options: ReadOptions) -> Opened:
    """A GML file; schemas and links outside are never looked at."""
    head = head_of(path)
    refuse_pointer(head)
    if root_name(path) not in _GML_ROOTS:
        raise _not_this("GML", head)
    check_whole(path)
    return _open(gdal_file(path, ".gml"), "gml", _GML_OPTIONS, options)


def open_filegdb(path: Path, options: ReadOptions) -> Opened:
    """An Esri File Geodatabase: the folder with its tables, or one that holds it."""
    tables = sorted(path.rglob("*.gdbtable")) if path.is_dir() else []
    if not tables:
        raise _not_this("File Geodatabase", b"")
    return _open(gdal_file(tables[0].parent, ".gdb"), "filegdb", {}, options)


def _not_this(what: str, head: bytes) -> ImportRefused:
    start = head[:16].decode("ascii", "replace")
    return ImportRefused(
        f"不是 {what} 文件（开头是“{start}”），请检查文件或重新导出。",
        f"this is no {what} (it begins with {start!r}); check the file or export it again.",
    )


def _open(file: GdalFile, kind: str, gdal_options: dict[str, str], options: ReadOptions) -> Opened:
    layers = list_layers(file, gdal_options)
    problems: list[Problem] = []
    layer = chosen_layer(layers, options, problems)
    columns = tuple(str(name) for name in layer.info["fields"])
    check_columns(columns, options)
    crs = None if layer.is_table else layer_crs(layer.info.get("crs"))
    problems += unit_notices(crs)
    if kind == "gpkg" and not layer.info["fid_column"]:
        problems.append(notice("gpkg_nonconformant"))
    notices = Notices()
    return Opened(
        format=kind,
        layers=tuple(one.found for one in layers),
        layer=layer.name,
        columns=columns,
        encoding=EncodingFound("utf-8", True, Reason("此格式固定为 UTF-8", "this format is always UTF-8")),
        crs=crs,
        batches=summed_up(layer_batches(layer, notices, options), notices, options),
        problems=problems,
    )


def list_layers(file: GdalFile, gdal_options: dict[str, str]) -> list[OgrLayer]:
    """The layers of a file, those with geometry first; raises ImportRefused where it cannot be opened."""
    try:
        names = [str(name) for name, _ in pyogrio.list_layers(file.path)]
        layers = [_layer(file, name, gdal_options) for name in names]
    except GDAL_ERRORS as problem:
        raise cannot_open(problem, file) from None
    if not layers:
        raise ImportRefused("文件里没有任何图层。", "there is no layer in the file.")
    return sorted(layers, key=lambda layer: layer.is_table)


def _layer(file: GdalFile, name: str, gdal_options: dict[str, str]) -> OgrLayer:
    info = pyogrio.read_info(file.path, layer=name, **gdal_options)
    kind = info["geometry_type"]
    is_table = kind is None or (
        kind == "Unknown" and info["total_bounds"] is None and _is_bare(file, name, gdal_options)
    )
    return OgrLayer(file, name, info, gdal_options, is_table)


def _is_bare(file: GdalFile, name: str, gdal_options: dict[str, str]) -> bool:
    """Whether the layer has records but none of the first has a geometry."""
    wkb = pyogrio.raw.read(file.path, layer=name, columns=[], max_features=_PROBED, **gdal_options)[2]
    return wkb is None or (len(wkb) > 0 and all(one is None for one in wkb))


def cannot_open(problem: Exception, file: GdalFile) -> ImportRefused:
    """The refusal of a file GDAL cannot open, without the path it was given."""
    told = " ".join(str(problem).replace(file.path, "…").partition("; It might help")[0].split())[:200]
    return ImportRefused(
        f"文件无法打开，可能已损坏（{told}），请重新导出。",
        f"the file cannot be opened and may be damaged ({told}); export it again.",
    )


def chosen_layer(layers: list[OgrLayer], options: ReadOptions, problems: list[Problem]) -> OgrLayer:
    """The layer the user named, else the first with geometry; raises ImportRefused where there is none."""
    names = [layer.name for layer in layers]
    if options.layer is not None and options.layer not in names:
        raise ImportRefused(
            f"没有图层“{options.layer}”，可选：{'、'.join(names[:20])}。",
            f"there is no layer {options.layer}; choose one of: {', '.join(names[:20])}.",
        )
    first = next((one for one in layers if one.is_table and options.tables), layers[0])
    layer = layers[names.index(options.layer)] if options.layer is not None else first
    if layer.is_table and options.layer is None and not options.tables:
        raise ImportRefused(
            f"文件只有没有图形的表（{'、'.join(names[:20])}），这里需要点、线或面；要导入表，请指明其名称。",
            f"there are only tables without geometry ({', '.join(names[:20])}); points, lines or polygons are "
            "needed here; to import a table, name it.",
        )
    if layer.is_table and not options.tables:
        text = (f"“{layer.name}”是没有图形的表", f"{layer.name} is a table without geometry")
        problems.append(Problem("table_only", *text, severity=Severity.NOTICE))
    elif len(layers) > 1 and options.layer is None:
        zh = f"有 {len(layers)} 个图层，读取的是“{layer.name}”"
        en = f"there are {len(layers)} layers; {layer.name} was read"
        problems.append(Problem("several_layers", zh, en, severity=Severity.NOTICE))
    return layer


def layer_crs(told: str | None) -> CrsFound:
    """What GDAL tells of a layer's coordinates: an EPSG number, a WKT, or nothing."""
    named = re.fullmatch(r"EPSG:(\d{4,6})", told or "")
    if named is None:
        return crs_of_wkt(told or "")
    try:
        return crs_of_wkt(CRS.from_epsg(int(named[1])).to_wkt())
    except UnknownNumber:
        reason = Reason(f"{told} 不在 EPSG 登记中", f"{told} is not in the EPSG registry")
        return CrsFound(None, str(told), reason)


def layer_batches(layer: OgrLayer, notices: Notices, options: ReadOptions) -> Iterator[Batch]:
    """The records of a layer in file order."""
    yield from _Reader(layer, notices, options).batches()


def _fewer(told: int, found: int) -> Problem:
    return Problem(
        "count_differs",
        f"文件声称有 {told:,} 条记录，只能读到 {found:,} 条",
        f"the file claims {told:,} records but only {found:,} can be read",
        measure=float(told - found),
        severity=Severity.NOTICE,
    )


def _unreadable(row: int, told: str) -> Problem:
    told = " ".join(told.split())[:120]
    return Problem("record_corrupt", f"记录无法读取（{told}）", f"the record cannot be read ({told})", row)


@dataclass
class _Reader:
    """One way through a layer; failed counts the records that could not be read."""

    layer: OgrLayer
    notices: Notices
    options: ReadOptions
    failed: int = 0

    def batches(self) -> Iterator[Batch]:
        """All slices, as far as there are records."""
        fast = self.layer.info["capabilities"]["fast_set_next_by_index"]
        most = most_records(self.options)
        size = min(BATCH_RECORDS if fast else SLOW_BATCH_RECORDS, most)
        at = 0
        while at < most:
            read = 0
            for batch in self._slice(at, min(size, most - at)):
                read += batch.read
                yield batch
            at += read
            if read < size:
                break
        told = int(self.layer.info["features"])
        if told > at and at < most:
            yield Batch(np.empty(0, np.int64), {}, None, [_fewer(told, at)])

    def _slice(self, first: int, number: int) -> Iterator[Batch]:
        """Some records; where reading fails, halves are tried down to single ones."""
        batch, problem = self._attempt(first, number)
        if batch is not None:
            yield batch
        elif number == 1:
            self.failed += 1
            yield Batch(np.empty(0, np.int64), {}, None, [_unreadable(first + 1, problem)], read=1)
        else:
            half = number // 2
            yield from self._slice(first, half)
            yield from self._slice(first + half, number - half)

    def _attempt(self, first: int, number: int) -> tuple[Batch | None, str]:
        """Some records, or why they cannot be read."""
        try:
            return self._read(first, number), ""
        except GDAL_ERRORS as problem:
            self._give_up_on(problem)
            return None, str(problem)

    def _give_up_on(self, problem: Exception) -> None:
        """Raise ImportRefused where single records cannot be reached, or too many of them are broken."""
        if not self.layer.info["capabilities"]["random_read"] or self.failed >= MOST_UNREADABLE:
            raise cannot_open(problem, self.layer.file) from None

    def _read(self, first: int, number: int) -> Batch:
        layer = self.layer
        meta, fids, wkb, fields = pyogrio.raw.read(
            layer.file.path,
            layer=layer.name,
            skip_features=first,
            max_features=number,
            read_geometry=not layer.is_table,
            return_fids=True,
            datetime_as_string=True,
            **layer.options,
        )
        row = np.arange(first + 1, first + len(fids) + 1, dtype=np.int64)
        values = column_values(layer, meta, fids, fields, self.notices)
        if layer.is_table:
            return Batch(row, values, None, read=len(fids))
        return self._with_geometry(row, values, wkb)

    def _with_geometry(
        self, row: NDArray[np.int64], values: dict[str, list[Any]], wkb: NDArray[np.object_]
    ) -> Batch:
        geometry, problems = geometries(wkb, row)
        flat = flatten(geometry, row, self.options.limits, self.notices)
        keep = flat.usable & ~np.isin(row, [problem.row for problem in problems])
        if not keep.all():
            kept = np.flatnonzero(keep).tolist()
            values = {name: [column[i] for i in kept] for name, column in values.items()}
        return Batch(row[keep], values, flat.geometry[keep], problems + flat.problems, len(row))


def geometries(wkb: NDArray[np.object_], row: NDArray[np.int64]) -> tuple[Any, list[Problem]]:
    """Shapely geometries (n,) of WKB (n,) with None where there is none, and the problems of unreadable ones."""
    made = shapely.from_wkb(wkb, on_invalid="ignore")
    problems = [
        Problem("geometry_unreadable", "图形无法读懂", "its geometry cannot be understood", int(row[index]))
        for index in np.flatnonzero(shapely.is_missing(made))
        if wkb[index] is not None
    ]
    return made, problems
