"""More blocks than the ground asks for: the weightiest cut on, for trials of plans with many blocks."""

import heapq

import numpy as np
import shapely
from numpy.typing import NDArray

from .block_barriers import owners_within
from .block_clusters import other_cuts
from .block_faces import faces_of
from .block_slivers import TINY_M2

Shapes = NDArray[np.object_]
Ints = NDArray[np.int64]
# As for cuts between houses: they end at a corner only where one is near.
_BESIDE_M, _CORNER_M = 0.5, 5.0
# So many gaps between houses are tried before a block is cut straight through its middle.
_TRIES = 3


def cut_finer(
    block: Shapes, community: Ints, place: NDArray[np.float64], households: Ints, count: int
) -> tuple[Shapes, Ints]:
    """The blocks (n,) cut on until there are `count` or nothing is left to cut, and the community of each.

    block: (n,) polygons, metres; place: (b, 2) and households (b,) of buildings. Weight is the share of the district's
    households and ground; the weightiest block is cut first, between houses where there is a gap, else across its
    longer side. Parts stay in the place of the block they come from. Neighbours may lack the new corners (share_joints).

    >>> field = np.array([shapely.box(0, 0, 400, 100)], dtype=object)
    >>> nobody = np.zeros((0, 2)), np.zeros(0, dtype=np.int64)
    >>> [round(part.area) for part in cut_finer(field, np.zeros(1, dtype=np.int64), *nobody, 3)[0]]
    [20000, 10000, 10000]
    """
    owner = owners_within(block, place)
    pile = _Pile(place, households, float(shapely.area(block).sum()))
    for origin, polygon in enumerate(block):
        pile.lay(polygon, origin, np.flatnonzero(owner == origin))
    while pile.heap and pile.count < count:
        pile.cut_heaviest()
    parts = pile.parts()
    origins = np.repeat(np.arange(len(block)), [len(parts[origin]) for origin in range(len(block))])
    return np.array([part for origin in range(len(block)) for part in parts[origin]]), community[origins]


class _Pile:
    """Blocks with what may still be cut on top, the heaviest first."""

    def __init__(self, place: NDArray[np.float64], households: Ints, ground_m2: float) -> None:
        self.place, self.households = place, households
        self.people, self.ground_m2 = max(1, int(households.sum())), ground_m2
        # Weight (negative: the heap's first is the smallest), place in the pile, block it comes from, polygon, homes.
        self.heap: list[tuple[float, int, int, shapely.Polygon, Ints]] = []
        self.whole: list[tuple[int, int, shapely.Polygon]] = []
        self.laid = 0

    @property
    def count(self) -> int:
        """How many blocks there are."""
        return len(self.heap) + len(self.whole)

    def lay(self, polygon: shapely.Polygon, origin: int, homes: Ints) -> None:
        """Put a block where its weight belongs."""
        weight = float(self.households[homes].sum()) / self.people + polygon.area / self.ground_m2
        self.laid += 1
        heapq.heappush(self.heap, (-weight, self.laid, origin, polygon, homes))

    def cut_heaviest(self) -> None:
        """Cut the heaviest block in parts, or put it aside where none can be made."""
        _, laid, origin, polygon, homes = heapq.heappop(self.heap)
        found = _halves(polygon, self.place[homes], self.households[homes])
        if len(found) < 2:
            self.whole.append((laid, origin, polygon))
            return
        home = owners_within(found, self.place[homes])
        for number, part in enumerate(found):
            self.lay(part, origin, homes[home == number])

    def parts(self) -> dict[int, list[shapely.Polygon]]:
        """The parts of each block, in the order they were made."""
        made: dict[int, list[shapely.Polygon]] = {}
        last = [(laid, origin, polygon) for _, laid, origin, polygon, _ in self.heap] + self.whole
        for _, origin, polygon in sorted(last, key=lambda one: one[0]):
            made.setdefault(origin, []).append(polygon)
        return made


def _halves(polygon: shapely.Polygon, place: NDArray[np.float64], households: Ints) -> Shapes:
    """The parts of a block along one cut; the block alone where none can be made that leaves no part tiny."""
    cuts = other_cuts(polygon, place, households) if (households > 0).sum() > 1 else iter(())
    tried = [(cut, _CORNER_M) for _, cut in zip(range(_TRIES), cuts, strict=False)]
    for cut, corner_m in [*tried, (_middle(polygon), 0.0)]:
        found = faces_of(polygon, cut, beside_m=_BESIDE_M, corner_m=corner_m)
        if len(found) > 1 and shapely.area(found).min() >= TINY_M2:
            return found
    return np.array([polygon], dtype=object)


def _middle(polygon: shapely.Polygon) -> Shapes:
    """The line through the middle of a block's box across its longer side, inside the block and a little beyond."""
    west, south, east, north = polygon.bounds
    x, y = (west + east) / 2, (south + north) / 2
    ends = [(x, south - 1), (x, north + 1)] if east - west > north - south else [(west - 1, y), (east + 1, y)]
    cut = shapely.intersection(shapely.LineString(ends), polygon.buffer(0.1))
    return np.array([line for line in shapely.get_parts(cut) if line.length > 0], dtype=object)
