"""Cutting one block along a drawn line without breaking the coverage: pieces, and neighbours with a corner more.

The ends of the cut lie on borders that neighbours share, and a place on the 1 cm grid is hardly ever exactly on them.
So all borders around are noded anew together; neighbours change by less than the grid, and never beyond it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely
from numpy.typing import NDArray

from .block_borders import outline_segments
from .block_noding import GRID_M

# PLANNER.md 5: what no cut may leave or do.
LEAST_PIECE_M2 = 1.0
MOST_CHANGE_M2 = 0.01
# An end this near to a corner of the block goes there.
SNAP_M = 0.5
# How far along the outline an end may slide to a place of the grid that lies well on it.
_SLIDE_M = 1.0


class CutWhy(StrEnum):
    """Why a block is not cut along a line."""

    MISSES = "cut_misses"
    SLIVER = "cut_sliver"
    BREAKS = "cut_breaks"


@dataclass(frozen=True)
class Cut:
    """pieces: two polygons or more that the block is replaced by; redrawn: neighbours (position → polygon) that changed.

    line: what was cut along, inside the block.
    """

    pieces: tuple[shapely.Polygon, ...]
    redrawn: dict[int, shapely.Polygon]
    line: shapely.LineString


def cut_block(
    block: shapely.Polygon,
    around: NDArray[np.object_],
    line: Sequence[tuple[float, float]],
) -> Cut | CutWhy:
    """What a block becomes when it is cut along a line, or why it cannot be.

    Parameters
    ----------
    block: the polygon, on a 1 cm grid in metres of MEASURE. around: (n,) blocks near it, at least all that touch it and
    all that touch these, a valid coverage together with it. line: two corners or more, metres of MEASURE; taken on
    straight beyond its ends as far as the block goes.

    Source: noding by snap rounding and polygonising (GEOS OverlayNG); PLANNER.md, what is known, 5.

    >>> low, high = shapely.box(0, 0, 100, 100), shapely.box(0, 100, 100, 200)
    >>> found = cut_block(low, np.array([high], dtype=object), [(40.0, -5.0), (40.0, 105.0)])
    >>> [piece.area for piece in found.pieces], [shape.area for shape in found.redrawn.values()]
    ([4000.0, 6000.0], [10000.0])
    """
    inside = _line_inside(block, np.asarray(line, dtype=np.float64))
    if inside is None:
        return CutWhy.MISSES
    beside = np.flatnonzero(shapely.distance(around, block) == 0)
    faces = _faces([block, *around[beside]], inside)
    owner = _owners(faces, [block, *around[beside]])
    pieces = tuple(sorted(faces[owner == 0], key=lambda one: one.bounds))
    if len(pieces) < 2:
        return CutWhy.MISSES
    if min(piece.area for piece in pieces) < LEAST_PIECE_M2:
        return CutWhy.SLIVER
    redrawn = _redrawn(faces, owner, around, beside)
    if redrawn is None or not _fits(block, around, pieces, redrawn):
        return CutWhy.BREAKS
    return Cut(pieces, redrawn, inside)


def _line_inside(block: shapely.Polygon, line: NDArray[np.float64]) -> shapely.LineString | None:
    """The part of the line that crosses the block where it was drawn, its ends on the outline; None without one."""
    steps = np.diff(line, axis=0)
    if len(line) < 2 or not np.hypot(*steps.T).all():
        return None
    reach = 2 * float(np.hypot(*np.ptp(np.array(block.bounds).reshape(2, 2), axis=0))) + 1
    ends = line[[0, -1]] + reach * np.array([-1, 1])[:, None] * _unit(steps[[0, -1]])
    long = shapely.LineString([ends[0], *line, ends[1]])
    drawn = shapely.LineString(line)
    parts = shapely.get_parts(shapely.intersection(long, block))
    crossing = [part for part in parts if part.geom_type == "LineString" and part.intersects(drawn)]
    if not crossing:
        return None
    longest = max(crossing, key=lambda part: float(part.intersection(drawn).length))
    return _snapped(longest, block)


def _unit(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    return steps / np.hypot(*steps.T)[:, None]


def _snapped(line: shapely.LineString, block: shapely.Polygon) -> shapely.LineString | None:
    """The line on the 1 cm grid; its ends at corners of the block where one is near, else on its outline."""
    points = _on_grid(shapely.get_coordinates(line))
    corners, points = shapely.get_coordinates(block), points.copy()
    for end in (0, -1):
        away = np.hypot(*(corners - points[end]).T)
        points[end] = corners[away.argmin()] if away.min() <= SNAP_M else _on_outline(points[end], block)
    points = points[np.append(True, (np.diff(points, axis=0) != 0).any(axis=1))]
    return shapely.LineString(points) if len(points) > 1 else None


def _on_grid(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.round(points / GRID_M) / round(1 / GRID_M), dtype=np.float64)


def _on_outline(end: NDArray[np.float64], block: shapely.Polygon) -> NDArray[np.float64]:
    """The place of the 1 cm grid within a metre along the outline that lies best on it, so that it hardly moves."""
    segments = outline_segments(np.array([block], dtype=object))
    lines = shapely.linestrings(np.stack([segments.low, segments.high], axis=1))
    nearest = int(shapely.distance(lines, shapely.Point(end)).argmin())
    low, step = segments.low[nearest], segments.high[nearest] - segments.low[nearest]
    length = float(np.hypot(*step))
    at = float((end - low) @ step) / length
    along = np.clip(at + np.arange(-_SLIDE_M, _SLIDE_M, GRID_M), SNAP_M, max(SNAP_M, length - SNAP_M))
    places = _on_grid(low + along[:, None] * step / length)
    off = np.abs(step[0] * (places - low)[:, 1] - step[1] * (places - low)[:, 0]) / length
    # Of places equally good the one where the line was drawn.
    return np.asarray(places[(off + 1e-6 * np.abs(along - at)).argmin()])


def _faces(polygons: list[shapely.Polygon], line: shapely.LineString) -> NDArray[np.object_]:
    """The faces between the outlines and the line, all noded on the 1 cm grid."""
    noded = shapely.union_all([*shapely.boundary(polygons), line], grid_size=GRID_M)
    return np.array(shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))), dtype=object)


def _owners(faces: NDArray[np.object_], polygons: list[shapely.Polygon]) -> NDArray[np.int64]:
    """(faces,) The polygon each face lies in, −1 for none."""
    owner = np.full(len(faces), -1, np.int64)
    face, own = shapely.STRtree(polygons).query(shapely.point_on_surface(faces), predicate="within")
    owner[face] = own
    return owner


def _redrawn(
    faces: NDArray[np.object_],
    owner: NDArray[np.int64],
    around: NDArray[np.object_],
    beside: NDArray[np.int64],
) -> dict[int, shapely.Polygon] | None:
    """The neighbours that got a new corner; None where one would fall apart or change by more than it may."""
    changed: dict[int, shapely.Polygon] = {}
    for place, position in enumerate(beside.tolist(), start=1):
        own = faces[owner == place]
        if not len(own):
            return None
        shape = shapely.coverage_union_all(own) if len(own) > 1 else own[0]
        before = around[position]
        if shape.geom_type != "Polygon" or shape.symmetric_difference(before).area > MOST_CHANGE_M2:
            return None
        if not shapely.equals_exact(shape, before, 0, normalize=True):
            changed[position] = shape
    return changed


def _fits(
    block: shapely.Polygon,
    around: NDArray[np.object_],
    pieces: tuple[shapely.Polygon, ...],
    redrawn: dict[int, shapely.Polygon],
) -> bool:
    """Whether everything is a coverage again, and the pieces are the block."""
    now = [*pieces, *(redrawn.get(place, shape) for place, shape in enumerate(around))]
    change = shapely.union_all(pieces).symmetric_difference(block).area
    return bool(shapely.coverage_is_valid(now)) and change <= MOST_CHANGE_M2 * max(1, len(redrawn))


def divided(count: int, shares: NDArray[np.float64]) -> list[int]:
    """A whole number divided by shares (n,) so that the parts are whole and add up to it (largest remainders).

    Equal parts where no share is positive.

    >>> divided(10, np.array([1.0, 1.0, 1.0]))
    [4, 3, 3]
    """
    total = float(shares.sum())
    exact = count * (shares / total if total > 0 else np.full(len(shares), 1 / len(shares)))
    whole = np.floor(exact).astype(np.int64)
    rest = np.argsort(-(exact - whole), kind="stable")[: count - int(whole.sum())]
    whole[rest] += 1
    return [int(one) for one in whole]
