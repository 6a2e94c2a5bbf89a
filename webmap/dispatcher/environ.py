"""The WSGI environ of an ASGI request."""

import sys
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import unquote_to_bytes

from .messages import Message

FILE_BLOCK_BYTES = 256 * 1024


class FileBlocks:
    """A file read in large blocks (Django would take 4 kB ones)."""

    def __init__(self, file: BinaryIO, block_size: int = FILE_BLOCK_BYTES) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        while block := self._file.read(FILE_BLOCK_BYTES):
            yield block

    def close(self) -> None:
        """Close the file (and with it Django's response)."""
        self._file.close()


def _header_variables(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """HTTP_* variables; a name with an underscore could pose as one with hyphens and is left out."""
    variables: dict[str, str] = {}
    for raw_name, raw_value in headers:
        if b"_" in raw_name:
            continue
        name = raw_name.decode("latin-1").upper().replace("-", "_")
        value = raw_value.decode("latin-1")
        if name not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            name = f"HTTP_{name}"
        if name in variables:
            value = variables[name] + ("; " if name == "HTTP_COOKIE" else ",") + value
        variables[name] = value
    variables.pop("HTTP_TRANSFER_ENCODING", None)
    return variables


def environ_of(scope: Message, body: BinaryIO, length: int) -> dict[str, Any]:
    """The environ for a request whose whole body (length bytes) was read."""
    host, port = scope.get("server") or ("localhost", 80)
    client = scope.get("client") or ("", 0)
    raw_path = scope.get("raw_path") or scope["path"].encode()
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(raw_path).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileBlocks,
    }
    return environ | _header_variables(scope["headers"]) | {"CONTENT_LENGTH": str(length)}
