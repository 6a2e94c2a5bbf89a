"""The open screens of this process and what waits to be sent to each."""

import asyncio
from dataclasses import dataclass, field
from enum import Enum

from geodata.queries.live_changes import Change

# A screen this far behind is cut off: it comes back and is told what it missed.
MOST_WAITING = 1000


class Signal(Enum):
    """What a stream hears besides changes."""

    BEAT = "beat"
    END = "end"


@dataclass(eq=False)
class Screen:
    """One open stream: what it has not sent yet."""

    waiting: asyncio.Queue[Change | Signal] = field(default_factory=lambda: asyncio.Queue(MOST_WAITING + 1))

    def tell(self, item: Change | Signal) -> None:
        """Add to what is to be sent; a screen too far behind is ended."""
        if self.waiting.qsize() >= MOST_WAITING:
            self.end()
        else:
            self.waiting.put_nowait(item)

    def end(self) -> None:
        """End the stream before anything else is sent."""
        while not self.waiting.empty():
            self.waiting.get_nowait()
        self.waiting.put_nowait(Signal.END)


class Screens:
    """All open screens; `last` is the id of the last change they were told."""

    def __init__(self) -> None:
        self._open: set[Screen] = set()
        self.last = 0
        self.ended = False

    def __len__(self) -> int:
        return len(self._open)

    def join(self) -> Screen:
        """A new screen; it is told everything after `last`."""
        screen = Screen()
        self._open.add(screen)
        return screen

    def leave(self, screen: Screen) -> None:
        """Forget a screen."""
        self._open.discard(screen)

    def tell(self, changes: list[Change]) -> None:
        """Tell every screen, in order."""
        for change in changes:
            for screen in self._open:
                screen.tell(change)
            self.last = change.id

    def beat(self) -> None:
        """Tell every screen that all is well."""
        for screen in self._open:
            screen.tell(Signal.BEAT)

    def end(self) -> None:
        """End every stream, for good."""
        self.ended = True
        for screen in self._open:
            screen.end()
