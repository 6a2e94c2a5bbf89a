"""The HTTP form of an answer: caching by data version, compression, the system of the coordinates."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from layers.base import Layer
from layers.compressed import compressed
from layers.views import PUBLIC_CACHE, STAFF_CACHE

from .links import JSON


def as_json(request: HttpRequest, body: Any, media_type: str = JSON) -> HttpResponse:
    """A document that depends on who asks."""
    response = compressed(
        request, HttpResponse(json.dumps(body, ensure_ascii=False), content_type=media_type)
    )
    response["Cache-Control"] = STAFF_CACHE
    return response


def is_known(request: HttpRequest, tag: str) -> bool:
    """Whether the asker already holds this version."""
    held = request.headers.get("If-None-Match", "")
    return tag.removeprefix("W/") in {part.strip().removeprefix("W/") for part in held.split(",")}


def not_modified(layer: Layer, tag: str) -> HttpResponse:
    """304 with the headers of the answer it stands for."""
    return stamped(HttpResponseNotModified(), layer, tag)


def stamped(response: HttpResponse, layer: Layer, tag: str) -> HttpResponse:
    """The response with its version; layers that everyone sees may be kept by everyone."""
    response["Cache-Control"] = PUBLIC_CACHE if layer.public else STAFF_CACHE
    response["ETag"] = tag
    return response
