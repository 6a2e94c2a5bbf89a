"""Which servers of this checkout run, so that `make stop` can end them."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE_S = 15.0


def _folder(base_dir: Path) -> Path:
    return base_dir / ".local" / "servers"


@contextmanager
def registered(base_dir: Path) -> Iterator[None]:
    """This process in the list of running servers for the time of the block."""
    mark = _folder(base_dir) / str(os.getpid())
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    try:
        yield
    finally:
        mark.unlink(missing_ok=True)


def _is_server(pid: int, base_dir: Path) -> bool:
    """Whether the number still belongs to a server of this checkout and not to a later process."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        folder = Path(f"/proc/{pid}/cwd").resolve()
    except OSError:
        return False
    return b"webmap.supervisor" in words and folder == base_dir.resolve()


def stop_all(base_dir: Path) -> int:
    """How many servers were asked to end; returns when they have, or after PATIENCE_S."""
    marks = list(_folder(base_dir).glob("*"))
    pids = [int(mark.name) for mark in marks if _is_server(int(mark.name), base_dir)]
    for pid in pids:
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE_S
    while any(_is_server(pid, base_dir) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    for mark in marks:
        mark.unlink(missing_ok=True)
    return len(pids)
