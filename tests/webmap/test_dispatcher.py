"""The dispatcher: few threads, whole requests in, answers out however slow the client is."""

import asyncio
import io
import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.dispatcher import Dispatcher, Upload
from webmap.dispatcher.dispatcher import WHOLE_BYTES
from webmap.dispatcher.environ import environ_of
from webmap.dispatcher.relay import Relay

PATIENCE_S = 10
LARGE = WHOLE_BYTES + 1


def scope_of(path: str = "/", method: str = "GET", headers: list[tuple[bytes, bytes]] | None = None) -> dict:
    return {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"a=1",
        "http_version": "1.1",
        "scheme": "http",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 5000),
        "headers": headers or [],
    }


class Client:
    """One request: its body messages go in, the answer's messages come out."""

    def __init__(self, *chunks: bytes, gone: bool = False) -> None:
        bodies = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
        last = (
            {"type": "http.disconnect"} if gone else {"type": "http.request", "body": b"", "more_body": False}
        )
        self.incoming = [*bodies, last]
        self.messages: list[dict[str, Any]] = []
        self.takes = asyncio.Event()
        self.takes.set()
        self.left = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        if self.incoming:
            return self.incoming.pop(0)
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        await self.takes.wait()
        self.messages.append(message)

    @property
    def status(self) -> int:
        return self.messages[0]["status"]

    @property
    def headers(self) -> dict[bytes, bytes]:
        return dict(self.messages[0]["headers"])

    @property
    def body(self) -> bytes:
        return b"".join(message.get("body", b"") for message in self.messages[1:])


def answering(chunks: Callable[[dict], Any]) -> Callable:
    def application(environ: dict, start_response: Callable) -> Any:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return chunks(environ)

    return application


def ask(
    application: Callable, client: Client | None = None, scope: dict | None = None, **options: Any
) -> Client:
    async def once() -> Client:
        asking = client or Client()
        dispatcher = Dispatcher(application, **options)
        await asyncio.wait_for(dispatcher(scope or scope_of(), asking.receive, asking.send), PATIENCE_S)
        return asking

    return asyncio.run(once())


def test_a_small_answer_travels_as_one_message() -> None:
    client = ask(answering(lambda environ: [b"hello ", b"there"]))
    assert (client.status, client.body, len(client.messages)) == (200, b"hello there", 2)


@given(st.lists(st.binary(max_size=WHOLE_BYTES // 2), max_size=8))
def test_every_byte_arrives_once_and_in_order(chunks: list[bytes]) -> None:
    assert ask(answering(lambda environ: iter(chunks))).body == b"".join(chunks)


def test_the_request_body_reaches_the_application() -> None:
    client = Client(b"one", b"two")
    ask(answering(lambda environ: [environ["wsgi.input"].read(), environ["CONTENT_LENGTH"].encode()]), client)
    assert client.body == b"onetwo6"


def test_a_large_request_body_lies_on_disk() -> None:
    kinds: list[bool] = []

    def look(environ: dict) -> list[bytes]:
        kinds.append(isinstance(environ["wsgi.input"], io.BytesIO))
        return [environ["wsgi.input"].read()]

    client = Client(b"x" * 400_000, b"y" * 400_000)
    ask(answering(look), client)
    assert kinds == [False]
    assert client.body == b"x" * 400_000 + b"y" * 400_000


@pytest.mark.parametrize(
    ("headers", "chunks"),
    [
        pytest.param([(b"content-length", b"11")], [], id="announced"),
        pytest.param([], [b"123456", b"789012"], id="found while reading"),
    ],
)
def test_a_body_above_the_limit_is_refused_before_the_application(headers: list, chunks: list[bytes]) -> None:
    called: list[dict] = []
    client = Client(*chunks)
    ask(
        answering(lambda environ: called.append(environ) or []),
        client,
        scope_of(headers=headers),
        body_limit=10,
    )
    assert (client.status, called, client.headers[b"connection"]) == (413, [], b"close")
    assert json.loads(client.body)["status"] == 413


@pytest.mark.parametrize(
    ("path", "method", "cookie", "status"),
    [
        pytest.param("/import/", "POST", b"session=admin", 200, id="who may import"),
        pytest.param("/import/", "POST", b"session=nobody", 413, id="somebody else"),
        pytest.param("/import/", "PUT", b"session=admin", 413, id="another verb"),
        pytest.param("/events/", "POST", b"session=admin", 413, id="another page"),
    ],
)
def test_only_who_may_import_sends_a_large_file(path: str, method: str, cookie: bytes, status: int) -> None:
    uploads = {"/import/": Upload(100, lambda header: header == "session=admin")}
    scope = scope_of(path, method, [(b"cookie", cookie)])
    client = Client(b"123456", b"789012")
    ask(answering(lambda environ: [b"taken"]), client, scope, body_limit=10, uploads=uploads)
    assert client.status == status


def test_a_client_that_leaves_before_its_body_is_complete_is_forgotten() -> None:
    called: list[dict] = []
    client = Client(b"half", gone=True)
    ask(answering(lambda environ: called.append(environ) or []), client)
    assert (called, client.messages) == ([], [])


def test_an_application_that_raises_is_answered_as_500() -> None:
    def application(environ: dict, start_response: Callable) -> Any:
        raise ValueError("broken on purpose")

    client = ask(application)
    assert (client.status, json.loads(client.body)["status"]) == (500, 500)


def test_an_answer_that_breaks_off_is_not_ended_as_if_complete() -> None:
    def chunks(environ: dict) -> Iterator[bytes]:
        yield b"x" * LARGE
        raise ValueError("broken on purpose")

    client = Client()
    with pytest.raises(RuntimeError, match="broke off"):
        ask(answering(chunks), client)
    assert all(message.get("more_body") for message in client.messages[1:])


def test_requests_share_a_fixed_number_of_threads_that_stay() -> None:
    seen: set[int] = set()

    def note(environ: dict) -> list[bytes]:
        seen.add(threading.get_ident())
        return [b""]

    async def many() -> None:
        dispatcher = Dispatcher(answering(note), threads=3)
        for _ in range(20):
            clients = [Client() for _ in range(5)]
            await asyncio.gather(*(dispatcher(scope_of(), c.receive, c.send) for c in clients))

    asyncio.run(many())
    assert 1 <= len(seen) <= 3


def test_a_client_that_reads_slowly_holds_no_thread() -> None:
    async def scene() -> bytes:
        dispatcher = Dispatcher(answering(lambda environ: iter([b"x" * 3_000_000] * 3)), threads=1)
        slow, quick = Client(), Client()
        slow.takes.clear()
        waiting = asyncio.create_task(dispatcher(scope_of(), slow.receive, slow.send))
        await asyncio.wait_for(dispatcher(scope_of(), quick.receive, quick.send), PATIENCE_S)
        assert len(quick.body) == 9_000_000
        slow.takes.set()
        await asyncio.wait_for(waiting, PATIENCE_S)
        return slow.body

    assert len(asyncio.run(scene())) == 9_000_000


def test_a_client_that_leaves_ends_the_making_of_its_answer() -> None:
    closed = threading.Event()

    def chunks(environ: dict) -> Iterator[bytes]:
        try:
            while True:
                yield b"x" * LARGE
        finally:
            closed.set()

    async def scene() -> None:
        client = Client()
        dispatcher = Dispatcher(answering(chunks), threads=1)
        running = asyncio.create_task(dispatcher(scope_of(), client.receive, client.send))
        while len(client.messages) < 3:
            await asyncio.sleep(0)
        client.left.set()
        await asyncio.wait_for(running, PATIENCE_S)

    asyncio.run(scene())
    assert closed.wait(PATIENCE_S)


def test_a_full_queue_is_answered_at_once_with_retry_after() -> None:
    release = threading.Event()

    def wait(environ: dict) -> list[bytes]:
        release.wait(PATIENCE_S)
        return [b"done"]

    async def scene() -> tuple[Client, Client]:
        dispatcher = Dispatcher(answering(wait), threads=1, queue=0)
        first, second = Client(), Client()
        working = asyncio.create_task(dispatcher(scope_of(), first.receive, first.send))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await dispatcher(scope_of(), second.receive, second.send)
        release.set()
        await asyncio.wait_for(working, PATIENCE_S)
        return first, second

    first, second = asyncio.run(scene())
    assert (first.status, second.status) == (200, 503)
    assert second.headers[b"retry-after"] == b"1"


class TellingFile(io.BytesIO):
    """A file that tells when it is closed."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.told = threading.Event()

    def close(self) -> None:
        super().close()
        self.told.set()


def test_a_file_is_read_in_blocks_and_closed() -> None:
    file = TellingFile(b"z" * 3_000_000)
    client = ask(answering(lambda environ: environ["wsgi.file_wrapper"](file, 4096)))
    assert len(client.body) == 3_000_000
    assert file.told.wait(PATIENCE_S)


def test_the_pool_ends_with_the_server() -> None:
    class Lifespan(Client):
        def __init__(self) -> None:
            super().__init__()
            self.incoming = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]

    client = ask(answering(lambda environ: []), Lifespan(), {"type": "lifespan"})
    ends = [message["type"] for message in client.messages]
    assert ends == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


def test_the_environ_says_what_the_request_said() -> None:
    scope = scope_of(
        "/areas/%E7%9B%98",
        "POST",
        [
            (b"host", b"map.example"),
            (b"cookie", b"a=1"),
            (b"cookie", b"b=2"),
            (b"accept", b"x"),
            (b"accept", b"y"),
            (b"content-type", b"text/csv"),
            (b"x_forwarded_for", b"spoofed"),
            (b"transfer-encoding", b"chunked"),
        ],
    )
    environ = environ_of(scope, io.BytesIO(), 5)
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/areas/盘"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"
    assert environ["HTTP_ACCEPT"] == "x,y"
    assert (environ["CONTENT_TYPE"], environ["CONTENT_LENGTH"]) == ("text/csv", "5")
    assert (environ["QUERY_STRING"], environ["REQUEST_METHOD"]) == ("a=1", "POST")
    assert "HTTP_X_FORWARDED_FOR" not in environ
    assert "HTTP_TRANSFER_ENCODING" not in environ


def test_a_relay_hands_over_what_was_written_before_it_was_read() -> None:
    async def scene() -> bytes:
        relay = Relay(asyncio.get_running_loop())
        relay.write(b"early")
        relay.end()
        return b"".join([block async for block in relay.blocks()])

    assert asyncio.run(scene()) == b"early"
