"""Tiles of others, fetched by the server: one at a time for each tile, bounded in time, size, number and memory."""

import http.client
from collections import OrderedDict
from dataclasses import dataclass
from http import HTTPStatus
from threading import BoundedSemaphore, Lock
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings

TIMEOUT_S = 4.0
LARGEST_TILE = 1 << 20
KEPT_S = 7 * 24 * 3600.0
# A tile that could not be had is not asked for again at once.
MISSED_S = 30.0
# Four threads answer everything; two may wait for others.
_FETCHING = BoundedSemaphore(2)
_WAIT_S = 1.0
_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"RIFF": "image/webp",
    b"GIF8": "image/gif",
}


@dataclass(frozen=True)
class Picture:
    """A tile: its bytes and type; empty where it could not be had."""

    body: bytes
    kind: str

    @property
    def missing(self) -> bool:
        """Whether there is nothing to show."""
        return not self.body


MISSING = Picture(b"", "")


class Kept:
    """Pictures by key, the oldest use dropped first, never more bytes than the setting allows."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: OrderedDict[tuple[str, int, int, int], tuple[Picture, float]] = OrderedDict()
        self.size = 0

    def get(self, key: tuple[str, int, int, int]) -> Picture | None:
        """The picture of a key while it is fresh."""
        with self._lock:
            picture, until = self._found.get(key, (MISSING, 0.0))
            if monotonic() > until:
                return None
            self._found.move_to_end(key)
            return picture

    def put(self, key: tuple[str, int, int, int], picture: Picture) -> None:
        """Keep a picture, or for a short time that there is none."""
        until = monotonic() + (MISSED_S if picture.missing else KEPT_S)
        with self._lock:
            self._drop(key)
            self._found[key] = (picture, until)
            self.size += len(picture.body) + 200
            while self.size > settings.BASEMAP_CACHE_MB << 20 and self._found:
                self._drop(next(iter(self._found)))

    def _drop(self, key: tuple[str, int, int, int]) -> None:
        old = self._found.pop(key, None)
        if old is not None:
            self.size -= len(old[0].body) + 200

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._found.clear()
            self.size = 0


KEPT = Kept()


def picture_of(key: tuple[str, int, int, int], address: str) -> Picture | None:
    """The picture at an address of the settings, from memory where it is; None while too many are being fetched."""
    found = KEPT.get(key)
    if found is not None:
        return found
    if not _FETCHING.acquire(timeout=_WAIT_S):
        return None
    try:
        found = KEPT.get(key)
        if found is None:
            found = fetch(address)
            KEPT.put(key, found)
        return found
    finally:
        _FETCHING.release()


def fetch(address: str) -> Picture:
    """The picture at an address; MISSING for anything but a small picture sent in time. Redirections are not followed."""
    parts = urlsplit(address)
    made = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = made(parts.netloc, timeout=TIMEOUT_S)
    try:
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers={"User-Agent": "GridAtlas", "Accept": "image/*"})
        return _read(connection.getresponse())
    except (OSError, http.client.HTTPException):
        return MISSING
    finally:
        connection.close()


def _read(answer: http.client.HTTPResponse) -> Picture:
    if answer.status != HTTPStatus.OK:
        return MISSING
    body, ends = b"", monotonic() + TIMEOUT_S
    while len(body) <= LARGEST_TILE and (part := answer.read1(65536)):
        body += part
        if monotonic() > ends:
            return MISSING
    kind = next((kind for start, kind in _SIGNATURES.items() if body.startswith(start)), "")
    return Picture(body, kind) if kind and len(body) <= LARGEST_TILE else MISSING
