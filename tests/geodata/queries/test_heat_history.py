"""History by the borders of its time and by those of today: the same events, in other areas.

 until 2026-02-28             from 2026-03-01
+-------+-------+            +---+-----------+        W1 keeps its number and gives its east to E1;
|  W2   |  E2   |            |       N3      |        W2 and E2 end, N3 comes in their place.
+-------+-------+            +---+-----------+
|  W1   |  E1   |            |W1 |    E1     |
+-------+-------+            +---+-----------+
"""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.contrib.gis.geos import MultiPolygon

from geodata.actions.fold_heat_counts import fold_heat_counts
from geodata.crs import MEASURE
from geodata.models import Area, BoundaryVersion, Event
from geodata.queries.event_filters import EventFilters
from geodata.queries.heat_areas import Borders, heat_areas
from geodata.queries.heat_events import incidents_at, place_of_grid
from geodata.rules.levels import Level
from tests import factories
from tests.factories import FIRST_DAY, SquareDistrict

pytestmark = pytest.mark.django_db
CHANGE, TODAY = date(2026, 3, 1), date(2026, 4, 30)
YEAR = EventFilters(date(2026, 1, 1), TODAY)


def border(area: Area, box: tuple[float, ...], first: date, last: date | None) -> None:
    shape = factories.square(*box)
    BoundaryVersion.objects.create(
        area=area,
        valid=(first, last),
        status="published",
        geom=MultiPolygon(shape, srid=MEASURE),
        anchor=shape.centroid,
    )


@pytest.fixture(params=["from the rows", "from kept counts", "from both"])
def divided(request: pytest.FixtureRequest) -> SquareDistrict:
    """The district re-divided on CHANGE, with events of both times, 8 of them in no grid; none lies on a border."""
    made = factories.make_square_district()
    old = {name: made.grid(name) for name in ("W1", "W2", "E1", "E2")}
    for one in BoundaryVersion.objects.filter(area__in=old.values()):
        one.valid = (FIRST_DAY, CHANGE)
        one.save()
    border(old["W1"], (0, 0, 250, 500), CHANGE, None)
    border(old["E1"], (250, 0, 750, 500), CHANGE, None)
    parent = old["E1"].parent
    new = Area.objects.create(code="999901001002009", level="grid", name="N3", parent=parent)
    border(new, (0, 500, 1000, 500), CHANGE, None)
    chance = random.Random(3)
    for number in range(90):
        x, y = chance.uniform(1, 999), chance.uniform(1, 999)
        after = number % 2 == 1
        at = datetime(2026, 3, 5, tzinfo=UTC) if after else datetime(2026, 1, 5, tzinfo=UTC)
        then = (
            new
            if after and y > 500
            else old[("W" if x < (250 if after and y < 500 else 500) else "E") + "12"[y > 500]]
        )
        factories.make_event(then, x, y, at + timedelta(days=chance.uniform(0, 40)))
    for day in range(8):
        factories.make_event(None, 3000, 3000, datetime(2026, 2, 25 + day % 4, tzinfo=UTC))
    if request.param != "from the rows":
        fold_heat_counts()
    if request.param == "from both":
        # Days whose events were written again are read from the rows until they are counted.
        for event in chance.sample(list(Event.objects.all()), 20):
            event.priority = "urgent"
            event.save()
    return made


def counts(
    borders: Borders, level: Level = Level.GRID, filters: EventFilters = YEAR
) -> tuple[dict[str, int], int]:
    found = heat_areas(filters, level, TODAY, borders)
    return {one.code[-6:]: one.reports for one in found.areas}, found.outside


def test_restated_events_are_counted_where_they_lie_today(divided: SquareDistrict) -> None:
    east, north = factories.ORIGIN
    expected = {"001001": 0, "002001": 0, "002009": 0}
    for event in Event.objects.exclude(area=None):
        x, y = event.geom.x - east, event.geom.y - north
        expected["002009" if y > 500 else "001001" if x < 250 else "002001"] += 1
    assert counts(Borders.NOW) == (expected, 8)


def test_the_list_of_a_grid_holds_what_is_counted_in_it_today(divided: SquareDistrict) -> None:
    found = heat_areas(YEAR, Level.GRID, TODAY).areas
    now = datetime(2026, 4, 30, 12, tzinfo=UTC)
    listed = {one.code: incidents_at(place_of_grid(UUID(one.uuid)), YEAR, now, None) for one in found}
    assert {code: one.reports for code, one in listed.items()} == {one.code: one.reports for one in found}
    assert {code: one.incidents for code, one in listed.items()} == {one.code: one.incidents for one in found}
    gone = divided.grid("E2")
    kept = incidents_at(place_of_grid(gone.uuid), YEAR, now, None)
    assert kept.reports == Event.objects.filter(area=gone).count() > 0


def test_history_as_it_was_keeps_the_grids_that_are_gone(divided: SquareDistrict) -> None:
    expected: dict[str, int] = {}
    for event in Event.objects.exclude(area=None).select_related("area"):
        expected[event.area.code[-6:]] = expected.get(event.area.code[-6:], 0) + 1
    assert set(expected) == {"001001", "001002", "002001", "002002", "002009"}
    assert counts(Borders.THEN) == (expected, 8)


@pytest.mark.parametrize("level", [Level.GRID, Level.SUBDISTRICT])
@pytest.mark.parametrize("months", [(1, 2), (3, 4), (2, 3), (1, 4)], ids=str)
def test_restating_conserves_the_total(
    divided: SquareDistrict, level: Level, months: tuple[int, int]
) -> None:
    last = date(2026, months[1] + 1, 1) - timedelta(days=1)
    filters = EventFilters(date(2026, months[0], 1), last)
    totals = {
        sum(found.values()) + outside for found, outside in (counts(one, level, filters) for one in Borders)
    }
    assert len(totals) == 1
    assert totals == {
        sum(filters.first <= (e.reported_at + timedelta(hours=8)).date() <= last for e in Event.objects.all())
    }


def test_a_place_on_a_common_border_counts_once(divided: SquareDistrict) -> None:
    before = sum(counts(Borders.NOW)[0].values())
    factories.make_event(divided.grid("W1"), 250, 100, datetime(2026, 1, 9, tzinfo=UTC))
    found, outside = counts(Borders.NOW)
    assert (sum(found.values()), outside) == (before + 1, 8)


def test_both_ways_take_one_statement(divided: SquareDistrict, django_assert_num_queries: object) -> None:
    for borders in Borders:
        with django_assert_num_queries(1):  # type: ignore[operator]
            heat_areas(YEAR, Level.GRID, TODAY, borders)
