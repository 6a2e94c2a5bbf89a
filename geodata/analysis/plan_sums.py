"""What is summed for a grid of a plan from its blocks: work, people in care, walks to a room, the kind of ground."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.rules.small_numbers import rounded_to_five

from .block_graph import Floats, Ints
from .grid_pieces import Labels

# A block may hold more than a hundred households only where a single building does.
_HEAVY = 100


@dataclass(frozen=True)
class BlockSums:
    """Counts (n,) of each block; served: −1 where no walks are known. grid_type: (n,) the kind of ground of each."""

    events: Ints
    workload: Floats
    subjects: Ints
    served: Ints
    homes: Ints
    shops: Ints
    grid_type: Sequence[str]


@dataclass(frozen=True)
class GridSums:
    """The sums of one grid.

    events: of a year; workload: weighted by SLA class. subjects: rounded to five, None where there are one to four.
    served: share of persons within fifteen minutes' walk of a service room (None where unknown or nobody lives).
    main_type, homogeneity: the kind of ground most households live on, and their share (of ground where nobody lives).
    heavy: blocks above 100 households; one_building: how many of these are a single building that cannot be cut.
    """

    events: int
    workload: float
    subjects: int | None
    served: float | None
    shops: int
    main_type: str
    homogeneity: float
    heavy: int
    one_building: int


def grid_sums(
    sums: BlockSums, labels: Labels, grid: int, *, households: Floats, persons: NDArray[np.int32]
) -> GridSums:
    """The sums of a grid; labels, households, persons: (n,) of each block.

    >>> ones = np.ones(2, dtype=np.int64)
    >>> sums = BlockSums(ones * 3, ones * 4.5, ones * 4, ones * 60, ones, ones, ["agricultural", "urban_general"])
    >>> found = grid_sums(sums, np.array([7, 7], dtype=np.int32), 7, households=np.array([30.0, 10.0]),
    ...                   persons=np.array([90, 60], dtype=np.int32))
    >>> found.events, found.subjects, found.served, found.main_type, found.homogeneity
    (6, 10, 0.8, 'agricultural', 0.75)
    """
    own = labels == grid
    lived = households[own]
    people = int(persons[own].sum())
    served = sums.served[own]
    known = people > 0 and bool((served >= 0).all())
    main_type, share = _main(np.asarray(sums.grid_type)[own], lived)
    heavy = lived > _HEAVY
    return GridSums(
        events=int(sums.events[own].sum()),
        workload=round(float(sums.workload[own].sum()), 1),
        subjects=shown_subjects(int(sums.subjects[own].sum())),
        served=min(1.0, float(served.sum()) / people) if known else None,
        shops=int(sums.shops[own].sum()),
        main_type=main_type,
        homogeneity=share,
        heavy=int(heavy.sum()),
        one_building=int((sums.homes[own][heavy] <= 1).sum()),
    )


def shown_subjects(count: int) -> int | None:
    """A count of people in care as it may be shown: to five, and none at all for one to four.

    >>> shown_subjects(0), shown_subjects(4), shown_subjects(12)
    (0, None, 10)
    """
    return None if 0 < count < 5 else rounded_to_five(count)


def _main(kinds: NDArray[np.str_], lived: Floats) -> tuple[str, float]:
    """The kind with most households, and its share; by number of blocks where nobody lives."""
    weight = lived if lived.sum() > 0 else np.ones(len(lived))
    names, place = np.unique(kinds, return_inverse=True)
    counted = np.bincount(place.reshape(-1), weight)
    best = int(np.argmax(counted))
    return str(names[best]), float(counted[best] / counted.sum())
