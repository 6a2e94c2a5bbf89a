"""The server process itself: uvicorn on a socket that is already claimed."""

import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn

from webmap.db.errors import SetUpError

GRACE_S = 5
MOST_CONNECTIONS = 1000


class _Server(uvicorn.Server):
    """Tells when it takes requests."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as usual, then call ready."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def _as_sigterm(_: int, __: FrameType | None) -> None:
    signal.raise_signal(signal.SIGTERM)


def _leave(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def install_signals() -> None:
    """Make Ctrl-C, SIGTERM and a closed terminal end the process through its `finally` blocks.

    Ctrl-C too, since a process started in the background inherits that it is ignored.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _as_sigterm)


def serve(claimed: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; requests under way get GRACE_S seconds.

    Raises SetUpError where the server could not start.
    """
    from webmap.asgi import application

    config = uvicorn.Config(
        application,
        http="httptools",
        loop="uvloop",
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_S,
        limit_concurrency=MOST_CONNECTIONS,
    )
    server = _Server(config, ready)
    try:
        server.run(sockets=[claimed])
    except OSError as problem:
        raise SetUpError("端口刚被别的程序占用，请重试", f"the port was taken meanwhile: {problem}") from None
    except (KeyboardInterrupt, SystemExit):
        pass
    if not server.started:
        raise SetUpError("服务器没有启动，见上面的记录", "the server did not start, see the lines above")
