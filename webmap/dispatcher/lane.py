"""A lane for requests that keep a thread and the database busy: few at once, the others wait without a thread."""

import asyncio

from .messages import Receive

# Counting keeps a thread and the database busy: two at a time leave the other threads to the map.
AT_ONCE = 2
# Eight users asking three things each wait; whoever comes after them would wait longer than people do.
WAITING = 24
LONGEST_WAIT_S = 15.0


class LaneFullError(Exception):
    """Too many wait already, or the wait was too long."""


class LeftLaneError(Exception):
    """The client went away while waiting."""


class Lane:
    """So many at once, so many waiting in the order they came, none longer than longest_wait_s seconds."""

    def __init__(
        self, at_once: int = AT_ONCE, waiting: int = WAITING, longest_wait_s: float = LONGEST_WAIT_S
    ) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._most_waiting = waiting
        self._longest_wait_s = longest_wait_s
        self._waiting = 0

    async def enter(self, receive: Receive) -> None:
        """Return when it is this request's turn, whose body was read; leave() must follow.

        Raises LaneFullError where the client should come back later and LeftLaneError when it went away.
        """
        if not self._free.locked():
            await self._free.acquire()
            return
        if self._waiting >= self._most_waiting:
            raise LaneFullError
        self._waiting += 1
        try:
            await self._wait(receive)
        finally:
            self._waiting -= 1

    def leave(self) -> None:
        """Let the next one in."""
        self._free.release()

    async def _wait(self, receive: Receive) -> None:
        turn = asyncio.ensure_future(self._free.acquire())
        gone = asyncio.ensure_future(_gone(receive))
        try:
            await asyncio.wait(
                {turn, gone}, timeout=self._longest_wait_s, return_when=asyncio.FIRST_COMPLETED
            )
            if turn.done() and not gone.done():
                return
            if turn.done():
                self.leave()
            raise LeftLaneError if gone.done() else LaneFullError
        finally:
            turn.cancel()
            gone.cancel()


async def _gone(receive: Receive) -> None:
    """Return when the client went away."""
    while (await receive())["type"] != "http.disconnect":
        pass
