"""Open data: what everyone may download, under which terms, and the public API described for people and programs."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from geodata.errors import NotFound
from geodata.exporters.open_files import open_file
from geodata.rules.export_kinds import FORMAT_NAMES, Format
from geodata.rules.open_data import LICENCE, LICENCE_ADDRESS, OPEN_FORMATS, OPEN_SETS, OpenSet
from geodata.rules.viewer import EVERYONE
from webmap.access import audience
from webmap.api.description import api_description, public_paths

from .point_cards import english

_MEDIA = {Format.GEOJSON: "application/geo+json", Format.CSV: "text/csv; charset=utf-8"}
# Copies may be an hour old; a file is made anew when the data change.
_CACHE = "public, max-age=3600"


@audience(*EVERYONE)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The page for people."""
    now = timezone.localtime()
    base = request.build_absolute_uri("/").rstrip("/")
    context = {
        "sets": [_told(one) for one in OPEN_SETS.values()],
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "as_of": f"{now:%Y-%m-%d %H:%M}",
        "operations": list(_operations()),
        "base": base,
    }
    return render(request, "open_data/index.html", context)


@audience(*EVERYONE)
@require_safe
@gzip_page
def download(request: HttpRequest, name: str, ending: str) -> HttpResponse:
    """One file; 404 for what is not open."""
    if name not in OPEN_SETS or ending not in OPEN_FORMATS:
        raise NotFound("没有这个开放数据文件。", "There is no such file of open data.")
    form = Format(ending)
    made = open_file(OPEN_SETS[name], form)
    response = HttpResponse(made.content, content_type=_MEDIA[form])
    response["Content-Disposition"] = f'attachment; filename="{name}_{made.made}.{ending}"'
    response["Link"] = f'<{LICENCE_ADDRESS}>; rel="license"'
    return _for_everyone(response)


@audience(*EVERYONE)
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The API for programs."""
    body = api_description(request.build_absolute_uri("/").rstrip("/"))
    return _for_everyone(JsonResponse(body, json_dumps_params={"ensure_ascii": False}))


def _for_everyone(response: HttpResponse) -> HttpResponse:
    """Pages of other sites may read it: it is public and the same for everyone."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = _CACHE
    return response


def _told(one: OpenSet) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title_en if english() else one.title,
        "columns": _("、").join(one.columns),
        "formats": [(form.value, FORMAT_NAMES[form]) for form in OPEN_FORMATS],
    }


def _operations() -> Iterator[tuple[str, str]]:
    """(address, what it answers) of every public operation that is not a file."""
    for address, path in public_paths().items():
        if not address.startswith("/open-data/"):
            operation = path["get"]
            yield address, operation.get("description" if english() else "summary") or operation["summary"]
