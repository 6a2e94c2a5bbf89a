"""How well rankings of cells would have foretold the past: hit rate, PAI and PEI over rolling origins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.stats import t as student

from geodata.rules.heat_limits import (
    FORECAST_AREAS,
    FORECAST_LEAD_SIGNIFICANCE,
    FORECAST_LEAST_DAYS,
    FORECAST_ORIGINS,
)

from .cell_ranking import METHODS, Past, Score, rank_cells
from .cells import CellGrid, Flags, Floats, Integers

BASELINE = "count"
# The share of the area at which methods are compared.
JUDGED_AREA = 0.05


@dataclass(frozen=True)
class Judged:
    """Of one method, per origin and share of the area, (origins, areas).

    hit: share of the coming events inside the named cells; pai: hit over the share of the area named; pei: hit over
    what the best cells, known afterwards, would have held.
    """

    hit: Floats
    pai: Floats
    pei: Floats


@dataclass(frozen=True)
class Backtest:
    """method → Judged, the origins (days), events foretold at each, and the method that ships.

    lead_p: method → one-sided p that it hits no better than the count at JUDGED_AREA (paired over origins).
    """

    methods: dict[str, Judged]
    origins: Integers
    events: Integers
    areas: tuple[float, ...]
    cells: int
    lead_p: dict[str, float]
    ships: str


def rolling_origins(
    first_day: int, end_day: int, horizon_days: int, origins: int = FORECAST_ORIGINS
) -> Integers:
    """The days on which forecasts are made, oldest first: back from the end in equal steps.

    A step is the horizon, or less where the history is too short for that (what is foretold then overlaps). Days are
    numbers; end_day is the first day without events.

    Raises
    ------
    ValueError : where they do not fit after FORECAST_LEAST_DAYS of history.

    >>> rolling_origins(0, 400, 28, 4).tolist(), rolling_origins(0, 200, 28, 4).tolist()
    ([288, 316, 344, 372], [91, 118, 145, 172])
    """
    room = end_day - horizon_days - first_day - FORECAST_LEAST_DAYS
    step = min(horizon_days, room // max(origins - 1, 1))
    if step < 1:
        raise ValueError(
            f"{end_day - first_day} days are too few: {FORECAST_LEAST_DAYS} of history, then {origins} origins and "
            f"{horizon_days} days to foretell"
        )
    return np.asarray(end_day - horizon_days - step * np.arange(origins - 1, -1, -1), dtype=np.int64)


def backtest(
    cell: Integers,
    day: Floats,
    slot: Integers,
    grid: CellGrid,
    inside: Flags,
    *,
    origins: Integers,
    horizon_days: int,
    slots: int = 1,
    areas: Sequence[float] = FORECAST_AREAS,
    methods: Mapping[str, Score] = METHODS,
) -> Backtest:
    """Each method judged at each origin on what came in the horizon_days after it, knowing only what came before.

    Parameters
    ----------
    cell : (n,) numbers of cells (row * columns + column), all inside.
    day : (n,) days as numbers with fractions; slot : (n,) slot of the week from 0.
    inside : (rows, columns) the study area; shares of the area are shares of its cells.
    origins : days (numbers); an event on the day of the origin is still to come.
    slots : a method that ranks each slot on its own names as many cells in each as the others do all week.

    Raises
    ------
    ValueError : when no method is called "count" or nothing comes after some origin.

    Source: Chainey, Tompson and Uhlig (2008) for the PAI, Hunt (2016) for the PEI; a method ships only when its hit rate
    beats the count's at JUDGED_AREA (paired t test over the origins, one-sided, Holm over the methods).

    >>> rng = np.random.default_rng(0)
    >>> cell, day = np.minimum(rng.geometric(0.1, 4000) - 1, 99), rng.uniform(0, 300, 4000)
    >>> found = backtest(cell, day, np.zeros(4000, int), CellGrid(0, 0, 250, 10, 10), np.ones((10, 10), bool),
    ...                  origins=rolling_origins(0, 300, 7), horizon_days=7)
    >>> found.methods["count"].hit.shape, round(float(found.methods["count"].hit[:, 1].mean()), 1)
    ((12, 3), 0.4)
    """
    if BASELINE not in methods:
        raise ValueError(f"the baseline {BASELINE!r} must be among the methods {sorted(methods)}")
    named = [max(1, round(share * int(inside.sum()))) for share in areas]
    judged: dict[str, list[Floats]] = {name: [] for name in methods}
    whole, events = Past(grid, inside, cell, day, slot, slots), []
    for origin in origins.tolist():
        past, come = _split(whole, origin, horizon_days)
        events.append(int(come.sum()))
        for name, score in methods.items():
            judged[name].append(_judge(score(past), come, inside, named))
    tables = {name: Judged(*np.swapaxes(np.array(rows), 0, 1)) for name, rows in judged.items()}
    overlap = horizon_days / float(np.diff(origins).min()) if origins.size > 1 else 1.0
    lead = lead_over_count({name: one.hit[:, _judged_column(areas)] for name, one in tables.items()}, overlap)
    ships = choose(tables, lead, areas)
    return Backtest(tables, origins, np.array(events), tuple(areas), int(inside.sum()), lead, ships)


def _split(whole: Past, origin: int, horizon_days: int) -> tuple[Past, Integers]:
    """What was known at an origin, and the events that came after it, (slots, cells).

    whole: all events, with the day of each in place of its age.
    """
    day = whole.age_days
    before = day < origin
    coming = ~before & (day < origin + horizon_days)
    if not coming.any():
        raise ValueError(f"no event in the {horizon_days} days from {origin}")
    past = replace(whole, cell=whole.cell[before], age_days=origin - day[before], slot=whole.slot[before])
    return past, _by_slot(whole.cell[coming], whole.slot[coming], whole.slots, whole.grid)


def _by_slot(cell: Integers, slot: Integers, slots: int, grid: CellGrid) -> Integers:
    cells = grid.rows * grid.columns
    return np.bincount(slot * cells + cell, minlength=slots * cells).reshape(slots, cells)


def _judge(score: Floats, come: Integers, inside: Flags, named: list[int]) -> Floats:
    """Hit, PAI and PEI, (3, areas).

    The best possible is that of the same freedom: a method with slots is held to the best cells of each slot.
    """
    if len(score) == 1:
        come = come.sum(axis=0, keepdims=True)
    ranked = rank_cells(score, inside, max(named))
    hits = np.cumsum(np.take_along_axis(come, ranked, axis=1).sum(axis=0))
    best = np.cumsum(-np.sort(-come[:, inside.ravel()], axis=1).sum(axis=0))
    at = np.array(named) - 1
    hit = hits[at] / come.sum()
    return np.array([hit, hit * int(inside.sum()) / np.array(named), hits[at] / best[at]])


def lead_over_count(hit: Mapping[str, Floats], overlap: float = 1.0) -> dict[str, float]:
    """method → one-sided p of hitting no better than the count, paired over origins; 1 where nothing can be said.

    hit : method → (origins,), "count" among them. overlap : horizon over the step between origins; origins that
    foretell the same days count only once.

    >>> lead_over_count({"count": np.array([0.2, 0.3, 0.25]), "other": np.array([0.3, 0.41, 0.34])})["other"] < 0.01
    True
    """
    base, p = hit[BASELINE], {}
    for name, values in hit.items():
        if name == BASELINE:
            continue
        gain = values - base
        independent = gain.size / max(overlap, 1.0)
        p[name] = 1.0
        if independent >= 2 and np.ptp(gain) > 0:
            score = gain.mean() / gain.std(ddof=1) * np.sqrt(independent)
            p[name] = float(student.sf(score, independent - 1))
    return p


def choose(tables: Mapping[str, Judged], lead: Mapping[str, float], areas: Sequence[float]) -> str:
    """The method that ships: the best of those whose lead over the count is no chance, else the count.

    >>> row = np.array([[0.2], [0.3]])
    >>> tables = {"count": Judged(row, row, row), "other": Judged(row * 1.1, row, row)}
    >>> choose(tables, {"other": 0.2}, [0.05]), choose(tables, {"other": 0.01}, [0.05])
    ('count', 'other')
    """
    column = _judged_column(areas)
    beating = []
    for rank, (name, p) in enumerate(sorted(lead.items(), key=lambda item: item[1])):
        if p * (len(lead) - rank) > FORECAST_LEAD_SIGNIFICANCE:
            break
        beating.append(name)
    return max(beating, key=lambda name: tables[name].hit[:, column].mean(), default=BASELINE)


def _judged_column(areas: Sequence[float]) -> int:
    """Where JUDGED_AREA stands, or what comes nearest."""
    return int(np.argmin(np.abs(np.array(areas) - JUDGED_AREA)))
