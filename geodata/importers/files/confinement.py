"""Confinement of the reading process: no network, no programs, no writing elsewhere, bounded in every resource.

Only the standard library is used here: this runs before anything else is loaded (a process with threads may not
change its namespaces).
"""

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from .system_calls import refuse_calls
from .written_places import write_only_into

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG = 1
_MOST_OPEN_FILES = 512
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED_EVENTS = frozenset(
    {
        "socket.__new__", "socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname",
        "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect", "subprocess.Popen", "os.system",
        "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.kill", "webbrowser.open",
    }
)  # fmt: skip
_CHANGING_EVENTS = frozenset(
    {
        "os.remove",
        "os.rename",
        "os.rmdir",
        "os.mkdir",
        "os.link",
        "os.symlink",
        "os.truncate",
        "os.chmod",
        "os.chown",
    }
)


def confine(folder: Path, memory_bytes: int, file_bytes: int, seconds: float) -> None:
    """Confine this process for good: it may read, calculate, and write into the folder."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    _leave_network()
    _limit(memory_bytes, file_bytes, seconds)
    write_only_into(folder)
    refuse_calls()


def watch(folder: Path) -> None:
    """Refuse network, programs and writes outside the folder inside Python too; call once everything is loaded."""
    inside = os.path.realpath(folder) + os.sep
    sys.addaudithook(lambda event, told: _judge(event, told, inside))


def _leave_network() -> None:
    """Move into a network namespace without any way out, where the kernel lets us."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _limit(memory_bytes: int, file_bytes: int, seconds: float) -> None:
    cpu = int(seconds) + 5
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_NOFILE, _MOST_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))


def _judge(event: str, told: tuple[Any, ...], inside: str) -> None:
    if event in _REFUSED_EVENTS:
        raise PermissionError(f"the reading process may not: {event}")
    if event == "open" and not _may_open(told, inside):
        raise PermissionError("the reading process writes into its folder only")
    if event in _CHANGING_EVENTS and not _is_inside(told[0], inside):
        raise PermissionError(f"the reading process may not: {event} outside its folder")


def _may_open(told: tuple[Any, ...], inside: str) -> bool:
    path, mode, flags = (*told, None, None, None)[:3]
    writes = bool((flags or 0) & _WRITING) or any(letter in str(mode or "") for letter in "wax+")
    return not writes or isinstance(path, int) or _is_inside(path, inside)


def _is_inside(path: Any, inside: str) -> bool:
    if isinstance(path, int):
        return True
    full = os.path.realpath(os.fsdecode(path))
    return full == os.devnull or full.startswith(inside)
