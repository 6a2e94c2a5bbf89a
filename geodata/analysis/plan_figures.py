"""What a planner watches of each grid: households, ground, shape, and how much of its border runs on roads or water."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.rules.block_borders import BARRIER

from .block_graph import BlockGraph
from .grid_pieces import Labels, members, pieces

# A border should follow what divides at least like a road, and a grid not be cut by what divides like a main road
# (PLANNER.md, live metrics).
FOLLOWED = BARRIER["road"]
CUTTING = BARRIER["main_road"]


@dataclass(frozen=True)
class GridFigures:
    """The figures of one grid of a plan.

    polsby_popper: 4π area / perimeter², 1 for a disc. followed: share of the border inside the community that runs
    on roads or water (None where all of its border is the community's). barriers_m: metres of main road, water or
    railway between blocks of the grid. pieces: 1 unless it falls apart. reock: share of the smallest circle around the grid
    that it fills (None where corners are not given).
    """

    key: int
    blocks: int
    households: int
    persons: int
    workplaces: int
    area_m2: float
    perimeter_m: float
    polsby_popper: float
    followed: float | None
    barriers_m: float
    pieces: int
    reock: float | None = None


def grid_figures(
    graph: BlockGraph,
    labels: Labels,
    grid: int,
    *,
    persons: NDArray[np.int32],
    workplaces: NDArray[np.int32],
    hulls: NDArray[np.object_] | None = None,
) -> GridFigures:
    """The figures of a grid from its blocks; lengths in metres and areas in m² of MEASURE.

    labels, persons, workplaces: (n,) of each block; hulls: (n,) the convex hull of each, for the circle around all.
    A perimeter is that of all blocks less twice the edges they share.

    Sources of the compactness: Polsby and Popper 1991; Reock 1961.
    """
    own = members(labels, grid)
    one, other = labels[graph.one] == grid, labels[graph.other] == grid
    inner, edge = one & other, one ^ other
    area = float(graph.area_m2[own].sum())
    perimeter = float(graph.perimeter_m[own].sum() - 2 * graph.length_m[inner].sum())
    cut = float(graph.length_m[edge].sum())
    followed = float(graph.length_m[edge & (graph.barrier >= FOLLOWED)].sum())
    return GridFigures(
        key=grid,
        blocks=len(own),
        households=int(graph.households[own].sum()),
        persons=int(persons[own].sum()),
        workplaces=int(workplaces[own].sum()),
        area_m2=area,
        perimeter_m=perimeter,
        polsby_popper=4 * np.pi * area / perimeter**2 if perimeter > 0 else 0.0,
        followed=followed / cut if cut > 0 else None,
        barriers_m=float(graph.length_m[inner & (graph.barrier >= CUTTING)].sum()),
        pieces=len(pieces(graph, own)),
        reock=None if hulls is None else _reock(area, hulls[own]),
    )


def _reock(area: float, hulls: NDArray[np.object_]) -> float:
    # One line through all corners: as round as the corners themselves, and made at once.
    radius = float(shapely.minimum_bounding_radius(shapely.linestrings(shapely.get_coordinates(hulls))))
    return area / (np.pi * radius**2) if radius > 0 else 0.0
