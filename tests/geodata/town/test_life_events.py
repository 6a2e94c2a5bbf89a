"""The stream of events of the small town: a pure function of seed and day, with planted hot spots; no database."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest

from geodata.rules.deadlines import Lateness, lateness
from geodata.rules.event_flow import Step, may_follow
from geodata.town.calendar import OFFSET_S, ZONE, moment, noon, ordinals_of
from geodata.town.events.habits import HABITS
from geodata.town.events.lives import NEVER, STEPS, state_at
from geodata.town.events.stream import EventStream, make_stream
from geodata.town.events.world import StoredBuildings, World, make_world
from geodata.town.life.taxonomy import KIND_CODES, kind_index
from geodata.town.setting import TownSetting
from tests.town import AS_OF, SCALE, SEED, SINCE, small_ground

SETTING = TownSetting(SEED, SCALE, SINCE, 20_000)


@pytest.fixture(scope="module")
def world() -> World:
    """The world of the small town, ids being rows."""
    ground = small_ground()
    buildings = ground.buildings
    stored = StoredBuildings(
        np.arange(len(buildings.use)),
        buildings.polygon,
        buildings.use,
        buildings.year,
        buildings.floors,
        buildings.households,
    )
    grids = np.flatnonzero(ground.areas.level == "grid")
    return make_world(stored, ground.areas.polygon[grids], grids, SEED)


@pytest.fixture(scope="module")
def stream(world: World) -> EventStream:
    """A year of events."""
    return make_stream(world, SETTING, AS_OF)


def _reported(stream: EventStream, until: datetime = AS_OF) -> np.ndarray:
    return stream.rows.reported_s <= int(until.timestamp())


def test_a_year_has_the_asked_number_of_events(stream: EventStream) -> None:
    assert _reported(stream).sum() == pytest.approx(SETTING.per_year, rel=0.02)


def test_a_longer_stream_begins_with_the_shorter_one(world: World, stream: EventStream) -> None:
    longer = make_stream(world, SETTING, AS_OF + timedelta(days=40))
    count = len(stream.rows.day)
    for name in ("day", "ordinal", "category", "reported_s", "xy", "building", "grid", "priority", "source"):
        assert (getattr(longer.rows, name)[:count] == getattr(stream.rows, name)).all(), name
    assert (longer.times[:count] == stream.times).all()


def test_a_day_does_not_depend_on_the_day_the_stream_begins(world: World, stream: EventStream) -> None:
    later = make_stream(world, TownSetting(SEED, SCALE, SINCE + timedelta(days=200), 20_000), AS_OF)
    day = (SINCE + timedelta(days=300)).toordinal()
    long, short = stream.rows.day == day, later.rows.day == day
    assert long.sum() > 0
    assert (stream.rows.xy[long] == later.rows.xy[short]).all()
    assert (stream.times[long] == later.times[short]).all()


def test_other_seeds_give_other_events(world: World, stream: EventStream) -> None:
    other = make_stream(world, TownSetting(2, SCALE, SINCE, 20_000), AS_OF)
    assert not set(stream.uuids(1, np.arange(50))) & set(other.uuids(2, np.arange(50)))


def test_planted_and_repeated_events_have_their_share(stream: EventStream) -> None:
    rows = stream.rows
    planted = (rows.spot >= 0) & (rows.parent < 0)
    assert 0.10 <= planted.mean() <= 0.20
    assert np.mean(rows.parent >= 0) == pytest.approx(0.14, abs=0.01)


def test_planted_hot_spots_stand_out(stream: EventStream) -> None:
    """Inside twice the spread of an all-year spot its category is several times as dense as over all homes."""
    rows = stream.rows
    spot = next(spot for spot in stream.spots if spot.name == "早市占道")
    own = rows.category == spot.category
    near = np.hypot(*(rows.xy - (spot.x, spot.y)).T) < 2 * spot.spread_m
    inside_km2 = np.pi * (2 * spot.spread_m) ** 2 / 1e6
    extent_km2 = np.prod(np.ptp(rows.xy, axis=0)) / 1e6
    assert (own & near).sum() / inside_km2 > 8 * own.sum() / extent_km2


def test_new_spots_move_every_quarter(stream: EventStream) -> None:
    places = [(spot.x, spot.y) for spot in stream.spots if spot.name.startswith("夜间噪音：工地")]
    assert len(places) >= 4
    assert len(set(places)) >= 3


def test_repeats_follow_their_parent_within_a_month(stream: EventStream) -> None:
    rows = stream.rows
    child = np.flatnonzero(rows.parent >= 0)
    parent = rows.parent[child]
    delay = rows.reported_s[child] - rows.reported_s[parent]
    away = np.hypot(*(rows.xy[child] - rows.xy[parent]).T)
    assert (rows.category[child] == rows.category[parent]).all()
    assert ((delay > 0) & (delay <= 31 * 86_400)).all()
    assert np.median(away) < 40


def test_every_event_lies_in_the_grid_it_names(world: World, stream: EventStream) -> None:
    assert (stream.rows.grid >= 0).all()
    assert (world.grid_of(stream.rows.xy) == stream.rows.grid).all()


def test_offices_are_asked_on_working_days_and_noise_comes_at_night(stream: EventStream) -> None:
    rows = stream.rows
    originals = rows.parent < 0
    weekday = (ordinals_of(rows.reported_s) - 1) % 7
    hour = (rows.reported_s + OFFSET_S) // 3600 % 24
    office = originals & (rows.category == kind_index("social_insurance"))
    noise = originals & (rows.category == kind_index("noise"))
    assert np.mean(weekday[office] < 5) > 0.9
    assert np.mean((hour[noise] >= 19) | (hour[noise] < 5)) > 0.5


def test_seasons_show(stream: EventStream) -> None:
    rows = stream.rows
    month = np.array([date.fromordinal(int(day)).month for day in rows.day])
    base = rows.spot < 0
    noise, fire = rows.category == kind_index("noise"), rows.category == kind_index("fire_hazard")
    assert (base & noise & (month == 7)).sum() > 1.3 * (base & noise & (month == 1)).sum()
    assert (base & fire & (month == 12)).sum() > 1.3 * (base & fire & (month == 6)).sum()


def test_every_planned_life_is_a_legal_sequence_of_three_to_six_steps(stream: EventStream) -> None:
    plans = {tuple(row) for row in (stream.times != NEVER)}
    for plan in plans:
        steps = [step for step, happens in zip(STEPS, plan, strict=True) if happens]
        pairs = zip([None, *steps], steps, strict=False)
        assert all(may_follow(before, after) for before, after in pairs), steps
        assert 3 <= len(steps) <= 6
        assert steps[-1] is Step.EVALUATED
    known = np.where(stream.times == NEVER, -1, stream.times)
    running = np.maximum.accumulate(known, axis=1)
    assert ((known == -1) | (known == running)).all()


def test_closing_shares_are_the_plan_s(stream: EventStream) -> None:
    """85 % close in time, nearly all within a month, and every lateness is among the open ones."""
    now = int(AS_OF.timestamp())
    reported, closing = stream.rows.reported_s, stream.times[:, -1]
    closed = _reported(stream) & (closing <= now)
    assert np.mean(closing[closed] <= stream.due_s[closed]) == pytest.approx(0.85, abs=0.02)
    old = reported <= now - 30 * 86_400
    assert np.mean(closing[old] <= now) > 0.97
    open_rows = np.flatnonzero(_reported(stream) & ~closed)
    levels = {lateness(moment(reported[row]), moment(stream.due_s[row]), AS_OF) for row in open_rows}
    assert levels == set(Lateness)
    assert len(open_rows) < 0.02 * _reported(stream).sum()


def test_the_state_is_the_last_step_that_happened() -> None:
    times = np.array([[NEVER, 100, 200, 300, NEVER, 400]])
    states = {moment_s: int(state_at(times, moment_s)[0]) for moment_s in (50, 100, 250, 399, 400)}
    assert states == {50: -1, 100: 1, 250: 2, 399: 3, 400: 5}


def test_routine_steps_do_not_happen_at_night(stream: EventStream) -> None:
    rows, times = stream.rows, stream.times
    routine = rows.priority != 1
    hour = (times[routine, 3:] + OFFSET_S) // 3600 % 24
    assert np.mean(((hour < 7) | (hour >= 22)) & (times[routine, 3:] != NEVER)) < 0.01


def test_every_category_occurs_and_has_shares_that_sum_to_one(stream: EventStream) -> None:
    assert set(np.unique(stream.rows.category)) == set(range(len(KIND_CODES)))
    assert sum(habit.share for habit in HABITS) == pytest.approx(1.0)


def test_a_date_alone_means_noon_in_the_town() -> None:
    assert noon(date(2026, 5, 13)) == datetime(2026, 5, 13, 12, tzinfo=ZONE)
