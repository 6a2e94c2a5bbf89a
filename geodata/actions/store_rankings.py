"""Write the rankings of a refresh: where the most is to be expected, by cell and by grid."""

from typing import Any

import numpy as np

from geodata.actions.store_hotspots import box_polygon
from geodata.analysis.cells import Box, Floats
from geodata.analysis.forecast_backtest import Backtest
from geodata.analysis.place_ranking import GRID_METHODS, PlaceRanking, rank_places, rank_points, row_of_places
from geodata.models import HeatRefresh, RankedPlace, Ranking
from geodata.models.ranking import CELL, GRID
from geodata.queries.hotspot_events import GridShapes, KnownEvents
from geodata.rules.heat_limits import FORECAST_CELL_M, FORECAST_PLACES, FORECAST_WEEKS


def rank_by_cell(refresh: HeatRefresh, events: KnownEvents, bounds: Box, inhabited: Floats) -> int:
    """How many rankings of cells were stored; events: incidents of the whole history."""
    stored = 0
    for weeks in FORECAST_WEEKS:
        made = rank_points(
            events.points,
            events.when,
            bounds,
            inhabited,
            cell_m=FORECAST_CELL_M,
            last_day=refresh.last_day.toordinal(),
            horizon_days=7 * weeks,
            most=FORECAST_PLACES,
        )
        if made is None:
            continue
        grid, found = made
        places = [
            {"geom": box_polygon(grid.box_of(*divmod(one, grid.columns)))} for one in found.order.tolist()
        ]
        _store(Ranking(refresh=refresh, by=CELL, weeks=weeks, cell_m=FORECAST_CELL_M), found, places)
        stored += 1
    return stored


def rank_by_grid(refresh: HeatRefresh, events: KnownEvents, grids: GridShapes) -> int:
    """How many rankings of grids were stored; events: incidents of the whole history."""
    if not grids.area_ids:
        return 0
    at = events.grid
    inside = np.ones((1, len(grids.area_ids)), dtype=bool)
    stored = 0
    for weeks in FORECAST_WEEKS:
        found = rank_places(
            at[at >= 0],
            events.when[at >= 0],
            row_of_places(inside.size),
            inside,
            last_day=refresh.last_day.toordinal(),
            horizon_days=7 * weeks,
            most=FORECAST_PLACES,
            methods=GRID_METHODS,
        )
        if found is None:
            continue
        places = [{"area_id": grids.area_ids[one]} for one in found.order.tolist()]
        _store(Ranking(refresh=refresh, by=GRID, weeks=weeks), found, places)
        stored += 1
    return stored


def _store(ranking: Ranking, found: PlaceRanking, places: list[dict[str, Any]]) -> None:
    ranking.method, ranking.backtest = found.backtest.ships, told(found.backtest)
    ranking.save()
    coming = found.coming
    RankedPlace.objects.bulk_create(
        RankedPlace(
            ranking=ranking,
            rank=i + 1,
            expected=float(coming.expected[i]),
            low=int(coming.low[i]),
            high=int(coming.high[i]),
            **place,
        )
        for i, place in enumerate(places)
    )


def told(tested: Backtest) -> dict[str, Any]:
    """A back-test as it is kept: per method the mean hit rate, PAI and PEI at each share of the places."""
    return {
        "shares": list(tested.areas),
        "origins": len(tested.origins),
        "events": tested.events.tolist(),
        "places": tested.cells,
        "methods": {
            name: {
                measure: [round(float(value), 4) for value in getattr(judged, measure).mean(axis=0)]
                for measure in ("hit", "pai", "pei")
            }
            | {"p": round(tested.lead_p[name], 4) if name in tested.lead_p else None}
            for name, judged in tested.methods.items()
        },
    }
