"""The figures a division is judged by, worked out from the division alone."""

from dataclasses import dataclass

import numpy as np

from geodata.rules.household_limits import Band

from .block_graph import BlockGraph, Floats, Ints, extra_pieces
from .suggest_state import home_of_each


@dataclass(frozen=True)
class GridFigures:
    """One row for each grid: (k,) households, area and outline."""

    households: Floats
    area_m2: Floats
    perimeter_m: Floats

    @property
    def polsby_popper(self) -> Floats:
        """(k,) 4 π area / outline², 1 for a circle."""
        return 4 * np.pi * self.area_m2 / np.maximum(self.perimeter_m, 1e-9) ** 2


@dataclass(frozen=True)
class DivisionFigures:
    """grids: how many. in_band: share of grids in the band. mad: mean share by which a grid misses the target.

    polsby_popper: mean. cut_m: length of borders between grids (not of the outline); along_barrier: share of it on
    barriers. moved: households that leave the grid most of its people stay in, None without present grids.
    """

    grids: int
    in_band: float
    mad: float
    polsby_popper: float
    cut_m: float
    along_barrier: float
    extra_pieces: int
    nesting_violations: int
    moved: float | None


def figures_of_grids(graph: BlockGraph, label: Ints) -> GridFigures:
    """Households, area and outline of every grid 0 … max(label)."""
    count = int(label.max(initial=-1)) + 1
    within = label[graph.one] == label[graph.other]
    inside = np.bincount(label[graph.one[within]], graph.length_m[within], count)
    households, area, outline = (
        np.bincount(label, values, count).astype(np.float64)
        for values in (graph.households, graph.area_m2, graph.perimeter_m)
    )
    return GridFigures(households, area, outline - 2 * inside)


def figures_of_division(
    graph: BlockGraph, label: Ints, band: Band, target: float, present: Ints | None = None
) -> DivisionFigures:
    """The figures of a division (n,) 0 … k−1."""
    each = figures_of_grids(graph, label)
    apart = label[graph.one] != label[graph.other]
    cut = float(graph.length_m[apart].sum())
    pairs = np.unique(np.column_stack([label, graph.parent]), axis=0)
    inside = (each.households >= band.low - 1e-9) & (each.households <= band.high + 1e-9)
    return DivisionFigures(
        grids=len(each.households),
        in_band=float(inside.mean()),
        mad=float(np.abs(each.households / target - 1).mean()),
        polsby_popper=float(each.polsby_popper.mean()),
        cut_m=cut,
        along_barrier=float((graph.length_m * graph.barrier)[apart].sum()) / cut if cut else 0.0,
        extra_pieces=extra_pieces(graph, label),
        nesting_violations=len(pairs) - len(each.households),
        moved=None if present is None else households_moved(graph.households, label, present),
    )


def households_moved(households: Floats, label: Ints, present: Ints) -> float:
    """How many households change grid when each present grid goes on as the new one that takes most of it from it.

    A new grid can go on only from the present grid most of its households come from (it cannot be two old ones).

    >>> households_moved(np.array([10.0, 5.0, 5.0]), np.array([0, 0, 1]), np.array([0, 0, 0]))
    5.0
    """
    home = home_of_each(label, present, households, int(label.max()) + 1)
    stays = present == home[label]
    width = int(label.max()) + 1
    shared = np.bincount(
        (present * width + label)[stays], households[stays], (int(present.max()) + 1) * width
    )
    return float(households.sum() - shared.reshape(-1, width).max(axis=1).sum())
