"""What a commit tells: the kinds and cells it touched, nothing else, in the order of commits."""

import os
import random
import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import psycopg2
import pytest
from django.contrib.gis.geos import LineString
from django.db import connection, transaction
from django.utils import timezone
from pyproj import Transformer

from geodata.crs import MEASURE
from geodata.models import (
    Area,
    BoundaryVersion,
    Building,
    DataVersion,
    Event,
    LiveChange,
    LivePending,
    PlaceName,
    Road,
)
from geodata.queries.live_changes import Change, Kept, changes_between, kept_changes
from tests import factories
from tests.factories import ORIGIN, SquareDistrict
from tests.geodata.queries.web_cells import cells_of_box

pytestmark = pytest.mark.django_db(transaction=True)
TO_LONLAT = Transformer.from_crs(MEASURE, 4326, always_xy=True)
# Drawing metres that reach over several cells, which are about 8.8 km wide here.
REACH_M = 30_000
EDITS = 3000 if os.environ.get("PROOF") == "1" else 60


def told(work: Callable[[], Any]) -> dict[str, Change]:
    """Kind → the change that one transaction told."""
    last = kept_changes().last
    with transaction.atomic():
        work()
    found = changes_between(last)
    assert len({change.kind for change in found}) == len(found)
    return {change.kind: change for change in found}


def cells(*boxes: tuple[float, float, float, float]) -> set[tuple[int, int]]:
    """The cells of boxes in drawing metres, worked out without the database."""
    found: set[tuple[int, int]] = set()
    for left, low, right, high in boxes:
        corners = [
            TO_LONLAT.transform(ORIGIN[0] + x, ORIGIN[1] + y) for x in (left, right) for y in (low, high)
        ]
        found |= cells_of_box(corners)
    return found


def around(x: float, y: float, side: float = 0) -> tuple[float, float, float, float]:
    return (x, y, x + side, y + side)


@pytest.fixture
def district() -> SquareDistrict:
    return factories.make_square_district()


def test_random_edits_touch_exactly_the_cells_of_old_and_new_places() -> None:
    rng = random.Random(4)
    factories.make_category()
    for _ in range(EDITS):
        old, new = ((rng.uniform(-REACH_M, REACH_M), rng.uniform(-REACH_M, REACH_M)) for _ in "on")
        at_old, at_new = cells(around(*old)), cells(around(*new))
        assert cells_told(old, new) == [{"events": at_old}, {"events": at_old | at_new}, {"events": at_new}]


def cells_told(old: tuple[float, float], new: tuple[float, float]) -> list[dict[str, set[tuple[int, int]]]]:
    """Make, move and remove an event: by kind, the cells that each step tells."""
    steps: list[Callable[[], Any]] = [
        lambda: factories.make_event(None, *old, timezone.now()),
        lambda: Event.objects.update(geom=factories.point(*new)),
        lambda: Event.objects.all().delete(),
    ]
    return [{kind: set(change.cells or ()) for kind, change in told(step).items()} for step in steps]


def test_an_outline_touches_the_cells_of_its_box() -> None:
    rng = random.Random(5)
    for _ in range(EDITS // 2):
        x, y = rng.uniform(-REACH_M, REACH_M), rng.uniform(-REACH_M, REACH_M)
        made = told(lambda x=x, y=y: factories.make_building(None, x, y))
        assert set(made["buildings"].cells or ()) == cells(around(x, y, 20))


def test_many_edits_of_one_transaction_are_told_once() -> None:
    factories.make_category()
    places = [(0, 0), (20_000, 0), (0, 20_000), (0, 0)]

    def several() -> None:
        for place in places:
            factories.make_event(None, *place, timezone.now())
        factories.make_building(None, 0, 0)

    found = told(several)
    assert set(found) == {"events", "buildings"}
    assert set(found["events"].cells or ()) == cells(*(around(*place) for place in places))


def test_a_renamed_area_touches_the_cells_of_its_border(district: SquareDistrict) -> None:
    found = told(lambda: Area.objects.filter(code="999901").update(name="新名区"))
    assert set(found) == {"districts"}
    assert set(found["districts"].cells or ()) == cells(around(0, 0, 1000))


def test_a_border_is_told_as_a_change_of_its_level(district: SquareDistrict) -> None:
    grid = district.grid("E2")
    ended = (factories.FIRST_DAY, timezone.localdate())
    found = told(lambda: BoundaryVersion.objects.filter(area=grid).update(valid=ended))
    assert set(found) == {"grids"}
    assert set(found["grids"].cells or ()) == cells(around(500, 500, 500))


def test_areas_of_several_levels_are_told_level_by_level(district: SquareDistrict) -> None:
    chosen = [district.areas["999901001002"].pk, district.grid("W1").pk]
    found = told(lambda: Area.objects.filter(pk__in=chosen).update(name_en="New"))
    assert set(found) == {"communities", "grids"}
    assert set(found["communities"].cells or ()) == cells(around(500, 0, 500), around(500, 500, 500))
    assert set(found["grids"].cells or ()) == cells(around(0, 0, 500))


def test_an_area_without_a_border_touches_no_place(district: SquareDistrict) -> None:
    parent = district.areas["999901001"]
    made = {"code": "999901001009", "level": "community", "name": "新社区", "parent": parent}
    found = told(lambda: Area.objects.create(**made))
    assert (set(found), found["communities"].cells) == ({"communities"}, ())


def test_where_somebody_is_cared_for_is_not_told(district: SquareDistrict) -> None:
    building = factories.make_building(district.grid("W1"), 10, 10)
    found = told(lambda: factories.make_care_subject(building, date(2026, 1, 1), 0))
    assert found["care"].cells is None


def test_a_write_over_very_many_cells_counts_as_everything() -> None:
    far = LineString((ORIGIN[0], ORIGIN[1]), (ORIGIN[0] + 300_000, ORIGIN[1] + 300_000), srid=MEASURE)
    found = told(lambda: Road.objects.create(road_class="arterial", width_m=20, geom=far))
    assert found["roads"].cells is None


def test_a_write_that_touches_no_row_is_not_told() -> None:
    assert told(lambda: Building.objects.filter(pk=-1).update(floors=3)) == {}


def test_what_is_rolled_back_is_told_to_nobody_and_raises_nothing() -> None:
    factories.make_category()
    before = DataVersion.objects.filter(kind="events").values_list("version", flat=True).first()
    last = kept_changes().last
    with transaction.atomic():
        factories.make_event(None, 0, 0, timezone.now())
        transaction.set_rollback(True)
    assert changes_between(last) == []
    assert DataVersion.objects.filter(kind="events").values_list("version", flat=True).first() == before
    assert not LivePending.objects.exists()


def test_every_committed_version_is_told_with_the_change() -> None:
    factories.make_category()
    versions = [
        told(lambda: factories.make_event(None, 0, 0, timezone.now()))["events"].version for _ in range(5)
    ]
    assert versions == list(range(versions[0], versions[0] + 5))
    assert DataVersion.objects.get(kind="events").version == versions[-1]


@pytest.fixture
def session() -> Iterator[Callable[[], Any]]:
    """A function that opens a database session of its own."""
    opened: list[Any] = []

    def start() -> Any:
        raw = psycopg2.connect(**psycopg2_parameters())
        opened.append(raw)
        return raw

    yield start
    for raw in opened:
        raw.close()


def psycopg2_parameters() -> dict[str, Any]:
    """How the test database is reached, without Django's own factories."""
    given = connection.get_connection_params()
    return {name: given[name] for name in ("dbname", "user", "password", "host", "port") if name in given}


INSERT = (
    "INSERT INTO geodata_placename (name, name_en, kind, geom) VALUES (%s, '', 'park', "
    f"ST_SetSRID(ST_MakePoint({ORIGIN[0]}, {ORIGIN[1]}), {MEASURE}))"
)


def test_ids_are_in_the_order_of_commits_not_of_writes(session: Callable[[], Any]) -> None:
    first, second = session(), session()
    last = kept_changes().last
    with first.cursor() as early, second.cursor() as late:
        early.execute(INSERT, ["early"])
        late.execute("INSERT INTO geodata_eventcategory (code, name, name_en) VALUES ('x', 'x', '')")
        second.commit()
        seen = kept_changes().last
        first.commit()
    kinds = [(change.id > seen, change.kind) for change in changes_between(last)]
    assert kinds == [(False, "events"), (True, "places")]


def test_a_long_write_of_a_kind_holds_nobody_up(session: Callable[[], Any]) -> None:
    long, short = session(), session()
    with long.cursor() as writing, short.cursor() as other:
        writing.execute(INSERT, ["long"])
        other.execute("SET lock_timeout = '2s'")
        other.execute(INSERT, ["short"])
        short.commit()
        assert names_of_places() == {"short"}
        long.commit()
    assert names_of_places() == {"short", "long"}


def names_of_places() -> set[str]:
    return set(PlaceName.objects.values_list("name", flat=True))


def write_places(count: int) -> None:
    """Commit so many writes in a session of their own (thread)."""
    raw = psycopg2.connect(**psycopg2_parameters())
    with raw.cursor() as cursor:
        for n in range(count):
            cursor.execute(INSERT, [str(n)])
            raw.commit()
    raw.close()


def versions_read(reader: Any, seen: int, ended: Callable[[], bool]) -> Iterator[int]:
    """The versions a reader sees who always asks for more than the last id it saw."""
    with reader.cursor() as cursor:
        over = False
        while not over:
            over = ended()
            cursor.execute(
                "SELECT id, version FROM geodata_livechange WHERE id > %s AND kind = 'places' ORDER BY id",
                [seen],
            )
            found = cursor.fetchall()
            yield from (version for _, version in found)
            seen = found[-1][0] if found else seen


def test_a_reader_that_skips_to_the_last_id_never_loses_one(session: Callable[[], Any]) -> None:
    reader = session()
    reader.autocommit = True
    last = kept_changes().last
    writers = [threading.Thread(target=write_places, args=(40,)) for _ in range(4)]
    for writer in writers:
        writer.start()
    seen = list(versions_read(reader, last, lambda: not any(writer.is_alive() for writer in writers)))
    assert seen == list(range(seen[0], seen[0] + 160))


def test_old_rows_are_trimmed_and_a_gap_is_known() -> None:
    now = timezone.now()
    start = (kept_changes().last // 256 + 1) * 256 + 12_800
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT setval('geodata_livechange_id_seq', %s)", [start - 1])
        LiveChange.objects.create(id=1, kind="events", version=1, cells=[], at=now)
        cursor.execute("SET ROLE app")
    told(lambda: factories.make_building(None, 0, 0))
    kept = kept_changes()
    assert kept.last == start
    assert not LiveChange.objects.filter(id=1).exists()
    assert not kept.follows(1)
    assert kept.follows(kept.last)


def test_an_empty_log_follows_only_the_beginning() -> None:
    assert Kept(0, 0).follows(0)
    assert not Kept(0, 0).follows(7)


@pytest.mark.parametrize("attack", [
    "INSERT INTO geodata_livechange (kind, version, at) VALUES ('events', 1, now())",
    "DELETE FROM geodata_livechange",
    "DELETE FROM geodata_livepending",
])  # fmt: skip
def test_the_app_cannot_write_the_log(attack: str) -> None:
    from django.db import DatabaseError

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
