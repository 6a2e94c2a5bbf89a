"""Request bodies: small ones in memory, large ones on disk, none above the limit."""

import io
import tempfile
from typing import BinaryIO, cast

from .messages import Message, Receive

IN_MEMORY_BYTES = 512 * 1024


class BodyTooLargeError(Exception):
    """The body is above the limit."""


class ClientGoneError(Exception):
    """The client went away before its body was complete."""


def announced_length(scope: Message) -> int:
    """The Content-Length of a request, 0 where it names none."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


async def read_body(scope: Message, receive: Receive, limit: int) -> tuple[BinaryIO, int]:
    """The whole body, rewound, and its length in bytes.

    Raises BodyTooLargeError above limit (before reading, where the length is announced) and ClientGoneError.
    """
    if announced_length(scope) > limit:
        raise BodyTooLargeError
    body: BinaryIO = io.BytesIO()
    length, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            body.close()
            raise ClientGoneError
        chunk = message.get("body", b"")
        length += len(chunk)
        if length > limit:
            body.close()
            raise BodyTooLargeError
        if length > IN_MEMORY_BYTES and isinstance(body, io.BytesIO):
            body = _on_disk(body)
        body.write(chunk)
        more = message.get("more_body", False)
    body.seek(0)
    return body, length


def _on_disk(body: io.BytesIO) -> BinaryIO:
    file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - closed with the request
    file.write(body.getvalue())
    body.close()
    return file
