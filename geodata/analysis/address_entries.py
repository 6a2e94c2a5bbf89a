"""The places an address can be matched to, as columns: buildings, service points, roads, place names, areas."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

BUILDING, POINT, ROAD, PLACE, AREA = "building", "point", "road", "place", "area"


@dataclass(frozen=True)
class Gazetteer:
    """One row per place; all columns have the same length (n,).

    kind: BUILDING … AREA. key: id in its table (a road: the lowest of its pieces). name, address: texts, '' where
    none. x_m, y_m: anchor, metres in MEASURE. radius_m: how far the place reaches from its anchor. shape: lines of
    roads and polygons of areas (shapely, MEASURE), None elsewhere. level: of areas, '' elsewhere.
    aliases: other name → name in use.
    """

    kind: NDArray[np.str_]
    key: NDArray[np.int64]
    name: list[str]
    address: list[str]
    x_m: NDArray[np.float64]
    y_m: NDArray[np.float64]
    radius_m: NDArray[np.float64]
    shape: NDArray[np.object_]
    level: list[str]
    aliases: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.name)


def make_gazetteer(rows: list[dict[str, Any]], aliases: Mapping[str, str] | None = None) -> Gazetteer:
    """Entries from rows with kind, key, name, address, x_m, y_m, radius_m, shape, level; missing ones are empty.

    Parameters: rows, coordinates in metres of MEASURE; aliases, other name → name. Returns: Gazetteer.
    Source: none, a change of form.

    >>> len(make_gazetteer([{"kind": "building", "key": 1, "address": "青莲路8号", "x_m": 5.0, "y_m": 6.0}]))
    1
    """
    shapes = np.empty(len(rows), dtype=object)
    shapes[:] = [row.get("shape") for row in rows]
    return Gazetteer(
        kind=np.array([row["kind"] for row in rows], dtype="<U8"),
        key=np.array([row.get("key", 0) for row in rows], dtype=np.int64),
        name=[row.get("name") or "" for row in rows],
        address=[row.get("address") or "" for row in rows],
        x_m=np.array([row["x_m"] for row in rows], dtype=float),
        y_m=np.array([row["y_m"] for row in rows], dtype=float),
        radius_m=np.array([row.get("radius_m") or 0.0 for row in rows], dtype=float),
        shape=shapes,
        level=[row.get("level") or "" for row in rows],
        aliases=dict(aliases or {}),
    )
