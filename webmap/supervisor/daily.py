"""Daily work beside the server: once soon after the start, then every night, in a process of its own that may be slow."""

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path

# Local time: the day's events are whole, and few people look.
NIGHT = time(0, 10)
# The first pages of a start come before it.
FIRST_AFTER_S = 5.0
PATIENCE_S = 10.0


def next_night(now: datetime) -> datetime:
    """The next NIGHT after an aware local moment.

    >>> from datetime import UTC
    >>> next_night(datetime(2026, 11, 26, 23, 0, tzinfo=UTC)).isoformat()
    '2026-11-27T00:10:00+00:00'
    """
    tonight = datetime.combine(now.date(), NIGHT, now.tzinfo)
    return tonight if tonight > now else tonight + timedelta(days=1)


class DailyWork:
    """Runs a command now and every night until it is stopped; never two at a time."""

    def __init__(self, command: Sequence[str], log: Path, first_after_s: float = FIRST_AFTER_S) -> None:
        self._command, self._log, self._first_after_s = command, log, first_after_s
        self._stopped = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._work, name="daily", daemon=True)

    def start(self) -> None:
        """Begin to wait for the first time."""
        self._thread.start()

    def stop(self) -> None:
        """End the wait, or the command where it runs: what it does is done in transactions."""
        self._stopped.set()
        child = self._child
        if child and child.poll() is None:
            child.terminate()
        self._thread.join(PATIENCE_S)

    def _work(self) -> None:
        from django.utils import timezone

        wait_s = self._first_after_s
        while not self._stopped.wait(wait_s):
            self._run()
            now = timezone.localtime()
            wait_s = (next_night(now) - now).total_seconds()

    def _run(self) -> None:
        self._log.parent.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            # Last in line for the processor: people who look at a map come first.
            self._child = subprocess.Popen(
                ["nice", "-n", "15", *self._command], stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
            # Who stopped a moment ago saw no child to end.
            if self._stopped.is_set():
                self._child.terminate()
            self._child.wait()


@contextmanager
def daily_work(base_dir: Path) -> Iterator[None]:
    """`manage.py refresh_daily` beside the block, its words in `.local/daily.log`."""
    command = [sys.executable, str(base_dir / "manage.py"), "refresh_daily"]
    work = DailyWork(command, base_dir / ".local" / "daily.log")
    work.start()
    try:
        yield
    finally:
        work.stop()
