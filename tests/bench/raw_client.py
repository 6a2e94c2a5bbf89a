"""A client cheap enough to load a server from the same machine: prepared bytes out, headers skimmed, bodies counted."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

_LIMIT = 2**22


def request_bytes(
    path: str, headers: Mapping[str, str], body: bytes = b"", method: str = "GET", port: int = 0
) -> bytes:
    """A whole request as it goes over the line."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body or method == "POST":
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


@dataclass(frozen=True)
class RawAnswer:
    """Status, the untouched head in lower case, and the body as it came."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str:
        """The value of a header; empty where there is none."""
        return header_of(self.head, name)


def header_of(head: bytes, name: str) -> str:
    """The value of a header in a lower-case head."""
    start = head.find(b"\r\n" + name.encode() + b":")
    if start < 0:
        return ""
    return head[start + len(name) + 3 : head.find(b"\r\n", start + 2)].decode().strip()


class RawConnection:
    """A kept connection; one request after the other, on a new one where the server ended the last."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._closed = True

    @classmethod
    async def open(cls, port: int) -> "RawConnection":
        """A new connection to a local server."""
        made = cls(port)
        await made._connect()
        return made

    async def _connect(self) -> None:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=_LIMIT)
        self._closed = False

    async def ask(self, request: bytes) -> RawAnswer:
        """The answer to a prepared request."""
        head = await self._head(request)
        status = int(head[9:12])
        answer = RawAnswer(status, head, await self._body(head, status))
        if answer.header("connection") == "close":
            self.close()
        return answer

    async def _head(self, request: bytes) -> bytes:
        """The head of the answer; asked again where the server ended an idle connection just then, as browsers do."""
        for last in (False, True):
            if self._closed:
                await self._connect()
            try:
                self._writer.write(request)
                return (await self._reader.readuntil(b"\r\n\r\n")).lower()
            except (asyncio.IncompleteReadError, ConnectionError) as error:
                self.close()
                if last or getattr(error, "partial", b""):
                    raise
        raise AssertionError

    async def _body(self, head: bytes, status: int) -> bytes:
        if status in {204, 304}:
            return b""
        length = header_of(head, "content-length")
        if length:
            return await self._reader.readexactly(int(length))
        parts = []
        while size := int(await self._reader.readuntil(b"\r\n"), 16):
            parts.append(await self._reader.readexactly(size))
            await self._reader.readexactly(2)
        await self._reader.readexactly(2)
        return b"".join(parts)

    async def lines(self, request: bytes) -> AsyncIterator[bytes]:
        """The lines of an answer that never ends, its head left out."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        if head[9:12] != b"200":
            raise RuntimeError(f"the stream answered {head[9:12].decode()}")
        while line := await self._reader.readline():
            yield line.strip()

    def close(self) -> None:
        """End the connection."""
        self._closed = True
        self._writer.close()
