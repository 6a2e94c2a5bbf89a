"""Load on a local server: kept connections, one after the other request on each."""

import threading
import time
from dataclasses import dataclass
from http.client import HTTPConnection

from .processes import Server


@dataclass(frozen=True)
class Load:
    """What a run did."""

    requests: int
    seconds: float
    cpu_ms_per_request: float


def _keep_asking(port: int, path: str, until: float, done: list[int]) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    count = 0
    while time.monotonic() < until:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        count += 1
    connection.close()
    done.append(count)


def put_load(server: Server, path: str, *, clients: int = 6, seconds: float = 3.0) -> Load:
    """Ask path from some clients at once for some seconds."""
    done: list[int] = []
    before, began = server.cpu_s(), time.monotonic()
    until = began + seconds
    threads = [
        threading.Thread(target=_keep_asking, args=(server.port, path, until, done)) for _ in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(done) < clients:
        raise RuntimeError(f"{clients - len(done)} of {clients} clients were not served")
    used = server.cpu_s() - before
    return Load(sum(done), time.monotonic() - began, 1000 * used / sum(done))
