"""Pages around a plan: comparing it with another, printing it, and its files."""

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from geodata.exporters.plan_file import plan_difference_json, plan_table, write_plan_gpkg
from geodata.queries.plan_compare import other_side
from geodata.queries.plan_difference import plan_effects, plan_signatures
from geodata.queries.plan_sheet import sheet_grids
from geodata.queries.plans import plans, seen_plan
from geodata.rules.plan_flow import PLAN_READERS
from webmap.access import audience, viewer_of

from .planner import plan_context, private

FILES = {
    "grids.gpkg": "application/geopackage+sqlite3",
    "assignment.csv": "text/csv; charset=utf-8",
    "difference.json": "application/json",
}


@require_safe
@audience(*PLAN_READERS)
@ensure_csrf_cookie
def compare(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The plan beside another plan or a day's grids, with a divider to move and a table of what changes grid."""
    context, today = plan_context(request, uuid), timezone.localdate()
    asked = request.GET.get("with", "")
    other = other_side(asked, today)
    others = [one for one in plans(viewer_of(request)) if one["uuid"] != str(uuid)]
    days = sorted(
        {one["valid_from"] for one in others if one["state"] in {"in_force", "superseded"}}, reverse=True
    )
    context |= {
        "others": others,
        "days": days,
        "asked": asked,
        "other_name": other.plan.name if other.plan else "",
        "other_day": f"{other.day:%Y-%m-%d}" if other.day else "",
    }
    return private(render(request, "planner/compare.html", context))


@require_safe
@audience(*PLAN_READERS)
def sheet(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A sheet A3 to print and sign: map, legend, scale, north, what changes, and room for signatures."""
    context, today = plan_context(request, uuid), timezone.localdate()
    plan = seen_plan(uuid, viewer_of(request))
    effects = plan_effects(plan, today)
    context |= {
        "total": _counted(effects["total"]),
        **rows_of_sheet([_counted(row) for row in effects["communities"]]),
        "signatures": {one["role"]: one for one in plan_signatures(plan)},
        "as_of": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
        "sheet_data": {"community": "", "srid": context["srid"]},
    }
    return private(render(request, "planner/sheet.html", context))


def _counted(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its counts as texts."""
    return {name: f"{value:,}" if isinstance(value, int) else value for name, value in row.items()}


# As many communities as there are lines beside the map, and on one half of a page of the appendix.
MOST_ROWS = 16
ROWS_OF_HALF = 36


def rows_of_sheet(communities: list[dict[str, Any]]) -> dict[str, Any]:
    """The communities beside the map and, where these are not all, all of them by pages of two halves."""
    more = max(0, len(communities) - MOST_ROWS)
    halves = [communities[at : at + ROWS_OF_HALF] for at in range(0, len(communities), ROWS_OF_HALF)]
    pages = [halves[at : at + 2] for at in range(0, len(halves), 2)] if more else []
    return {"rows": communities[:MOST_ROWS], "more": more, "pages": pages}


@require_safe
@audience(*PLAN_READERS)
def sheet_json(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The grids of the plan as outlines, for the sheet."""
    plan = seen_plan(uuid, viewer_of(request))
    return private(HttpResponse(sheet_grids(plan), content_type="application/geo+json"))


@require_safe
@audience(*PLAN_READERS)
def file(request: HttpRequest, uuid: UUID, name: str) -> Any:
    """The plan as a file: grids.gpkg, assignment.csv or difference.json."""
    plan, today = seen_plan(uuid, viewer_of(request)), timezone.localdate()
    if name not in FILES:
        raise Http404
    if name == "grids.gpkg":
        with tempfile.TemporaryDirectory(prefix="plan-") as folder:
            path = Path(folder) / name
            write_plan_gpkg(path, plan, today)
            # The open file outlives its name.
            answer = FileResponse(
                path.open("rb"), as_attachment=True, filename=name, content_type=FILES[name]
            )
        answer["Cache-Control"] = "private, no-store"
        return answer
    text = plan_table(plan, today) if name == "assignment.csv" else plan_difference_json(plan, today)
    response = HttpResponse(text, content_type=FILES[name])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)
