"""One export from the question to the file; the same for the commands and the page."""

import logging
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geodata.queries.export_rows import count_rows, count_unknown, read_rows
from geodata.queries.export_sources import SOURCES
from geodata.rules.export_kinds import Format
from geodata.rules.import_kinds import KindName
from geodata.rules.viewer import Viewer

from .about import about_lines
from .catalogue import KINDS
from .fit import format_of, named_for_datum, refuse_unfit
from .kind import Column, ExportKind, Shape
from .options import ExportOptions
from .row_keys import RowKeys
from .table import Chunk, Line, Table
from .target import ZONE_REACH_DEGREES, Target, placed, target, zone_distance
from .whole_file import whole_file
from .writers.csv_table import write_csv
from .writers.geojson import write_geojson
from .writers.gpkg import write_gpkg
from .writers.shapefile import write_shapefile
from .writers.xlsx import MOST_ROWS, too_many_rows, write_xlsx

_LOG = logging.getLogger("geodata.export")
_WRITERS: dict[Format, Callable[[Path, Table], None]] = {
    Format.GEOJSON: write_geojson,
    Format.GPKG: write_gpkg,
    Format.SHAPEFILE: write_shapefile,
    Format.CSV: write_csv,
    Format.XLSX: write_xlsx,
}


@dataclass
class ExportReport:
    """What was written where, and what is to be told about it."""

    kind: KindName
    path: Path
    format: Format
    to: Target
    rows: int = 0
    bytes: int = 0
    notices: list[Line] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The report as --json prints it."""
        return {
            "kind": str(self.kind),
            "path": str(self.path),
            "format": str(self.format),
            "srid": self.to.srid,
            "datum": str(self.to.datum),
            "rows": self.rows,
            "bytes": self.bytes,
            "notices": [{"zh": zh, "en": en} for zh, en in self.notices],
        }


@dataclass(frozen=True)
class Expected:
    """An export that can be made: its report with the rows there would be, and the columns of its file."""

    report: ExportReport
    columns: tuple[Column, ...]


def expect_export(viewer: Viewer, kind: KindName, options: ExportOptions) -> Expected:
    """What an export would write and what is to be known about it; nothing is written.

    Raises ExportRefused where the format cannot hold the kind, Forbidden for other people's, NotFound for an area
    nobody has.
    """
    chosen, form = KINDS[kind], format_of(options)
    to = target(options.srid, options.datum)
    refuse_unfit(chosen, form, to, options)
    report = ExportReport(kind, named_for_datum(options.path, to), form, to)
    report.rows = count_rows(viewer, kind, options.asked)
    if form is Format.XLSX and report.rows > MOST_ROWS:
        raise too_many_rows()
    _notice(report)
    return Expected(report, _told_columns(chosen, report, viewer, options))


def run_export(viewer: Viewer, kind: KindName, options: ExportOptions) -> ExportReport:
    """What was written; raises what expect_export raises, and ExportRefused where the file cannot be written."""
    expected = expect_export(viewer, kind, options)
    report, chosen = expected.report, KINDS[kind]
    report.rows = 0
    with whole_file(report.path, force=options.force) as draft:
        about = about_lines(chosen, report.to, options, report.notices)
        chunks = _chunks(chosen, expected.columns, report, viewer, options)
        _WRITERS[report.format](
            draft,
            Table(
                str(kind),
                expected.columns,
                chosen.shape,
                report.to,
                chunks,
                about,
                options.header,
                options.wkt,
            ),
        )
        report.bytes = draft.stat().st_size
    _log(report, viewer, options)
    return report


def _notice(report: ExportReport) -> None:
    """Note what the receiver should know before anything is written."""
    if not report.rows:
        report.notices.append(("没有符合条件的行，文件是空表", "no row fits; the file is an empty table"))
    if report.to.shifted and KINDS[report.kind].shape is not Shape.NONE:
        name = str(report.to.datum).upper().replace("0", "-0")
        zh = f"坐标是 {name}，读取软件会当作 WGS 84，偏移几百米；收件人导入时要选 {report.to.datum}"
        en = f"places are {name} though every reader takes them for WGS 84; import them as {report.to.datum}"
        report.notices.append((zh, en))
    if zone_distance(report.to) > ZONE_REACH_DEGREES:
        (zh, en), away = report.to.title, f"{zone_distance(report.to):g}"
        zh = f"{zh} 的中央经线离本区 {away}°，长度变形大"
        report.notices.append((zh, f"the meridian of {en} lies {away} degrees away; lengths are distorted"))


def _told_columns(
    chosen: ExportKind, report: ExportReport, viewer: Viewer, options: ExportOptions
) -> tuple[Column, ...]:
    """The asked columns, else the kind's; without the closing time where no event tells whether it is closed."""
    if options.columns:
        return tuple(one for one in chosen.columns if one.name in options.columns)
    if chosen.name is not KindName.EVENTS:
        return chosen.columns
    known, unknown = count_unknown(viewer, options.asked)
    if unknown and not known:
        return tuple(one for one in chosen.columns if one.name != "closed_at")
    if unknown:
        zh = f"其中 {unknown:,} 个事件的办结状态未知（status_known 为否），办结时间空着不等于未办结"
        en = f"{unknown:,} events do not tell whether they are closed (status_known): an empty time is not open"
        report.notices.append((zh, en))
    return chosen.columns


def _chunks(
    chosen: ExportKind,
    columns: tuple[Column, ...],
    report: ExportReport,
    viewer: Viewer,
    options: ExportOptions,
) -> Iterator[Chunk]:
    """The rows in the order of the columns, placed; counted in the report as they pass."""
    told = {name: place for place, name in enumerate(SOURCES[chosen.name].columns, start=2)}
    picks = [told.get(one.name) for one in columns]
    keys = RowKeys()
    for part in read_rows(viewer, chosen.name, options.asked):
        rows = [tuple(_key(keys, row) if place is None else row[place] for place in picks) for row in part]
        shapes = None if chosen.shape is Shape.NONE else placed(_shapes(part), report.to)
        report.rows += len(rows)
        yield Chunk(rows, shapes)


def _key(keys: RowKeys, row: tuple[Any, ...]) -> str:
    return keys.key(
        row[0], row[1], tuple(bytes(one) if isinstance(one, memoryview) else one for one in row[2:])
    )


def _shapes(part: list[tuple[Any, ...]]) -> np.ndarray:
    wkb = np.empty(len(part), dtype=object)
    wkb[:] = [None if row[-1] is None else bytes(row[-1]) for row in part]
    return shapely.from_wkb(wkb)


def _log(report: ExportReport, viewer: Viewer, options: ExportOptions) -> None:
    """Note who took what out: numbers and codes, no names."""
    asked = options.asked
    filters = {
        name: str(value)
        for name in ("area", "level", "as_of", "first", "last")
        if (value := getattr(asked, name)) not in (None, "")
    }
    _LOG.info(
        "export %s by=%s role=%s kind=%s format=%s srid=%s datum=%s rows=%s filters=%s",
        uuid.uuid4(), options.by, viewer.role, report.kind, report.format, report.to.srid, report.to.datum, report.rows,
        filters,
    )  # fmt: skip
