"""One client that asks one thing after the other on a kept connection, and a crowd that warms a server up."""

import gzip
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected

GOOD = frozenset({200, 204, 304})


@dataclass(frozen=True)
class Answer:
    """What came back; body is unpacked, size is what went over the line."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    size: int


class Client:
    """A kept connection; raises RuntimeError for every answer that is no good one."""

    def __init__(self, port: int, headers: Mapping[str, str]) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = dict(headers)

    def get(self, path: str, **more: str) -> Answer:
        """The answer to a GET."""
        return self.ask("GET", path, None, {name.replace("_", "-"): value for name, value in more.items()})

    def ask(self, method: str, path: str, body: bytes | None, more: Mapping[str, str]) -> Answer:
        """The answer to any request."""
        response = self._response(method, path, body, self._headers | dict(more))
        raw = response.read()
        if response.status not in GOOD | {201}:
            raise RuntimeError(f"{method} {path} answered {response.status}: {raw[:300]!r}")
        headers = {name.lower(): value for name, value in response.getheaders()}
        plain = gzip.decompress(raw) if headers.get("content-encoding") == "gzip" else raw
        return Answer(response.status, headers, plain, len(raw))

    def _response(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> HTTPResponse:
        """The answer; asked again where the server had ended the idle connection, as browsers do."""
        try:
            self._connection.request(method, path, body, headers)
            return self._connection.getresponse()
        except RemoteDisconnected:
            self._connection.close()
            self._connection.request(method, path, body, headers)
            return self._connection.getresponse()

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


def warm_up(port: int, headers: Mapping[str, str], paths: Iterable[str], clients: int = 8) -> None:
    """Ask all paths from many connections at once, so that every thread of the server has seen work."""
    listed = list(paths)

    def work() -> None:
        client = Client(port, headers)
        for path in listed:
            client.get(path)
        client.close()

    with ThreadPoolExecutor(clients) as crowd:
        for done in [crowd.submit(work) for _ in range(clients)]:
            done.result()
