"""Where to cut a block that holds too many households: through the widest gap between their buildings."""

from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# A cut leaves each side at least this share of the households, where there is such a gap.
_LEAST_SHARE = 0.3
_DIRECTIONS = 6
# Where the best cut cannot be made, gaps are looked for in so many directions.
_OTHER_DIRECTIONS = 12
_JUT_M = 0.1


def cluster_cuts(block: shapely.Polygon, place: Floats, households: Ints, most: int) -> Shapes:
    """(c,) Straight cuts through a block with more than `most` households in two buildings or more; none otherwise.

    place: (b, 2) of its buildings, metres. A cut runs through the middle of the widest gap, seen from six directions,
    that leaves both sides three tenths of the households or more; without one, through the gap nearest to the middle.
    What is still too heavy is cut again.
    """
    lived_in = households > 0
    return np.array(
        _cuts(block, place[lived_in], households[lived_in].astype(np.float64), most), dtype=object
    )


def _cuts(block: shapely.Geometry, place: Floats, weight: Floats, most: int) -> list[shapely.Geometry]:
    """Cuts through one block, the first one first, until each side is light enough or a single place."""
    line = _line(place, weight) if weight.sum() > most else None
    if line is None:
        return []
    across, offset = line
    found = _pieces(block, across, offset)
    middle, along = _frame(block, across)
    foot = middle + across * (offset - middle @ across)
    for sign in (-1, 1):
        far = foot + sign * across * np.hypot(*along)
        side = shapely.Polygon([foot - along, foot + along, far + along, far - along])
        own = sign * (place @ across - offset) > 0
        found += _cuts(shapely.intersection(block, side), place[own], weight[own], most)
    return found


def _pieces(block: shapely.Geometry, across: Floats, offset: float) -> list[shapely.Geometry]:
    """The parts of one straight line through a block."""
    middle, along = _frame(block, across)
    foot = middle + across * (offset - middle @ across)
    # A little longer than the block, so that rounding leaves no gap; what juts out is a dead end and goes.
    cut = shapely.intersection(shapely.LineString([foot - along, foot + along]), block.buffer(_JUT_M))
    return [piece for piece in shapely.get_parts(cut).tolist() if shapely.length(piece) > 0]


def other_cuts(block: shapely.Polygon, place: Floats, households: Ints) -> Iterator[Shapes]:
    """Cuts (c,) through every gap between the buildings of a block, seen from twelve directions, the best gap first.

    For a block whose best cut cannot be made: it runs through a neck too narrow for it, or meets the outline badly.
    """
    lived_in = households > 0
    place, weight = place[lived_in], households[lived_in].astype(np.float64)
    gaps: list[tuple[bool, float, int, float]] = []
    for turn in range(_OTHER_DIRECTIONS):
        at, worth, even = _gaps(place @ _across(turn), weight)
        for one in np.flatnonzero(worth > 0).tolist():
            gaps.append((bool(even[one]), float(worth[one]), turn, float((at[one] + at[one + 1]) / 2)))
    for _, _, turn, offset in sorted(gaps, key=lambda gap: (not gap[0], -gap[1], gap[2], gap[3])):
        yield np.array(_pieces(block, _across(turn), offset), dtype=object)


def _across(turn: int) -> Floats:
    angle = turn * np.pi / _OTHER_DIRECTIONS
    return np.array([np.cos(angle), np.sin(angle)])


def _gaps(position: Floats, weight: Floats) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Positions in order, what each gap between them is worth (0: none), and whether both sides get enough."""
    order = np.argsort(position, kind="stable")
    at, before = position[order], np.cumsum(weight[order])[:-1] / weight.sum()
    gap, share = np.diff(at), np.minimum(before, 1 - before)
    even = share >= _LEAST_SHARE
    return at, np.where(gap > 0.5, np.where(even, gap, share), 0.0), even


def _frame(block: shapely.Geometry, across: Floats) -> tuple[Floats, Floats]:
    """The middle of a block's box, and a step along the cut that leads out of it."""
    west, south, east, north = block.bounds
    reach = 2 * np.hypot(east - west, north - south)
    return np.array([(west + east) / 2, (south + north) / 2]), np.array([-across[1], across[0]]) * reach


def _line(place: Floats, weight: Floats) -> tuple[Floats, float] | None:
    """The direction across the best cut and its offset; None where all buildings stand at one place."""
    best: tuple[tuple[bool, float], Floats, float] | None = None
    for angle in np.arange(_DIRECTIONS) * np.pi / _DIRECTIONS:
        across = np.array([np.cos(angle), np.sin(angle)])
        found = _widest_gap(place @ across, weight)
        if found is not None and (best is None or found[0] > best[0]):
            best = found[0], across, found[1]
    return None if best is None else (best[1], best[2])


def _widest_gap(position: Floats, weight: Floats) -> tuple[tuple[bool, float], float] | None:
    """How good the best gap along one direction is, and its middle; None where there is no gap."""
    order = np.argsort(position, kind="stable")
    at, before = position[order], np.cumsum(weight[order])[:-1] / weight.sum()
    gap = np.diff(at)
    if not (gap > 0.5).any():
        return None
    share = np.minimum(before, 1 - before)
    even = (share >= _LEAST_SHARE) & (gap > 0.5)
    worth = np.where(even, gap, -1.0) if even.any() else np.where(gap > 0.5, share, -1.0)
    widest = int(np.argmax(worth))
    return (bool(even.any()), float(round(worth[widest], 3))), float((at[widest] + at[widest + 1]) / 2)
