"""Answers gzipped on their way."""

import gzip

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from .accepted import takes_gzip

_WORTH_COMPRESSING = 400


def compressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response gzipped where the asker takes it and it is worth it."""
    patch_vary_headers(response, ("Accept-Encoding",))
    if len(response.content) > _WORTH_COMPRESSING and takes_gzip(request.headers.get("Accept-Encoding", "")):
        response.content = gzip.compress(response.content, compresslevel=5, mtime=0)
        response["Content-Encoding"] = "gzip"
    return response
