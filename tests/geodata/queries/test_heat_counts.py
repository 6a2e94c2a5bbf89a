"""The kept counts of heat against the rows, for random writes, windows and filters; cells against their parents."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from math import floor
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from geodata.actions.fold_heat_counts import fold_heat_counts
from geodata.actions.settle_repeats import settle_repeats
from geodata.analysis.event_facets import unpack_marks
from geodata.analysis.playback import Step
from geodata.analysis.web_cells import WORLD_M
from geodata.install import install_sql
from geodata.models import Event, HeatCount, HeatDue, Repeat
from geodata.queries import heat_cells
from geodata.queries.event_filters import EventFilters
from geodata.queries.heat_cells import heat_change, heat_frames, placed_hours
from geodata.queries.heat_counts import day_counts, knows, wrong_heat_counts
from geodata.queries.heat_summary import Span, heat_summary
from geodata.queries.local_days import midnight
from geodata.rules.event_flow import Priority, Source
from geodata.rules.event_states import EventState
from geodata.rules.viewer import Role, Viewer
from geodata.sql import rows as read_rows
from layers.base import Question
from layers.catalogue.events_heat import LAYER, cell_zoom
from layers.sql import run, statement
from layers.tile_grid import BUFFER, Tile
from layers.tiles import place_parameters
from tests import factories
from webmap.api.heat_memory import marks_at

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
FIRST, DAYS = date(2024, 9, 1), 600
TODAY = FIRST + timedelta(days=DAYS)
# Says that kinds are asked for, and lets all events pass.
EVERY = ("general", "urgent")
# Up to here cells are those of the kept counts.
KEPT_TO_ZOOM = 12


def make(chance: random.Random) -> Event:
    """An unsaved event somewhere in six kilometres on any day."""
    at = datetime(2024, 8, 31, 16, tzinfo=UTC) + timedelta(hours=chance.uniform(0, DAYS * 24))
    return Event(
        category=factories.make_category(chance.choice(["noise", "rubbish", "lost"])),
        priority=chance.choice(["general", "urgent"]),
        source=chance.choice(["resident", "worker"]),
        reported_at=at,
        due_at=at + timedelta(days=2),
        geom=factories.point(chance.gauss(0, 900), chance.gauss(0, 900)),
    )


def write(chance: random.Random) -> None:
    """Files, single reports, moved, recategorised and removed events."""
    Event.objects.bulk_create([make(chance) for _ in range(150)])
    for _ in range(6):
        make(chance).save()
    for event in chance.sample(list(Event.objects.all()), 12):
        event.geom = factories.point(chance.gauss(0, 900), 0)
        event.category = factories.make_category("lost")
        event.save()
    Event.objects.filter(pk__in=[one.pk for one in chance.sample(list(Event.objects.all()), 15)]).delete()


def some_filters(chance: random.Random) -> EventFilters:
    """A random window and random lists of kinds."""
    first = FIRST + timedelta(days=chance.randrange(DAYS))
    last = min(first + timedelta(days=chance.choice([0, 6, 29, 91, 400])), TODAY)
    if chance.random() < 0.3:
        first = first.replace(day=1)
    noise = (factories.make_category("noise").pk, factories.make_category("lost").pk)
    return EventFilters(
        first,
        last,
        category_ids=chance.choice([None, noise, noise[:1]]),
        priorities=chance.choice([(), ("urgent",)]),
        sources=chance.choice([(), ("worker", "resident"), ("resident",)]),
        incidents=chance.random() < 0.3,
    )


def by_rows(filters: EventFilters) -> Counter[tuple[int, int, int]]:
    """(day, x, y) → events, from the rows."""
    placed = placed_hours(filters)
    days = (placed.hour // 24).tolist()
    return Counter(zip(days, placed.x.tolist(), placed.y.tolist(), strict=True))


@pytest.mark.parametrize("seed", range(4))
def test_the_kept_counts_are_those_of_the_rows_for_any_window(seed: int) -> None:
    chance = random.Random(seed)
    for again in range(3):
        write(chance)
        if again:
            settle_repeats()
            fold_heat_counts()
            assert HeatCount.objects.exists()
            assert not HeatDue.objects.exists()
            write(chance)
        assert wrong_heat_counts() == 0
        for _ in range(8):
            filters = some_filters(chance)
            expected = by_rows(filters)
            daily = day_counts(filters, each_day=True)
            assert Counter({(d, x, y): n for d, x, y, n in zip(
                daily.day.tolist(), daily.x.tolist(), daily.y.tolist(), daily.events.tolist(), strict=True
            )}) == expected  # fmt: skip
            total = day_counts(filters, each_day=False)
            assert dict(zip(zip(total.x.tolist(), total.y.tolist(), strict=True), total.events.tolist(), strict=True)) == (
                dict(sum((Counter({(x, y): n}) for (_, x, y), n in expected.items()), Counter()))
            )  # fmt: skip


def test_counting_keeps_every_number_and_the_second_time_has_nothing_to_do() -> None:
    chance = random.Random(9)
    write(chance)
    filters = EventFilters(FIRST, TODAY, priorities=EVERY)
    before = day_counts(filters, each_day=False)
    days = len({at.astimezone(SHANGHAI).date() for at in Event.objects.values_list("reported_at", flat=True)})
    # Days from which events were removed or moved are counted too.
    assert fold_heat_counts() >= days
    after = day_counts(filters, each_day=False)
    assert after.events.sum() == before.events.sum() == Event.objects.count()
    assert sum(HeatCount.objects.values_list("n", flat=True)) == Event.objects.count()
    assert fold_heat_counts() == 0


def test_a_step_of_an_event_leaves_its_day_counted() -> None:
    write(random.Random(3))
    fold_heat_counts()
    event = Event.objects.order_by("pk").first()
    assert event is not None
    event.closed_at, event.step = event.reported_at + timedelta(hours=3), "evaluated"
    event.save()
    assert not HeatDue.objects.exists()
    event.priority = "urgent" if event.priority == "general" else "general"
    event.save()
    assert {one.day for one in HeatDue.objects.all()} == {event.reported_at.astimezone(SHANGHAI).date()}
    assert wrong_heat_counts() == 0


@pytest.mark.parametrize("seed", range(3))
def test_the_summary_is_the_same_from_counts_and_from_rows(seed: int) -> None:
    chance = random.Random(seed)
    now = datetime.combine(TODAY, datetime.min.time(), UTC)
    write(chance)
    settle_repeats()
    fold_heat_counts()
    write(chance)
    for event in chance.sample(list(Event.objects.all()), 60):
        event.closed_at, event.step = event.reported_at + timedelta(hours=3), "evaluated"
        event.save()
    Event.objects.filter(
        pk__in=[one.pk for one in chance.sample(list(Event.objects.filter(closed_at=None)), 9)]
    ).update(status_known=False)
    span = Span(FIRST, TODAY)
    (packed,) = read_rows(
        "pack_events",
        wide_from=midnight(FIRST),
        wide_to=midnight(TODAY + timedelta(days=1)),
        below_ids=None,
        late_at=now,
        source_words=list(Source),
        priority_words=list(Priority),
        zone="Asia/Shanghai",
    )
    rows = unpack_marks(bytes(packed["packed"]))
    for _ in range(8):
        filters = replace(
            some_filters(chance),
            incidents=chance.random() < 0.4,
            state=chance.choice([None, None, *EventState]),
            slots=chance.choice([(), (), tuple(range(40, 120))]),
            late_at=now,
        )
        kept = marks_at("stand", span, filters, now)
        assert heat_summary(kept, filters, span) == heat_summary(rows, filters, span)
    assert Event.objects.filter(status_known=False).exists()


@pytest.mark.parametrize("sources", [(), ("worker",)], ids=str)
@pytest.mark.parametrize("step", [Step.DAY, Step.WEEK])
def test_frames_are_the_same_from_counts_and_from_rows(
    step: Step, sources: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(random.Random(4))
    filters = EventFilters(TODAY - timedelta(days=60), TODAY, sources=sources)
    assert knows(filters)
    kept = heat_frames(filters, step)
    change = heat_change(filters.over(FIRST, FIRST + timedelta(days=99)), filters)
    monkeypatch.setattr(heat_cells, "knows", lambda _: False)
    counted = heat_frames(filters, step)
    assert np.array_equal(kept.frames.counts, counted.frames.counts)
    assert np.array_equal(kept.cells.x, counted.cells.x)
    again = heat_change(filters.over(FIRST, FIRST + timedelta(days=99)), filters)
    assert np.array_equal(change.before, again.before)
    assert np.array_equal(change.after, again.after)


def squares(zoom: int, filters: dict[str, Any]) -> dict[tuple[int, int], int]:
    """(column, row) → events of the cells drawn at a zoom over the whole place."""
    asked = Question(Viewer(Role.OPERATOR), TODAY, filters | {"zoom": zoom})
    world = 20037508.342789244
    parameters = place_parameters((-world, -world, world, world), zoom, 0.0)
    rows = LAYER.rows(asked)
    assert rows.statement == "select_events_heat_kinds"
    found = run(statement(rows.statement), {**rows.parameters, **parameters})
    return {((row[0] - 1) >> 20, (row[0] - 1) & 0xFFFFF): row[2] for row in found}


@pytest.mark.parametrize("folded", [False, True])
def test_children_sum_to_their_parents_at_every_zoom(folded: bool) -> None:
    write(random.Random(6))
    if folded:
        fold_heat_counts()
    noise = factories.make_category("noise").pk
    for days in ({"from": FIRST, "to": TODAY}, {"from": FIRST + timedelta(days=7), "to": TODAY}):
        asked: dict[str, Any] = {
            **days,
            "category": ("noise",),
            "category_ids": [noise],
            "source": ("worker",),
        }
        children = squares(KEPT_TO_ZOOM, asked)
        # The two closest zooms share the kept cells.
        assert squares(KEPT_TO_ZOOM - 1, asked) == children
        expected = EventFilters(days["from"], days["to"], category_ids=(noise,), sources=("worker",))
        assert sum(children.values()) == sum(by_rows(expected).values()) > 0
        for zoom in range(KEPT_TO_ZOOM - 2, KEPT_TO_ZOOM - 6, -1):
            parents = squares(zoom, asked)
            summed: Counter[tuple[int, int]] = Counter()
            for (x, y), n in children.items():
                summed[x >> 1, y >> 1] += n
            assert parents == dict(summed)
            children = parents


def close_filters(chance: random.Random) -> dict[str, Any]:
    """A random window, kinds and hours, as a request has them resolved."""
    asked = some_filters(chance)
    found: dict[str, Any] = {
        "from": asked.first,
        "to": asked.last,
        "count": chance.choice(["reports", "incidents"]),
    }
    if asked.category_ids is not None:
        found["category_ids"] = list(asked.category_ids)
    if chance.random() < 0.5:
        found["hours"] = tuple(sorted(chance.sample(range(168), 70)))
    return found | {"priority": asked.priorities, "source": asked.sources}


def passes(event: Event, asked: dict[str, Any], repeats: set[int]) -> bool:
    """Whether an event is meant by filters."""
    at = event.reported_at.astimezone(SHANGHAI)
    return (
        asked["from"] <= at.date() <= asked["to"]
        and event.category_id in asked.get("category_ids", [event.category_id])
        and (not asked["priority"] or event.priority in asked["priority"])
        and (not asked["source"] or event.source in asked["source"])
        and at.weekday() * 24 + at.hour in asked.get("hours", range(168))
        and not (asked["count"] == "incidents" and event.pk in repeats)
    )


def in_tile(tile: Tile, cell: tuple[int, int], zoom: int) -> bool:
    return (cell[0] >> (zoom - tile.z), cell[1] >> (zoom - tile.z)) == (tile.x, tile.y)


@pytest.mark.parametrize("seed", range(4))
def test_close_heat_is_that_of_the_events_for_any_tile_and_filter(seed: int) -> None:
    chance = random.Random(seed)
    write(chance)
    settle_repeats()
    fold_heat_counts()
    write(chance)
    settle_repeats()
    events, repeats = list(Event.objects.all()), set(Repeat.objects.values_list("event_id", flat=True))
    drawn = summed = 0
    for number in range(32):
        place, asked = chance.choice(events).web, close_filters(chance)
        zoom = chance.choice([10, 12, 13, 14, 15, 16] if "hours" in asked else [13, 14, 15, 16])
        if number % 4 == 0:
            # What sums over kinds tell.
            zoom, asked = 13, asked | {chance.choice(["priority", "source"]): ()}
            for name in ("category_ids", "hours"):
                asked.pop(name, None)
        tile = Tile(
            zoom, *(floor((20037508.342789244 + part) * 2**zoom / WORLD_M) for part in (place.x, -place.y))
        )
        rows = LAYER.rows(Question(Viewer(Role.OPERATOR), TODAY, asked | {"zoom": zoom}))
        assert rows.statement == "select_events_heat_blocks"
        side = WORLD_M / 2 ** cell_zoom(zoom)
        cells = Counter(
            (floor((one.web.x + WORLD_M / 2) / side), floor((WORLD_M / 2 - one.web.y) / side))
            for one in events if passes(one, asked, repeats)
        )  # fmt: skip
        expected = {cell: n for cell, n in cells.items() if in_tile(tile, cell, cell_zoom(zoom))}
        box = place_parameters(tile.bounds(BUFFER), zoom, 0.0)
        kept = run(statement(rows.statement), {**rows.parameters, **box})
        assert {((one[0] - 1) >> 20, (one[0] - 1) & 0xFFFFF): one[2] for one in kept} == expected
        counted = {
            one[0]: (one[2], one[3])
            for one in run(statement("select_events_heat"), {**rows.parameters, **box})
        }
        assert all(counted[one[0]] == (one[2], one[3]) for one in kept)
        drawn += len(kept)
        summed += rows.parameters["summed"]
    assert drawn > 20
    assert summed >= 8


@pytest.mark.parametrize(
    "break_one",
    [
        "UPDATE geodata_heatcount SET marks[1] = marks[1] + 1 WHERE id = (SELECT min(id) FROM geodata_heatcount)",
        "UPDATE geodata_heatsum SET marks[1] = marks[1] + 1 WHERE id = (SELECT min(id) FROM geodata_heatsum)",
        "UPDATE geodata_heatsum SET marks[1] = marks[1] # (1 << 25) WHERE id = (SELECT min(id) FROM geodata_heatsum)",
        "DELETE FROM geodata_heatsum WHERE source = 'resident'",
        "UPDATE geodata_heatpatch SET marks[1] = marks[1] + 1 WHERE id = (SELECT min(id) FROM geodata_heatpatch)",
        "UPDATE geodata_heatpatch SET marks[1] = marks[1] # (1 << 27) WHERE id = (SELECT min(id) FROM geodata_heatpatch)",
        "DELETE FROM geodata_heatpatch WHERE source = '' AND priority = ''",
        "UPDATE geodata_heatblock SET marks[1] = marks[1] + 65536 WHERE id = (SELECT min(id) FROM geodata_heatblock)",
        "DELETE FROM geodata_heatblock WHERE id = (SELECT min(id) FROM geodata_heatblock)",
    ],
    ids=[
        "cell",
        "sum",
        "repeat of a sum",
        "missing sums",
        "patch",
        "repeat of a patch",
        "missing patches",
        "block",
        "missing block",
    ],
)
def test_verifying_finds_and_mends_a_wrong_count(break_one: str) -> None:
    write(random.Random(1))
    settle_repeats()
    fold_heat_counts()
    call_command("verify_heat")
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(break_one)
    with pytest.raises(CommandError, match="--repair"):
        call_command("verify_heat")
    call_command("verify_heat", "--repair")
    assert wrong_heat_counts() == 0


@pytest.mark.parametrize("lost", ["geodata_heatsum", "geodata_heatpatch"])
def test_counts_of_before_there_were_sums_are_summed_when_functions_are_installed(lost: str) -> None:
    write(random.Random(2))
    settle_repeats()
    fold_heat_counts()
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(f"DELETE FROM {lost}")
    assert wrong_heat_counts() > 0
    install_sql()
    assert wrong_heat_counts() == 0


def as_app(statement: str) -> None:
    """Run a statement with the rights that the site has."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE app")
        cursor.execute(statement)


@pytest.mark.parametrize("table", ["heatcount", "heatsum", "heatblock", "heatpatch", "heatkind", "heatdue"])
def test_counts_are_written_by_the_database_alone(table: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"):
        as_app(f"DELETE FROM geodata_{table}")


def test_sums_are_not_made_by_whoever_may_read() -> None:
    with pytest.raises(DatabaseError, match="permission denied"):
        as_app("SELECT geodata_sum_heat('{2026-01-01}')")
