"""Dead servers that look alive: zombies and reused process numbers behind `postmaster.pid`."""

import time
from collections.abc import Callable
from pathlib import Path

from .account import must_run_as
from .errors import SetUpError
from .home import Home

PATIENCE_S = 60.0
# Every PostgreSQL process works in the data folder; a zombie has no working folder any more. Asked as the
# cluster's own account, since root in a container may not look into other users' processes.
_WHO_WORKS_IN = """
for process in /proc/[0-9]*; do
  [ "$(readlink "$process/cwd")" = "$1" ] && echo "${process#/proc/}"
done 2>/dev/null
true
"""


def working_in(home: Home) -> list[int]:
    """Numbers of the living processes of the cluster, forgotten backends of a killed server included."""
    answer = must_run_as(home.account, ["sh", "-c", _WHO_WORKS_IN, "sh", home.data])
    return [int(line) for line in answer.split()]


def _written_pid(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="utf-8").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def clear_stale(home: Home, answering: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    """Remove a pid file that only keeps a start from succeeding; wait for what is still ending or recovering.

    A file whose process number is free is left to PostgreSQL, which checks more before it takes over. Raises
    SetUpError when processes of the cluster still live after patience_s seconds without answering.
    """
    path = home.data / "postmaster.pid"
    if not Path("/proc/self/cwd").exists():
        return
    deadline = time.monotonic() + patience_s
    while path.exists() and (living := working_in(home)):
        if answering():
            return
        if time.monotonic() > deadline:
            numbers = " ".join(map(str, living))
            raise SetUpError(
                f"旧的 PostgreSQL 进程（{numbers}）没有响应也没有退出，请先结束它们",
                f"old PostgreSQL processes ({numbers}) neither answer nor end: end them first",
            )
        time.sleep(0.1)
    pid = _written_pid(path)
    if pid is not None and Path(f"/proc/{pid}").exists():
        must_run_as(home.account, ["rm", "-f", path])
