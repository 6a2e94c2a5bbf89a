"""Dead servers that look alive: zombies and reused process numbers behind the two lock files of a server."""

import time
from collections.abc import Callable
from pathlib import Path

from .account import must_run_as, run_as
from .errors import SetUpError
from .home import Home

PATIENCE_S = 60.0
SOCKET_LOCK = ".s.PGSQL.5432.lock"
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


def _written_pid(home: Home, path: Path) -> str:
    """The process number in a lock file, '' where there is no such file."""
    return run_as(home.account, ["head", "-n", "1", path]).stdout.strip()


def clear_stale(home: Home, answering: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    """Remove lock files that only keep a start from succeeding; wait for what is still ending or recovering.

    A file whose process number is free is left to PostgreSQL, which checks more before it takes over. Raises
    SetUpError when processes of the cluster still live after patience_s seconds without answering.
    """
    locks = [home.data / "postmaster.pid", home.socket / SOCKET_LOCK]
    if not Path("/proc/self/cwd").exists():
        return
    deadline = time.monotonic() + patience_s
    while _written_pid(home, locks[0]) and (living := working_in(home)):
        if answering():
            return
        if time.monotonic() > deadline:
            numbers = " ".join(map(str, living))
            raise SetUpError(
                f"旧的 PostgreSQL 进程（{numbers}）没有响应也没有退出，请先结束它们",
                f"old PostgreSQL processes ({numbers}) neither answer nor end: end them first",
            )
        time.sleep(0.1)
    for path in locks:
        pid = _written_pid(home, path)
        if pid and Path(f"/proc/{pid}").exists():
            must_run_as(home.account, ["rm", "-f", path])
