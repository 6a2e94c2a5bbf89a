"""Addresses that count for long: a few at once, the others queue without a thread, a flood is told to come back."""

import asyncio
import json
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from geodata.actions.refresh_walking import refresh_walking
from tests import factories
from tests.plan_field import NOW
from webmap.counting import counts
from webmap.dispatcher import Dispatcher
from webmap.dispatcher.dispatcher import THREADS
from webmap.dispatcher.lane import AT_ONCE, Lane

from .started_server import started_server
from .test_dispatcher import PATIENCE_S, Client, answering, scope_of

USERS = 8
QUESTIONS = 3


class Counting:
    """An application whose answers wait for a sign; knows how many ran at the same time."""

    def __init__(self) -> None:
        self.release, self._lock = threading.Event(), threading.Lock()
        self.running = self.most = 0

    def __call__(self, environ: dict) -> list[bytes]:
        if environ["PATH_INFO"] != "/count":
            return [b"page"]
        with self._lock:
            self.running += 1
            self.most = max(self.most, self.running)
        self.release.wait(PATIENCE_S)
        with self._lock:
            self.running -= 1
        return [b"counted"]


def crowd(counting: Counting, clients: list[Client], lane: Callable[[], Lane], then: Callable) -> None:
    """All clients ask to count at once; `then` runs once they run or wait."""

    async def scene() -> None:
        dispatcher = Dispatcher(
            answering(counting), counts=lambda path: path == "/count", lane=lane(), threads=THREADS
        )
        asking = [
            asyncio.create_task(dispatcher(scope_of("/count"), one.receive, one.send)) for one in clients
        ]
        for _ in range(20):
            await asyncio.sleep(0)
        await then(dispatcher)
        counting.release.set()
        await asyncio.wait_for(asyncio.gather(*asking), PATIENCE_S)

    asyncio.run(scene())


async def nothing(dispatcher: Dispatcher) -> None:
    """No more than the crowd."""


def test_eight_users_at_once_are_all_answered_two_at_a_time() -> None:
    counting, clients = Counting(), [Client() for _ in range(USERS * QUESTIONS)]
    crowd(counting, clients, Lane, nothing)
    assert [(one.status, one.body) for one in clients] == [(200, b"counted")] * len(clients)
    assert counting.most == AT_ONCE


def test_a_page_is_answered_while_counters_wait() -> None:
    page = Client()

    async def ask_for_the_page(dispatcher: Dispatcher) -> None:
        await asyncio.wait_for(dispatcher(scope_of("/"), page.receive, page.send), PATIENCE_S)

    crowd(Counting(), [Client() for _ in range(USERS)], Lane, ask_for_the_page)
    assert (page.status, page.body) == (200, b"page")


def test_a_flood_is_refused_in_both_languages_with_a_time_to_come_back() -> None:
    clients = [Client() for _ in range(10)]
    crowd(Counting(), clients, lambda: Lane(at_once=2, waiting=3), nothing)
    assert Counter(one.status for one in clients) == {200: 5, 503: 5}
    refused = clients[-1]
    problem = json.loads(refused.body)
    assert (refused.headers[b"retry-after"], refused.headers[b"content-type"]) == (
        b"5",
        b"application/problem+json",
    )
    assert "正在统计的人较多" in problem["title"]
    assert "try again" in problem["detail"]


def test_a_wait_that_is_too_long_is_refused() -> None:
    async def wait(dispatcher: Dispatcher) -> None:
        late = clients[-1]
        while not late.messages:
            await asyncio.sleep(0.005)

    clients = [Client(), Client()]
    crowd(Counting(), clients, lambda: Lane(at_once=1, longest_wait_s=0.02), wait)
    assert [one.status for one in clients] == [200, 503]


def test_who_leaves_the_queue_is_not_counted_for() -> None:
    counting = Counting()
    calls: list[str] = []

    def noted(environ: dict) -> list[bytes]:
        calls.append(environ["PATH_INFO"])
        return counting(environ)

    async def scene() -> None:
        dispatcher = Dispatcher(answering(noted), counts=lambda path: True, lane=Lane(at_once=1))
        first, second, third = Client(), Client(), Client()
        asking = [
            asyncio.create_task(dispatcher(scope_of("/count"), one.receive, one.send))
            for one in (first, second, third)
        ]
        await asyncio.sleep(0)
        second.left.set()
        await asyncio.wait_for(asking[1], PATIENCE_S)
        counting.release.set()
        await asyncio.wait_for(asyncio.gather(*asking), PATIENCE_S)
        assert (first.status, second.messages, third.status) == (200, [], 200)

    asyncio.run(scene())
    assert len(calls) == 2


def marked(patterns: list[URLPattern | URLResolver], prefix: str = "") -> set[str]:
    """Routes of the views that say they count."""
    found: set[str] = set()
    for one in patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            found |= marked(one.url_patterns, route)
        elif getattr(one.callback, "counts", False):
            found.add(route)
    return found


def test_every_marked_view_is_found_by_its_path() -> None:
    routes = marked(get_resolver().url_patterns)
    assert {"api/reach", "api/inside/", "api/coverage/", "api/coverage/change"} <= routes
    assert [route for route in routes if not counts(f"/{route}")] == []


@pytest.mark.parametrize(
    "path", ["/", "/api/nearby", "/api/measure/", "/api/nothing", "/layers/", "/api/\x00%"]
)
def test_other_paths_do_not_queue(path: str) -> None:
    assert not counts(path)


@pytest.mark.django_db(transaction=True)
def test_a_server_asked_by_eight_users_at_once_refuses_nobody() -> None:
    """Each asks for the page, the nearest points and the ground reached, all at the same time."""
    district = factories.make_square_district()
    factories.make_road((0, 0), (1000, 0))
    factories.make_service_point(district.grid("W1"), 100, 0)
    refresh_walking(NOW)
    here = factories.point(120, 0).transform(4326, clone=True)
    place = f"lon={here.x}&lat={here.y}"
    paths = ["/", f"/api/nearby?{place}&open=any", f"/api/reach?{place}&minutes=15"]
    with started_server() as (port, _process):
        until_it_answers(port)
        with ThreadPoolExecutor(USERS * len(paths)) as users:
            statuses = list(users.map(lambda path: status(port, path), paths * USERS * 3))
    assert Counter(statuses) == {200: len(paths) * USERS * 3}


def status(port: int, path: str) -> int:
    """The status of one request on a connection of its own."""
    asking = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        asking.request("GET", path)
        answer = asking.getresponse()
        answer.read()
        return answer.status
    finally:
        asking.close()


def until_it_answers(port: int) -> None:
    """Return once the server is there."""
    for _ in range(600):
        try:
            if status(port, "/health/") == 200:
                return
        except OSError:
            threading.Event().wait(0.1)
    raise AssertionError("the server did not start")
