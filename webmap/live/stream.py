"""One screen's stream: who may hear what, what it missed, then every change as it is committed."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

from django.db import close_old_connections, connections

from geodata.queries.live_changes import Change, changes_between, kept_changes, versions_of
from geodata.rules.viewer import Viewer
from webmap.dispatcher.messages import Head, Message, Receive, Send, problem, send_whole

from .audience import kinds_for, viewer_of_cookie
from .limits import MOST_STREAMS
from .screens import Screen, Screens, Signal
from .words import BEAT, change_words, opening, versions_words

# The session is looked at again every so many beats.
BEATS_A_CHECK = 4
LARGEST_ID = 2**63 - 1


class Stream:
    """An ASGI application: server-sent events for one screen after another, all from the same listener."""

    def __init__(self, screens: Screens, ready: Callable[[], bool], most: int = MOST_STREAMS) -> None:
        self._screens = screens
        self._ready = ready
        self._most = most
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live-screens")

    def close(self) -> None:
        """Let the thread go."""
        self._thread.submit(connections.close_all)
        self._thread.shutdown(wait=False)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope)
        if refusal is not None:
            await send_whole(send, *refusal)
            return
        screen = self._screens.join()
        leaving = asyncio.create_task(_watch(receive, screen))
        try:
            await self._serve(scope, screen, send)
        finally:
            self._screens.leave(screen)
            leaving.cancel()

    def _refusal(self, scope: Message) -> tuple[Head, bytes] | None:
        if scope["method"] != "GET":
            return problem(405, "这里只能读取。", "Only GET is answered here.", (b"allow", b"GET"))
        if self._screens.ended or not self._ready() or len(self._screens) >= self._most:
            retry = (b"retry-after", b"5")
            return problem(
                503, "实时连接暂时用不了，请稍后再试。", "No live stream just now; try again.", retry
            )
        return None

    async def _in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *given)

    async def _serve(self, scope: Message, screen: Screen, send: Send) -> None:
        told_until = self._screens.last
        cookie = _header(scope, b"cookie")
        viewer: Viewer = await self._in_thread(viewer_of_cookie, cookie)
        kinds = kinds_for(viewer)
        first, sent = await self._in_thread(_first_words, _last_seen(scope), told_until, kinds)
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await send(_body(opening() + first))
        beats = 0
        while True:
            items = await _waiting(screen)
            words = b"".join(_words(item, kinds, sent) for item in items)
            if words:
                await send(_body(words))
            beats += items.count(Signal.BEAT)
            if Signal.END in items:
                break
            if beats >= BEATS_A_CHECK:
                beats = 0
                if await self._in_thread(viewer_of_cookie, cookie) != viewer:
                    break
        await send({"type": "http.response.body", "body": b""})


HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


def _first_words(last_seen: int | None, told_until: int, kinds: frozenset[str]) -> tuple[bytes, int]:
    """What a screen is told first, and the id up to which it then knows everything (thread)."""
    close_old_connections()
    if last_seen is None:
        return versions_words("hello", told_until, versions_of(kinds)), told_until
    if not kept_changes().follows(last_seen):
        return versions_words("reset", told_until, versions_of(kinds)), told_until
    missed = changes_between(last_seen, told_until)
    words = b"".join(change_words(change) for change in missed if change.kind in kinds)
    return words, max(last_seen, told_until)


def _words(item: Change | Signal, kinds: frozenset[str], sent: int) -> bytes:
    if item is Signal.BEAT:
        return BEAT
    if isinstance(item, Change) and item.kind in kinds and item.id > sent:
        return change_words(item)
    return b""


async def _waiting(screen: Screen) -> list[Change | Signal]:
    """Everything that waits to be sent, at least one thing."""
    items = [await screen.waiting.get()]
    while not screen.waiting.empty():
        items.append(screen.waiting.get_nowait())
    return items


async def _watch(receive: Receive, screen: Screen) -> None:
    """End the stream when its client goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass
    screen.end()


def _body(words: bytes) -> Message:
    return {"type": "http.response.body", "body": words, "more_body": True}


def _header(scope: Message, wanted: bytes) -> str:
    return "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name == wanted)


def _last_seen(scope: Message) -> int | None:
    """The id a screen knows everything up to, from its header or from ?last=; None where it says nothing sensible."""
    asked = (
        _header(scope, b"last-event-id")
        or parse_qs(scope["query_string"].decode("latin-1")).get("last", [""])[0]
    )
    if not (asked.isascii() and asked.isdigit()):
        return None
    return min(int(asked[:20]), LARGEST_ID)
