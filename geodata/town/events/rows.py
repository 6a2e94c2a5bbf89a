"""From raw draws to events: category, place, moment, source, priority."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from geodata.rules.event_flow import Priority, Source
from geodata.town.calendar import DAY_S, start_of
from geodata.town.events.days import Draws, draw_days
from geodata.town.events.habits import HABITS, HOURS, SOURCES, WEEKS
from geodata.town.events.hot_spots import Spot, spots_between
from geodata.town.events.world import World

PRIORITIES = (Priority.GENERAL, Priority.URGENT, Priority.CROSS_DEPARTMENT)
SOURCE_ORDER = (Source.RESIDENT, Source.WORKER, Source.DEVICE, Source.VISIT)
INDOOR_JITTER_M = 10.0  # events that stray less from their building belong to it
_REPEAT_DAYS, _LONGEST_DELAY = 3.5, 30
_REPEAT_SAME, _REPEAT_NEAR_M, _REPEAT_SAME_M = 0.55, 38.0, 5.0
_REPEAT_MINUTES = 45.0


@dataclass(frozen=True)
class EventRows:
    """Events, one row each: times in seconds since the epoch (UTC), places in metres of MEASURE, 1 cm."""

    day: np.ndarray  # ordinal of the day whose stream made the event
    ordinal: np.ndarray
    category: np.ndarray  # index into KINDS
    reported_s: np.ndarray
    xy: np.ndarray
    building: np.ndarray  # row of the world, -1 for places outdoors
    grid: np.ndarray  # row of the world's grids
    priority: np.ndarray  # index into PRIORITIES
    source: np.ndarray  # index into SOURCE_ORDER
    spot: np.ndarray  # planted hot spot, -1 for none; truth
    parent: np.ndarray  # row this one repeats, -1 for none; truth


def make_rows(
    world: World, seed: int, first: date, last: date, per_year: float
) -> tuple[EventRows, Draws, list[Spot]]:
    """All events that the days from first to last give rise to, with their draws and the planted spots."""
    spots = spots_between(world, seed, first, last)
    draws = draw_days(seed, first, last, per_year, spots)
    origin = np.where(draws.parent >= 0, draws.parent, np.arange(len(draws.day)))
    spot = draws.spot[origin]
    category = _categories(draws, spots)[origin]
    anchor = _anchors(world, draws, category, spots)[origin]
    reported = _moments(draws, category, origin)
    spread = _spreads(draws, category, spots)
    xy = _places(world.xy[anchor], draws, spread, origin)
    indoors = (spread <= INDOOR_JITTER_M) & (draws.spot < 0)
    indoors = indoors[origin] & ((draws.parent < 0) | (draws.of("same") < _REPEAT_SAME))
    grid = world.grid_of(xy)
    outside = grid < 0
    xy[outside] = world.xy[anchor[outside]]
    grid[outside] = world.grid_of(xy[outside])
    rows = EventRows(
        draws.day,
        draws.ordinal,
        category,
        reported,
        xy,
        np.where(indoors, anchor, -1),
        grid,
        _priorities(draws, category),
        _sources(draws, category),
        spot,
        draws.parent,
    )
    return rows, draws, spots


def _pick(cumulated: np.ndarray, draw: np.ndarray) -> np.ndarray:
    """Index of the first column whose cumulated share exceeds the draw; cumulated is (n, k), the last 1."""
    return (cumulated[:, :-1] <= draw[:, None]).sum(axis=1)


def _categories(draws: Draws, spots: list[Spot]) -> np.ndarray:
    """Category of every row that is not a repeat: the spot's, or drawn by the day's shares."""
    days, index = np.unique(draws.day, return_inverse=True)
    shares = np.array([_shares_on(date.fromordinal(int(day))) for day in days])
    cumulated = np.cumsum(shares, axis=1) / shares.sum(axis=1, keepdims=True)
    drawn = _pick(cumulated[index], draws.of("category"))
    planted = draws.spot >= 0
    drawn[planted] = np.array([spot.category for spot in spots], dtype=np.int64)[draws.spot[planted]]
    return drawn


def _shares_on(day: date) -> list[float]:
    """Relative share of every category on a local day: season and weekday."""
    return [
        habit.share
        * (1.0 + habit.season * np.cos(2.0 * np.pi * (day.month - habit.peak_month + day.day / 31.0) / 12.0))
        * WEEKS[habit.week][day.weekday()]
        for habit in HABITS
    ]


def _anchors(world: World, draws: Draws, category: np.ndarray, spots: list[Spot]) -> np.ndarray:
    """The building each row that is not a repeat belongs to or lies near."""
    anchor = world.draw_buildings(category, draws.of("place"))
    planted = draws.spot >= 0
    anchor[planted] = np.array([spot.building for spot in spots], dtype=np.int64)[draws.spot[planted]]
    return anchor


def _moments(draws: Draws, category: np.ndarray, origin: np.ndarray) -> np.ndarray:
    """When every event is reported; a repeat follows its parent by days, at about the same hour."""
    profiles = list(HOURS)
    table = np.array([HOURS[name] for name in profiles], dtype=float)
    table /= table.sum(axis=1, keepdims=True)
    cumulated = np.cumsum(table, axis=1)
    kind = np.array([profiles.index(habit.hours) for habit in HABITS])[category]
    draw = draws.of("second")
    hour = _pick(cumulated[kind], draw)
    into = (draw - (cumulated - table)[kind, hour]) / table[kind, hour]
    second = np.floor((hour + np.clip(into, 0.0, 0.999999)) * 3600).astype(np.int64)
    reported = start_of(draws.day) + second
    return np.where(draws.parent >= 0, reported[origin] + _delays(draws), reported)


def _delays(draws: Draws) -> np.ndarray:
    """Seconds between a report and its repeat: whole days, give or take 45 minutes."""
    days = np.minimum(np.round(-_REPEAT_DAYS * np.log1p(-draws.of("delay"))), _LONGEST_DELAY)
    minutes = (2.0 * draws.of("second") - 1.0) * _REPEAT_MINUTES
    minutes = np.where(days > 0, minutes, minutes + 2.0 * _REPEAT_MINUTES)
    return days.astype(np.int64) * DAY_S + np.round(minutes * 60).astype(np.int64)


def _spreads(draws: Draws, category: np.ndarray, spots: list[Spot]) -> np.ndarray:
    """How far (m) every row that is not a repeat strays from its building."""
    spread = np.array([habit.jitter_m for habit in HABITS])[category]
    planted = draws.spot >= 0
    spread[planted] = np.array([spot.spread_m for spot in spots])[draws.spot[planted]]
    return spread


def _places(anchor_xy: np.ndarray, draws: Draws, spread: np.ndarray, origin: np.ndarray) -> np.ndarray:
    """Places (n, 2) to 1 cm; a repeat lies at its parent's place or a little off."""
    radius = np.sqrt(-2.0 * np.log1p(-draws.of("jitter")))
    angle = 2.0 * np.pi * draws.of("angle")
    step = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    xy = anchor_xy + step * spread[:, None]
    nearby = np.where(draws.of("same") < _REPEAT_SAME, _REPEAT_SAME_M, _REPEAT_NEAR_M)[:, None]
    return np.round(np.where(draws.parent[:, None] >= 0, xy[origin] + step * nearby, xy), 2)


def _priorities(draws: Draws, category: np.ndarray) -> np.ndarray:
    urgent = np.array([habit.urgent for habit in HABITS])[category]
    cross = np.array([habit.cross for habit in HABITS])[category]
    draw = draws.of("priority")
    return np.where(draw < urgent, 1, np.where(draw < urgent + cross, 2, 0))


def _sources(draws: Draws, category: np.ndarray) -> np.ndarray:
    table = np.array([SOURCES[habit.sources] for habit in HABITS])
    return _pick(np.cumsum(table, axis=1)[category], draws.of("source"))
