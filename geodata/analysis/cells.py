"""Equal square cells in the measuring CRS, the events counted in them, and the sums over windows of cells.

Arrays of cells have the shape (rows, columns); row 0 is the southernmost, column 0 the westernmost.
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Number = TypeVar("Number", np.int64, np.float64)
Box = tuple[float, float, float, float]

# Outside this many spans of the middle 98 % a place is a slip of the pen and would only widen the map.
FAR_SPANS = 0.5


@dataclass(frozen=True)
class CellGrid:
    """Square cells of cell_m metres from the corner (west, south), in metres of the measuring CRS."""

    west: float
    south: float
    cell_m: float
    rows: int
    columns: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rows, self.columns

    def box_of(self, row: int, column: int, side: int = 1) -> Box:
        """West, south, east, north (metres) of the square of side x side cells whose south-west cell is this one."""
        west, south = self.west + column * self.cell_m, self.south + row * self.cell_m
        return west, south, west + side * self.cell_m, south + side * self.cell_m

    def centres(self) -> Floats:
        """The middle of each cell in row order, (rows * columns, 2) metres."""
        x = self.west + (np.arange(self.columns) + 0.5) * self.cell_m
        y = self.south + (np.arange(self.rows) + 0.5) * self.cell_m
        return np.column_stack([np.tile(x, self.rows), np.repeat(y, self.columns)])


def cover(bounds: Box, cell_m: float, offset: tuple[float, float] = (0.0, 0.0)) -> CellGrid:
    """The grid of cells over bounds, its lines on whole multiples of the cell (plus offset) whatever the bounds.

    Parameters
    ----------
    bounds : xmin, ymin, xmax, ymax in metres of the measuring CRS.
    cell_m : side of a cell, metres.
    offset : east and north, shares of a cell from 0 to 1.

    Raises
    ------
    ValueError : when cell_m is not positive or bounds are no box.

    >>> cover((120, 40, 900, 480), 250).shape, cover((120, 40, 900, 480), 250, (0.5, 0.5)).west
    ((2, 4), -125.0)
    """
    if not cell_m > 0 or bounds[2] < bounds[0] or bounds[3] < bounds[1]:
        raise ValueError(f"cell {cell_m} m must be positive and {bounds} a box")
    start = np.array(offset) * cell_m
    low = np.floor((np.array(bounds[:2]) - start) / cell_m)
    high = np.floor((np.array(bounds[2:]) - start) / cell_m) + 1
    columns, rows = (int(n) for n in high - low)
    west, south = (float(at) for at in low * cell_m + start)
    return CellGrid(west, south, cell_m, rows, columns)


def locate(points: Floats, grid: CellGrid) -> Integers:
    """The cell of each point as row * columns + column, -1 outside the grid.

    points : (n, 2) metres in the measuring CRS; rows with nan are outside.

    >>> locate(np.array([[10.0, 10.0], [260.0, 10.0], [-5.0, 0.0]]), CellGrid(0, 0, 250, 2, 2)).tolist()
    [0, 1, -1]
    """
    at = np.floor((points - [grid.west, grid.south]) / grid.cell_m)
    inside = np.all((at >= 0) & (at < [grid.columns, grid.rows]), axis=1)
    column, row = np.where(inside[:, None], at, 0).astype(np.int64).T
    return np.where(inside, row * grid.columns + column, -1)


def count_cells(points: Floats, grid: CellGrid) -> Integers:
    """How many points (n, 2) lie in each cell, (rows, columns); points outside are left out.

    >>> count_cells(np.array([[10.0, 10.0], [20.0, 20.0], [260.0, 300.0]]), CellGrid(0, 0, 250, 2, 2)).tolist()
    [[2, 0], [0, 1]]
    """
    cell = locate(points, grid)
    return np.bincount(cell[cell >= 0], minlength=grid.rows * grid.columns).reshape(grid.shape)


def square_sums(values: NDArray[Number], side: int) -> NDArray[Number]:
    """The sum over each side x side square that lies wholly inside, by its south-west cell.

    values : (..., rows, columns); the answer has side - 1 rows and columns less. Integers stay exact.

    >>> square_sums(np.ones((3, 4), dtype=int), 2).tolist()
    [[4, 4, 4], [4, 4, 4]]
    """
    return squares_of(corner_sums(values), side)


def corner_sums(values: NDArray[Number]) -> NDArray[Number]:
    """The sum over all cells south and west of each corner, (..., rows + 1, columns + 1).

    Source: summed-area tables, Crow (1984).

    >>> corner_sums(np.array([[1, 2], [3, 4]])).tolist()
    [[0, 0, 0], [0, 1, 3], [0, 4, 10]]
    """
    total: NDArray[Number] = np.zeros(
        (*values.shape[:-2], values.shape[-2] + 1, values.shape[-1] + 1), dtype=values.dtype
    )
    np.cumsum(np.cumsum(values, axis=-2), axis=-1, out=total[..., 1:, 1:])
    return total


def squares_of(corners: NDArray[Number], side: int) -> NDArray[Number]:
    """The sums over side x side squares of cells, from `corner_sums` of the cells.

    >>> squares_of(corner_sums(np.array([[1, 2], [3, 4]])), 1).tolist()
    [[1, 2], [3, 4]]
    """
    made: NDArray[Number] = (
        corners[..., side:, side:]
        - corners[..., :-side, side:]
        - corners[..., side:, :-side]
        + corners[..., :-side, :-side]
    )
    return made


def window_sums(values: NDArray[Number], radius: int) -> NDArray[Number]:
    """The sum over each cell's window of (2 radius + 1)² cells, fewer at the border; same shape as values.

    >>> window_sums(np.ones((3, 3), dtype=int), 1).tolist()
    [[4, 6, 4], [6, 9, 6], [4, 6, 4]]
    """
    around = [(0, 0)] * (values.ndim - 2) + [(radius, radius)] * 2
    return square_sums(np.pad(values, around), 2 * radius + 1)


def study_bounds(points: Floats) -> Box:
    """The box (metres) that events are studied in: that of all points, without the few that lie far from the rest.

    points : (n, 2) metres, n > 0.

    >>> study_bounds(np.array([[0.0, 0.0], [1000.0, 800.0], [500.0, 400.0]]))
    (0.0, 0.0, 1000.0, 800.0)
    """
    low, high = np.quantile(points, [0.01, 0.99], axis=0)
    reach = FAR_SPANS * (high - low)
    near = points[np.all((points >= low - reach) & (points <= high + reach), axis=1)]
    (west, south), (east, north) = near.min(axis=0), near.max(axis=0)
    return float(west), float(south), float(east), float(north)
