"""Work out hot spots, warnings and rankings anew, category by category, all at once for whoever reads."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from geodata.actions.carry_warnings import KnownChance, Watch, carry_warnings
from geodata.actions.settle_repeats import settle_repeats
from geodata.actions.store_hotspots import store_grid_rates, store_hot_cells
from geodata.actions.store_rankings import rank_by_cell, rank_by_grid
from geodata.analysis.cells import Box, Floats
from geodata.analysis.hotspot_study import study_hotspots
from geodata.models import HeatRefresh
from geodata.queries.hotspot_events import (
    GridShapes,
    KnownEvents,
    category_scopes,
    data_stand,
    event_places,
    grid_shapes,
    inhabited_places,
    known_events,
    last_whole_day,
    study_bounds_of,
)
from geodata.rules.heat_limits import HOTSPOT_CELLS_M, HOTSPOT_DAYS
from geodata.sql import execute


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did: the last day it looked at (None: no events), categories worked out, and those still right.

    busy: another process is at it, so nothing was done.
    """

    last_day: date | None = None
    made: int = 0
    kept: int = 0
    hot_cells: int = 0
    busy: bool = False


@dataclass(frozen=True)
class _Ground:
    """What all categories share."""

    as_of: datetime
    last_day: date
    stand: str
    events: KnownEvents
    bounds: Box
    inhabited: Floats
    grids: GridShapes


@transaction.atomic
def refresh_heat_findings(as_of: datetime, *, category_id: int | None = None) -> Refreshed:
    """Replace the findings with those of the whole local days before a moment; one transaction, one process at a time.

    category_id: only this category; None works out every category and all events together. What already stands for the
    same days and data is kept, so a second run changes nothing. Warnings keep their state from run to run.
    """
    if not execute("lock_heat_findings") or settle_repeats().busy:
        return Refreshed(busy=True)
    last_day = last_whole_day(as_of)
    if last_day is None:
        HeatRefresh.objects.all().delete()
        return Refreshed()
    stand = data_stand()
    scopes = {one: ids for one, ids in category_scopes().items() if category_id in (None, one)}
    known = {one.category_id: one for one in HeatRefresh.objects.all()}
    due = [one for one in scopes if not _is_right(known.get(one), last_day, stand)]
    if not due:
        return Refreshed(last_day, 0, len(scopes))
    ground = _read(as_of, last_day, stand)
    hot = sum(_refresh(ground, one, scopes[one], known.get(one)) for one in due)
    return Refreshed(last_day, len(due), len(scopes) - len(due), hot)


def _is_right(known: HeatRefresh | None, last_day: date, stand: str) -> bool:
    return known is not None and known.last_day == last_day and known.data_version == stand


def _read(as_of: datetime, last_day: date, stand: str) -> _Ground:
    grids = grid_shapes(last_day)
    events, inhabited = known_events(last_day, grids), inhabited_places()
    if inhabited is None:
        inhabited = event_places(events)
    return _Ground(as_of, last_day, stand, events, study_bounds_of(events, inhabited), inhabited, grids)


def _refresh(
    ground: _Ground, category_id: int | None, ids: list[int] | None, known: HeatRefresh | None
) -> int:
    """How many cells of a category are hot; its findings are replaced."""
    reports = ground.events.of(ids)
    chance = None
    if category_id is not None:
        own = Watch(
            category_id, ground.events.of([category_id]), ground.bounds, ground.last_day, timezone.now()
        )
        chance = carry_warnings(
            own, KnownChance.of_json(known.chance if known else None), known.last_day if known else None
        )
    if known:
        known.delete()
    refresh = _begun(ground, category_id, reports, chance)
    incidents = reports.incidents
    first = refresh.first_day.toordinal()
    store_grid_rates(refresh, incidents.between(first, ground.last_day.toordinal()), ground.grids)
    rank_by_cell(refresh, incidents, ground.bounds, ground.inhabited)
    rank_by_grid(refresh, incidents, ground.grids)
    return _store_cells(refresh, ground, incidents)


def _begun(
    ground: _Ground, category_id: int | None, reports: KnownEvents, chance: KnownChance | None
) -> HeatRefresh:
    first_day = ground.last_day - timedelta(days=HOTSPOT_DAYS - 1)
    recent = reports.between(first_day.toordinal(), ground.last_day.toordinal())
    return HeatRefresh.objects.create(
        category_id=category_id,
        as_of=ground.as_of,
        made_at=timezone.now(),
        first_day=first_day,
        last_day=ground.last_day,
        data_version=ground.stand,
        reports=recent.when.size,
        incidents=recent.incidents.when.size,
        cell_m=sorted(HOTSPOT_CELLS_M)[len(HOTSPOT_CELLS_M) // 2],
        judged=0,
        too_few=0,
        chance=chance.as_json() if chance else None,
    )


def _store_cells(refresh: HeatRefresh, ground: _Ground, incidents: KnownEvents) -> int:
    """How many cells are hot; none where the district is too small to compare its cells."""
    last = ground.last_day.toordinal()
    try:
        study = study_hotspots(incidents.points, incidents.day, ground.bounds, ground.inhabited, last)
    except ValueError:
        return 0
    refresh.too_few = int(study.shown.too_few.sum())
    refresh.judged = int(study.shown.inside.sum()) - refresh.too_few
    refresh.save(update_fields=["too_few", "judged"])
    return store_hot_cells(refresh, study)
