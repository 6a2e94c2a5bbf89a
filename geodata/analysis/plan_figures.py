"""What a planner watches of each grid: households, ground, shape, and how much of its border runs on roads or water."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .plan_ground import Labels, PlanGround, members, pieces

# What a border should follow (PLANNER.md, live metrics).
FOLLOWED = frozenset({"road", "main_road", "water", "rail"})
# What a grid should not be cut by.
BARRIERS = frozenset({"main_road", "water", "rail"})


@dataclass(frozen=True)
class BlockShapes:
    """Ground and edges of blocks.

    area_m2, perimeter_m, persons, workplaces: (n,). borders: (m, 2) blocks that touch; lengths_m: (m,); kinds: m words.
    """

    area_m2: NDArray[np.float64]
    perimeter_m: NDArray[np.float64]
    persons: NDArray[np.int32]
    workplaces: NDArray[np.int32]
    borders: NDArray[np.int64]
    lengths_m: NDArray[np.float64]
    kinds: Sequence[str]


@dataclass(frozen=True)
class GridFigures:
    """The figures of one grid of a plan.

    polsby_popper: 4π area / perimeter², 1 for a disc. followed: share of the border inside the community that runs
    on roads or water (None where all of its border is the community's). barriers_m: metres of main road, water or
    railway between blocks of the grid. pieces: 1 unless it falls apart.
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


def grid_figures(ground: PlanGround, labels: Labels, shapes: BlockShapes, grid: int) -> GridFigures:
    """The figures of a grid from its blocks; lengths in metres and areas in m² of MEASURE.

    A perimeter is that of all blocks less twice the edges they share.

    Source of the compactness: Polsby and Popper 1991.
    """
    own = members(labels, grid)
    inside = labels[shapes.borders] == grid
    inner, edge = inside.all(axis=1), inside.any(axis=1) & ~inside.all(axis=1)
    area = float(shapes.area_m2[own].sum())
    perimeter = float(shapes.perimeter_m[own].sum() - 2 * shapes.lengths_m[inner].sum())
    kinds = np.array(shapes.kinds, dtype=object)
    cut = float(shapes.lengths_m[edge].sum())
    on_lines = float(shapes.lengths_m[edge & _among(kinds, FOLLOWED)].sum())
    return GridFigures(
        key=grid,
        blocks=len(own),
        households=int(ground.households[own].sum()),
        persons=int(shapes.persons[own].sum()),
        workplaces=int(shapes.workplaces[own].sum()),
        area_m2=area,
        perimeter_m=perimeter,
        polsby_popper=4 * np.pi * area / perimeter**2 if perimeter > 0 else 0.0,
        followed=on_lines / cut if cut > 0 else None,
        barriers_m=float(shapes.lengths_m[inner & _among(kinds, BARRIERS)].sum()),
        pieces=len(pieces(ground, own)),
    )


def _among(kinds: NDArray[np.object_], wanted: frozenset[str]) -> NDArray[np.bool_]:
    return np.array([kind in wanted for kind in kinds], dtype=bool)
