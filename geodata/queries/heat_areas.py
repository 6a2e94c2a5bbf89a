"""Events by area: how many, per 1,000 households drawn towards the common rate, and per km²."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
from django.conf import settings

from geodata.analysis.area_rates import shrunk_rates
from geodata.rules.levels import Level
from geodata.rules.small_numbers import FEWEST_EVENTS, FEWEST_HOUSEHOLDS
from geodata.sql import rows

from .event_filters import EventFilters
from .heat_counts import knows

_TAKEN = ("id", "uuid", "code", "name", "name_en", "reports", "incidents", "households")
LEVELS = (Level.GRID, Level.COMMUNITY, Level.SUBDISTRICT)


class Borders(StrEnum):
    """By which borders events are counted: those of today, or those of the day each was reported."""

    NOW = "now"
    THEN = "then"


@dataclass(frozen=True)
class AreaHeat:
    """An area in force on the day asked: its events and what they are counted against.

    per_1000_households: events per 30 days, drawn towards the common rate, with the bounds (95 %) low and high; None below
    50 households.
    per_km2_30d: of what was asked to be counted. too_few: nothing may be said of its rate.
    """

    id: int
    uuid: str
    code: str
    name: str
    name_en: str
    reports: int
    incidents: int
    households: int
    km2: float
    per_1000_households: float | None
    low: float | None
    high: float | None
    per_km2_30d: float
    too_few: bool


@dataclass(frozen=True)
class AreasHeat:
    """The areas by code, and events that lie in none of them (counted as asked)."""

    areas: list[AreaHeat]
    outside: int


def heat_areas(filters: EventFilters, level: Level, today: date, borders: Borders = Borders.NOW) -> AreasHeat:
    """The areas of a level, those without events too (1 statement).

    borders NOW restates history: each event counts where its place lies today, whichever grid had it then. With THEN it
    counts in the area of the day it was reported, and areas that are gone are listed.
    """
    found = rows(
        "count_heat_areas",
        **filters.values() | {"incidents": False},
        level=level.value,
        today=today,
        first_day=filters.first,
        last_day=filters.last,
        as_then=borders is Borders.THEN,
        kept=knows(filters),
        zone=settings.TIME_ZONE,
        within_ids=None if filters.area_ids is None else list(filters.area_ids),
    )
    counted = "incidents" if filters.incidents else "reports"
    total = found[0][f"all_{counted}"]
    found = [row for row in found if row["id"] is not None]
    counts = np.array([row[counted] for row in found], dtype=np.int64)
    households = np.array([row["households"] for row in found], dtype=np.float64)
    rates = shrunk_rates(counts, np.where(households >= FEWEST_HOUSEHOLDS, households / 1000, 0.0))
    # Rates are told per 30 days, as densities are.
    triples = (np.column_stack([rates.shrunk, rates.low, rates.high]) / filters.days * 30).tolist()
    areas = [
        _area(row, n, triple, filters.days)
        for row, n, triple in zip(found, counts.tolist(), triples, strict=True)
    ]
    return AreasHeat(areas, total - int(counts.sum()))


def _area(row: dict[str, Any], n: int, triple: list[float], days: int) -> AreaHeat:
    known = row["households"] >= FEWEST_HOUSEHOLDS
    rate, low, high = (round(value, 3) if known else None for value in triple)
    return AreaHeat(
        **{name: row[name] for name in _TAKEN},
        km2=round(row["km2"], 4),
        per_1000_households=rate,
        low=low,
        high=high,
        per_km2_30d=round(n / row["km2"] / days * 30, 2) if row["km2"] else 0.0,
        too_few=not known or n < FEWEST_EVENTS,
    )
