"""Square blocks in rows and columns, as polygons and as a graph."""

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.analysis.block_borders import shared_borders
from geodata.analysis.block_graph import BlockGraph


def squares(rows: int, columns: int, side: float = 100.0) -> NDArray[np.object_]:
    """rows × columns squares, row by row from the south-west."""
    y, x = np.divmod(np.arange(rows * columns), columns)
    return shapely.box(x * side, y * side, (x + 1) * side, (y + 1) * side)


def graph_of(
    polygon: NDArray[np.object_],
    households: NDArray[np.float64] | list[float],
    parent: NDArray[np.int64] | None = None,
) -> BlockGraph:
    """The graph of polygons of a valid coverage, without barriers."""
    borders = shared_borders(polygon)
    return BlockGraph(
        np.asarray(households, dtype=np.float64),
        shapely.area(polygon),
        shapely.length(polygon),
        shapely.get_coordinates(shapely.centroid(polygon)),
        np.zeros(len(polygon), dtype=np.int64) if parent is None else parent,
        borders.one,
        borders.other,
        borders.length_m,
        np.zeros(len(borders.one)),
    )
