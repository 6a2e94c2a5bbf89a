"""The live stream beside the site: its address goes to the stream, everything else to the site."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from webmap.dispatcher.messages import Message, Receive, Send

from .ending import before_the_end
from .limits import BEAT_S, MOST_STREAMS

if TYPE_CHECKING:
    from .listener import Listener
    from .simple_forms import SimpleFormsKeeper
    from .stream import Stream

ADDRESS = "/live/"
Application = Callable[[Message, Receive, Send], Awaitable[None]]


class LiveSite:
    """An ASGI application made of a site and its live stream; the listener lives as long as the server."""

    def __init__(
        self,
        site: Application,
        *,
        most: int = MOST_STREAMS,
        beat_s: float = BEAT_S,
        keep_simple_forms: bool = False,
    ) -> None:
        self._site = site
        self._keep_simple_forms = keep_simple_forms
        self._keeper: SimpleFormsKeeper | None = None
        self._most = most
        self._beat_s = beat_s
        self._listener: Listener | None = None
        self._stream: Stream | None = None
        self._undo: Callable[[], None] = lambda: None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._site(scope, self._hearing(receive), send)
        elif scope["type"] == "http" and scope["path"] == ADDRESS:
            self.start()
            assert self._stream is not None
            await self._stream(scope, receive, send)
        else:
            await self._site(scope, receive, send)

    def _hearing(self, receive: Receive) -> Receive:
        """The server's own messages, which start and stop the listener on their way to the site."""

        async def hear() -> Message:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self.start()
            elif message["type"] == "lifespan.shutdown":
                await self.stop()
            return message

        return hear

    def start(self) -> None:
        """Listen from now on; does nothing where that is so."""
        if self._listener is not None:
            return
        # Only now: these know the models, which Django has to have set up first.
        from .listener import Listener
        from .screens import Screens
        from .simple_forms import SimpleFormsKeeper
        from .stream import Stream

        screens = Screens()
        self._keeper = SimpleFormsKeeper() if self._keep_simple_forms else None
        told = (self._keeper,) if self._keeper else ()
        self._listener = Listener(screens, self._beat_s, *told)
        self._stream = Stream(screens, self._listener.hearing.is_set, self._most)
        self._undo = before_the_end(asyncio.get_running_loop(), screens.end)
        self._listener.start()

    async def stop(self) -> None:
        """Stop listening."""
        self._undo()
        if self._listener is not None and self._stream is not None:
            await self._listener.stop()
            self._stream.close()
        if self._keeper is not None:
            self._keeper.close()
        self._listener = self._stream = None
