"""The back-test of forecasts on the events of a plain file."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.analysis.cells import cover, locate, study_bounds
from geodata.analysis.forecast_backtest import JUDGED_AREA, Backtest, backtest, rolling_origins
from geodata.errors import BadParameter
from geodata.rules.heat_limits import FORECAST_CELL_M, FORECAST_ORIGINS

from .event_file import EventFile, read_events

# Four slots of every day; cut further at the weekend they hold too little of one cell.
SLOT_HOURS = 6
SLOTS = 24 // SLOT_HOURS
MOST_CELLS = 20_000_000
LONGEST_DAYS = 366


@dataclass(frozen=True)
class BacktestAsked:
    """horizon_days: how far forecasts look; cell_m: side of the cells that are ranked."""

    events: EventFile
    horizon_days: int
    cell_m: float = FORECAST_CELL_M
    origins: int = FORECAST_ORIGINS


def backtest_of_file(asked: BacktestAsked) -> dict[str, Any]:
    """Every method's hit rate, PAI and PEI on the file, the count among them, and which one ships.

    The study area is every cell of the file's place that ever held an event. Raises BadParameter, ImportRefused.
    """
    _check(asked)
    found = read_events(asked.events, timed=True)
    assert found.when is not None
    bounds = study_bounds(found.points)
    _check_cells(bounds, asked.cell_m)
    grid = cover(bounds, asked.cell_m)
    cell = locate(found.points, grid)
    near = cell >= 0
    cell, when = cell[near], found.when[near]
    inside = (np.bincount(cell, minlength=grid.rows * grid.columns) > 0).reshape(grid.shape)
    first, end = int(np.floor(when.min())), int(np.floor(when.max())) + 1
    try:
        origins = rolling_origins(first, end, asked.horizon_days, asked.origins)
        result = backtest(
            cell,
            when,
            slot_of_day(when),
            grid,
            inside,
            origins=origins,
            horizon_days=asked.horizon_days,
            slots=SLOTS,
        )
    except ValueError as problem:
        raise BadParameter(
            f"数据不足以回测 {asked.horizon_days} 天的预测：从首日到末日共 {end - first} 天。请缩短 --horizon 或减少 --origins。",
            f"the data cannot back-test {asked.horizon_days} days: {problem}. Shorten --horizon or lower --origins.",
        ) from None
    counts = {
        **found.counts(),
        "events": int(near.sum()),
        "far_away": int((~near).sum()),
        "days": end - first,
    }
    return counts | _told(result, asked)


def slot_of_day(when: NDArray[np.float64]) -> NDArray[np.int64]:
    """The slot of local times (days with fraction): the quarter of the day.

    >>> slot_of_day(np.array([0.0, 0.5, 2.99])).tolist()
    [0, 2, 3]
    """
    return ((when - np.floor(when)) * 24 // SLOT_HOURS).astype(np.int64)


def _check(asked: BacktestAsked) -> None:
    if not 1 <= asked.horizon_days <= LONGEST_DAYS:
        raise BadParameter(
            f"--horizon {asked.horizon_days} 不在 1 到 {LONGEST_DAYS} 天之间。",
            f"--horizon {asked.horizon_days} is not from 1 to {LONGEST_DAYS} days.",
        )
    if not 1 <= asked.origins <= 100 or not 10 <= asked.cell_m <= 10_000:
        raise BadParameter(
            "--origins 应为 1 到 100，--cell 应为 10 到 10,000 米。",
            "--origins takes 1 to 100 and --cell 10 to 10,000 metres.",
        )


def _check_cells(bounds: tuple[float, float, float, float], cell_m: float) -> None:
    cells = int((bounds[2] - bounds[0] + cell_m) * (bounds[3] - bounds[1] + cell_m) / cell_m**2)
    if cells > MOST_CELLS:
        raise BadParameter(
            f"--cell {cell_m:g} 需要 {cells:,} 个方格，最多 {MOST_CELLS:,} 个，请加大。",
            f"--cell {cell_m:g} needs {cells:,} cells, at most {MOST_CELLS:,}; make it larger.",
        )


def _told(result: Backtest, asked: BacktestAsked) -> dict[str, Any]:
    methods = {}
    for name, judged in result.methods.items():
        table: dict[str, Any] = {
            measure: {
                f"{share:.0%}": round(float(value), 4)
                for share, value in zip(result.areas, getattr(judged, measure).mean(axis=0), strict=True)
            }
            for measure in ("hit", "pai", "pei")
        }
        table["p_no_better_than_count"] = round(result.lead_p[name], 4) if name in result.lead_p else None
        methods[name] = table
    return {
        "cell_m": asked.cell_m,
        "cells": result.cells,
        "horizon_days": asked.horizon_days,
        "origins": len(result.origins),
        "events_foretold": result.events.tolist(),
        "methods": methods,
        "ships": result.ships,
    }


def backtest_text(told: dict[str, Any]) -> str:
    """The result as a table for people."""
    areas = list(told["methods"][told["ships"]]["hit"])
    head = " ".join(f"{name} {area:>4}".rjust(10) for name in ("hit", "PAI", "PEI") for area in areas)
    lines = [
        f"{told['events']:,} 个事件，{told['cells']:,} 个 {told['cell_m']:g} 米方格，{told['origins']} 个起点，"
        f"各预测 {told['horizon_days']} 天 · {told['events']:,} events, {told['origins']} origins",
        f"{'':18}{head}",
    ]
    for name, table in told["methods"].items():
        cells = [f"{table[m][area]:.4g}".rjust(10) for m in ("hit", "pai", "pei") for area in areas]
        lines.append(f"{name:18}{' '.join(cells)}")
    lines.append(f"采用 {told['ships']}（在 {JUDGED_AREA:.0%} 面积上与 count 比较）· ships: {told['ships']}")
    return "\n".join(lines)
