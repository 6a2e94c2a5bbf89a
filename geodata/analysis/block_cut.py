"""Cutting one block along a drawn line without breaking the coverage: pieces, and neighbours with a corner more.

The ends of the cut lie on borders that neighbours share, and a place on the 1 cm grid is hardly ever exactly on them.
So the end slides to the place of the grid that lies best on the border, and the neighbour gets the same corner; nothing
else of it changes. Noding all borders anew would move corners that lie near other borders (0.01 to 0.2 m² in the town).
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

    line: what was cut along, from the first border to the last (on through holes of the block).
    """

    pieces: tuple[shapely.Polygon, ...]
    redrawn: dict[int, shapely.Polygon]
    line: shapely.LineString


@dataclass(frozen=True)
class _Corner:
    """A new corner on the straight piece of an outline between two others (ends in ascending order)."""

    low: tuple[float, float]
    high: tuple[float, float]
    place: tuple[float, float]


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

    Source: polygonising the outline and the line; limits of PLANNER.md, what is known, 5.

    >>> low, high = shapely.box(0, 0, 100, 100), shapely.box(0, 100, 100, 200)
    >>> found = cut_block(low, np.array([high], dtype=object), [(40.0, -5.0), (40.0, 105.0)])
    >>> [piece.area for piece in found.pieces], [shape.area for shape in found.redrawn.values()]
    ([4000.0, 6000.0], [10000.0])
    """
    crossing = _crossings(block, np.asarray(line, dtype=np.float64))
    if not crossing:
        return CutWhy.MISSES
    drawn = _band(line)
    longest = max(crossing, key=lambda part: float(part.intersection(drawn).length))
    inside, corners, pieces = _cut_along(block, [longest])
    if len(pieces) < 2:  # into a hole and no further: on to the other side
        inside, corners, pieces = _cut_along(block, crossing)
    if len(pieces) < 2:
        return CutWhy.MISSES
    if min(piece.area for piece in pieces) < LEAST_PIECE_M2:
        return CutWhy.SLIVER
    redrawn = _redrawn(around, corners)
    if not _fits(block, around, pieces, redrawn):
        return CutWhy.BREAKS
    return Cut(pieces, redrawn, inside)


def _crossings(block: shapely.Polygon, line: NDArray[np.float64]) -> list[shapely.LineString]:
    """The parts of the line that cross the block where it was drawn, in the order of the line."""
    steps = np.diff(line, axis=0)
    if len(line) < 2 or not np.hypot(*steps.T).all():
        return []
    drawn = _band(line)
    reach = 2 * float(np.hypot(*np.ptp(np.array(block.bounds).reshape(2, 2), axis=0))) + 1
    ends = line[[0, -1]] + reach * np.array([-1, 1])[:, None] * _unit(steps[[0, -1]])
    long = shapely.LineString([ends[0], *line, ends[1]])
    parts = shapely.get_parts(shapely.intersection(long, block))
    crossing = [part for part in parts if part.geom_type == "LineString" and part.intersects(drawn)]
    return sorted(crossing, key=lambda part: float(long.project(part.interpolate(0.5, normalized=True))))


def _band(line: Sequence[tuple[float, float]] | NDArray[np.float64]) -> shapely.Polygon:
    """The drawn line as wide as the grid: parts of a longer line lie beside it by rounding."""
    return shapely.buffer(shapely.LineString(line), GRID_M)


def _cut_along(
    block: shapely.Polygon, parts: list[shapely.LineString]
) -> tuple[shapely.LineString, list[_Corner], tuple[shapely.Polygon, ...]]:
    """The parts snapped and joined to one line, the corners their ends add, and the pieces they cut the block into."""
    snapped = [found for part in parts if (found := _snapped(part, block)) is not None]
    if not snapped:
        return shapely.LineString(), [], ()
    corners = [corner for _, added in snapped for corner in added]
    whole = shapely.LineString(np.vstack([shapely.get_coordinates(line) for line, _ in snapped]))
    return whole, corners, _pieces(_with_corners(block, corners), [line for line, _ in snapped])


def _unit(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    return steps / np.hypot(*steps.T)[:, None]


def _snapped(
    line: shapely.LineString, block: shapely.Polygon
) -> tuple[shapely.LineString, list[_Corner]] | None:
    """The line on the 1 cm grid; its ends at corners of the block where one is near, else at new ones of its outline."""
    points = _on_grid(shapely.get_coordinates(line)).copy()
    known, added = shapely.get_coordinates(block), []
    for end in (0, -1):
        away = np.hypot(*(known - points[end]).T)
        if away.min() <= SNAP_M:
            points[end] = known[away.argmin()]
        else:
            added.append(_on_outline(points[end], block))
            points[end] = added[-1].place
    points = points[np.append(True, (np.diff(points, axis=0) != 0).any(axis=1))]
    return (shapely.LineString(points), added) if len(points) > 1 else None


def _on_grid(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.round(points / GRID_M) / round(1 / GRID_M), dtype=np.float64)


def _on_outline(end: NDArray[np.float64], block: shapely.Polygon) -> _Corner:
    """The place of the 1 cm grid within a metre along the outline that lies best on it, so that it hardly moves."""
    segments = outline_segments(np.array([block], dtype=object))
    lines = shapely.linestrings(np.stack([segments.low, segments.high], axis=1))
    nearest = int(shapely.distance(lines, shapely.Point(end)).argmin())
    low, step = segments.low[nearest], segments.high[nearest] - segments.low[nearest]
    length = float(np.hypot(*step))
    at = float((end - low) @ step) / length
    along = np.clip(
        at + np.arange(-_SLIDE_M, _SLIDE_M, GRID_M), min(SNAP_M, length / 2), max(length / 2, length - SNAP_M)
    )
    places = _on_grid(low + along[:, None] * step / length)
    off = np.abs(step[0] * (places - low)[:, 1] - step[1] * (places - low)[:, 0]) / length
    # Of places equally good the one where the line was drawn.
    best = int((off + 1e-6 * np.abs(along - at)).argmin())
    return _Corner(tuple(low), tuple(segments.high[nearest]), tuple(places[best]))


def _with_corners(polygon: shapely.Polygon, corners: list[_Corner]) -> shapely.Polygon:
    """The polygon with each corner on the edge it belongs to; the same one where it has none of these edges."""
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(polygon)]
    for corner in corners:
        rings = [_with_corner(ring, corner) for ring in rings]
    return shapely.Polygon(rings[0], rings[1:])


def _with_corner(ring: NDArray[np.float64], corner: _Corner) -> NDArray[np.float64]:
    ends = np.array([corner.low, corner.high])
    forward = (ring[:-1] == ends[0]).all(axis=1) & (ring[1:] == ends[1]).all(axis=1)
    backward = (ring[:-1] == ends[1]).all(axis=1) & (ring[1:] == ends[0]).all(axis=1)
    found = np.flatnonzero(forward | backward)
    return np.insert(ring, found[0] + 1, corner.place, axis=0) if len(found) else ring


def _pieces(block: shapely.Polygon, lines: list[shapely.LineString]) -> tuple[shapely.Polygon, ...]:
    """What the lines cut the block into, from west to east."""
    noded = shapely.union_all([block.boundary, *lines])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    own = faces[shapely.within(shapely.point_on_surface(faces), block)]
    return tuple(sorted(own, key=lambda one: one.bounds))


def _redrawn(around: NDArray[np.object_], corners: list[_Corner]) -> dict[int, shapely.Polygon]:
    """The neighbours that get a corner more."""
    after = ((place, _with_corners(shape, corners)) for place, shape in enumerate(around))
    return {
        place: shape
        for place, shape in after
        if shapely.get_num_coordinates(shape) != shapely.get_num_coordinates(around[place])
    }


def _fits(
    block: shapely.Polygon,
    around: NDArray[np.object_],
    pieces: tuple[shapely.Polygon, ...],
    redrawn: dict[int, shapely.Polygon],
) -> bool:
    """Whether everything is a coverage again, the pieces are the block, and no neighbour changes more than it may."""
    now = np.array(
        [*pieces, *(redrawn.get(place, shape) for place, shape in enumerate(around))], dtype=object
    )
    changed = [shape.symmetric_difference(around[place]).area for place, shape in redrawn.items()]
    own = shapely.union_all(pieces).symmetric_difference(block).area
    return bool(
        shapely.is_valid(now).all()
        and shapely.coverage_is_valid(now)
        and max([own, *changed]) <= MOST_CHANGE_M2
    )


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
