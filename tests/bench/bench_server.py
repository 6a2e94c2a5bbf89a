"""CPU per request of our dispatcher beside a2wsgi and gunicorn, same application, same environment."""

from collections.abc import Iterator

from .load import put_load
from .processes import PEERS, free_port, serving
from .result import Result

_UVICORN = ("--factory", "--loop", "uvloop", "--http", "httptools", "--log-level", "error", "--no-access-log")
_PATHS = {"/": "empty answer", "/large": "144 kB in 4 kB chunks"}


def _command(name: str, port: int) -> list[str]:
    where = ["--port", str(port)]
    if name == "gunicorn":
        threads = [
            "--worker-class",
            "gthread",
            "--threads",
            "4",
            "--keep-alive",
            "60",
            "--log-level",
            "error",
        ]
        return [str(PEERS / "gunicorn"), "-b", f"127.0.0.1:{port}", *threads, "tests.bench.served_page:page"]
    return [str(PEERS / "uvicorn"), f"tests.bench.served_page:{name}", *where, *_UVICORN]


def _measure(name: str) -> dict[str, float]:
    """Path → CPU milliseconds per request."""
    port = free_port()
    with serving(_command(name, port), port=port) as server:
        put_load(server, "/", seconds=0.5)
        return {path: put_load(server, path).cpu_ms_per_request for path in _PATHS}


def run() -> Iterator[Result]:
    """One line per path and peer."""
    ours = _measure("ours")
    for peer in ("a2wsgi", "gunicorn"):
        theirs = _measure(peer)
        for path, title in _PATHS.items():
            yield Result(f"server CPU, {title}", "ms", ours[path], peer, theirs[path])
