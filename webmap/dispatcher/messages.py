"""The ASGI and WSGI types used here, and short answers the dispatcher gives itself."""

import json
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
WsgiApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Headers = list[tuple[bytes, bytes]]


@dataclass
class Head:
    """Status and headers of an answer, filled by the application through `start_response`."""

    status: int = 500
    headers: Headers = field(default_factory=list)
    early: bytearray = field(default_factory=bytearray)

    def start_response(
        self, status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> Callable[[bytes], None]:
        """What PEP 3333 asks for; what goes through the returned `write` precedes the body."""
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return self.early.extend


async def send_whole(send: Send, head: Head, body: bytes) -> None:
    """Send an answer that is complete."""
    await send({"type": "http.response.start", "status": head.status, "headers": head.headers})
    await send({"type": "http.response.body", "body": body})


def problem(status: int, zh: str, en: str, *extra: tuple[bytes, bytes]) -> tuple[Head, bytes]:
    """Head and body of an RFC 9457 answer."""
    body = {"type": "about:blank", "status": status, "title": zh, "detail": en}
    text = json.dumps(body, ensure_ascii=False).encode()
    headers = [
        (b"content-type", b"application/problem+json"),
        (b"content-length", str(len(text)).encode()),
        (b"cache-control", b"no-store"),
        *extra,
    ]
    return Head(status, headers), text


def busy() -> tuple[Head, bytes]:
    """The answer while all threads work and the queue is full."""
    retry = (b"retry-after", b"1")
    return problem(503, "服务器正忙，请稍后再试。", "The server is busy; try again in a second.", retry)


def crowded() -> tuple[Head, bytes]:
    """The answer while too many wait for something that has to be counted."""
    retry = (b"retry-after", b"5")
    zh, en = (
        "正在统计的人较多，请过几秒再试。",
        "Many people are counting just now; try again in a few seconds.",
    )
    return problem(503, zh, en, retry)


def too_large(limit: int) -> tuple[Head, bytes]:
    """The answer to a request body above the limit (bytes)."""
    close = (b"connection", b"close")
    megabytes = limit // 1_000_000
    return problem(
        413, f"上传内容超过 {megabytes} MB。", f"The request is larger than {megabytes} MB.", close
    )


def broken() -> tuple[Head, bytes]:
    """The answer where the application raised instead of answering."""
    return problem(500, "服务器出错了，已记录。", "The server failed; it was logged.")
