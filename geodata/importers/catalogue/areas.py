"""Areas of one level: districts, subdistricts, communities or grids."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from django.utils import timezone
from numpy.typing import NDArray

from geodata.actions.record_import import record_import
from geodata.actions.store_areas import AreaBatch, AreaRow, StoredAreas, store_areas
from geodata.errors import ImportRefused
from geodata.importers.area_codes import Draft, Drawn, digits_problem, settle_codes
from geodata.importers.away import bound_to_loaded, report_away
from geodata.importers.codes import is_code, plain_code, plain_text
from geodata.importers.columns import find_columns
from geodata.importers.coverage_report import (
    Loaded,
    faults_of,
    mend_coverage,
    report_coverage,
    report_crossings,
)
from geodata.importers.datum_notice import shift_notices
from geodata.importers.fields import Cell, Field, whole
from geodata.importers.files.contents import Contents
from geodata.importers.kind import Shape
from geodata.importers.known_outlines import with_known_codes
from geodata.importers.locate import locate_shapes, reference_of, refuse_placeless
from geodata.importers.options import ImportOptions
from geodata.importers.polygons import anchor_of
from geodata.importers.prepare import explained
from geodata.importers.provenance import new_report, provenance_of
from geodata.importers.records import gather
from geodata.importers.report import Problem, Report, Severity
from geodata.importers.run import Progress, contents_of, silent
from geodata.queries.boundaries import Outline, codes_of_level, outlines_in_force
from geodata.queries.households import households_by_area
from geodata.queries.reference_ground import district_in_force
from geodata.rules.levels import CODE_LENGTH, LEVEL_NAMES, Level, parent_level

_LONGEST_NAME = 80
_PLAIN = Cell(plain_text, "文字", "text")
FIELDS = (
    Field(
        "code",
        "代码",
        "code",
        (
            "code",
            "adcode",
            "geocode",
            "commuid",
            "区划代码",
            "行政区划代码",
            "代码",
            "网格代码",
            "网格编码",
            "社区代码",
            "社区编码",
            "街道代码",
            "街道编码",
            "编码",
        ),
        _PLAIN,
    ),
    Field(
        "name",
        "名称",
        "name",
        ("name", "名称", "社区名称", "街道名称", "网格名称", "区县名称", "区划名称"),
        _PLAIN,
    ),
    Field(
        "parent",
        "上级",
        "parent",
        ("parent", "parent_code", "上级代码", "上级", "所属社区", "所属街道"),
        _PLAIN,
    ),
    Field("households", "户数", "households", ("households", "hu", "户数", "总户数"), _PLAIN),
)


def import_areas(options: ImportOptions, progress: Progress = silent) -> Report:
    """The report of an import of areas; written only with options.commit.

    Raises ImportRefused where the file or its options cannot be used as a whole.
    """
    if options.level is None:
        raise ImportRefused("请用 --level 指定层级。", "name the level with --level.")
    contents = contents_of(options, progress)
    report = new_report("areas", contents, reference_of(contents, options), options)
    progress("locating", contents.read)
    drawn = _features(contents, options, options.level, report)
    valid_from = options.valid_from or timezone.localdate()
    # Within the run, which imports wait for: two files numbered at once would get the same codes.
    with record_import(provenance_of(report, options), timezone.now()) as run:
        progress("checking", len(drawn.drafts))
        rows, numbers = _checked(drawn, options, options.level, report)
        progress("writing", len(rows))
        _report_stored(report, rows, numbers, store_areas(AreaBatch(options.level, rows, valid_from), run))
        report.committed = options.commit and not (options.strict and report.rejected)
        report.run = str(run.uuid) if report.committed else None
        run.report = report.as_dict()
        progress("saving", report.loaded)
    return report


def _features(contents: Contents, options: ImportOptions, level: Level, report: Report) -> Drawn:
    """What the file calls its areas, and their polygons in MEASURE; features that cannot be used are reported."""
    columns = _columns(contents, options, level) if contents.columns else {}
    found = gather(contents, columns)
    row, geometry = found.row, found.geometry
    if geometry is None:
        if len(row):
            raise refuse_placeless(Shape.POLYGON, report)
        return Drawn([], [])
    named = _drafts(row, found.cells, level)
    kept = _named(named, level, report)
    known = reference_of(contents, options)
    try:
        located = locate_shapes(geometry[kept], row[kept], Shape.POLYGON, known, options)
    except ImportRefused as refusal:
        raise explained(refusal, contents, found, options) from None
    report.add(*located.problems)
    if options.datum is None and known.in_degrees and len(located.lonlat):
        report.add(*shift_notices(located.lonlat))
    codes = [named[place].code for place in kept]
    _report_away(located.shapes, codes, level, options, report)
    usable = [place for place, shape in enumerate(located.shapes) if shape is not None]
    return Drawn([named[kept[place]] for place in usable], [located.shapes[place] for place in usable])


def _report_away(
    shapes: NDArray[np.object_], codes: list[str], level: Level, options: ImportOptions, report: Report
) -> None:
    """Note areas that lie away from the loaded district, unless they begin a new one."""
    bound = bound_to_loaded(codes, codes_of_level(level), highest=parent_level(level) is None)
    report_away(shapes[bound], district_in_force(timezone.localdate()), report, options)


def _columns(contents: Contents, options: ImportOptions, level: Level) -> dict[str, str]:
    """Role → column; a code and a name are needed, except for grids, which can be numbered."""
    needed = {"name"} if level is Level.GRID and options.code is None else {"code", "name"}
    fields = [replace(field, required=field.role in needed) for field in FIELDS]
    return find_columns(contents.columns, fields, options)


def _drafts(row: NDArray[np.int64], cells: dict[str, list[object]], level: Level) -> list[Draft]:
    blank: list[object] = [None] * len(row)
    told = (cells.get(role, blank) for role in ("code", "name", "parent", "households"))
    return [
        Draft(
            place,
            int(row[place]),
            plain_code(code, CODE_LENGTH[level]),
            plain_text(name),
            plain_text(parent),
            _count(households),
        )
        for place, (code, name, parent, households) in enumerate(zip(*told, strict=True))
    ]


def _count(cell: object) -> float | None:
    """A count of households, None where the file has none that can be read."""
    try:
        return whole().read(cell)
    except (ValueError, OverflowError):
        return None


def _named(drafts: Sequence[Draft], level: Level, report: Report) -> list[int]:
    """Positions of drafts with a usable name and code (grids may lack a code); the others are reported."""
    kept: list[int] = []
    seen: dict[str, int] = {}
    for place, draft in enumerate(drafts):
        problem = _name_problem(draft, level, seen)
        if problem:
            report.add(problem)
            continue
        if draft.code:
            seen[draft.code] = draft.row
        kept.append(place)
    return kept


def _name_problem(draft: Draft, level: Level, seen: dict[str, int]) -> Problem | None:
    digits, may_lack = CODE_LENGTH[level], level is Level.GRID and not draft.code
    if not may_lack and not is_code(draft.code, digits):
        other = digits_problem(draft.code, level)
        hint_zh, hint_en = (
            (f"，像是{LEVEL_NAMES[Level(other)]}的", f"; it looks like a {other}'s") if other else ("", "")
        )
        zh = f"代码“{draft.code[:30]}”不是 {digits} 位数字（{LEVEL_NAMES[level]}）{hint_zh}"
        en = f"code {draft.code[:30]!r} has not {digits} digits ({level}){hint_en}"
        return Problem("code_shape", zh, en, draft.row)
    if draft.code in seen:
        zh = f"代码 {draft.code} 与第 {seen[draft.code]} 行重复"
        return Problem("code_twice", zh, f"code {draft.code} is row {seen[draft.code]}'s already", draft.row)
    if len(draft.name) > _LONGEST_NAME or not (draft.name or may_lack):
        zh = f"名称为空或超过 {_LONGEST_NAME} 字"
        return Problem("name_length", zh, f"its name is empty or over {_LONGEST_NAME} characters", draft.row)
    return None


def _checked(
    drawn: Drawn, options: ImportOptions, level: Level, report: Report
) -> tuple[list[AreaRow], list[int]]:
    """The areas with parents, codes and mended borders, and their rows in the file."""
    above = parent_level(level)
    parents = outlines_in_force(above, options.valid_from or timezone.localdate()) if above else []
    taken = codes_of_level(level)
    drawn = with_known_codes(drawn, level)
    if options.repair and not all(draft.code for draft in drawn.drafts):
        drawn = _known_mended(drawn, options, level, parents, taken)
    settled = settle_codes(drawn, level, parents, taken, report)
    settled = settled.only([place for place, draft in enumerate(settled.drafts) if _fits(draft, report)])
    drafts, loaded = settled.drafts, _loaded(settled, options)
    polygons = _ground_settled(report, loaded, parents, options)
    rows = [
        AreaRow(draft.code, draft.name, draft.parent or None, polygon, anchor_of(polygon))
        for draft, polygon in zip(drafts, polygons, strict=True)
    ]
    return rows, list(loaded.rows)


def _loaded(settled: Drawn, options: ImportOptions) -> Loaded:
    """What the check of the ground asks of the areas."""
    drafts = settled.drafts
    return Loaded(
        polygons=settled.polygons,
        names=[draft.name for draft in drafts],
        rows=[draft.row for draft in drafts],
        parent_codes=[draft.parent for draft in drafts],
        households=_households(drafts) if options.repair else None,
    )


def _known_mended(
    drawn: Drawn, options: ImportOptions, level: Level, parents: Sequence[Outline], taken: set[str]
) -> Drawn:
    """The drafts, those without a code known by what mending made of their outline when they were loaded before."""
    unsaid = Report("areas")
    settled = settle_codes(drawn, level, parents, taken, unsaid)
    usable = [place for place, draft in enumerate(settled.drafts) if _fits(draft, unsaid)]
    loaded = _loaded(settled.only(usable), options)
    shapes = list(drawn.polygons)
    for place, shape in zip(
        usable, mend_coverage(unsaid, loaded, options.consent, faults_of(loaded)), strict=True
    ):
        shapes[place] = shape
    return with_known_codes(drawn, level, shapes)


def _households(drafts: Sequence[Draft]) -> list[float] | None:
    """Households of each area as the file tells them, else as the loaded buildings do; None where neither does."""
    if all(draft.households is not None for draft in drafts):
        return [float(draft.households or 0) for draft in drafts]
    known = households_by_area([draft.code for draft in drafts])
    return [known[draft.code] for draft in drafts] if any(known.values()) else None


def _fits(draft: Draft, report: Report) -> bool:
    """Whether a draft has a code that fits its parent; otherwise it is reported."""
    if not draft.code:
        zh, en = (
            "没有代码，位置也不在任何已载入的社区内，无法编号",
            "it has no code and lies in no community to be numbered in",
        )
        report.add(Problem("code_missing", zh, en, draft.row))
        return False
    if draft.parent and not draft.code.startswith(draft.parent):
        zh = f"代码 {draft.code} 不在上级 {draft.parent} 之下"
        report.add(
            Problem("parent_code", zh, f"code {draft.code} does not begin with {draft.parent}", draft.row)
        )
        return False
    return True


def _ground_settled(
    report: Report, loaded: Loaded, parents: Sequence[Outline], options: ImportOptions
) -> list[shapely.MultiPolygon]:
    """The polygons, their coverage reported and, where agreed, mended."""
    faults = faults_of(loaded)
    report_coverage(report, loaded, faults)
    polygons = list(loaded.polygons)
    if options.repair:
        polygons = mend_coverage(report, loaded, options.consent, faults)
    if parents:
        report_crossings(report, replace(loaded, polygons=polygons), parents)
    return polygons


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
