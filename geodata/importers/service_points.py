"""Service points from a CSV file."""

from dataclasses import dataclass

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from geodata.actions.record_import import record_import
from geodata.actions.store_service_points import (
    ServicePointBatch,
    service_points_outside_areas,
    store_service_points,
)
from geodata.rules.service_points import ServiceKind
from geodata.rules.service_words import kind_of_class

from .columns import Wanted
from .delimited import Table
from .keys import content_keys
from .options import ImportOptions
from .points import Places, coordinate_columns, read_points, report_outside
from .provenance import provenance_of
from .report import Problem, Report, Severity

# Longest text of each column in the database.
_LONGEST = {"name": 120, "name_en": 160, "address": 200, "phone": 40}
_ALSO_READ = {
    "name_en": ("name_en", "英文名称"),
    "address": ("address", "addr", "地址"),
    "phone": ("phone", "tel", "电话"),
}


@dataclass(frozen=True)
class _Rows:
    """What was read, row by row: use marks the rows to be loaded."""

    table: Table
    places: Places
    kinds: list[ServiceKind]
    use: NDArray[np.bool_]


def import_service_points(options: ImportOptions) -> Report:
    """The report of an import of service points; written only with options.commit.

    Raises ImportRefused where the file or its options cannot be used as a whole.
    """
    table, places, report = read_points("service_points", options, _wanted(options))
    use = places.usable & _check_texts(report, table)
    _finish(report, _Rows(table, places, _kinds(report, table, use), use), options)
    return report


def _wanted(options: ImportOptions) -> dict[str, Wanted]:
    wanted = coordinate_columns(options) | {"name": Wanted("--name", options.name, ("name", "名称"))}
    for role, usual in _ALSO_READ.items():
        wanted[role] = Wanted(f"“{role}”", None, usual, required=False)
    if options.category is not None:
        wanted["category"] = Wanted("--category", options.category)
    return wanted


def _check_texts(report: Report, table: Table) -> NDArray[np.bool_]:
    """Which rows have a name, and texts that fit; the others are reported."""
    fit = np.ones(len(table.row), dtype=bool)
    for place, name in enumerate(table.columns["name"]):
        if not name:
            fit[place] = False
            report.add(Problem("name_missing", "没有名称", "it has no name", table.row[place]))
    for role, longest in _LONGEST.items():
        for place, text in enumerate(table.columns.get(role, ())):
            if len(text) > longest:
                fit[place] = False
                zh, en = f"{role} 超过 {longest} 字", f"its {role} is over {longest} characters"
                report.add(Problem("text_too_long", zh, en, table.row[place], float(len(text))))
    return fit


def _kinds(report: Report, table: Table, use: NDArray[np.bool_]) -> list[ServiceKind]:
    """The kind of each row; classes nobody knows become `other` and are named once each."""
    classes = table.columns.get("category") or [""] * len(table.row)
    known = {text: kind_of_class(text) for text in set(classes)}
    used = [text for text, loaded in zip(classes, use, strict=True) if loaded]
    for text in sorted(text for text, kind in known.items() if text and kind is None):
        count = used.count(text)
        zh, en = (
            f"不认识类别“{text[:60]}”，{count} 个记为“其他”",
            f"class {text[:60]} is unknown: {count} became other",
        )
        report.add(Problem("class_unknown", zh, en, None, float(count), Severity.NOTICE))
    return [known[text] or ServiceKind.OTHER for text in classes]


def _finish(report: Report, rows: _Rows, options: ImportOptions) -> None:
    """Store the rows (undone unless committed) and complete the report."""
    now = timezone.now()
    commit = options.commit and not (options.strict and report.rejected)
    batch = _batch(rows)
    with record_import(provenance_of(report), now, commit=commit) as run:
        stored = store_service_points(batch, run, timezone.localdate(now))
        report.created, report.updated, report.unchanged = stored.created, stored.updated, stored.unchanged
        outside = service_points_outside_areas(batch.key)
        report_outside(report, outside, ("服务点", "service points"))
        for kind in ServiceKind:
            if count := batch.kind.count(kind):
                report.figures[f"kind_{kind}"] = count
        report.committed = commit
        run.report = report.as_dict()


def _batch(rows: _Rows) -> ServicePointBatch:
    use = np.flatnonzero(rows.use)
    columns, stated = rows.table.columns, rows.places.stated
    said = ((columns["name"][i], repr(float(stated[i, 0])), repr(float(stated[i, 1]))) for i in use)

    def texts(role: str) -> list[str | None]:
        return [columns[role][i] if role in columns else None for i in use]

    return ServicePointBatch(
        key=content_keys(said),
        kind=[rows.kinds[i] for i in use],
        name=[columns["name"][i] for i in use],
        name_en=texts("name_en"),
        address=texts("address"),
        phone=texts("phone"),
        metres=rows.places.metres[use],
    )
