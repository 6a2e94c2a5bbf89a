"""Tiles that are known to be fresh, answered before Django: no thread, no middleware, no SQL."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from .dispatcher.messages import Message, Receive, Send
from .tile_requests import common_headers, is_welcome, known_viewer, read_request

if TYPE_CHECKING:
    from layers.tile_answers import Answer

Application = Callable[[Message, Receive, Send], Awaitable[None]]


class WarmTiles:
    """An ASGI application that answers tiles from memory and leaves everything else to the site."""

    def __init__(self, site: Application) -> None:
        self._site = site

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        answer = _answer(scope) if scope["type"] == "http" and scope["path"].endswith(".mvt") else None
        if answer is None:
            await self._site(scope, receive, send)
            return
        headers = [(name.encode(), value.encode()) for name, value in (*answer.headers, *common_headers())]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})


def _answer(scope: Message) -> Answer | None:
    """What memory says to a request; None where somebody else has to see to it."""
    if scope["method"] != "GET":
        return None
    from layers.tile_answers import remembered_answer

    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    cookies = "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie")
    viewer = known_viewer(cookies)
    if viewer is None or not is_welcome(headers.get(b"host", ""), headers.get(b"x-forwarded-proto", "")):
        return None
    query = scope["query_string"].decode("latin-1")
    asked = read_request(
        scope["path"], query, headers.get(b"if-none-match", ""), headers.get(b"accept-encoding", "")
    )
    return remembered_answer(asked, viewer) if asked is not None else None
