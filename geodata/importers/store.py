"""From prepared records to stored rows: keys, columns, pieces, and rows that stay without a place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from geodata.actions.ensure_categories import note_categories
from geodata.actions.keep_unlocated import UnlocatedDraft, keep_unlocated
from geodata.actions.store_rows import StagedRows
from geodata.models import ImportRun
from geodata.rules.import_kinds import KindName

from .addresses import Waiting
from .codes import is_blank
from .fixed_times import changed_times
from .kept_places import keep_places
from .keys import row_keys
from .kind import Kind, Moment, Records, Shape
from .outside import report_outside
from .pieces import drop_surplus, single_pieces
from .prepare import Prepared
from .report import Problem, Report


@dataclass(frozen=True)
class Into:
    """Where rows go: the run, its local day and zone, and the report that counts them."""

    run: ImportRun
    moment: Moment
    report: Report


@dataclass(frozen=True)
class Rows:
    """Records of a kind with the keys they are known by and their columns in the database."""

    records: Records
    keys: list[str]
    columns: Mapping[str, list[Any]]

    def staged(self, kind: Kind, places: np.ndarray) -> StagedRows:
        """The rows at some positions as they are stored."""
        shapes = None if self.records.shapes is None or kind.placeless else self.records.shapes[places]
        columns = {name: [values[i] for i in places] for name, values in self.columns.items()}
        return StagedRows([self.keys[i] for i in places], columns, shapes, kind.fixed)


def store_records(kind: Kind, prepared: Prepared, settled: Mapping[str, list[Any]], into: Into) -> None:
    """Store the rows that have what they need; those that wait for a place are kept for staff."""
    records, report, run = prepared.records, into.report, into.run
    rows = Rows(records, keys_of(kind, records, report), _columns(kind, records) | settled)
    if kind.name is KindName.EVENTS:
        _reject_changed_times(rows, report)
    if records.shapes is not None and kind.shape in (Shape.POLYGON, Shape.LINE):
        records.use &= np.array([shape is not None for shape in records.shapes], dtype=bool)
    note_categories(records.categories, run)
    usable = [one for one in prepared.waiting if records.use[one.place]]
    waiting = keep_places(kind, records, rows.keys, usable, report)
    ready = records.use.copy()
    ready[[one.place for one in waiting]] = False
    staged = rows.staged(kind, np.flatnonzero(ready))
    pieces = single_pieces(kind, staged, report)
    counts = kind.store(kind, pieces, run, into.moment)
    kept = keep_unlocated(kind.name, [_draft(rows, one) for one in waiting], run)
    shrunk = drop_surplus(kind, run, report)
    report.created += counts.created + kept.created
    report.updated += counts.updated + kept.updated + shrunk
    report.unchanged += counts.unchanged + kept.unchanged - shrunk
    if counts.updated:
        _notice_blanks(_told_columns(kind, rows), ready, report)
    report_outside(report, kind)


def _reject_changed_times(rows: Rows, report: Report) -> None:
    """Leave out numbered events that are known with another reporting time."""
    records = rows.records
    told = records.values.get("key") or [""] * len(rows.keys)
    own = [bool(use) and one not in (None, "") for use, one in zip(records.use, told, strict=True)]
    changed = changed_times(rows.keys, rows.columns["reported_at"], records.row, own)
    records.use[list(changed)] = False
    report.add(*changed.values())


def _told_columns(kind: Kind, rows: Rows) -> dict[str, list[Any]]:
    """The columns that the file has, not those worked out from others of it."""
    roles = {one.role for one in kind.fields}
    return {
        name: cells for name, cells in rows.columns.items() if name not in roles or rows.records.has(name)
    }


def _notice_blanks(columns: Mapping[str, list[Any]], ready: np.ndarray, report: Report) -> None:
    """Say that empty cells cleared nothing."""
    blank = sum(
        value is None and bool(one)
        for cells in columns.values()
        for value, one in zip(cells, ready, strict=True)
    )
    if blank:
        zh = f"{blank:,} 个空单元格不表示清空：已有的值保留，需要清空请在页面上修改"
        en = f"{blank:,} empty cells clear nothing: known values stay; clear them by hand where that is meant"
        report.notice("empty_cells_kept", zh, en, float(blank))


def _columns(kind: Kind, records: Records) -> dict[str, list[Any]]:
    """Database columns of the fields that go there as they are; an empty cell tells nothing (None)."""
    return {
        one.column: [
            None if is_blank(cell) else value
            for cell, value in zip(records.raw[one.role], records.values[one.role], strict=True)
        ]
        for one in kind.fields
        if one.column and records.has(one.role)
    }


def keys_of(kind: Kind, records: Records, report: Report) -> list[str]:
    """How each row is known again: by the file's own number, else by what it says; a number twice is reported."""
    keys = row_keys(records, kind.identity)
    seen: dict[str, int] = {}
    for place, told in enumerate(records.values.get("key") or ()):
        if told in (None, ""):
            continue
        row = int(records.row[place])
        if records.use[place] and keys[place] in seen:
            records.use[place] = False
            report.add(_key_twice(told, row, seen[keys[place]]))
        if records.use[place]:
            seen[keys[place]] = row
    return keys


def _key_twice(told: Any, row: int, first: int) -> Problem:
    zh, en = f"编号 {told} 与第 {first} 行重复", f"its number {told} is row {first}'s already"
    return Problem("key_twice", zh, en, row)


def _draft(rows: Rows, waiting: Waiting) -> UnlocatedDraft:
    place = waiting.place
    return UnlocatedDraft(
        rows.keys[place],
        int(rows.records.row[place]),
        rows.records.address[place],
        {name: values[place] for name, values in rows.columns.items()},
        waiting.candidates,
    )
