"""How far people get on foot from a place within some minutes. The place is kept nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import shapely

from geodata.analysis.reach_walk import BESIDE_M, CLOSING_M, reach_of, reach_polygon
from geodata.analysis.walking_places import to_lonlat, to_metres
from geodata.queries.walking import kept_walking, walk_near, walk_state
from geodata.rules.walking import SPEED_M_S, Pace


@dataclass(frozen=True)
class WalkCircle:
    """What is reached: a GeoJSON polygon in degrees WGS 84, None where nothing is; metres of road; square kilometres."""

    geometry: dict[str, Any] | None
    road_m: float
    area_km2: float
    network_at: datetime | None


def walk_circle(lon: float, lat: float, minutes: float, pace: Pace) -> WalkCircle:
    """The ground reached from a place in degrees WGS 84 (1 statement while the network is kept)."""
    state = walk_state()
    xy = to_metres(np.array([[lon, lat]]))[0]
    walking = kept_walking(state)
    walk = walk_near(walking, xy, pace, minutes * 60.0)
    if walking is None or walk is None:
        return WalkCircle(None, 0.0, 0.0, state.network_at)
    reach = reach_of(walk, minutes * 60.0)
    farthest_m = minutes * 60.0 * SPEED_M_S[pace] + BESIDE_M + CLOSING_M
    ground = reach_polygon(walk, reach, walking.snapper.barriers_near(xy, farthest_m))
    ring = to_lonlat(shapely.get_coordinates(ground))
    geometry = None if ground.is_empty else {"type": "Polygon", "coordinates": [ring]}
    return WalkCircle(geometry, reach.road_m, ground.area / 1e6, state.network_at)
