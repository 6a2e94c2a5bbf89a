"""What the generator knows and the product must find out by itself; only ever written to a file of its own."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from geodata.town.events.hot_spots import Spot
from geodata.town.events.stream import EventStream
from geodata.town.life.taxonomy import KIND_CODES


def truth_of(
    stream: EventStream, seed: int, until: datetime, true_grid_type: dict[str, str]
) -> dict[str, Any]:
    """Grid types by code, planted hot spots with their event uuids, repeats as child uuid → parent uuid."""
    rows = stream.rows
    reported = rows.reported_s <= int(until.timestamp())
    repeats = np.flatnonzero(reported & (rows.parent >= 0))
    children, parents = stream.uuids(seed, repeats), stream.uuids(seed, rows.parent[repeats])
    return {
        "grid_types": true_grid_type,
        "hot_spots": [
            _spot(spot) | {"events": stream.uuids(seed, np.flatnonzero(reported & (rows.spot == number)))}
            for number, spot in enumerate(stream.spots)
        ],
        "repeats": dict(zip(children, parents, strict=True)),
    }


def _spot(spot: Spot) -> dict[str, Any]:
    """A planted spot: place in metres of MEASURE, local days, months."""
    lasting = spot.first_day > 0
    return {
        "name": spot.name,
        "category": KIND_CODES[spot.category],
        "x_m": spot.x,
        "y_m": spot.y,
        "spread_m": spot.spread_m,
        "first_day": date.fromordinal(spot.first_day).isoformat() if lasting else None,
        "last_day": date.fromordinal(spot.last_day).isoformat() if lasting else None,
        "months": list(spot.months),
    }


def write_truth(path: Path, truth: dict[str, Any]) -> None:
    """Write the truth as JSON."""
    path.write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding="utf-8")
