"""HTTP of the basemaps of others: whole numbers in, a picture out; no address of theirs ever comes from a request."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from geodata.errors import NotFound
from geodata.rules.viewer import EVERYONE
from webmap.access import audience

from .fetching import picture_of
from .sources import MOST_ZOOM, sources

_CACHE = "private, max-age=86400"


@require_safe
@audience(*EVERYONE)
def tile(request: HttpRequest, name: str, z: int, x: int, y: int) -> HttpResponse:
    """The tile; 404 for one that cannot be, 502 where the other server has none for us, 503 while too many are asked for."""
    source = sources().get(name)
    if source is None or z > MOST_ZOOM or max(x, y) >= 2**z:
        raise NotFound("没有这个底图瓦片。", "There is no such tile of a basemap.")
    picture = picture_of((name, z, x, y), source.address(z, x, y))
    if picture is None:
        return _empty(503, retry_s=1)
    if picture.missing:
        return _empty(502, retry_s=30)
    answer = HttpResponse(picture.body, content_type=picture.kind)
    answer["Cache-Control"] = _CACHE
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _empty(status: int, retry_s: int) -> HttpResponse:
    answer = HttpResponse(status=status, content_type="text/plain")
    answer["Cache-Control"] = "no-store"
    answer["Retry-After"] = str(retry_s)
    return answer
