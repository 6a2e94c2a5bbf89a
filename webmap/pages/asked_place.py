"""Pages asked from a place: it comes in a posted body only, so that it stands in no address, no history and no log."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.views.decorators.csrf import csrf_exempt

from .form_text import checked_form

View = Callable[..., HttpResponse]

# lon, lat: where somebody is; acc: how sure the device is of it, in metres; from: whether the device or a finger said so.
PLACE = ("lon", "lat", "acc", "from")
_TOKEN = "csrfmiddlewaretoken"
_READS = ("GET", "HEAD", "POST")


def asked_from_place(view: View) -> View:
    """A view that shows the same by GET and, from a place, by POST, and changes nothing: it needs no token.

    What is posted besides the place counts as if it stood in the address: links of the page lead on from it. An address
    with a place in it leads to the one without: nobody reads it, and it goes from histories and shared links.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method not in _READS:
            return HttpResponseNotAllowed(_READS)
        if not set(PLACE).isdisjoint(request.GET):
            return _redirected(request)
        if request.method == "POST":
            request.GET = _search_of(request)  # type: ignore[assignment]
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response["Cache-Control"] = "no-store"
        return response

    return csrf_exempt(answered)


def posted_place(request: HttpRequest) -> dict[str, str]:
    """The fields of the place; empty where the page is asked from nowhere."""
    if request.method != "POST":
        return {}
    return {name: value for name, value in request.POST.dict().items() if name in PLACE and value}


def _redirected(request: HttpRequest) -> HttpResponse:
    query = request.GET.copy()
    for name in PLACE:
        query.pop(name, None)
    rest = query.urlencode()
    response = HttpResponseRedirect(f"{request.path}?{rest}" if rest else request.path)
    response["Cache-Control"] = "no-store"
    return response


def _search_of(request: HttpRequest) -> QueryDict:
    """The address and the body as one, without the place and without what was left empty."""
    found = QueryDict(mutable=True)
    for name, value in {**request.GET.dict(), **checked_form(request.POST).dict()}.items():
        if value and name not in (*PLACE, _TOKEN):
            found[name] = value
    return found
