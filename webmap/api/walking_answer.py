"""How the walking addresses answer: by GET and POST alike, as JSON, with local moments, kept by nobody."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

_READS = ("GET", "HEAD", "POST")


def reads_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that answers GET, HEAD and POST alike and changes nothing: it needs no token and no copy is kept.

    POST keeps the place of who asks out of the address, and so out of histories and the logs of proxies.
    """

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        if request.method not in _READS:
            return HttpResponseNotAllowed(_READS)
        answer = view(request)
        answer["Cache-Control"] = "private, no-store"
        answer["Referrer-Policy"] = "no-referrer"
        return answer

    return csrf_exempt(answered)


def json_answer(body: dict[str, Any], status: int = 200) -> JsonResponse:
    """The body as JSON, Chinese as it is read."""
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})


def local_text(moment: datetime | None) -> str | None:
    """A moment in local time, ISO 8601 to the second; None for none."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
