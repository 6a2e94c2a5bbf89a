"""Requests for tiles, read without Django: which tile, from whom, as far as memory knows the asker."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from geodata.rules.viewer import PUBLIC_VIEWER, Viewer

from .viewer_memory import VIEWERS

if TYPE_CHECKING:
    from layers.tile_answers import Asked

_ADDRESS = re.compile(r"/layers/([-a-zA-Z0-9_,]{1,400})/(\d{1,7})/(\d{1,7})/(\d{1,7})\.mvt")
# What the middlewares say of every answer, as far as it means anything for a tile.
_ALWAYS = (
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
)


def read_request(path: str, query: str, none_match: str, encodings: str) -> Asked | None:
    """What is asked for by a GET; None for an address of something else."""
    address = _ADDRESS.fullmatch(path)
    if address is None or "%00" in query:
        return None
    # Only now: these know the models, which Django has to have set up first.
    from layers.accepted import takes_gzip
    from layers.tile_answers import Asked
    from layers.tile_grid import Tile

    tile = Tile(int(address[2]), int(address[3]), int(address[4]))
    return Asked(address[1], tile, query, none_match, takes_gzip(encodings))


def known_viewer(cookies: str) -> Viewer | None:
    """The viewer behind a Cookie header; None where only the database knows.

    As in Django the last cookie of a name counts.
    """
    key = ""
    for part in cookies.split(";"):
        name, _, text = part.strip().partition("=")
        if name.strip() == settings.SESSION_COOKIE_NAME:
            key = text.strip()
    return VIEWERS.find(key) if key else PUBLIC_VIEWER


@lru_cache(maxsize=256)
def is_welcome(host: str, protocol: str) -> bool:
    """Whether the host is one of ours and nobody has to be sent to HTTPS first."""
    if settings.SECURE_SSL_REDIRECT and protocol != "https":
        return False
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)


@lru_cache(maxsize=1)
def common_headers() -> tuple[tuple[str, str], ...]:
    """Headers of every answer."""
    seconds = settings.SECURE_HSTS_SECONDS
    return (*_ALWAYS, ("strict-transport-security", f"max-age={seconds}")) if seconds else _ALWAYS
