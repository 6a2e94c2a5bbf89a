"""From ASGI to the WSGI application on a fixed pool of threads."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

from .bodies import BodyTooLargeError, ClientGoneError, announced_length, read_body
from .environ import environ_of
from .lane import Lane, LaneFullError, LeftLaneError
from .messages import (
    Head,
    Message,
    Receive,
    Send,
    WsgiApplication,
    broken,
    busy,
    crowded,
    send_whole,
    too_large,
)
from .relay import AbandonedError, Relay

# Measured on two cores: 8 threads gave no more requests a second and doubled the slowest answers.
THREADS = 4
# About two seconds of tiles; a longer queue only makes everybody wait for answers nobody wants any more.
QUEUE = 256
BODY_LIMIT_BYTES = 64_000_000
WHOLE_BYTES = 512 * 1024

logger = logging.getLogger(__name__)

Outcome = tuple[Head, bytes | Relay]


@dataclass(frozen=True)
class Upload:
    """A path that takes larger bodies, up to limit bytes, from those whose Cookie header is permitted (in a thread)."""

    limit: int
    permits: Callable[[str], bool]


class Dispatcher:
    """An ASGI application that answers every HTTP request with a WSGI application.

    body_limit: the most bytes of a request's body; uploads: path → who may send larger ones there;
    counts: whether a path is answered by counting, for which a few at once go through the lane.
    """

    def __init__(
        self,
        application: WsgiApplication,
        *,
        threads: int = THREADS,
        queue: int = QUEUE,
        body_limit: int = BODY_LIMIT_BYTES,
        uploads: Mapping[str, Upload] | None = None,
        counts: Callable[[str], bool] = lambda path: False,
        lane: Lane | None = None,
    ) -> None:
        self._application = application
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="web")
        self._capacity = threads + queue
        self._body_limit = body_limit
        self._uploads = dict(uploads or {})
        self._counts = counts
        self._lane = lane or Lane()
        self._running = 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                self._pool.shutdown(wait=True)
                await send({"type": "lifespan.shutdown.complete"})
                return
            await send({"type": "lifespan.startup.complete"})

    async def _http(self, scope: Message, receive: Receive, send: Send) -> None:
        if self._running >= self._capacity:
            await self._refuse(send, scope, busy())
            return
        limit = await self._limit(scope)
        try:
            body, length = await read_body(scope, receive, limit)
        except ClientGoneError:
            return
        except BodyTooLargeError:
            await self._refuse(send, scope, too_large(limit))
            return
        with body:
            try:
                head, content = await self._in_turn(environ_of(scope, body, length), receive)
            except LeftLaneError:
                return
            if isinstance(content, bytes):
                await send_whole(send, head, content)
            else:
                await _send_relayed(head, content, receive, send)

    async def _in_turn(self, environ: dict[str, Any], receive: Receive) -> Outcome:
        """The answer, after a wait in the lane where it is one that counts; else a refusal."""
        if not self._counts(environ["PATH_INFO"]):
            return await self._answer(environ)
        try:
            await self._lane.enter(receive)
        except LaneFullError:
            return crowded()
        try:
            return await self._answer(environ)
        finally:
            self._lane.leave()

    async def _limit(self, scope: Message) -> int:
        """The most bytes this request's body may have; who sends it is known before any of it is kept."""
        upload = self._uploads.get(scope["path"])
        if upload is None or scope["method"] != "POST":
            return self._body_limit
        cookie = "; ".join(value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie")
        permitted = await asyncio.get_running_loop().run_in_executor(self._pool, upload.permits, cookie)
        return upload.limit if permitted else self._body_limit

    async def _refuse(self, send: Send, scope: Message, answer: tuple[Head, bytes]) -> None:
        """Answer without the application; a body left unread cannot be followed by another request."""
        head, body = answer
        if announced_length(scope) and (b"connection", b"close") not in head.headers:
            head.headers.append((b"connection", b"close"))
        await send_whole(send, head, body)

    async def _answer(self, environ: dict[str, Any]) -> Outcome:
        """What the application answers, once it is complete or too large to wait for; a refusal when all is full."""
        if self._running >= self._capacity:
            return busy()
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[Outcome] = loop.create_future()
        self._running += 1
        self._pool.submit(self._work, environ, loop, outcome)
        return await outcome

    def _work(
        self, environ: dict[str, Any], loop: asyncio.AbstractEventLoop, outcome: asyncio.Future
    ) -> None:
        """One request in its thread, from the call to the closed iterable."""
        try:
            answer = self._run(environ, loop, outcome)
        except Exception:
            logger.exception("%s %s failed", environ["REQUEST_METHOD"], environ["PATH_INFO"])
            answer = broken()
        loop.call_soon_threadsafe(self._settle, outcome, answer)

    def _settle(self, outcome: asyncio.Future, answer: Outcome | None) -> None:
        """Count the thread as free and hand over the answer, unless its relay was handed over before."""
        self._running -= 1
        if answer is not None and not outcome.done():
            outcome.set_result(answer)

    def _run(
        self, environ: dict[str, Any], loop: asyncio.AbstractEventLoop, outcome: asyncio.Future
    ) -> Outcome | None:
        """The complete answer, or None where it went through a relay."""
        head = Head()
        iterable = self._application(environ, head.start_response)
        try:
            chunks = iter(iterable)
            first = bytearray(head.early)
            for chunk in chunks:
                first += chunk
                if len(first) > WHOLE_BYTES:
                    relay = Relay(loop)
                    loop.call_soon_threadsafe(_hand_over, outcome, (head, relay))
                    _fill(relay, bytes(first), chunks)
                    return None
        finally:
            close = getattr(iterable, "close", None)
            if close is not None:
                close()
        return head, bytes(first)


def _hand_over(outcome: asyncio.Future, answer: Outcome) -> None:
    if not outcome.done():
        outcome.set_result(answer)


def _fill(relay: Relay, first: bytes, rest: Iterator[bytes]) -> None:
    """Write the whole answer into the relay; its reader always hears of the end."""
    complete = False
    try:
        relay.write(first)
        for chunk in rest:
            relay.write(chunk)
        complete = True
    except AbandonedError:
        pass
    finally:
        relay.end(failed=not complete)


async def _watch(receive: Receive, relay: Relay) -> None:
    """Abandon the relay when the client goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass
    relay.abandon()


async def _send_relayed(head: Head, relay: Relay, receive: Receive, send: Send) -> None:
    """Send a large answer as fast as the client takes it."""
    watcher = asyncio.create_task(_watch(receive, relay))
    try:
        await send({"type": "http.response.start", "status": head.status, "headers": head.headers})
        async with aclosing(relay.blocks()) as blocks:
            async for block in blocks:
                await send({"type": "http.response.body", "body": block, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        relay.abandon()
        watcher.cancel()
