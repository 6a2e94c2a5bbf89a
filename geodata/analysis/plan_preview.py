"""A division drawn before it is taken: what stays, what goes to another grid, what becomes a new one."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely
from numpy.typing import NDArray

from .block_graph import Ints

Shapes = NDArray[np.object_]


class Change(StrEnum):
    """What becomes of ground: it stays in its grid, goes to another one there is, or into a new one."""

    STAYS = "stays"
    OTHER = "other"
    NEW = "new"


@dataclass(frozen=True)
class Preview:
    """Ground by what becomes of it: shape (f,), change and the keys before and after; and the grids (g,) after."""

    shape: Shapes
    change: tuple[Change, ...]
    before: Ints
    after: Ints
    grid: Shapes
    key: Ints


def preview_of(block: Shapes, before: Ints, after: Ints, tolerance: float = 0.0) -> Preview:
    """The preview of a division; block: (n,) polygons that are a coverage. Keys of 0 and below are new grids.

    tolerance: corners that make less than a triangle of this side may go, in the unit of the blocks; shapes still fit
    to each other (coverage simplification, GEOS).

    >>> block = np.array([shapely.box(x, 0, x + 1, 1) for x in range(3)])
    >>> found = preview_of(block, np.array([5, 5, 5]), np.array([5, 5, 0]))
    >>> [change.value for change in found.change], [shape.area for shape in found.grid]
    (['new', 'stays'], [1.0, 2.0])
    """
    pairs, place = np.unique(np.column_stack([after, before]), axis=0, return_inverse=True)
    shape = _joined(block, place.reshape(-1))
    if tolerance > 0:
        shape = np.asarray(shapely.coverage_simplify(shape, tolerance))
    keys, of_key = np.unique(pairs[:, 0], return_inverse=True)
    change = tuple(
        Change.STAYS if old == new else Change.NEW if new <= 0 else Change.OTHER
        for new, old in pairs.tolist()
    )
    return Preview(shape, change, pairs[:, 1], pairs[:, 0], _joined(shape, of_key.reshape(-1)), keys)


def _joined(shape: Shapes, group: Ints) -> Shapes:
    """(groups,) The union of each group of a coverage."""
    order = np.argsort(group, kind="stable")
    parts = np.split(shape[order], np.flatnonzero(np.diff(group[order])) + 1)
    return np.array(
        [part[0] if len(part) == 1 else shapely.coverage_union_all(part) for part in parts], dtype=object
    )
