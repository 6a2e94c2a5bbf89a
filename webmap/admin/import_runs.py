"""Imports with the report that was shown, to look at only."""

from typing import Any

from django.contrib.admin import display, register
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from geodata.models import ImportRun
from geodata.rules.import_kinds import KIND_TITLES

from .records import Records, choice_column, column

KIND_NAMES: dict[str, Any] = {str(kind): title.zh for kind, title in KIND_TITLES.items()} | {
    "town": _("演示数据")
}
_MOST_SHOWN = 200


@register(ImportRun)
class ImportRuns(Records):
    """Every import that was kept, undone ones too."""

    title = _("导入记录")
    fields = (
        "kind_name", "file_name", "department_name", "by_name", "started", "finished", "read_as", "undone", "report_shown",
    )  # fmt: skip
    readonly_fields = fields
    list_display = (
        column("started_at", _("导入时间")),
        choice_column("kind", _("数据"), KIND_NAMES),
        column("file_name", _("文件")),
        column("department__name", _("部门")),
        "loaded",
        column("undone_at", _("撤销时间")),
    )
    list_select_related = ("department", "by", "undone_by")
    search_fields = ("file_name", "kind", "department__name")
    ordering = ("-started_at",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never: imports have their own page and commands."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: what was shown at the time stays."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: an import is undone, its record stays."""
        return False

    @display(description=_("数据"))
    def kind_name(self, run: ImportRun) -> Any:
        """The kind by its name."""
        return KIND_NAMES.get(run.kind, run.kind)

    @display(description=_("部门"))
    def department_name(self, run: ImportRun) -> str:
        """The department the file came from; a dash where none was told."""
        return run.department.name if run.department else "—"

    @display(description=_("导入人"))
    def by_name(self, run: ImportRun) -> str:
        """The login that imported; a dash for commands."""
        return run.by.get_username() if run.by else "—"

    @display(description=_("开始时间"))
    def started(self, run: ImportRun) -> Any:
        """When it started."""
        return run.started_at

    @display(description=_("结束时间"))
    def finished(self, run: ImportRun) -> Any:
        """When it ended."""
        return run.finished_at

    @display(description=_("读取方式"))
    def read_as(self, run: ImportRun) -> str:
        """System, datum and options it was read with."""
        told = (f"{key}={value}" for key, value in run.options.items() if value not in (None, "", {}, []))
        return "，".join((f"EPSG:{run.srid}", run.datum, *told))

    @display(description=_("撤销"))
    def undone(self, run: ImportRun) -> str:
        """When and by whom it was undone; a dash where it stands."""
        if run.undone_at is None:
            return "—"
        return f"{run.undone_at:%Y-%m-%d %H:%M} {run.undone_by or ''}"

    @display(description=_("装入行数"))
    def loaded(self, run: ImportRun) -> Any:
        """How many rows were taken."""
        return run.report.get("loaded", "—")

    @display(description=_("报告"))
    def report_shown(self, run: ImportRun) -> str:
        """The counts and the first problems."""
        problems = [one for one in run.report.get("problems") or [] if isinstance(one, dict)]
        context = {
            "report": run.report,
            "problems": problems[:_MOST_SHOWN],
            "more": max(0, len(problems) - _MOST_SHOWN) + (run.report.get("problems_left_out") or 0),
        }
        return render_to_string("admin/run_report.html", context)
