"""What the walking network is made from, as arrays: roads, barriers, buildings and service points."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.analysis.walking_lines import WalkLines
from geodata.sql import rows

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class WalkSource:
    """Walkable lines with the ids of their roads, and barriers; digest: of all of it."""

    lines: WalkLines
    road_id: Ints
    barriers: NDArray[np.object_]
    digest: str


@dataclass(frozen=True)
class WalkPlaces:
    """Ids and places, metres of MEASURE (n, 2), by id; digest: of all of it."""

    id: Ints
    xy: Floats
    digest: str


def walk_source() -> WalkSource:
    """Roads and barriers as they are now (2 statements)."""
    found = rows("list_walk_roads")
    line = _shapes(found)
    lines = WalkLines.of(
        line,
        stairs=np.array([row["stairs"] for row in found], bool),
        level=np.array([row["level"] for row in found], np.int64),
        slope=np.array([row["slope"] for row in found], float),
    )
    barriers = walk_barriers()
    ids = np.array([row["id"] for row in found], np.int64)
    parts = (ids.tobytes(), lines.stairs.tobytes(), lines.level.tobytes(), lines.slope.tobytes())
    shapes = (bytes(row["outline"]) for row in found)
    walls = (shapely.to_wkb(shape) for shape in barriers)
    return WalkSource(lines, ids, barriers, _digest(*parts, *shapes, *walls))


def walk_barriers() -> NDArray[np.object_]:
    """What nobody walks across off the roads, metres of MEASURE (1 statement)."""
    return _shapes(rows("list_walk_barriers"))


def walk_buildings() -> WalkPlaces:
    """Where buildings stand (1 statement)."""
    (found,) = rows("list_walk_buildings")
    ids = np.array(found["ids"] or [], np.int64)
    xy = np.column_stack([np.array(found["xs"] or [], float), np.array(found["ys"] or [], float)])
    return WalkPlaces(ids, xy, _digest(ids.tobytes(), xy.tobytes()))


def _shapes(found: list[dict[str, Any]]) -> NDArray[np.object_]:
    return np.asarray(shapely.from_wkb([bytes(row["outline"]) for row in found]), dtype=object).reshape(-1)


def _digest(*parts: bytes) -> str:
    made = sha256()
    for part in parts:
        made.update(part)
    return made.hexdigest()[:32]


def points_digest(ids: Ints, xy: Floats) -> str:
    """A digest of points and where they lie."""
    return _digest(ids.tobytes(), np.round(xy, 2).tobytes())
