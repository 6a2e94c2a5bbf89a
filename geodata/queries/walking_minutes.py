"""Minutes to the nearest point for every lived-in building, in square cells and one by one: what a map is coloured by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.queries.walking_coverage import check_viewer
from geodata.rules.viewer import Viewer
from geodata.sql import rows

# Cells of this zoom's tiles are 153 m wide at the equator, about 138 m in Kunming.
CELL_ZOOM = 18
_HALF_WORLD = 20037508.342789244
# Minutes of those that reach nothing, and of those that walk longer.
NOT_REACHED = 99


@dataclass(frozen=True)
class HomeMinutes:
    """Buildings in the order of their cells: x, y, number: of the cells; id, adult, elderly: of the buildings, whole minutes."""

    x: NDArray[np.int64]
    y: NDArray[np.int64]
    number: NDArray[np.int64]
    id: NDArray[np.int64]
    adult: NDArray[np.int64]
    elderly: NDArray[np.int64]


def home_minutes(viewer: Viewer, kind: str, below: str = "") -> HomeMinutes:
    """Minutes of every lived-in building below an area's code (1 statement). Raises NotFound for other roles."""
    check_viewer(viewer)
    (found,) = rows("list_walk_home_minutes", kind=kind, below=below)
    ids = np.array(found["ids"] or [], np.int64)
    x, y, adult, elderly = (np.array(found[name] or [], float) for name in ("xs", "ys", "adult", "elderly"))
    side = 2 * _HALF_WORLD / 2**CELL_ZOOM
    column = np.floor((x + _HALF_WORLD) / side).astype(np.int64)
    row = np.floor((_HALF_WORLD - y) / side).astype(np.int64)
    order = np.lexsort((ids, row, column))
    cells, number = np.unique(np.column_stack([column, row]), axis=0, return_counts=True)
    return HomeMinutes(
        cells[:, 0],
        cells[:, 1],
        number,
        ids[order],
        whole_minutes(adult[order]),
        whole_minutes(elderly[order]),
    )


def whole_minutes(seconds: NDArray[np.float64]) -> NDArray[np.int64]:
    """Minutes rounded up, at least 1; NOT_REACHED for longer walks and none. A walk within n minutes has at most n.

    >>> whole_minutes(np.array([0.0, 900.0, 900.1, np.inf])).tolist()
    [1, 15, 16, 99]
    """
    # Stored seconds have two decimals: a hair above a whole minute is that minute.
    return np.clip(np.ceil((seconds - 0.005) / 60.0), 1, NOT_REACHED).astype(np.int64)
