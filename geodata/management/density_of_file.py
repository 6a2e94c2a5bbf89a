"""The density of the events of a plain file, written as arrays."""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from geodata.analysis.cells import Box, study_bounds
from geodata.analysis.density import Surface, density_surface
from geodata.analysis.density_exact import exact_density
from geodata.errors import BadParameter, ExportRefused

from .event_file import EventFile, FileEvents, read_events

# 200 MB of numbers; a finer surface of so wide a place is a slip.
MOST_NODES = 25_000_000
MONTH_DAYS = 30.0
UNIT = "events per km² per 30 days"
UNIT_WHOLE = "events per km²"


@dataclass(frozen=True)
class DensityAsked:
    """bandwidth_m: standard deviation of the kernel; cell_m: distance of nodes; exact: no binning; out: file.npz."""

    events: EventFile
    bandwidth_m: float
    cell_m: float
    out: Path
    exact: bool = False


def density_of_file(asked: DensityAsked) -> dict[str, Any]:
    """Write the surface; what was read, where it lies and its largest value.

    With a time column the values are events per km² per 30 days of the period from the first to the last event's day,
    without one events per km². Nodes are binned where cell ≤ bandwidth / 4 (error ≤ 0.5 % of the peak), else exact.
    Raises BadParameter, ImportRefused, ExportRefused.
    """
    _check(asked)
    found = read_events(asked.events, timed=asked.events.time is not None)
    bounds = _frame(found, asked)
    days = _days(found)
    exact = asked.exact or asked.cell_m > asked.bandwidth_m / 4
    surface = _surface(found, bounds, asked, days if days else MONTH_DAYS, exact=exact)
    inside = _inside(found, bounds)
    told = {
        **found.counts(),
        "events": inside,
        "far_away": len(found.points) - inside,
        "days": days,
        "unit": UNIT if days else UNIT_WHOLE,
        "bandwidth_m": asked.bandwidth_m,
        "cell_m": asked.cell_m,
        "method": "exact" if exact else "binned",
        "rows": surface.values.shape[0],
        "columns": surface.values.shape[1],
        "bounds": [round(float(at), 3) for at in bounds],
        "peak": float(f"{surface.values.max():.6g}"),
        "out": asked.out.name,
    }
    _write(asked.out, surface, told)
    return told


def _check(asked: DensityAsked) -> None:
    for option, value in (("--bandwidth", asked.bandwidth_m), ("--cell", asked.cell_m)):
        if not 1 <= value <= 100_000:
            raise BadParameter(
                f"{option} {value:g} 不在 1 到 100,000 米之间。",
                f"{option} {value:g} is not from 1 to 100,000 metres.",
            )
    if asked.out.suffix.lower() != ".npz":
        raise BadParameter(
            f"--out “{asked.out.name}”应以 .npz 结尾。", f"--out {asked.out.name} should end in .npz."
        )


def _frame(found: FileEvents, asked: DensityAsked) -> Box:
    """Around the events, three bandwidths wider, on whole cells."""
    box, cell = np.array(study_bounds(found.points)), asked.cell_m
    low = np.floor((box[:2] - 3 * asked.bandwidth_m) / cell) * cell
    high = np.ceil((box[2:] + 3 * asked.bandwidth_m) / cell) * cell
    nodes = int(np.prod((high - low) / cell + 1))
    if nodes > MOST_NODES:
        finest = cell * (nodes / MOST_NODES) ** 0.5
        raise BadParameter(
            f"--cell {cell:g} 需要 {nodes:,} 个格点，最多 {MOST_NODES:,} 个；请用 {finest:.0f} 米以上。",
            f"--cell {cell:g} needs {nodes:,} nodes, at most {MOST_NODES:,}; use {finest:.0f} m or more.",
        )
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _days(found: FileEvents) -> int | None:
    if found.when is None:
        return None
    return int(np.floor(found.when.max()) - np.floor(found.when.min())) + 1


def _surface(found: FileEvents, bounds: Box, asked: DensityAsked, days: float, *, exact: bool) -> Surface:
    if not exact:
        return density_surface(
            found.points, bounds, bandwidth_m=asked.bandwidth_m, step_m=asked.cell_m, days=int(days)
        )
    x, y = (
        low + asked.cell_m * np.arange(round((high - low) / asked.cell_m) + 1)
        for low, high in ((bounds[0], bounds[2]), (bounds[1], bounds[3]))
    )
    return exact_density(found.points, x, y, bandwidth_m=asked.bandwidth_m, days=days)


def _inside(found: FileEvents, bounds: Box) -> int:
    low, high = np.array(bounds[:2]), np.array(bounds[2:])
    return int(np.all((found.points >= low) & (found.points <= high), axis=1).sum())


def _write(out: Path, surface: Surface, told: dict[str, Any]) -> None:
    arrays = {"values": surface.values, "x": surface.x, "y": surface.y}
    facts = {name: told[name] for name in ("measured_in", "unit", "bandwidth_m", "cell_m", "events")}
    try:
        np.savez_compressed(out, **arrays, **facts)
    except (OSError, zipfile.LargeZipFile) as problem:
        raise ExportRefused(
            f"无法写入“{out}”：{problem}。请换一个 --out。",
            f"cannot write {out}: {problem}. Choose another --out.",
        ) from None


def density_text(told: dict[str, Any]) -> str:
    """The result for people, Chinese and English."""
    return (
        f"读取 {told['read']:,} 条，采用 {told['events']:,} 条（无坐标 {told['without_place']:,}，"
        f"无时间 {told['without_time']:,}，离群 {told['far_away']:,}）· read {told['read']:,}, used {told['events']:,}\n"
        f"{told['rows']} × {told['columns']} 个格点，最大值 {told['peak']:g}（{told['unit']}），{told['method']}"
        f" · {told['rows']} x {told['columns']} nodes, peak {told['peak']:g}\n"
        f"已写入 {told['out']} · written to {told['out']}"
    )
