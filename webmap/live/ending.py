"""Ends the streams at Ctrl-C: the server waits for open connections before it says that it stops."""

import asyncio
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

ENDING = (signal.SIGINT, signal.SIGTERM)


def before_the_end(loop: asyncio.AbstractEventLoop, end: Callable[[], None]) -> Callable[[], None]:
    """Calls `end` in the loop on Ctrl-C or SIGTERM, then whoever took these signals before; returns how to undo that.

    Outside the main thread, where no signals arrive, it does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        return lambda: None
    before = {number: signal.getsignal(number) for number in ENDING}
    for number, handler in before.items():
        if callable(handler):
            signal.signal(number, _chained(loop, end, handler))
    return lambda: _restore(before)


def _chained(
    loop: asyncio.AbstractEventLoop, end: Callable[[], None], handler: Callable[[int, FrameType | None], Any]
) -> Callable[[int, FrameType | None], None]:
    def handle(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(end)
        handler(number, frame)

    return handle


def _restore(before: dict[signal.Signals, Any]) -> None:
    for number, handler in before.items():
        if callable(handler):
            signal.signal(number, handler)
