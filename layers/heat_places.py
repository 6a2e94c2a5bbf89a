"""Where the events of a choice happened, for the smooth heat: as points, of very many as counted squares."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from geodata.analysis.cells import Box
from geodata.analysis.web_cells import WORLD_M, cell_km2, cell_side
from geodata.crs import MEASURE, WEB
from geodata.queries.heat_counts import knows_hours

from .catalogue.events_heat import FINEST_CELL, kinds_wanted
from .event_filters import event_filters, event_parameters
from .sql import run, statement

# Of more events of some days and kinds, counted squares tell where they happened, unless hours or merged repeats leave
# so few of them that their places in the squares would show: the peak is off by 0.8 % at 3,000 and 0.2 % at 50,000.
MOST_POINTS, LEAST_COUNTED = 300_000, 20_000
# Of more events a part tells what is usual: class breaks have two digits, which half and twice as many give as well.
USUAL_POINTS = 150_000
# Of a packed square.
ROW_BITS = 20


@dataclass(frozen=True)
class Places:
    """Points (n, 2) in metres of MEASURE and how many events each stands for (n,).

    square_m: the side of the ground squares whose middles the points are; 0 where they are the events' own.
    """

    points: NDArray[np.float64]
    events: NDArray[np.float64]
    square_m: float = 0.0


def event_places(bounds: Box, filters: Mapping[str, Any]) -> Places:
    """Where the filtered events inside bounds (metres of MEASURE) happened (1-3 statements)."""
    parameters = event_parameters(filters)
    if knows_hours(event_filters(filters)) and known_events(filters) > MOST_POINTS:
        counted = _squares(bounds, filters)
        if counted.events.sum() >= LEAST_COUNTED:
            return counted
    return _points(bounds, parameters, "pack_event_points")


def usual_places(bounds: Box, filters: Mapping[str, Any]) -> Places:
    """As event_places of a long period; of very many events a part stands for all (1-2 statements)."""
    parameters = event_parameters(filters)
    known = 0 if "state" in filters else known_events(filters)
    if known <= USUAL_POINTS:
        return _points(bounds, parameters, "pack_event_points")
    part = USUAL_POINTS / known
    return _points(bounds, parameters | {"percent": 100 * part}, "sample_event_points", 1 / part)


def what_is_usual(filters: Mapping[str, Any], stand: Hashable) -> Hashable:
    """What usual_places depends on: where the events stand; of very many only how many there are (1 statement).

    Otherwise each report of a busy town would tell anew what is usual. Events that only moved are seen a day later.
    """
    known = 0 if "state" in filters else known_events(filters)
    return known if known > USUAL_POINTS else stand


def known_events(filters: Mapping[str, Any]) -> int:
    """How many events of the days and kinds of a choice the kept counts know (1 statement)."""
    ((known,),) = run(statement("count_heat_kinds"), event_parameters(filters))
    return int(known)


def _points(bounds: Box, parameters: Mapping[str, Any], points_by: str, each: float = 1.0) -> Places:
    box = dict(zip(("xmin", "ymin", "xmax", "ymax"), bounds, strict=True))
    ((packed,),) = run(statement(points_by), {**parameters, **box, "srid": MEASURE})
    points = np.frombuffer(bytes(packed or b""), dtype=">f8").astype(np.float64).reshape(-1, 2)
    return Places(points, np.full(len(points), each))


def _squares(bounds: Box, filters: Mapping[str, Any]) -> Places:
    west, south, east, north = _from_web().transform_bounds(*bounds, direction="INVERSE")
    box = {"xmin": west, "ymin": south, "xmax": east, "ymax": north, "inset": 0.0, "shift": 0}
    bound = event_parameters(filters) | box | kinds_wanted(event_filters(filters), 0)
    ((packed,),) = run(statement("pack_heat_cells"), bound)
    place, events = np.frombuffer(bytes(packed or b""), dtype=">i8").astype(np.int64).reshape(-1, 2).T
    x, y = place >> ROW_BITS, place & ((1 << ROW_BITS) - 1)
    side, half = cell_side(FINEST_CELL), WORLD_M / 2
    points = np.column_stack(_from_web().transform((x + 0.5) * side - half, half - (y + 0.5) * side))
    inside = np.all((points >= bounds[:2]) & (points <= bounds[2:]), axis=1)
    square_m = 1000 * float(np.sqrt(cell_km2(y, FINEST_CELL).mean())) if y.size else 0.0
    return Places(points[inside], events[inside].astype(np.float64), square_m)


@lru_cache(maxsize=1)
def _from_web() -> Transformer:
    """From the metres of web tiles to those of MEASURE."""
    return Transformer.from_crs(WEB, MEASURE, always_xy=True)
