"""The one port of the server."""

import os
import socket

from webmap.db.errors import SetUpError

HOST = "127.0.0.1"
DEFAULT_PORT = 8000


def wanted_port() -> int:
    """The port named by PORT, else 8000.

    Raises SetUpError where PORT is not a port number.
    """
    text = os.environ.get("PORT") or str(DEFAULT_PORT)
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise SetUpError(f"PORT={text} 不是端口号（1–65535）", f"PORT={text} is not a port number (1-65535)")
    return int(text)


def claim(port: int) -> socket.socket:
    """A socket bound to the port on loopback, so that nobody takes it while the rest is prepared.

    Raises SetUpError where somebody has it.
    """
    claimed = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    claimed.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        claimed.bind((HOST, port))
    except PermissionError:
        claimed.close()
        raise SetUpError(
            f"没有权限使用端口 {port}，请换一个：PORT=8001 make run",
            f"port {port} needs more rights: PORT=8001 make run",
        ) from None
    except OSError:
        claimed.close()
        raise SetUpError(
            f"端口 {port} 已被占用，请换一个：PORT={port + 1} make run",
            f"port {port} is taken: PORT={port + 1} make run",
        ) from None
    return claimed
