"""Domain errors to HTTP answers: one table, RFC 9457 problem+json for data, a page for people."""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from geodata.errors import (
    BadParameter,
    ExportRefused,
    Forbidden,
    GeodataError,
    ImportRefused,
    NotFound,
    PlanMovedOn,
    PlanRefused,
)

STATUS = {
    NotFound: 404,
    Forbidden: 403,
    BadParameter: 400,
    ImportRefused: 422,
    ExportRefused: 422,
    PlanRefused: 422,
    PlanMovedOn: 409,
}
DATA_PATHS = ("/layers/", "/ogc/", "/api/", "/health/")
DATABASE_AWAY = GeodataError(
    "数据库暂时连不上，请稍后再试。", "The database is not reachable; try again shortly."
)
FORM_EXPIRED = Forbidden(
    "这个页面放得太久了，没有办成。请回去刷新后再试。",
    "This page was open too long and nothing was done; go back, reload it and try again.",
)
NO_SUCH_PAGE = NotFound("没有这个地址，或者您不能查看。", "No such address, or you may not see it.")

# PostgreSQL stores no NUL, so no parameter can mean anything by it.
NUL_CHARACTER = BadParameter(
    "地址里有空字符（%00），请去掉。", "The address holds a NUL character (%00); leave it out."
)


def problem(error: GeodataError, status: int) -> JsonResponse:
    """The problem+json form of an error."""
    body = {
        "type": "about:blank",
        "status": status,
        "code": error.code,
        "title": error.zh,
        "detail": error.en,
        **error.facts,
    }
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/problem+json"
    response["Cache-Control"] = "no-store"
    return response


def answer(request: HttpRequest, error: GeodataError, status: int) -> HttpResponse:
    """The error as data for data addresses, as a page for people."""
    if _wants_data(request):
        return problem(error, status)
    english = (get_language() or "").startswith("en")
    context = {"status": status, "message": error.en if english else error.zh}
    return render(request, "errors/error.html", context, status=status)


def _wants_data(request: HttpRequest) -> bool:
    return request.path.startswith(DATA_PATHS) or request.path.endswith(".json")


def database_away(request: HttpRequest) -> HttpResponse:
    """503 without touching the database again: the ordinary error page asks it for the district and the viewer."""
    if _wants_data(request):
        response: HttpResponse = problem(DATABASE_AWAY, 503)
    else:
        response = HttpResponse(render_to_string("errors/away.html"), status=503)
    response["Retry-After"] = "5"
    return response


class DomainErrorMiddleware:
    """Turns domain errors and a lost database into answers; everything else stays Django's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", ""):
            return answer(request, NUL_CHARACTER, 400)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The answer to a domain error or a lost database, None for anything else."""
        if isinstance(exception, GeodataError):
            return answer(request, exception, STATUS.get(type(exception), 400))
        if isinstance(exception, OperationalError):
            return database_away(request)
        return None


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's 404 in the product's own form."""
    return answer(request, NO_SUCH_PAGE, 404)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose token is missing or stale; settings name this function to Django."""
    return answer(request, FORM_EXPIRED, 403)
