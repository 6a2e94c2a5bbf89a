"""Who is behind a session, remembered for a few seconds and forgotten at once when anything about it changes."""

import threading
import time

from geodata.rules.viewer import Viewer

# Ended sessions and lost messages show after this time at the latest.
RECHECK_S = 5.0
MOST_VIEWERS = 10_000


class ViewerMemory:
    """Session key → viewer; empty while nobody hears of changes of accounts, roles and sessions."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._viewers: dict[str, tuple[Viewer, float]] = {}
        self._hearing = False
        self._forgotten = 0

    def hear(self, hearing: bool) -> None:
        """Say whether changes are heard of from now on; what was remembered goes either way."""
        self._hearing = hearing
        self.forget()

    def forget(self) -> None:
        """Forget everybody: something changed for somebody."""
        with self._lock:
            self._forgotten += 1
            self._viewers.clear()

    def find(self, key: str) -> Viewer | None:
        """The viewer of a session, if it was looked up lately."""
        held = self._viewers.get(key)
        return held[0] if held is not None and time.monotonic() < held[1] else None

    @property
    def moment(self) -> int:
        """What `remember` wants to know of the moment before the viewer was looked up."""
        return self._forgotten

    def remember(self, key: str, viewer: Viewer, moment: int) -> None:
        """Keep a viewer, unless something changed while it was looked up."""
        with self._lock:
            if self._hearing and moment == self._forgotten:
                if len(self._viewers) >= MOST_VIEWERS:
                    self._viewers.clear()
                self._viewers[key] = (viewer, time.monotonic() + RECHECK_S)


VIEWERS = ViewerMemory()
