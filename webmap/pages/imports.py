"""The import page: choose a kind and a file, and the history of what was imported."""

import uuid
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from geodata.actions.make_import_job import Upload, make_import_job
from geodata.errors import BadParameter, GeodataError, ImportRefused
from geodata.importers.job_folder import folder_of
from geodata.importers.kinds import refuse_care
from geodata.importers.options import ImportOptions
from geodata.queries.departments import departments
from geodata.queries.import_jobs import ImportRow, import_history
from geodata.rules.import_flow import JobState
from geodata.rules.import_kinds import IMPORTERS, KindName, kinds_for
from geodata.rules.import_steps import Step
from geodata.rules.levels import Level
from webmap.access import audience, viewer_of
from webmap.importing.arrival import MOST_BYTES, Arrival
from webmap.importing.clearance import clear_old_uploads
from webmap.importing.workers import start_step

from .form_text import checked_form
from .import_words import english, kind_about, kind_title, level_choices, said, size_text, state_word

REFUSED_UPLOAD = 422
# Files of these are not even kept until they are read.
NOT_TAKEN = frozenset({KindName.CARE})
UNREADABLE = ImportRefused(
    "上传的内容读不出来，或者一次选了太多文件。请只选一个文件再试。",
    "the upload could not be read, or held too many files; choose one file and try again.",
)
_COUNTS = ("read", "created", "updated", "unchanged", "rejected")


@audience(*IMPORTERS)
@cache_control(no_store=True)
@csrf_exempt  # checked below: first it must be known who uploads, and where the file goes
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The page; a POST is an upload."""
    if request.method == "POST":
        return _arriving(request)
    return render(request, "import/index.html", _context(request))


def _arriving(request: HttpRequest) -> HttpResponse:
    """The answer to an upload; what arrived without becoming an import is removed, whatever went wrong."""
    arrival = Arrival(folder_of(uuid.uuid4()))
    request.upload_handlers = [arrival]
    taken = False
    try:
        response = _upload(request, arrival)
        taken = response.status_code == HTTPStatus.FOUND
        return response
    except (SuspiciousOperation, MultiPartParserError):
        return _refused(request, UNREADABLE)
    finally:
        if not taken:
            arrival.folder.remove()


@csrf_protect
def _upload(request: HttpRequest, arrival: Arrival) -> HttpResponse:
    """Take an upload on and start reading it; back to the form with the reason where it cannot be."""
    now = timezone.now()
    try:
        checked_form(request.POST)
        kind, options = _kind_of(request)
        found = arrival.accepted()
    except (ImportRefused, BadParameter) as refusal:
        return _refused(request, refusal)
    clear_old_uploads(now)
    key = uuid.UUID(arrival.folder.path.name)
    department = _department_of(request)
    upload = Upload(key, kind, found.name, found.size, department, options)
    make_import_job(upload, viewer_of(request), request.user.pk, now)
    start_step(key, Step.READ, viewer_of(request), now)
    return redirect("import_job", uuid=key)


def _refused(request: HttpRequest, refusal: GeodataError) -> HttpResponse:
    """The form again with the reason."""
    context = _context(request) | {"refusal": said({"zh": refusal.zh, "en": refusal.en})}
    return render(request, "import/index.html", context, status=REFUSED_UPLOAD)


def _kind_of(request: HttpRequest) -> tuple[str, dict[str, Any]]:
    """The kind and what goes with it; raises ImportRefused where it was not chosen, or not by someone who may."""
    kind, level = request.POST.get("kind", ""), request.POST.get("level", "")
    if kind not in kinds_for(viewer_of(request)):
        raise ImportRefused("请先选数据种类。", "choose the kind of data first.")
    if kind in NOT_TAKEN:
        refuse_care(ImportOptions(path=Path()))
    if kind != KindName.AREAS:
        return kind, {}
    if level not in set(Level):
        raise ImportRefused(
            "请选区划的层级：区、街道、社区或网格。", "choose the level of the areas: district to grid."
        )
    return kind, {"level": level}


def _department_of(request: HttpRequest) -> int | None:
    chosen = request.POST.get("department", "")
    known = {str(pk): pk for pk, _zh, _en in departments()}
    return known.get(chosen)


def _context(request: HttpRequest) -> dict[str, Any]:
    viewer = viewer_of(request)
    history = import_history(viewer, _page_of(request))
    chosen = request.POST.get("kind", "")
    kinds = kinds_for(viewer)
    return {
        "kinds": [
            {
                "value": kind.value,
                "title": kind_title(kind),
                "about": kind_about(kind),
                "chosen": kind == chosen,
                "taken": kind not in NOT_TAKEN,
            }
            for kind in kinds
        ],
        "only_kind": kinds[0].value if len(kinds) == 1 else "",
        "levels": level_choices(),
        "chosen_level": request.POST.get("level", ""),
        "departments": [(pk, en if english() else zh) for pk, zh, en in departments()],
        "chosen_department": request.POST.get("department", ""),
        "most_bytes": MOST_BYTES,
        "most": size_text(MOST_BYTES),
        "history": history,
        "rows": [_row(one) for one in history.rows],
        "before": history.page - 1,
        "after": history.page + 1,
        "as_of": timezone.localtime(),
    }


def _page_of(request: HttpRequest) -> int:
    told = request.GET.get("page", "1")
    if not told.isascii() or not told.isdigit() or len(told) > 6 or not 1 <= int(told) <= 100_000:
        raise BadParameter("page 应为 1 以上的整数。", "page is a whole number from 1.")
    return int(told)


def _row(one: ImportRow) -> dict[str, Any]:
    report = one.report or {}
    undone = one.undone_at is not None
    return {
        "one": one,
        "kind": kind_title(one.kind),
        "state": _("已撤销") if undone else state_word(one.state),
        "mark": "undone" if undone else one.state,
        "ended": one.state in (JobState.REFUSED, JobState.CANCELLED),
        "counts": {name: f"{report[name]:,}" for name in _COUNTS} if "read" in report else None,
        "can_undo": one.run is not None and not undone and one.state == JobState.DONE,
    }
