"""Whether the process lives and whether it can serve."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from geodata.queries.readiness import database_ready


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 while the process answers."""
    return JsonResponse({"status": "live"}, headers={"Cache-Control": "no-store"})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and its tables are there, else 503."""
    problem = database_ready()
    body = {"status": "ready"} if problem is None else {"status": "not ready", "reason": problem}
    return JsonResponse(body, status=200 if problem is None else 503, headers={"Cache-Control": "no-store"})
