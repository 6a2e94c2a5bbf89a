"""Heat to take along: the table of areas as CSV or workbook, and a briefing that opens without any network."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from geodata.exporters.table import Table
from geodata.exporters.writers.csv_table import write_csv
from geodata.exporters.writers.xlsx import write_xlsx
from geodata.queries.heat_areas import heat_areas
from geodata.rules.levels import Level
from geodata.rules.viewer import COMMAND
from layers.heat_surface import heat_bands, legend_of
from layers.report_maps import report_map
from layers.versions import version_marks
from webmap.access import audience, viewer_of
from webmap.counting import few_at_once
from webmap.site import district_name

from .heat_query import read_borders, read_heat, read_level
from .heat_table import heat_table
from .heat_words import briefing_report

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@audience(*COMMAND)
def table_csv(request: HttpRequest) -> HttpResponse:
    """The table of areas for any program."""
    return _table(request, "csv", "text/csv; charset=utf-8", write_csv)


@require_safe
@audience(*COMMAND)
def table_xlsx(request: HttpRequest) -> HttpResponse:
    """The table of areas as a workbook."""
    return _table(request, "xlsx", XLSX, write_xlsx)


def _table(
    request: HttpRequest, ending: str, kind: str, write: Callable[[Path, Table], None]
) -> HttpResponse:
    asked, level = read_heat(request.GET, viewer_of(request)), read_level(request.GET, Level.GRID)
    borders = read_borders(request.GET)
    found = heat_areas(asked.filters, level, asked.question.today, borders)
    with tempfile.TemporaryDirectory(prefix="heat-") as folder:
        path = Path(folder) / f"heat.{ending}"
        write(path, heat_table(found, asked, level, borders, english=_english()))
        body = path.read_bytes()
    return _download(body, kind, f"heat_{level.value}_{asked.filters.first}_{asked.filters.last}.{ending}")


@require_safe
@audience(*COMMAND)
@few_at_once
def briefing_html(request: HttpRequest) -> HttpResponse:
    """The map with its legend and the table of areas in one file."""
    asked, level = read_heat(request.GET, viewer_of(request)), read_level(request.GET, Level.SUBDISTRICT)
    question = asked.question
    legend = legend_of(question.filters, version_marks(("events",)), asked.opening.last, question.today)
    bands = heat_bands(question.filters, legend, question.today)
    borders = read_borders(request.GET)
    areas = heat_areas(asked.filters, level, question.today, borders)
    report = briefing_report(asked, level, bands["heat"], areas, borders, english=_english())
    report = replace(report, title=_titled(report.title))
    body = report_map(report, bands, question.today).encode()
    return _download(
        body, "text/html; charset=utf-8", f"heat_{asked.filters.first}_{asked.filters.last}.html"
    )


def _titled(title: str) -> str:
    """A title with the name of the district (1 statement)."""
    name = district_name(_english())
    return f"{title} · {name.strip()}" if _english() and name else f"{name}{title}"


def _english() -> bool:
    return (get_language() or "").startswith("en")


def _download(body: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep; nobody on the way keeps it."""
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
