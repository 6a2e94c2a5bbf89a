"""One upload on its way: the page of the state it is in, its progress, its map, its report, and the steps on."""

import csv
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from geodata.errors import BadParameter, Forbidden, NotFound
from geodata.exporters.cells import guarded
from geodata.importers.job import settle_job
from geodata.importers.job_folder import folder_of, read_json
from geodata.queries.import_jobs import JobOnPage, import_job
from geodata.rules.import_flow import WORKING, JobState
from geodata.rules.import_kinds import IMPORTERS, KindName
from geodata.rules.import_steps import STEP_OF, Step, may_begin
from webmap.access import audience, viewer_of
from webmap.importing.workers import drop_job, start_step
from webmap.map_setup import map_setup

from .form_text import checked_form
from .import_answers import answers_of, consent_of, open_questions
from .import_options import page_words
from .import_preview import preview_context
from .import_report import report_context
from .import_words import kind_title, said, size_text, state_word, step_word

MAP_LAYERS = ("districts", "subdistricts", "communities", "grids", "service_points")
TEMPLATES = {
    JobState.READ: "import/preview.html",
    JobState.CHECKED: "import/report.html",
    JobState.DONE: "import/done.html",
    JobState.REFUSED: "import/refused.html",
    JobState.CANCELLED: "import/dropped.html",
}
_BORDERS = {
    "district": "districts",
    "subdistrict": "subdistricts",
    "community": "communities",
    "grid": "grids",
}
_AT = {JobState.READ: 1, JobState.CHECKING: 1, JobState.CHECKED: 2, JobState.WRITING: 3, JobState.DONE: 4}
_REFUSED_AT = {Step.CHECK: 1, Step.WRITE: 2}


@audience(*IMPORTERS)
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The page of the state the upload is in; a POST takes a step."""
    job = import_job(uuid, viewer_of(request))
    if request.method == "POST":
        return _act(request, job)
    broken_off = settle_job(job, timezone.now())
    if job.state in WORKING or job.state == JobState.UPLOADED:
        context = _base(job) | _progress(job, broken_off) | {"broken_off": broken_off}
        return render(request, "import/working.html", context)
    return _shown(request, job)


def _shown(request: HttpRequest, job: JobOnPage, **more: Any) -> HttpResponse:
    """The page of a job nobody works on."""
    state = JobState(job.state)
    back = (
        request.GET.get("step") == "preview" and state in (JobState.CHECKED, JobState.REFUSED) and job.preview
    )
    context = _base(job) | more
    if state is JobState.READ or back or "unconfirmed" in more:
        context |= preview_context(job) | {"at": 1}
        state = JobState.READ
    elif state in (JobState.CHECKED, JobState.DONE):
        context |= report_context(job, request.GET.get("code", ""))
    if context.get("has_map"):
        context["map_setup"] = map_setup(viewer_of(request), *MAP_LAYERS)
    status = more.get("status", 200)
    return render(request, TEMPLATES[state], context, status=status)


def _base(job: JobOnPage) -> dict[str, Any]:
    refusal = job.refusal
    return {
        "job": job,
        "kind": kind_title(job.kind),
        "is_areas": job.kind == KindName.AREAS,
        "size": size_text(job.size),
        "borders": _BORDERS.get(job.options.get("level", ""), "communities"),
        "state_word": state_word(job.state),
        "at": _AT.get(JobState(job.state), 0) if not refusal else _REFUSED_AT.get(refusal["step"], 0),
        "refusal": {"text": said(refusal), "step": refusal["step"]} if refusal else None,
        "as_of": timezone.localtime(),
    }


def _progress(job: JobOnPage, broken_off: bool) -> dict[str, Any]:
    told = folder_of(job.uuid).progress()
    return {
        "step_word": step_word(told.get("step", "")),
        "count": f"{told.get('count', 0):,}",
        "stopping": folder_of(job.uuid).is_asked_to_stop() and not broken_off,
    }


def _act(request: HttpRequest, job: JobOnPage) -> HttpResponse:
    """Do what a button says."""
    action = checked_form(request.POST).get("action", "")
    if action not in _ACTIONS:
        raise BadParameter("没有这个操作。", "there is no such action.")
    return _ACTIONS[action](request, job) or redirect("import_job", uuid=job.uuid)


def _again(request: HttpRequest, job: JobOnPage) -> None:
    """Read or guess again with other answers."""
    _need_preview(job)
    start_step(
        job.uuid,
        Step.READ,
        viewer_of(request),
        timezone.now(),
        answers_of(job.options, job.preview, request.POST),
    )


def _check(request: HttpRequest, job: JobOnPage) -> HttpResponse | None:
    """Check, once every unsure guess is confirmed and nothing is answered otherwise than shown."""
    _need_preview(job)
    answers = answers_of(job.options, job.preview, request.POST)
    if _differs(job, answers):
        start_step(job.uuid, Step.READ, viewer_of(request), timezone.now(), answers)
        return None
    if open_questions(job.preview, answers):
        return _shown(request, job, unconfirmed=True, status=422)
    start_step(job.uuid, Step.CHECK, viewer_of(request), timezone.now(), answers)
    return None


def _differs(job: JobOnPage, answers: dict[str, Any]) -> bool:
    """Whether what is shown was guessed from other answers, so that people have to look again first."""
    shown = {one["name"]: one["chosen"] for one in job.preview["questions"]}
    given = {name: str(answers[name]) for name in ("encoding", "layer", "datum") if answers.get(name)}
    if answers.get("srid"):
        given["srid"] = str(answers["srid"])
        shown["srid"] = str(shown.get("srid", "")).partition("@")[0]
    columns = {one["role"]: one["column"] for one in job.preview["mapping"]}
    given_columns = answers.get("columns", {})
    return any(shown.get(name, value) != value for name, value in given.items()) or any(
        columns.get(role, column) != column for role, column in given_columns.items()
    )


def _need_preview(job: JobOnPage) -> None:
    busy = job.state in WORKING and folder_of(job.uuid).is_worked_on()
    if busy or not may_begin(Step.CHECK, JobState(job.state)):
        raise Forbidden(
            "这次导入已经走到别的步骤，请刷新页面看现在的状态。",
            "This import stands elsewhere by now; reload the page to see where.",
        )
    if job.preview is None:
        raise BadParameter("文件还没有读完。", "the file has not been read yet.")


def _recheck(request: HttpRequest, job: JobOnPage) -> None:
    """Check again with what people agreed to have mended."""
    start_step(job.uuid, Step.CHECK, viewer_of(request), timezone.now(), _with_consent(request, job))


def _with_consent(request: HttpRequest, job: JobOnPage) -> dict[str, Any]:
    if job.report is None:
        raise BadParameter("文件还没有检查。", "the file has not been checked yet.")
    told = {
        "consent": consent_of(request.POST, job.report, job.options.get("consent", ())),
        "strict": request.POST.get("strict") == "1",
    }
    return job.options | told


def _write(request: HttpRequest, job: JobOnPage) -> None:
    """Write what was checked; consents given since are checked first."""
    answers = _with_consent(request, job)
    changed = answers["consent"] != sorted(job.options.get("consent", []))
    step = Step.CHECK if changed else Step.WRITE
    start_step(job.uuid, step, viewer_of(request), timezone.now(), answers)


def _restart(request: HttpRequest, job: JobOnPage) -> None:
    """Begin a step that was broken off, or the reading, anew."""
    step = STEP_OF.get(JobState(job.state), Step.READ)
    if request.POST.get("strict") == "":
        start_step(job.uuid, step, viewer_of(request), timezone.now(), job.options | {"strict": False})
        return
    start_step(job.uuid, step, viewer_of(request), timezone.now())


def _stop(request: HttpRequest, job: JobOnPage) -> None:
    """Ask the worker to stop; it takes back what it has begun to write."""
    if folder_of(job.uuid).path.is_dir():
        folder_of(job.uuid).ask_to_stop()


def _drop(request: HttpRequest, job: JobOnPage) -> HttpResponse:
    drop_job(job.uuid, viewer_of(request), timezone.now())
    return redirect("import")


_ACTIONS = {
    "again": _again,
    "check": _check,
    "recheck": _recheck,
    "write": _write,
    "restart": _restart,
    "stop": _stop,
    "drop": _drop,
}


@audience(*IMPORTERS)
@cache_control(no_store=True)
@require_safe
def state_json(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """How far the upload is, for the page that waits."""
    job = import_job(uuid, viewer_of(request))
    broken_off = settle_job(job, timezone.now())
    told = _progress(job, broken_off)
    told |= {"state": job.state, "working": job.state in WORKING and not broken_off}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@audience(*IMPORTERS)
@cache_control(no_store=True)
@require_safe
def map_json(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The shapes of the file for the map of the preview."""
    job = import_job(uuid, viewer_of(request))
    return JsonResponse(read_json(folder_of(job.uuid).map) or {})


@audience(*IMPORTERS)
@cache_control(no_store=True)
@require_safe
def report_json(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The report to download."""
    job = _reported(request, uuid)
    response = JsonResponse(job.report, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="report_{job.uuid}.json"'
    return response


@audience(*IMPORTERS)
@cache_control(no_store=True)
@require_safe
def report_csv(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The problems of the report as a table to download."""
    job = _reported(request, uuid)
    response = StreamingHttpResponse(_lines(job.report["problems"]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="report_{job.uuid}.csv"'
    return response


def _reported(request: HttpRequest, uuid: UUID) -> JobOnPage:
    job = import_job(uuid, viewer_of(request))
    if job.report is None:
        raise NotFound("这次导入还没有检查报告。", "This import has no report yet.")
    return job


class _Echo:
    def write(self, text: str) -> str:
        """The text itself: csv wants something to write to."""
        return text


def _lines(problems: list[dict[str, Any]]) -> Iterator[str]:
    """CSV with the mark that makes spreadsheets read it as UTF-8; cells never begin as a formula does."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    names = ("row", "code", "severity", "zh", "en", "measure", "key")
    yield writer.writerow([*names, "lon", "lat"])
    for told in problems:
        one = told | {name: page_words(told[name], english=name == "en") for name in ("zh", "en")}
        cells = ["" if one.get(name) is None else guarded(str(one[name])) for name in names]
        yield writer.writerow([*cells, *(one["place"] or ("", ""))])
