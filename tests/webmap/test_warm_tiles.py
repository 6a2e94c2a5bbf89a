"""Tiles before Django: answered only where memory knows the asker and the tile, and forgotten at once on any doubt."""

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from geodata.models import Staff
from geodata.rules.viewer import Role, Viewer
from layers.known_changes import KNOWN
from layers.tile_answers import MEMORY, Answer
from tests import factories
from webmap import viewer_memory
from webmap.cold_tiles import ColdTiles
from webmap.live import LiveSite
from webmap.viewer_memory import VIEWERS, ViewerMemory
from webmap.warm_tiles import WarmTiles

ADDRESS = "/layers/grids/14/12847/6999.mvt"
STAFF_ADDRESS = "/layers/events,grids/14/12847/6999.mvt"
PASSED_ON = -1
OPERATOR = Viewer(Role.OPERATOR)


def ask(path: str, query: str = "", method: str = "GET", **headers: str) -> Answer:
    """What comes back; the status PASSED_ON where the site behind was asked."""
    sent: list[dict[str, Any]] = []

    async def site(scope: Any, receive: Any, send: Any) -> None:
        await send({"status": PASSED_ON, "headers": []})
        await send({"body": b""})

    async def send(message: Any) -> None:
        sent.append(message)

    listed = {"host": "testserver", "accept-encoding": "gzip"} | headers
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in listed.items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": pairs}
    asyncio.run(WarmTiles(site)(scope, None, send))  # type: ignore[arg-type]
    found = tuple((name.decode(), value.decode()) for name, value in sent[0]["headers"])
    return Answer(sent[0]["status"], found, sent[1]["body"])


@pytest.fixture
def warm(transactional_db: None, client: Client) -> Iterator[str]:
    """A process that hears, with both tiles asked for; the cookie of an operator."""
    factories.make_square_district()
    client.force_login(factories.make_login(Role.OPERATOR))
    MEMORY.clear()
    KNOWN.resume()
    KNOWN.hearing = True
    VIEWERS.hear(True)
    for path in (ADDRESS, STAFF_ADDRESS):
        assert client.get(path).status_code == 200
    Client().get(ADDRESS)
    yield f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
    KNOWN.hearing = False
    VIEWERS.hear(False)
    MEMORY.clear()


def test_a_warm_tile_is_what_django_answers_and_costs_no_statement(warm: str, client: Client) -> None:
    behind = client.get(STAFF_ADDRESS, headers={"accept-encoding": "gzip"})
    with CaptureQueriesContext(connection) as queries:
        before = ask(STAFF_ADDRESS, cookie=warm)
        again = ask(STAFF_ADDRESS, cookie=warm, if_none_match=behind["ETag"])
    assert len(queries) == 0
    assert (before.status, before.body) == (200, behind.content)
    assert (again.status, again.body) == (304, b"")
    told = dict(before.headers)
    for name in ("content-type", "cache-control", "etag", "content-encoding", "content-length"):
        assert told[name] == behind[name]
    assert told["x-content-type-options"] == "nosniff"
    assert set(told["vary"].split(", ")) == set(behind["Vary"].split(", ")) - {"Accept-Language"}


def test_a_public_tile_is_there_for_anyone_without_a_session(warm: str) -> None:
    assert ask(ADDRESS).status == 200
    assert ask(ADDRESS, cookie="csrftoken=abc; theme=dark").status == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"path": STAFF_ADDRESS},
        {"path": STAFF_ADDRESS, "cookie": "sessionid=somebodyelse0123456789"},
        {"path": ADDRESS, "method": "POST"},
        {"path": ADDRESS, "method": "HEAD"},
        {"path": ADDRESS, "host": "evil.example"},
        {"path": ADDRESS, "query": "x=%00"},
        {"path": "/layers/grids/14/1/1.mvt"},
        {"path": "/layers/care/14/12847/6999.mvt"},
        {"path": "/layers/"},
    ],
    ids=str,
)
def test_everything_else_is_left_to_the_site(warm: str, asked: dict[str, str]) -> None:
    assert ask(**asked).status == PASSED_ON


def test_the_last_of_two_cookies_counts_as_in_django(warm: str) -> None:
    assert ask(STAFF_ADDRESS, cookie=f"{settings.SESSION_COOKIE_NAME}=other; {warm}").status == 200
    assert ask(STAFF_ADDRESS, cookie=f"{warm}; {settings.SESSION_COOKIE_NAME}=other").status == PASSED_ON


def test_a_viewer_is_looked_up_again_after_a_few_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = ViewerMemory()
    memory.hear(True)
    memory.remember("key", OPERATOR, memory.moment)
    assert memory.find("key") == OPERATOR
    later = time.monotonic() + viewer_memory.RECHECK_S + 0.01
    monkeypatch.setattr("webmap.viewer_memory.time.monotonic", lambda: later)
    assert memory.find("key") is None
    assert viewer_memory.RECHECK_S <= 5


def test_what_was_looked_up_before_a_change_is_not_kept_after_it() -> None:
    memory = ViewerMemory()
    memory.hear(True)
    moment = memory.moment
    memory.forget()
    memory.remember("key", OPERATOR, moment)
    assert memory.find("key") is None
    memory.hear(False)
    memory.remember("key", OPERATOR, memory.moment)
    assert memory.find("key") is None


REVOCATIONS: dict[str, Callable[[Client], Any]] = {
    "signs out": lambda client: client.post("/sign-out/"),
    "another role": lambda client: Staff.objects.update(role=Role.AUDITOR.value),
    "staff row gone": lambda client: Staff.objects.all().delete(),
    "account closed": lambda client: get_user_model().objects.update(is_active=False),
    "session ended": lambda client: client.session.delete(),
}


@pytest.mark.parametrize("revoke", REVOCATIONS.values(), ids=REVOCATIONS.keys())
def test_a_revocation_is_heard_of_at_once(
    transactional_db: None, client: Client, monkeypatch: pytest.MonkeyPatch, revoke: Callable[[Client], Any]
) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    client.force_login(factories.make_login(Role.OPERATOR))
    key = client.session.session_key
    assert key

    async def talk() -> None:
        site = LiveSite(None)  # type: ignore[arg-type]
        site.start()
        assert site._listener
        try:
            await asyncio.wait_for(site._listener.hearing.wait(), 20)
            assert KNOWN.hearing
            VIEWERS.remember(key, OPERATOR, VIEWERS.moment)
            assert VIEWERS.find(key) == OPERATOR
            await asyncio.get_running_loop().run_in_executor(None, _apart, revoke, client)
            began = time.monotonic()
            while VIEWERS.find(key) is not None and time.monotonic() - began < 2:
                await asyncio.sleep(0.01)
            assert VIEWERS.find(key) is None
            assert time.monotonic() - began < 2
        finally:
            await site.stop()
            connections.close_all()
        assert not KNOWN.hearing

    asyncio.run(talk())


def _apart(revoke: Callable[[Client], Any], client: Client) -> None:
    """Do it on a connection of this thread's own."""
    try:
        revoke(client)
    finally:
        connections.close_all()


def behind(path: str, cookie: str = "", method: str = "GET") -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body of a request in a thread of the site; the status is PASSED ON where Django was asked."""
    told: list[Any] = []

    def site(environ: Any, start_response: Any) -> list[bytes]:
        start_response("PASSED ON", [])
        return [b""]

    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_COOKIE": cookie,
        "HTTP_HOST": "testserver",
        "HTTP_ACCEPT_ENCODING": "gzip",
    }
    body = b"".join(ColdTiles(site)(environ, lambda *given: told.extend(given)))
    return told[0], dict(told[1]), body


def test_a_cold_tile_is_built_without_the_middlewares_by_one_statement(warm: str, client: Client) -> None:
    expected = client.get(STAFF_ADDRESS, headers={"accept-encoding": "gzip"}).content
    MEMORY.clear()
    with CaptureQueriesContext(connection) as queries:
        status, headers, body = behind(STAFF_ADDRESS, warm)
    assert (status, body) == ("200 OK", expected)
    assert headers["x-content-type-options"] == "nosniff"
    assert len(queries) == 1


@pytest.mark.parametrize(
    ("path", "cookie", "method"),
    [
        (STAFF_ADDRESS, "", "GET"),
        (STAFF_ADDRESS, "sessionid=somebodyelse0123456789", "GET"),
        ("/layers/nothing/14/12847/6999.mvt", "", "GET"),
        ("/layers/grids/22/1/1.mvt", "", "GET"),
        (ADDRESS, "", "POST"),
        ("/layers/grids.json", "", "GET"),
    ],
)
def test_refusals_and_unknown_askers_are_django_s(warm: str, path: str, cookie: str, method: str) -> None:
    assert behind(path, cookie, method)[0] == "PASSED ON"
