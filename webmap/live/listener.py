"""The one connection of this process that hears of commits; what was missed while it was lost is read from the log."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import psycopg2
from django.db import DatabaseError, close_old_connections, connection, connections
from psycopg2 import extensions, sql

from geodata.queries.live_changes import changes_between, kept_changes
from layers.known_changes import KNOWN
from webmap.viewer_memory import VIEWERS

from .limits import BEAT_S
from .screens import Screens
from .simple_forms import SIMPLIFIED

CHANNEL, VIEWER_CHANNEL = "geodata_live", "geodata_viewers"
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.1, 5.0
CONNECT_TIMEOUT_S = 5
LOST = (DatabaseError, psycopg2.Error)

logger = logging.getLogger(__name__)


class Listener:
    """Hears of commits, reads them from the log, tells screens and tiles; comes back by itself after a lost database."""

    def __init__(
        self, screens: Screens, beat_s: float = BEAT_S, keeper: Callable[[bool], None] = lambda changed: None
    ) -> None:
        self._screens = screens
        self._keeper = keeper
        self._beat_s = beat_s
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        self._news = asyncio.Event()
        self._broken = False
        self._begun = False
        self._pause_s = FIRST_PAUSE_S
        self._tasks: list[asyncio.Task[None]] = []
        self.hearing = asyncio.Event()

    def start(self) -> None:
        """Begin to listen; screens can be served once `hearing` is set."""
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._run()), asyncio.create_task(self._beat())]

    async def stop(self) -> None:
        """Stop listening and close the connections."""
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self._in_thread(connections.close_all)
        self._thread.shutdown(wait=False)

    async def _in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *given)

    async def _run(self) -> None:
        while True:
            try:
                raw = await self._in_thread(_listening)
                await self._follow(raw)
            except LOST as problem:
                logger.warning("live stream without database, next try in %.1f s: %s", self._pause_s, problem)
            await asyncio.sleep(self._pause_s)
            self._pause_s = min(2 * self._pause_s, LONGEST_PAUSE_S)

    async def _beat(self) -> None:
        """Tell the screens that all is well, which is so only while commits are heard of."""
        while True:
            await asyncio.sleep(self._beat_s)
            if self.hearing.is_set():
                self._screens.beat()
            self._news.set()  # the log is looked at all the same: a dead connection shows no other way

    async def _follow(self, raw: extensions.connection) -> None:
        """Tell what is committed until the connection is lost."""
        loop = asyncio.get_running_loop()
        socket = raw.fileno()
        self._broken = False
        loop.add_reader(socket, self._heard, raw, socket)
        try:
            await self._in_thread(_fresh, KNOWN.resume)
            self._remembering(True)
            while not self._broken:
                self._news.clear()
                await self._catch_up()
                self.hearing.set()
                self._pause_s = FIRST_PAUSE_S
                await self._news.wait()
        finally:
            self._remembering(False)
            self.hearing.clear()
            loop.remove_reader(socket)
            raw.close()

    def _remembering(self, hearing: bool) -> None:
        """Let tiles and viewers be answered from memory, or no longer."""
        KNOWN.hearing = hearing
        VIEWERS.hear(hearing)

    def _heard(self, raw: extensions.connection, socket: int) -> None:
        """Take what arrived on the listening connection (loop)."""
        try:
            raw.poll()
            if any(message.channel == VIEWER_CHANNEL for message in raw.notifies):
                VIEWERS.forget()
            raw.notifies.clear()
        except psycopg2.Error:
            self._broken = True
            asyncio.get_running_loop().remove_reader(socket)
        self._news.set()

    async def _catch_up(self) -> None:
        if not self._begun:
            self._screens.last = (await self._in_thread(_fresh, kept_changes)).last
            self._begun = True
        changes = await self._in_thread(_fresh, changes_between, self._screens.last)
        KNOWN.note(changes)
        self._screens.tell(changes)
        self._keeper(any(change.kind in SIMPLIFIED for change in changes))


def _listening() -> extensions.connection:
    """A new connection that listens to commits (thread)."""
    raw = psycopg2.connect(**connection.get_connection_params(), connect_timeout=CONNECT_TIMEOUT_S)
    raw.autocommit = True
    with raw.cursor() as cursor:
        for channel in (CHANNEL, VIEWER_CHANNEL):
            cursor.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
    return raw


def _fresh(read: Callable[..., Any], *given: Any) -> Any:
    """What a query gives, on a connection that is known to work (thread)."""
    close_old_connections()
    return read(*given)
