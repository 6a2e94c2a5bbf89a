"""From memory: fresh whatever was edited, without SQL, and never what somebody else may see."""

import random
from dataclasses import replace
from datetime import timedelta

import mapbox_vector_tile
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from geodata.actions.settle_changes import settle_changes
from geodata.models import Area, BoundaryVersion, DataVersion, Event, ServicePoint
from geodata.queries.live_changes import Change
from geodata.rules.viewer import PUBLIC_VIEWER, Role, Viewer
from layers.boundary_version import boundary_version
from layers.known_changes import KNOWN, KnownChanges
from layers.tile_answers import MEMORY, Answer, Asked, remembered_answer, tile_answer
from layers.tile_grid import Tile
from tests import factories
from tests.factories import SquareDistrict

OPERATOR = Viewer(Role.OPERATOR)
HERE = Tile(14, 12847, 6999)
GRIDS = Asked("grids,service_points", HERE, gzip_taken=False)
EVENTS = Asked("events,grids", HERE, gzip_taken=False)


def told(answer: Answer, name: str) -> str:
    """A header of an answer."""
    return dict(answer.headers)[name]


def asked_again(asked: Asked, viewer: Viewer) -> Asked:
    """The same request by somebody who holds the tile."""
    return replace(asked, none_match=told(tile_answer(asked, viewer), "etag"))


@pytest.fixture
def heard(hearing: KnownChanges, furnished: SquareDistrict) -> SquareDistrict:
    """One of everything, all of it heard of."""
    hearing.catch_up()
    return furnished


@pytest.mark.parametrize(
    ("asked", "viewer"), [(GRIDS, PUBLIC_VIEWER), (EVENTS, OPERATOR)], ids=["public", "staff"]
)
def test_a_tile_that_is_held_and_unchanged_costs_no_statement(
    heard: SquareDistrict, asked: Asked, viewer: Viewer
) -> None:
    again = asked_again(asked, viewer)
    with CaptureQueriesContext(connection) as queries:
        held, whole = remembered_answer(again, viewer), remembered_answer(asked, viewer)
        also = tile_answer(again, viewer)
    assert len(queries) == 0
    assert held
    assert whole
    assert (held.status, held.body, whole.status, also.status) == (304, b"", 200, 304)
    assert whole.body == tile_answer(asked, viewer).body
    assert told(held, "etag") == told(whole, "etag")


def test_nothing_is_answered_from_memory_while_nobody_hears(heard: SquareDistrict) -> None:
    tile_answer(GRIDS, PUBLIC_VIEWER)
    KNOWN.hearing = False
    assert remembered_answer(GRIDS, PUBLIC_VIEWER) is None
    factories.make_service_point(None, 300, 300)
    found = mapbox_vector_tile.decode(tile_answer(GRIDS, PUBLIC_VIEWER).body)
    assert len(found["service_points"]["features"]) == 2


def test_a_public_asker_never_gets_what_staff_may_see(heard: SquareDistrict) -> None:
    from geodata.errors import NotFound

    tile_answer(EVENTS, OPERATOR)
    assert remembered_answer(EVENTS, OPERATOR)
    assert remembered_answer(EVENTS, PUBLIC_VIEWER) is None
    with pytest.raises(NotFound):
        tile_answer(EVENTS, PUBLIC_VIEWER)


def test_viewers_of_different_reach_have_tiles_of_their_own(heard: SquareDistrict) -> None:
    west = Viewer(Role.GRID_WORKER, (heard.grid("W1").pk,))
    east = Viewer(Role.GRID_WORKER, (heard.grid("E1").pk,))
    for viewer in (west, east, west, east):
        decoded = mapbox_vector_tile.decode(tile_answer(EVENTS, viewer).body)
        assert len(decoded["events"]["features"]) == 1
    assert tile_answer(EVENTS, west).body != tile_answer(EVENTS, east).body


def test_care_is_never_remembered(heard: SquareDistrict) -> None:
    asked = Asked("care", HERE)
    before = len(MEMORY)
    answer = tile_answer(asked, OPERATOR)
    assert told(answer, "cache-control") == "no-store"
    assert "etag" not in dict(answer.headers)
    assert remembered_answer(asked, OPERATOR) is None
    assert len(MEMORY) == before


def test_an_asker_who_knows_of_a_write_sees_it_before_this_process_hears_of_it(heard: SquareDistrict) -> None:
    tile_answer(GRIDS, PUBLIC_VIEWER)
    factories.make_service_point(None, 300, 300)  # not heard of
    version = DataVersion.objects.get(kind="service_points").version
    areas = KNOWN.version("grids")
    asked = replace(GRIDS, query=f"v={areas}.{version}")
    assert remembered_answer(GRIDS, PUBLIC_VIEWER) is not None
    assert remembered_answer(asked, PUBLIC_VIEWER) is None
    found = mapbox_vector_tile.decode(tile_answer(asked, PUBLIC_VIEWER).body)
    assert len(found["service_points"]["features"]) == 2
    assert remembered_answer(asked, PUBLIC_VIEWER) is not None


def test_what_is_asked_before_its_commit_is_stored_by_nobody(heard: SquareDistrict) -> None:
    ahead = replace(GRIDS, query=f"v={KNOWN.version('grids') + 1}.0")
    assert told(tile_answer(ahead, PUBLIC_VIEWER), "cache-control") == "no-store"
    assert tile_answer(replace(GRIDS, query="v=nonsense"), PUBLIC_VIEWER).status == 200


def test_a_versioned_address_of_the_borders_in_force_never_changes(heard: SquareDistrict) -> None:
    today = timezone.localdate()
    asked = Asked("grids,communities", HERE)
    versioned = replace(asked, query=f"b={boundary_version(('grids', 'communities'), today)}")
    assert told(tile_answer(versioned, PUBLIC_VIEWER), "cache-control").endswith("immutable")
    assert "immutable" not in told(tile_answer(asked, PUBLIC_VIEWER), "cache-control")
    mixed = replace(versioned, names="grids,service_points")
    assert "immutable" not in told(tile_answer(mixed, PUBLIC_VIEWER), "cache-control")
    Area.objects.filter(pk=heard.grid("W1").pk).update(name="改名网格")
    KNOWN.catch_up()
    assert "immutable" not in told(tile_answer(versioned, PUBLIC_VIEWER), "cache-control")
    assert boundary_version(("grids", "communities"), today) not in versioned.query


def test_memory_asks_nobody_whether_borders_are_still_in_force(heard: SquareDistrict) -> None:
    asked = Asked("grids", HERE, f"b={boundary_version(('grids',), timezone.localdate())}")
    tile_answer(asked, PUBLIC_VIEWER)
    with CaptureQueriesContext(connection) as queries:
        answer = remembered_answer(asked, PUBLIC_VIEWER)
        assert answer
        assert told(answer, "cache-control").endswith("immutable")
        KNOWN.note([Change(10**12, "grids", KNOWN.version("grids") + 1, ())])
        assert remembered_answer(asked, PUBLIC_VIEWER) is None
    assert len(queries) == 0
    KNOWN.resume()


def test_new_events_leave_other_layers_answered_from_memory(heard: SquareDistrict) -> None:
    tile_answer(GRIDS, PUBLIC_VIEWER)
    tile_answer(EVENTS, OPERATOR)
    factories.make_event(None, 70, 70, timezone.now())
    KNOWN.catch_up()
    assert remembered_answer(GRIDS, PUBLIC_VIEWER)
    assert remembered_answer(EVENTS, OPERATOR) is None


def test_an_open_transaction_leaves_nothing_behind(heard: SquareDistrict) -> None:
    before = tile_answer(GRIDS, PUBLIC_VIEWER)
    with transaction.atomic():
        factories.make_service_point(None, 300, 300)
        settle_changes("service_points")
        assert tile_answer(GRIDS, PUBLIC_VIEWER).body != before.body
        transaction.set_rollback(True)
    assert tile_answer(GRIDS, PUBLIC_VIEWER).body == before.body


def test_tiles_built_anew_are_the_same_bytes(heard: SquareDistrict) -> None:
    answers = set()
    for _ in range(20):
        MEMORY.clear()
        answers.add((tile_answer(EVENTS, OPERATOR).body, told(tile_answer(EVENTS, OPERATOR), "etag")))
    assert len(answers) == 1


def _edit(chance: random.Random, district: SquareDistrict) -> str:
    """One random committed edit; its kind."""
    now = timezone.now()
    x, y = chance.uniform(0, 1000), chance.uniform(0, 1000)
    event, place = Event.objects.order_by("?").first(), ServicePoint.objects.order_by("?").first()
    what = chance.choice(("report", "move event", "close", "add point", "move point", "drop point", "rename"))
    if what == "report":
        factories.make_event(None, x, y, now - timedelta(hours=1))
    elif what == "move event" and event:
        Event.objects.filter(pk=event.pk).update(geom=factories.point(x, y))
    elif what == "close" and event:
        Event.objects.filter(pk=event.pk).update(closed_at=now + timedelta(days=1), step="evaluated")
    elif what == "add point" or place is None:
        factories.make_service_point(None, x, y)
    elif what == "move point":
        ServicePoint.objects.filter(pk=place.pk).update(geom=factories.point(x, y))
    elif what == "drop point":
        ServicePoint.objects.filter(pk=place.pk).delete()
    else:
        name = f"网格{chance.randint(0, 999)}"
        Area.objects.filter(pk=district.grid(chance.choice(("W1", "E2"))).pk).update(name=name)
    return what


def test_warm_tiles_show_every_edit_once_it_is_heard_of(heard: SquareDistrict) -> None:
    chance = random.Random(3)
    asked = [
        Asked(names, tile, gzip_taken=False)
        for names in ("events", "service_points", "grids,events", "grids,communities,service_points")
        for tile in (HERE, Tile(13, 6423, 3499), Tile(16, 51389, 27997), Tile(15, 25694, 13998))
    ]
    for number in range(60):
        what = _edit(chance, heard)
        KNOWN.catch_up()
        warm = [tile_answer(one, OPERATOR).body for one in asked]
        KNOWN.hearing = False
        if number % 10 == 9:
            MEMORY.clear()
        with transaction.atomic():  # inside of which nothing comes from memory
            cold = [tile_answer(one, OPERATOR).body for one in asked]
        KNOWN.hearing = True
        assert warm == cold, f"{number} {what}"


def test_a_new_border_is_drawn_at_once(heard: SquareDistrict) -> None:
    from django.contrib.gis.geos import MultiPolygon

    from geodata.crs import MEASURE

    area = Area.objects.create(
        code="999901001001003", level="grid", name="新网格", parent=heard.areas["999901001001"]
    )
    version = DataVersion.objects.get(kind="grids").version
    outline = factories.square(0, 1000, 200)
    BoundaryVersion.objects.create(
        area=area,
        valid=(factories.FIRST_DAY, None),
        status="published",
        geom=MultiPolygon(outline, srid=MEASURE),
        anchor=outline.centroid,
    )
    KNOWN.catch_up()
    assert KNOWN.version("grids") > version
    for zoom, names in ((14, "grids"), (10, "grids"), (9, "grids")):
        tile = Tile(zoom, 12847 >> (14 - zoom), 6999 >> (14 - zoom))
        shown = mapbox_vector_tile.decode(
            tile_answer(Asked(names, tile, gzip_taken=False), PUBLIC_VIEWER).body
        )
        assert "新网格" in {one["properties"]["name"] for one in shown["grids"]["features"]}
