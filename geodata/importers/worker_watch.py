"""A watch beside a worker: it stops it when people ask for that, and when the server that started it is gone."""

import os
import signal
import threading
import time
from types import FrameType
from typing import Any

from django.db import connection

from .job_folder import JobFolder

LOOK_EVERY_S = 0.25
# A worker that has not let go by then ends at once; the database takes back what was not committed.
GRACE_S = 15.0
ORPHANED, ASKED = "orphaned", "asked"
_ENDING = frozenset({signal.SIGTERM, signal.SIGINT})


class Stopped(BaseException):
    """Stop now, whatever is being done; not an Exception, so that nothing on the way swallows it."""


class WorkerWatch:
    """Watches from a thread of its own; reason says why it stopped the worker, '' while it has not."""

    def __init__(self, folder: JobFolder, parent: int | None) -> None:
        self.reason = ""
        self._folder, self._parent = folder, parent
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "WorkerWatch":
        signal.signal(signal.SIGUSR1, _stop)
        # The watching thread takes these: the main one hears of nothing while a statement runs.
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        connection.ensure_connection()
        self._at = connection.connection
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.let_be()

    def let_be(self) -> None:
        """Interrupt nothing from now on: the worker is tidying up."""
        signal.signal(signal.SIGUSR1, signal.SIG_IGN)
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.is_set():
            told = signal.sigtimedwait(_ENDING, LOOK_EVERY_S)
            self.reason = ASKED if told else self._why()
            if self.reason:
                self._interrupt()
                return

    def _why(self) -> str:
        if self._parent is not None and os.getppid() != self._parent:
            return ORPHANED
        return ASKED if self._folder.is_asked_to_stop() else ""

    def _interrupt(self) -> None:
        """Break off the statement that runs and raise Stopped in the main thread; end hard when that takes too long."""
        deadline = time.monotonic() + GRACE_S
        while not self._over.is_set():
            if time.monotonic() > deadline:
                os._exit(os.EX_TEMPFAIL)
            self._at.cancel()
            os.kill(os.getpid(), signal.SIGUSR1)
            self._over.wait(1.0)


def _stop(_number: int, _frame: FrameType | None) -> None:
    # Once is enough: a second one would hit the tidying up.
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    raise Stopped
