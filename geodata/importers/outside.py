"""How many of the loaded rows lie in no area that is loaded."""

from geodata.actions.store_rows import staged_outside_areas
from geodata.rules.import_kinds import KIND_TITLES

from .kind import Kind
from .report import Problem, Report, Severity


def report_outside(report: Report, kind: Kind) -> None:
    """Note how many of the rows stored last lie in no area; nothing for kinds without one."""
    if not any(one.name == "area" for one in kind.model._meta.concrete_fields):
        return
    outside = staged_outside_areas(kind.model)
    # An extract has several kinds; the figure is for all of its rows.
    report.figures["outside_areas"] = report.figures.get("outside_areas", 0) + outside
    if outside:
        title = KIND_TITLES[kind.name]
        zh = f"{outside:,} 个{title.zh}不在任何已载入的区域内，已保留"
        en = f"{outside:,} {title.en.lower()} lie in no area that is loaded; they are kept"
        report.add(Problem("outside_areas", zh, en, None, float(outside), Severity.NOTICE))
