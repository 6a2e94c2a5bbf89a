"""Servers under measurement: started on a free port, their CPU time read, ended with the block."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from .cpu_time import cpu_s

CHECKOUT = Path(__file__).resolve().parents[2]
PEERS = CHECKOUT / ".venv-bench" / "bin"
START_PATIENCE_S = 180.0


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]
    ready_s: float

    def cpu_s(self) -> float:
        """CPU seconds used by the process and its children so far."""
        total = 0.0
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                group = (folder / "stat").read_text().rsplit(")", 1)[1].split()[2]
                if int(group) == self.process.pid:
                    total += cpu_s(folder)
            except OSError:
                continue
        return total


def _answers(port: int, path: str) -> bool:
    """Whether path answers 200; False while nobody listens.

    Raises RuntimeError for any other answer: waiting would not mend it.
    """
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        status = connection.getresponse().status
    except OSError:
        return False
    finally:
        connection.close()
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
    return True


@contextmanager
def serving(
    command: Sequence[str | Path],
    path: str = "/",
    *,
    port: int,
    patience_s: float = START_PATIENCE_S,
    **environment: str,
) -> Iterator[Server]:
    """The server once path answers 200, in a process group of its own; interrupted at the end."""
    own = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    began = time.monotonic()
    process = subprocess.Popen(
        list(map(str, command)),
        cwd=CHECKOUT,
        env=own | environment,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not _answers(port, path):
            if process.poll() is not None or time.monotonic() - began > patience_s:
                raise RuntimeError(f"{command[0]} does not serve {path}")
            time.sleep(0.01)
        yield Server(port, process, time.monotonic() - began)
    finally:
        process.terminate()
        process.wait(30)
