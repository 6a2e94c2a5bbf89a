"""The bodies of the answers about heat, ready for JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np
from django.utils import timezone

from geodata.analysis.cells import Floats, Integers
from geodata.analysis.period_comparison import Change, Comparison, compare_periods
from geodata.analysis.playback import HOURS_OF_DAY, Step
from geodata.queries.event_filters import EventFilters
from geodata.queries.heat_areas import AreaHeat, AreasHeat
from geodata.queries.heat_cells import CELL_ZOOM, CellChange, Cells, Playback
from geodata.queries.heat_events import Incidents
from geodata.rules.heat_limits import FEWEST_BASE
from geodata.rules.levels import Level
from layers.catalogue.events_heat import UNIT, UNIT_EN

VERDICTS = {Change.MORE: "more", Change.LESS: "fewer", Change.UNCLEAR: "unclear", Change.TOO_FEW: "too_few"}
_WEEKDAYS = "一二三四五六日"


def areas_body(found: AreasHeat, level: Level) -> dict[str, Any]:
    """The areas of a level with their rates."""
    areas = [{name: value for name, value in asdict(one).items() if name != "id"} for one in found.areas]
    return {"level": level.value, "outside": found.outside, "areas": areas}


def frames_body(found: Playback, step: Step, breaks: Sequence[float]) -> dict[str, Any]:
    """The frames with sparse counts: for each frame cell number, count, cell number, count …"""
    frames = found.frames
    listed = [
        {
            "from": date.fromordinal(first).isoformat(),
            "to": date.fromordinal(last).isoformat(),
            "label": _label(number, first, last, step),
            "days": round(days, 4),
            "n": n,
        }
        for number, (first, last, days, n) in enumerate(
            zip(
                frames.first.tolist(),
                frames.last.tolist(),
                frames.exposure_days.tolist(),
                frames.counts.sum(axis=1).tolist(),
                strict=True,
            )
        )
    ]
    return {
        "step": step.value,
        "unit": UNIT,
        "unit_en": UNIT_EN,
        "breaks": list(breaks),
        "frames": listed,
        "cells": cells_body(found.cells),
        "counts": [_sparse(row) for row in frames.counts],
    }


def _label(number: int, first: int, last: int, step: Step) -> str:
    if step is Step.HOUR:
        return f"{number:02d}:00–{(number + 1) % HOURS_OF_DAY:02d}:00"
    one, two = date.fromordinal(first), date.fromordinal(last)
    if step is Step.DAY:
        return f"{two:%m-%d}（周{_WEEKDAYS[two.weekday()]}）前 7 天"
    return f"{one:%m-%d} 至 {two:%m-%d}"


def _sparse(row: Integers) -> list[int]:
    (places,) = np.nonzero(row)
    pairs: list[int] = np.column_stack([places, row[places]]).ravel().tolist()
    return pairs


def cells_body(cells: Cells) -> dict[str, Any]:
    """Where cells lie; km2 is their true ground."""
    return {"z": CELL_ZOOM, "x": cells.x.tolist(), "y": cells.y.tolist(), "km2": _rounded(cells.km2, 6)}


def change_body(
    periods: tuple[EventFilters, EventFilters], found: CellChange, areas: tuple[AreasHeat, AreasHeat]
) -> dict[str, Any]:
    """Two periods, cell by cell and area by area."""
    cells = cells_body(found.cells) | {
        "a": found.before.tolist(),
        "b": found.after.tolist(),
        "difference_30d": _rounded(found.comparison.difference, 2),
        "verdict": _verdicts(found.comparison),
    }
    before, after = periods
    return {
        "before": _period(before, int(found.before.sum())),
        "after": _period(after, int(found.after.sum())),
        "least_base": FEWEST_BASE,
        "cells": cells,
        "areas": _changed_areas(areas, periods),
    }


def _period(filters: EventFilters, n: int) -> dict[str, Any]:
    return {"from": filters.first.isoformat(), "to": filters.last.isoformat(), "days": filters.days, "n": n}


def _changed_areas(
    areas: tuple[AreasHeat, AreasHeat], periods: tuple[EventFilters, EventFilters]
) -> list[dict[str, Any]]:
    """The areas with both counts; a ratio only where the base is large enough for a percent, with its interval."""
    before, after = (_counted(found.areas, filters) for found, filters in zip(areas, periods, strict=True))
    compared = compare_periods(before, after, (periods[0].days, periods[1].days))
    ratios = np.where(before >= FEWEST_BASE, compared.percent / 100 + 1, np.nan)
    columns = (
        before.tolist(), after.tolist(), _rounded(ratios, 3), _rounded(compared.ratio_low, 3),
        _rounded(compared.ratio_high, 3), _verdicts(compared),
    )  # fmt: skip
    names = ("a", "b", "ratio", "low", "high", "verdict")
    return [
        {"uuid": one.uuid, "code": one.code, "name": one.name, "name_en": one.name_en}
        | dict(zip(names, values, strict=True))
        for one, *values in zip(areas[1].areas, *columns, strict=True)
    ]


def _counted(areas: Sequence[AreaHeat], filters: EventFilters) -> Integers:
    return np.array([one.incidents if filters.incidents else one.reports for one in areas], dtype=np.int64)


def _verdicts(found: Comparison) -> list[str]:
    return [VERDICTS[Change(word)] for word in found.change.tolist()]


def _rounded(values: Floats, decimals: int) -> list[float | None]:
    """Numbers for JSON; what is not finite is None."""
    return [round(value, decimals) if np.isfinite(value) else None for value in values.tolist()]


def incidents_body(found: Incidents) -> dict[str, Any]:
    """A page of incidents; moments in local time."""
    groups = [
        group
        | _local(group, "first_at", "last_at")
        | {"events": [one | _local(one, "reported_at") for one in group["events"]]}
        for group in found.groups
    ]
    return {
        "reports": found.reports,
        "incidents": found.incidents,
        "groups": groups,
        "next": found.next or None,
    }


def _local(row: dict[str, Any], *names: str) -> dict[str, str]:
    return {name: timezone.localtime(row[name]).isoformat(timespec="seconds") for name in names}
