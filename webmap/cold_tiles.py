"""Tiles that have to be built, in a thread of the site but without its middlewares; refusals are left to Django."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db import close_old_connections

from geodata.errors import GeodataError

from .dispatcher.messages import WsgiApplication
from .tile_requests import common_headers, is_welcome, known_viewer, read_request

if TYPE_CHECKING:
    from layers.tile_answers import Answer

logger = logging.getLogger(__name__)


class ColdTiles:
    """A WSGI application that builds tiles for viewers it knows and leaves everything else to the site."""

    def __init__(self, site: WsgiApplication) -> None:
        self._site = site

    def __call__(self, request: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        answer = _answer(request) if request["PATH_INFO"].endswith(".mvt") else None
        if answer is None:
            return self._site(request, start_response)
        status = HTTPStatus(answer.status)
        start_response(f"{status.value} {status.phrase}", [*answer.headers, *common_headers()])
        return [answer.body]


def _answer(request: dict[str, Any]) -> Answer | None:
    """The tile; None where Django has to find out who asks, or has to say what is wrong."""
    viewer = known_viewer(request.get("HTTP_COOKIE", "")) if request["REQUEST_METHOD"] == "GET" else None
    asked = read_request(
        request["PATH_INFO"],
        request["QUERY_STRING"],
        request.get("HTTP_IF_NONE_MATCH", ""),
        request.get("HTTP_ACCEPT_ENCODING", ""),
    )
    welcome = is_welcome(request.get("HTTP_HOST", ""), request.get("HTTP_X_FORWARDED_PROTO", ""))
    if viewer is None or asked is None or not welcome:
        return None
    from layers.tile_answers import tile_answer

    close_old_connections()
    try:
        return tile_answer(asked, viewer)
    except GeodataError:
        return None
    except Exception:
        logger.warning("%s is tried again", request["PATH_INFO"], exc_info=True)
        return None
