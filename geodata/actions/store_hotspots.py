"""Write the hot spots of a refresh: cells and grids."""

from collections.abc import Iterator

import numpy as np
from django.contrib.gis.geos import Polygon

from geodata.analysis.cells import Box, Flags
from geodata.analysis.grid_findings import find_hot_grids
from geodata.analysis.hotspot_study import HotspotStudy
from geodata.crs import MEASURE
from geodata.models import HeatRefresh, HotspotCell, HotspotGrid
from geodata.models.hotspot_cell import HOT, TOO_FEW
from geodata.queries.hotspot_events import GridShapes, KnownEvents
from geodata.rules.heat_limits import HOTSPOT_DAYS

_BATCH = 2000
# Rates are told per 1,000 households and 30 days.
_RATE = 1000 * 30 / HOTSPOT_DAYS


def store_hot_cells(refresh: HeatRefresh, study: HotspotStudy) -> int:
    """How many hot cells were stored, besides the runs of cells that hold too few events to judge."""
    hot = list(_hot_cells(refresh, study))
    too_few = [
        HotspotCell(refresh=refresh, verdict=TOO_FEW, geom=box_polygon(box))
        for box in runs(study.shown.too_few, study)
    ]
    HotspotCell.objects.bulk_create([*hot, *too_few], batch_size=_BATCH)
    return len(hot)


def _hot_cells(refresh: HeatRefresh, study: HotspotStudy) -> Iterator[HotspotCell]:
    shown, columns = study.shown, study.shown.grid.columns
    for number, finding in enumerate(study.findings, start=1):
        for cell in finding.cells.tolist():
            row, column = divmod(cell, columns)
            yield HotspotCell(
                refresh=refresh,
                verdict=HOT,
                trend=str(study.trend[row, column]),
                finding=number,
                z=float(shown.z[row, column]),
                q=float(study.q[row, column]),
                seen=int(shown.window[row, column]),
                expected=float(shown.expected[row, column]),
                robust_share=finding.robust_share,
                robust=finding.robust,
                geom=box_polygon(shown.grid.box_of(row, column)),
            )


def runs(flags: Flags, study: HotspotStudy) -> Iterator[Box]:
    """The boxes (metres) of runs of set cells, west to east, row by row."""
    grid = study.shown.grid
    for row in np.flatnonzero(flags.any(axis=1)).tolist():
        edge = np.flatnonzero(np.diff(flags[row].astype(np.int8), prepend=0, append=0))
        for start, end in edge.reshape(-1, 2).tolist():
            west, south, _, north = grid.box_of(row, start)
            yield west, south, west + (end - start) * grid.cell_m, north


def store_grid_rates(refresh: HeatRefresh, recent: KnownEvents, grids: GridShapes) -> int:
    """How many grids stand out; recent: incidents of the refresh's days."""
    if not grids.area_ids:
        return 0
    events = np.bincount(recent.grid[recent.grid >= 0], minlength=len(grids.area_ids))
    found = find_hot_grids(events, grids.households)
    HotspotGrid.objects.bulk_create(
        [
            HotspotGrid(
                refresh=refresh,
                area_id=area_id,
                incidents=int(events[i]),
                households=int(grids.households[i]),
                rate=known(found.rates.shrunk[i] * _RATE),
                low=known(found.rates.low[i] * _RATE),
                high=known(found.rates.high[i] * _RATE),
                expected=known(found.expected[i]),
                exceedance=known(found.exceedance[i]),
                q=known(found.q[i]),
                hot=bool(found.hot[i]),
                too_few=bool(found.too_few[i]),
            )
            for i, area_id in enumerate(grids.area_ids)
        ],
        batch_size=_BATCH,
    )
    return int(found.hot.sum())


def known(value: float) -> float | None:
    """The number, None for nan."""
    return float(value) if np.isfinite(value) else None


def box_polygon(box: Box) -> Polygon:
    """A box in metres of MEASURE as a stored polygon."""
    made = Polygon.from_bbox(box)
    made.srid = MEASURE
    return made
