"""Tiles that are known to be fresh, answered before Django: no thread, no middleware, no SQL."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from geodata.rules.viewer import PUBLIC_VIEWER

from .dispatcher.messages import Message, Receive, Send
from .viewer_memory import VIEWERS

if TYPE_CHECKING:
    from layers.tile_answers import Answer

Application = Callable[[Message, Receive, Send], Awaitable[None]]
_ADDRESS = re.compile(r"/layers/([-a-zA-Z0-9_,]{1,400})/(\d{1,7})/(\d{1,7})/(\d{1,7})\.mvt")
# What the middlewares say of every answer, as far as it means anything for a tile.
_ALWAYS = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]


class WarmTiles:
    """An ASGI application that answers tiles from memory and leaves everything else to the site."""

    def __init__(self, site: Application) -> None:
        self._site = site

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        answer = _answer(scope) if scope["type"] == "http" else None
        if answer is None:
            await self._site(scope, receive, send)
            return
        headers = [(name.encode(), value.encode()) for name, value in answer.headers]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers + _always()})
        await send({"type": "http.response.body", "body": answer.body})


def _answer(scope: Message) -> Answer | None:
    """What memory says to a request; None where somebody else has to see to it."""
    address = _ADDRESS.fullmatch(scope["path"]) if scope["method"] == "GET" else None
    if address is None:
        return None
    # Only now: these know the models, which Django has to have set up first.
    from layers.accepted import takes_gzip
    from layers.tile_answers import Asked, remembered_answer
    from layers.tile_grid import Tile

    headers = dict(scope["headers"])
    key = _session_key(scope["headers"])
    viewer = PUBLIC_VIEWER if key == "" else VIEWERS.find(key)
    if viewer is None or not _welcome(headers.get(b"host", b""), headers.get(b"x-forwarded-proto", b"")):
        return None
    asked = Asked(
        address[1],
        Tile(int(address[2]), int(address[3]), int(address[4])),
        scope["query_string"].decode("latin-1"),
        headers.get(b"if-none-match", b"").decode("latin-1"),
        takes_gzip(headers.get(b"accept-encoding", b"").decode("latin-1")),
    )
    return remembered_answer(asked, viewer)


def _session_key(headers: list[tuple[bytes, bytes]]) -> str:
    """The session key of the cookies, as Django reads them: the last one counts; empty where there is none."""
    found = ""
    for name, value in headers:
        if name == b"cookie":
            for part in value.decode("latin-1").split(";"):
                cookie, _, text = part.strip().partition("=")
                if cookie.strip() == settings.SESSION_COOKIE_NAME:
                    found = text.strip()
    return found


@lru_cache(maxsize=256)
def _welcome(host: bytes, protocol: bytes) -> bool:
    """Whether the host is one of ours and nobody has to be sent to HTTPS first."""
    if settings.SECURE_SSL_REDIRECT and protocol != b"https":
        return False
    domain, _ = split_domain_port(host.decode("latin-1"))
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


@lru_cache(maxsize=1)
def _always() -> list[tuple[bytes, bytes]]:
    seconds = settings.SECURE_HSTS_SECONDS
    told = [(b"strict-transport-security", f"max-age={seconds}".encode())] if seconds else []
    return _ALWAYS + told
