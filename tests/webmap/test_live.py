"""The live stream: who hears what, once each, in order, and what happens when something goes away."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any

import psycopg2
import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.utils import timezone

from geodata.models import LiveChange, Staff
from geodata.queries.live_changes import kept_changes
from geodata.rules.viewer import Role
from tests import factories
from webmap.live import LiveSite, listener
from webmap.live.audience import kinds_for
from webmap.live.screens import MOST_WAITING, Screen, Signal

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_S = 20
PUBLIC_KINDS = {
    "districts",
    "subdistricts",
    "communities",
    "grids",
    "roads",
    "water",
    "landcover",
    "places",
    "service_points",
}
# The backend of the test's own connection, which no test ends.
_OF_THE_TEST: list[int] = []


class Line:
    """One screen's connection: what it was sent, as events."""

    def __init__(self, site: Any, cookie: str = "", last: str = "", method: str = "GET") -> None:
        headers = [(b"cookie", cookie.encode())] if cookie else []
        if last:
            headers.append((b"last-event-id", last.encode()))
        self.scope = {
            "type": "http",
            "method": method,
            "path": "/live/",
            "query_string": b"",
            "headers": headers,
        }
        self.status = 0
        self.text = ""
        self.ended = False
        self._left = asyncio.Event()
        self._news = asyncio.Condition()
        self._task = asyncio.create_task(site(self.scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        async with self._news:
            self.status = message.get("status", self.status)
            self.text += message.get("body", b"").decode()
            self.ended |= message["type"].endswith("body") and not message.get("more_body", False)
            self._news.notify_all()

    @property
    def events(self) -> list[tuple[str, int, Any]]:
        """(name, id, data) of the events that came, beats left out."""
        found = []
        for block in self.text.split("\n\n"):
            fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
            if "id" in fields:
                found.append((fields["event"], int(fields["id"]), json.loads(fields["data"])))
        return found

    def kinds(self) -> list[str]:
        """Kinds of the changes that came."""
        return [data["kind"] for name, _, data in self.events if name == "change"]

    async def until(self, condition: Callable[["Line"], Any]) -> "Line":
        """This line once a condition holds."""
        async with self._news:
            await asyncio.wait_for(self._news.wait_for(lambda: condition(self)), PATIENCE_S)
        return self

    async def opened(self) -> "Line":
        """This line once its first event or its refusal came."""
        return await self.until(lambda line: line.events or line.ended)

    async def leave(self) -> None:
        """Close it from the screen's side."""
        self._left.set()
        await asyncio.wait_for(self._task, PATIENCE_S)


async def no_site(scope: Any, receive: Any, send: Any) -> None:
    raise AssertionError("only the stream is asked")


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A function that runs a conversation with a live stream that listens."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    monkeypatch.setattr(listener, "LONGEST_PAUSE_S", 0.2)

    _OF_THE_TEST.append(connection.connection.info.backend_pid)

    def run(talk: Callable[[LiveSite], Coroutine[Any, Any, None]], **options: Any) -> None:
        async def whole() -> None:
            site = LiveSite(no_site, **options)
            site.start()
            await hearing(site)
            try:
                await talk(site)
            finally:
                await site.stop()
                connections.close_all()  # inside a loop Django keeps connections of its own

        asyncio.run(whole())

    return run


async def hearing(site: LiveSite) -> None:
    assert site._listener
    await asyncio.wait_for(site._listener.hearing.wait(), PATIENCE_S)


def edit_building() -> None:
    factories.make_building(None, 0, 0)


def edit_road() -> None:
    from django.contrib.gis.geos import LineString

    from geodata.models import Road

    ends = factories.point(0, 0), factories.point(50, 0)
    Road.objects.create(road_class="lane", width_m=4, geom=LineString(*ends, srid=ends[0].srid))


def cookie_of(client: Any, role: Role) -> str:
    client.force_login(factories.make_login(role))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def test_a_screen_is_greeted_with_versions_and_then_hears_each_commit(serve: Any) -> None:
    async def talk(site: LiveSite) -> None:
        line = await Line(site).opened()
        assert line.status == 200
        name, number, greeting = line.events[0]
        assert (name, number, set(greeting["versions"])) == ("hello", kept_changes().last, PUBLIC_KINDS)
        edit_road()
        await line.until(lambda one: one.kinds())
        _, number, change = line.events[-1]
        assert change == {
            "kind": "roads", "version": greeting["versions"]["roads"] + 1, "cells": change["cells"],
        }  # fmt: skip
        assert number == kept_changes().last
        assert all(len(cell) == 2 for cell in change["cells"])
        await line.leave()

    serve(talk)


@pytest.mark.parametrize(
    ("role", "hears"),
    [
        (Role.PUBLIC, set()),
        (Role.PLANNER, {"buildings", "events"}),
        (Role.AUDITOR, {"buildings"}),
        (Role.OPERATOR, {"buildings", "events"}),
        (Role.DISTRICT_ADMIN, {"buildings", "events"}),
    ],
)
def test_a_role_hears_of_what_its_layers_show_and_of_nothing_else(
    serve: Any, client: Any, role: Role, hears: set[str]
) -> None:
    cookie = "" if role is Role.PUBLIC else cookie_of(client, role)
    factories.make_category()

    async def talk(site: LiveSite) -> None:
        line = await Line(site, cookie).opened()
        edit_building()
        factories.make_event(None, 0, 0, timezone.now())
        edit_road()
        await line.until(lambda one: "roads" in one.kinds())
        assert set(line.kinds()) - {"roads"} == hears
        assert not {"dwellings", "partners"} & set(line.events[0][2]["versions"])
        await line.leave()

    serve(talk)


@pytest.mark.parametrize(
    "cookie", ["", "sessionid=", "sessionid=doesnotexist", "a=b; ;;=", "sessionid=\x7f\x01", "x" * 9000]
)
def test_a_foreign_or_broken_cookie_is_the_public(serve: Any, cookie: str) -> None:
    async def talk(site: LiveSite) -> None:
        line = await Line(site, cookie).opened()
        assert set(line.events[0][2]["versions"]) == PUBLIC_KINDS
        await line.leave()

    serve(talk)


def test_a_hundred_screens_get_each_change_once_and_in_order(serve: Any) -> None:
    async def talk(site: LiveSite) -> None:
        lines = [await Line(site).opened() for _ in range(100)]
        for _ in range(10):
            edit_road()
        edits = [change["id"] for change in LiveChange.objects.order_by("-id")[:10].values("id")][::-1]
        for line in lines:
            await line.until(lambda one: len(one.kinds()) >= 10)
            assert [number for name, number, _ in line.events if name == "change"] == edits
            await line.leave()

    serve(talk)


def test_what_a_screen_missed_is_told_once_when_it_comes_back(serve: Any) -> None:
    async def talk(site: LiveSite) -> None:
        line = await Line(site).opened()
        last = line.events[-1][1]
        await line.leave()
        for _ in range(5):
            edit_road()
        back = Line(site, last=str(last))
        edit_road()
        await back.until(lambda one: len(one.kinds()) >= 6)
        ids = [number for _, number, _ in back.events]
        assert ids == sorted(set(ids)) == list(range(last + 1, last + 7))
        await back.leave()

    serve(talk)


@pytest.mark.parametrize("asked", ["999999999", "99999999999999999999999"])
def test_a_place_in_the_log_that_is_not_there_gives_one_reset(serve: Any, asked: str) -> None:
    async def talk(site: LiveSite) -> None:
        line = await Line(site, last=asked).opened()
        assert [name for name, _, _ in line.events] == ["reset"]
        assert set(line.events[0][2]["versions"]) == PUBLIC_KINDS
        edit_road()
        await line.until(lambda one: one.kinds())
        await line.leave()

    serve(talk)


@pytest.mark.parametrize("asked", ["-1", "x", "1.5", "١"])
def test_a_nonsense_place_in_the_log_is_greeted(serve: Any, asked: str) -> None:
    async def talk(site: LiveSite) -> None:
        line = Line(site)
        line.scope["headers"].append((b"last-event-id", asked.encode()))
        await line.opened()
        assert line.events[0][0] == "hello"
        await line.leave()

    serve(talk)


def end_other_sessions() -> None:
    """What a restart does to the connections of a server: they are gone."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND pid <> %s",
            [_OF_THE_TEST[-1]],
        )
        cursor.execute("SET ROLE app")


def test_what_is_written_while_the_database_was_lost_reaches_every_screen_once(
    serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = iter(range(100))
    connect = listener._listening

    def later() -> Any:
        if next(tries) < 3:
            raise psycopg2.OperationalError("the database system is starting up")
        return connect()

    async def talk(site: LiveSite) -> None:
        lines = [await Line(site).opened() for _ in range(20)]
        monkeypatch.setattr(listener, "_listening", later)
        end_other_sessions()
        edit_road()
        edit_road()
        for line in lines:
            await line.until(lambda one: len(one.kinds()) >= 2)
        edit_road()
        for line in lines:
            await line.until(lambda one: len(one.kinds()) >= 3)
            assert len({number for _, number, _ in line.events}) == len(line.events) == 4
            await line.leave()
        assert next(tries) > 3

    serve(talk)


def test_without_database_new_screens_are_sent_away_and_open_ones_hear_no_beat(
    serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never() -> Any:
        raise psycopg2.OperationalError("no server")

    async def talk(site: LiveSite) -> None:
        line = await Line(site).opened()
        await line.until(lambda one: "event: beat" in one.text)
        monkeypatch.setattr(listener, "_listening", never)
        end_other_sessions()
        while site._listener and site._listener.hearing.is_set():
            await asyncio.sleep(0.01)
        beats = line.text.count("event: beat")
        refused = await Line(site).until(lambda one: one.ended)
        assert (refused.status, "retry" in refused.text) == (503, False)
        await asyncio.sleep(0.2)
        assert line.text.count("event: beat") == beats
        await line.leave()

    serve(talk, beat_s=0.05)


def test_a_screen_above_the_limit_is_asked_to_come_back(serve: Any) -> None:
    async def talk(site: LiveSite) -> None:
        lines = [await Line(site).opened() for _ in range(3)]
        refused = await Line(site).until(lambda one: one.ended)
        assert refused.status == 503
        await lines[0].leave()
        assert (await Line(site).opened()).status == 200

    serve(talk, most=3)


def test_the_stream_takes_no_other_verb(serve: Any) -> None:
    async def talk(site: LiveSite) -> None:
        line = await Line(site, method="POST").until(lambda one: one.ended)
        assert line.status == 405

    serve(talk)


@pytest.mark.parametrize("change", ["signed out", "other role", "dismissed"])
def test_a_stream_ends_when_its_viewer_is_no_longer_the_same(serve: Any, client: Any, change: str) -> None:
    cookie = cookie_of(client, Role.OPERATOR)

    async def talk(site: LiveSite) -> None:
        line = await Line(site, cookie).opened()
        assert (line.status, line.ended) == (200, False)
        if change == "signed out":
            client.logout()
        elif change == "other role":
            Staff.objects.update(role=Role.AUDITOR.value)
        else:
            Staff.objects.all().delete()
        assert (await line.until(lambda one: one.ended)).ended

    serve(talk, beat_s=0.05)


def test_the_end_of_the_server_ends_every_stream_at_once(serve: Any) -> None:
    async def talk(site: LiveSite) -> None:
        lines = [await Line(site).opened() for _ in range(10)]
        assert site._stream
        site._stream._screens.end()
        for line in lines:
            await asyncio.wait_for(line._task, 1)
            assert line.ended
        refused = await Line(site).until(lambda one: one.ended)
        assert refused.status == 503

    serve(talk)


def test_nothing_is_told_before_it_is_committed(serve: Any) -> None:
    async def talk(site: LiveSite) -> None:
        line = await Line(site).opened()
        with transaction.atomic():
            edit_road()
            await asyncio.sleep(0.1)
            assert line.kinds() == []
        await line.until(lambda one: one.kinds())
        await line.leave()

    serve(talk)


def test_a_screen_that_falls_behind_is_ended() -> None:
    async def fall_behind() -> None:
        screen = Screen()
        for _ in range(MOST_WAITING + 1):
            screen.tell(Signal.BEAT)
        assert screen.waiting.get_nowait() is Signal.END

    asyncio.run(fall_behind())


def test_every_kind_told_belongs_to_a_layer() -> None:
    from geodata.rules.viewer import PUBLIC_VIEWER, Viewer

    assert kinds_for(PUBLIC_VIEWER) == PUBLIC_KINDS
    assert kinds_for(Viewer(Role.AUDITOR)).isdisjoint({"events", "care", "alarms"})
