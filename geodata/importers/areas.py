"""Areas of one level from a GeoJSON file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.utils import timezone

from geodata import crs
from geodata.actions.record_import import record_import
from geodata.actions.store_areas import AreaBatch, AreaRow, StoredAreas, store_areas
from geodata.errors import ImportRefused
from geodata.queries.boundaries import outlines_in_force
from geodata.rules.levels import CODE_LENGTH, LEVEL_NAMES, Level, parent_level

from .codes import is_code, plain_code, plain_text
from .columns import Wanted, find_columns
from .coordinates import assumed_datum, reference
from .coverage_report import Loaded, report_coverage, report_crossings
from .geojson import PolygonFeatures, read_polygons
from .options import ImportOptions
from .polygons import anchor_of, measure_polygons
from .provenance import new_report, provenance_of
from .reading import open_text, read_source
from .report import Problem, Report, Severity

_LONGEST_NAME = 80
_USUAL_CODES = ("code", "adcode", "geocode", "区划代码", "代码")
_USUAL_NAMES = ("name", "名称")


@dataclass(frozen=True)
class _Draft:
    """A feature that may become an area: its place in the file's features and its names."""

    place: int
    code: str
    name: str
    parent_code: str | None


def import_areas(options: ImportOptions) -> Report:
    """The report of an import of areas; written only with options.commit.

    Raises ImportRefused where the file or its options cannot be used as a whole.
    """
    if options.level is None:
        raise ImportRefused("请用 --level 指定层级。", "name the level with --level.")
    source = read_source(options.path)
    text = open_text(source, options.encoding)
    features = read_polygons(text, repair=options.repair)
    known = reference(options.srid or features.srid or crs.LONLAT, options.datum_used)
    report = new_report("areas", source, text, known, options)
    report.read = features.read
    report.add(*features.problems)
    drafts = _named(features, options, options.level, report)
    shapes = np.array([features.polygon[draft.place] for draft in drafts], dtype=object)
    measured = measure_polygons(
        shapes, [features.row[draft.place] for draft in drafts], known, repair=options.repair
    )
    report.add(*measured.problems)
    if options.datum is None and known.in_degrees:
        report.add(*assumed_datum(measured.lonlat))
    rows, numbers = _rows(drafts, measured.polygon, features.row)
    _finish(report, rows, numbers, options, options.level)
    return report


def _named(features: PolygonFeatures, options: ImportOptions, level: Level, report: Report) -> list[_Draft]:
    """The features with a usable code and name; the others are reported."""
    keys = list(dict.fromkeys(key for properties in features.properties for key in properties))
    if not keys:
        return []
    wanted = {
        "code": Wanted("--code", options.code, _USUAL_CODES),
        "name": Wanted("--name", options.name, _USUAL_NAMES),
    }
    if options.parent is not None:
        wanted["parent"] = Wanted("--parent", options.parent)
    column = {role: keys[place] for role, place in find_columns(keys, wanted).items()}
    drafts: list[_Draft] = []
    seen: dict[str, int] = {}
    for place, properties in enumerate(features.properties):
        draft = _draft(place, properties, column, level)
        problem = _name_problem(draft, features.row[place], level, seen)
        if problem:
            report.add(problem)
        else:
            seen[draft.code] = features.row[place]
            drafts.append(draft)
    return drafts


def _draft(place: int, properties: dict[str, Any], column: dict[str, str], level: Level) -> _Draft:
    above = parent_level(level)
    parent = None
    if "parent" in column and above:
        parent = plain_code(properties.get(column["parent"]), CODE_LENGTH[above]) or None
    code = plain_code(properties.get(column["code"]), CODE_LENGTH[level])
    return _Draft(place, code, plain_text(properties.get(column["name"])), parent)


def _name_problem(draft: _Draft, row: int, level: Level, seen: dict[str, int]) -> Problem | None:
    digits = CODE_LENGTH[level]
    if not is_code(draft.code, digits):
        zh = f"代码“{draft.code[:30]}”不是 {digits} 位数字（{LEVEL_NAMES[level]}）"
        return Problem("code_shape", zh, f"code {draft.code[:30]!r} has not {digits} digits ({level})", row)
    if draft.code in seen:
        zh = f"代码 {draft.code} 与第 {seen[draft.code]} 行重复"
        return Problem("code_twice", zh, f"code {draft.code} is row {seen[draft.code]}'s already", row)
    if not 0 < len(draft.name) <= _LONGEST_NAME:
        zh = f"名称为空或超过 {_LONGEST_NAME} 字"
        return Problem("name_length", zh, f"its name is empty or over {_LONGEST_NAME} characters", row)
    if draft.parent_code and not draft.code.startswith(draft.parent_code):
        zh = f"代码 {draft.code} 不在上级 {draft.parent_code} 之下"
        return Problem("parent_code", zh, f"code {draft.code} does not begin with {draft.parent_code}", row)
    return None


def _rows(
    drafts: Sequence[_Draft], polygons: np.ndarray, row: Sequence[int]
) -> tuple[list[AreaRow], list[int]]:
    """The areas whose polygon can be used, and their rows in the file."""
    rows, numbers = [], []
    for draft, polygon in zip(drafts, polygons, strict=True):
        if polygon is None:
            continue
        anchor = anchor_of(polygon)
        rows.append(AreaRow(draft.code, draft.name, draft.parent_code, polygon, anchor))
        numbers.append(row[draft.place])
    return rows, numbers


def _finish(
    report: Report, rows: list[AreaRow], numbers: list[int], options: ImportOptions, level: Level
) -> None:
    """Store the rows (undone unless committed) and complete the report."""
    now = timezone.now()
    valid_from = options.valid_from or timezone.localdate(now)
    commit = options.commit and not (options.strict and report.rejected)
    zone = timezone.get_default_timezone_name()
    with record_import(provenance_of(report), now, commit=commit) as run:
        stored = store_areas(AreaBatch(level, rows, valid_from, zone), run)
        _report_ground(report, rows, numbers, level, valid_from)
        _report_stored(report, rows, numbers, stored)
        report.committed = commit
        run.report = report.as_dict()


def _report_ground(
    report: Report, rows: list[AreaRow], numbers: list[int], level: Level, valid_from: date
) -> None:
    above = parent_level(level)
    loaded = Loaded(
        polygons=[row.polygon for row in rows],
        names=[row.name for row in rows],
        rows=numbers,
        parent_codes=[row.parent_code or row.code[: CODE_LENGTH[above] if above else 0] for row in rows],
    )
    report_coverage(report, loaded)
    parents = outlines_in_force(above, valid_from) if above else []
    if parents:
        report_crossings(report, loaded, parents)


def _report_stored(report: Report, rows: list[AreaRow], numbers: list[int], stored: StoredAreas) -> None:
    report.created = len(stored.created)
    report.updated = len(stored.updated)
    report.unchanged = len(stored.unchanged)
    report.figures["area_m2"] = round(sum(row.polygon.area for row in rows), 2)
    report.figures["children_linked"] = stored.children_linked
    report.figures["drafts"] = len(stored.drafts)
    for place in stored.drafts:
        zh = f"{rows[place].name} 的新界线存为草案，发布后才生效"
        en = f"the new outline of {rows[place].name} is a draft until it is published"
        report.add(Problem("draft", zh, en, numbers[place], severity=Severity.NOTICE))
