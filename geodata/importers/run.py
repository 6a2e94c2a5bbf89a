"""One import from file to report: read, mapped, located, checked, stored; the same for every door and kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from geodata.actions.keep_unlocated import UnlocatedDraft, keep_unlocated, placed_before
from geodata.actions.record_import import StoredCounts, record_import
from geodata.actions.store_rows import StagedRows
from geodata.models import ImportRun
from geodata.rules.datums import Datum

from .addresses import Waiting, place_by_address
from .columns import find_column
from .coordinates import Reference
from .datum_notice import shift_notices
from .files.contents import Contents, ReadOptions
from .files.process import contents_in, read_file
from .keys import content_keys, own_key
from .kind import Kind, Moment, Records, Shape
from .locate import (
    ADDRESS,
    PLACE_FIELDS,
    Located,
    locate_points,
    locate_shapes,
    reference_of,
    refuse_placeless,
)
from .options import ImportOptions
from .outside import report_outside
from .pieces import per_row, single_pieces
from .provenance import new_report, provenance_of
from .records import gather, parse, roles_of
from .report import Problem, Report

Progress = Callable[[str, int], None]


def silent(step: str, count: int) -> None:
    """Progress nobody looks at."""


@dataclass
class Prepared:
    """Records on their way to the database and what is known of them."""

    records: Records
    waiting: list[Waiting]
    known: Reference


def contents_of(options: ImportOptions, progress: Progress = silent) -> Contents:
    """What the file holds, read in a process of its own, or as it was read before."""
    if options.folder is not None and (options.folder / "contents.json").is_file():
        return contents_in(options.folder)
    asked = ReadOptions(
        options.path,
        name=options.file_name,
        encoding=options.encoding,
        layer=options.layer,
        repair=options.repair,
    )
    return read_file(asked, options.folder, lambda count: progress("reading", count))


def run_import(kind: Kind, options: ImportOptions, progress: Progress = silent) -> Report:
    """The report of an import; written only with options.commit.

    Raises ImportRefused where the file or its options cannot be used as a whole.
    """
    contents = contents_of(options, progress)
    report = new_report(kind.name, contents, reference_of(contents, options), options)
    return import_contents(kind, contents, options, report, progress)


def import_contents(
    kind: Kind, contents: Contents, options: ImportOptions, report: Report, progress: Progress = silent
) -> Report:
    """The report of an import of what was read."""
    return store_parts([(kind, contents)], options, report, progress)


def store_parts(
    parts: Sequence[tuple[Kind, Contents]],
    options: ImportOptions,
    report: Report,
    progress: Progress = silent,
) -> Report:
    """The report of an import of several kinds from one file, in one run."""
    prepared = [(kind, prepare(kind, contents, options, report, progress)) for kind, contents in parts]
    moment = Moment(timezone.localdate(), options.tz or timezone.get_default_timezone_name())
    with record_import(provenance_of(report, options), timezone.now()) as run:
        progress("checking", report.read)
        settled = [kind.settle(one.records, options, report) if kind.settle else {} for kind, one in prepared]
        progress("writing", report.loaded)
        for (kind, one), more in zip(prepared, settled, strict=True):
            _store(kind, one, _columns(kind, one.records) | more, run, moment, report)
        report.committed = options.commit and not (options.strict and report.rejected)
        report.run = str(run.uuid) if report.committed else None
        run.report = report.as_dict()
        progress("saving", report.loaded)
    return report


def prepare(
    kind: Kind, contents: Contents, options: ImportOptions, report: Report, progress: Progress = silent
) -> Prepared:
    """The records of a file, located and checked as far as the file itself goes."""
    roles = roles_of(kind, contents, options)
    places = {} if kind.shape is Shape.NONE else _place_columns(contents, options)
    row, cells, geometry = gather(contents, roles | places)
    progress("locating", len(row))
    values, use = parse(kind.fields, cells, row, options, report)
    known = reference_of(contents, options)
    located = _located(kind, geometry, cells, row, known, options, report)
    if located is None:
        return Prepared(Records(row, values, cells, None, [None] * len(row), use), [], known)
    use &= _without(
        located, row, report, waits=kind.shape in (Shape.POINT, Shape.OPTIONAL_POINT) and "address" in cells
    )
    records = Records(
        row, values, cells, located.shapes, located.stated, use, _texts(cells.get("address"), len(row))
    )
    _notice_datum(located, known, options, report)
    waiting: list[Waiting] = []
    if kind.shape is Shape.POINT and "address" in cells:
        waiting = place_by_address(located.shapes, use, records.address, report)
    return Prepared(records, waiting, known)


def _place_columns(contents: Contents, options: ImportOptions) -> dict[str, str]:
    fields = (*PLACE_FIELDS, ADDRESS)
    found = {one.role: find_column(contents.columns, one, options.column_told(one.role)) for one in fields}
    return {role: column for role, column in found.items() if column is not None}


def _located(
    kind: Kind,
    geometry: NDArray[np.object_] | None,
    cells: dict[str, list[Any]],
    row: NDArray[np.int64],
    known: Reference,
    options: ImportOptions,
    report: Report,
) -> Located | None:
    """Where the rows lie; None for kinds without a place."""
    if kind.shape is Shape.NONE:
        return None
    if geometry is not None:
        return locate_shapes(geometry, row, kind.shape, known, options)
    if kind.shape in (Shape.POINT, Shape.OPTIONAL_POINT):
        if "lon" in cells and "lat" in cells:
            return locate_points(cells["lon"], cells["lat"], row, known)
        if "place" in cells:
            return locate_points(cells["place"], None, row, known)
        if "address" in cells or kind.shape is Shape.OPTIONAL_POINT:
            nowhere = np.full(len(row), None, dtype=object)
            return Located(nowhere, list(map(str, cells.get("address", row))), np.empty((0, 2)))
    refuse_placeless(kind.shape, report)
    return None


def _without(located: Located, row: NDArray[np.int64], report: Report, *, waits: bool) -> NDArray[np.bool_]:
    """Which rows have a place; those without are reported, or wait for one where they have an address."""
    missing = {"coordinates_missing", "geometry_missing"}
    told = [one for one in located.problems if not (waits and one.code in missing)]
    report.add(*told)
    rejected = {one.row for one in told if one.severity == "rejected"}
    return np.array([number not in rejected for number in row.tolist()], dtype=bool)


def _notice_datum(located: Located, known: Reference, options: ImportOptions, report: Report) -> None:
    if options.datum is None and known.datum is Datum.WGS84 and known.in_degrees and len(located.lonlat):
        report.add(*shift_notices(located.lonlat))


def _texts(cells: list[Any] | None, count: int) -> list[str]:
    return [""] * count if cells is None else ["" if cell is None else str(cell).strip() for cell in cells]


def _columns(kind: Kind, records: Records) -> dict[str, list[Any]]:
    """Database columns of the fields that go there as they are."""
    return {
        one.column: records.values[one.role] for one in kind.fields if one.column and records.has(one.role)
    }


def keys_of(kind: Kind, records: Records, report: Report) -> list[str]:
    """How each row is known again: by the file's own number, else by what it says; a number twice is reported."""
    if records.has("key") and any(records.values["key"]):
        return _own_keys(records, report)
    said = [records.raw.get(role) or [None] * len(records.row) for role in kind.identity]
    return content_keys(zip(records.stated, *said, strict=True))


def _own_keys(records: Records, report: Report) -> list[str]:
    seen: dict[str, int] = {}
    keys = []
    for place, told in enumerate(records.values["key"]):
        key, row = own_key(told), int(records.row[place])
        if records.use[place] and (not told or key in seen):
            records.use[place] = False
            report.add(_no_key(row) if not told else _key_twice(told, row, seen[key]))
        seen.setdefault(key, row)
        keys.append(key)
    return keys


def _no_key(row: int) -> Problem:
    return Problem("key_missing", "没有编号", "it has no number of its own", row)


def _key_twice(told: Any, row: int, first: int) -> Problem:
    return Problem(
        "key_twice", f"编号 {told} 与第 {first} 行重复", f"its number {told} is row {first}'s already", row
    )


def _store(
    kind: Kind,
    prepared: Prepared,
    columns: dict[str, list[Any]],
    run: ImportRun,
    moment: Moment,
    report: Report,
) -> None:
    """Store the rows that have what they need; those without a place are kept for staff."""
    records = prepared.records
    keys = keys_of(kind, records, report)
    if records.shapes is not None and kind.shape not in (Shape.OPTIONAL_POINT, Shape.POINT):
        records.use &= np.array([shape is not None for shape in records.shapes], dtype=bool)
    waiting = [one for one in prepared.waiting if records.use[one.place]]
    ready = records.use.copy()
    ready[[one.place for one in waiting]] = False
    use = np.flatnonzero(ready)
    staged = StagedRows(
        [keys[i] for i in use],
        {name: [values[i] for i in use] for name, values in columns.items()},
        None if records.shapes is None or kind.placeless else records.shapes[use],
        kind.fixed,
    )
    pieces = single_pieces(kind, staged, report)
    counts = per_row(kind.store(kind, pieces, run, moment), len(staged.key), len(pieces.key))
    kept = _keep_waiting(kind, records, waiting, keys, columns, run)
    report.created += counts.created + kept.created
    report.updated += counts.updated + kept.updated
    report.unchanged += counts.unchanged + kept.unchanged
    report_outside(report, kind, staged.key)


def _keep_waiting(
    kind: Kind,
    records: Records,
    waiting: list[Waiting],
    keys: list[str],
    columns: dict[str, list[Any]],
    run: ImportRun,
) -> StoredCounts:
    known = placed_before(kind.model, [keys[one.place] for one in waiting])
    drafts = [
        UnlocatedDraft(
            keys[one.place],
            int(records.row[one.place]),
            records.address[one.place],
            {name: values[one.place] for name, values in columns.items()},
            one.candidates,
        )
        for one in waiting
        if keys[one.place] not in known
    ]
    kept = keep_unlocated(kind.name, drafts, run)
    return StoredCounts(kept.created, kept.updated, kept.unchanged + len(known))
