"""The export page: choose what, for whom and how; see how many rows there are; then download."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from geodata.errors import GeodataError
from geodata.exporters.run import expect_export, run_export
from geodata.rules.export_kinds import FORMAT_NAMES
from geodata.rules.import_kinds import IMPORTERS
from webmap.access import audience, viewer_of
from webmap.errors import STATUS

from .export_form import FIELDS, Wanted, busy, form_context, read_wanted
from .form_text import checked_form
from .import_words import kind_title, said
from .opening_text import moment_text

# An export holds one of the server's few threads for as long as it takes.
MOST_AT_ONCE = 2
ROOM = BoundedSemaphore(MOST_AT_ONCE)


@audience(*IMPORTERS)
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The form and, once something is asked for, how many rows there are; a POST is answered with the file."""
    asked = request.POST if request.method == "POST" else request.GET
    if request.method != "POST" and "kind" not in asked:
        return _page(request, asked)
    try:
        wanted = read_wanted(checked_form(asked), viewer_of(request), f"user:{request.user.pk}")
        if request.method == "POST":
            return _download(request, wanted)
        return _page(request, asked, _expected(request, wanted))
    except GeodataError as refusal:
        return _page(request, asked, refusal=refusal)


def _download(request: HttpRequest, wanted: Wanted) -> HttpResponse:
    """The file, unless others keep the server busy with theirs."""
    if not ROOM.acquire(blocking=False):
        raise busy()
    try:
        return _file(request, wanted)
    finally:
        ROOM.release()


def _file(request: HttpRequest, wanted: Wanted) -> FileResponse:
    """The file, made in a folder that is gone before it is sent."""
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        options = replace(wanted.options, path=Path(folder) / wanted.options.path)
        report = run_export(viewer_of(request), wanted.kind, options)
        # The open file outlives its name.
        return FileResponse(report.path.open("rb"), as_attachment=True, filename=report.path.name)


def _expected(request: HttpRequest, wanted: Wanted) -> dict[str, Any]:
    report = expect_export(viewer_of(request), wanted.kind, wanted.options).report
    return {
        "kind": kind_title(wanted.kind),
        "rows": f"{report.rows:,}",
        "any": report.rows > 0,
        "name": report.path.name,
        "format": FORMAT_NAMES[report.format],
        "notices": [said({"zh": zh, "en": en}) for zh, en in report.notices],
    }


def _page(
    request: HttpRequest,
    query: Mapping[str, str],
    expected: dict[str, Any] | None = None,
    refusal: GeodataError | None = None,
) -> HttpResponse:
    told = {name: query[name] for name in FIELDS if query.get(name)}
    context = form_context(query, viewer_of(request)) | {
        "expected": expected,
        "told": told,
        "refusal": said({"zh": refusal.zh, "en": refusal.en}) if refusal else "",
        "as_of": moment_text(timezone.localtime()),
    }
    status = STATUS.get(type(refusal), 400) if refusal else 200
    return render(request, "export/index.html", context, status=status)
