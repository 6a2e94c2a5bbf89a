"""The WSGI application of the server benchmark, and our dispatcher and its peer around it."""

from collections.abc import Callable, Iterable
from typing import Any

BODIES = {"/": b"ok", "/large": b"x" * 144_000}


def page(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """A small or a large answer; the large one in the 4 kB chunks that file answers come in."""
    body = BODIES[environ["PATH_INFO"]]
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body[start : start + 4096] for start in range(0, len(body), 4096)]


def ours() -> object:
    """Behind our dispatcher."""
    from webmap.dispatcher import Dispatcher

    return Dispatcher(page)


def a2wsgi() -> object:
    """Behind a2wsgi."""
    from a2wsgi import WSGIMiddleware

    return WSGIMiddleware(page, workers=4)
