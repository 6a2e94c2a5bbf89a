"""One polygon without its faults, step by step, each step with what it changed in m².

The steps, in this order: made valid, spikes cut off, repeated corners merged, tiny parts dropped. A hole is never
filled, unless it was no hole (fewer than three corners after a step).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import shapely
from numpy.typing import NDArray

from .arrangement import GRID_M, on_grid
from .coverage import LEAST_M2
from .polygon_faults import count_repeated, count_tiny_parts, is_spike
from .ring_corners import corners_of

Place = tuple[float, float]
Corners2D = NDArray[np.float64]
_LEAST_CORNERS = 3


class Step(StrEnum):
    """What was done to a polygon."""

    MADE_VALID = "made_valid"
    SPIKES_CUT = "spikes_cut"
    CORNERS_MERGED = "corners_merged"
    PARTS_DROPPED = "parts_dropped"


@dataclass(frozen=True)
class Done:
    """One step: areas before and after (m²), the area that moved (symmetric difference), how many things it concerned.

    The area before of an invalid polygon is that of its border walked around (a bow tie's is 0); what moved is counted
    from the even-odd reading of its border, as most maps draw it.
    """

    step: Step
    before_m2: float
    after_m2: float
    moved_m2: float
    count: int

    @property
    def change_m2(self) -> float:
        """The area after less the area before."""
        return self.after_m2 - self.before_m2


@dataclass(frozen=True)
class PolygonRepair:
    """The multipolygon, valid, or None where nothing of LEAST_M2 was left, and the steps that changed something."""

    polygon: shapely.MultiPolygon | None
    steps: tuple[Done, ...]


def mend_polygon(polygon: shapely.MultiPolygon, kept: frozenset[Place] = frozenset()) -> PolygonRepair:
    """A multipolygon (metres of a measuring CRS, finite coordinates) mended, with every step that changed something.

    kept: tips (x, y) that are no spikes because a neighbour has them too (polygon_faults.shared_tips).

    >>> bow_tie = shapely.MultiPolygon([shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])])
    >>> mended = mend_polygon(bow_tie)
    >>> [(done.step.value, done.change_m2, done.moved_m2) for done in mended.steps]
    [('made_valid', 5000.0, 0.0)]

    Source: make_valid by structure is that of GEOS (GeometryFixer); spikes after ISO 19107's "no spikes" rule.
    """
    steps = []
    now = polygon
    for step, count, after in _stages(polygon, kept):
        steps.append(_done(step, count, now, after))
        now = after
    now = _on_grid(now) if steps else now
    usable = not now.is_empty and now.is_valid and now.area >= LEAST_M2
    return PolygonRepair(now if usable else None, tuple(steps))


def _stages(
    polygon: shapely.MultiPolygon, kept: frozenset[Place]
) -> Iterator[tuple[Step, int, shapely.MultiPolygon]]:
    """Each step that changes something, with how many things it concerned and what it leaves."""
    now = polygon
    repeated = int(count_repeated(_one(now))[0])
    if repeated:
        now = _by_ring(now, _distinct)
        yield Step.CORNERS_MERGED, repeated, now
    if not now.is_valid:
        now = _valid(now)
        yield Step.MADE_VALID, 1, now
    spikes = _count_spikes(now, kept)
    if spikes:
        now = _without_spikes(now, kept)
        yield Step.SPIKES_CUT, spikes, now
    tiny = int(count_tiny_parts(_one(now))[0])
    if tiny:
        now = shapely.MultiPolygon([part for part in now.geoms if part.area >= LEAST_M2])
        yield Step.PARTS_DROPPED, tiny, now


def _on_grid(polygon: shapely.MultiPolygon) -> shapely.MultiPolygon:
    """The polygon with the corners that mending made on the grid too."""
    moved = on_grid(_one(polygon))[0]
    return moved if moved.is_valid else _as_multi(shapely.set_precision(polygon, GRID_M))


def _done(step: Step, count: int, before: shapely.MultiPolygon, after: shapely.MultiPolygon) -> Done:
    moved = shapely.area(shapely.symmetric_difference(_ground(before), _ground(after)))
    return Done(step, float(before.area), float(after.area), float(moved), count)


def _ground(polygon: shapely.MultiPolygon) -> shapely.MultiPolygon:
    """What a polygon covers; an invalid one by the even-odd reading of its border."""
    return polygon if polygon.is_valid else _as_multi(shapely.make_valid(polygon))


def _one(polygon: shapely.Geometry) -> np.ndarray:
    return np.array([polygon], dtype=object)


def _valid(polygon: shapely.Geometry) -> shapely.MultiPolygon:
    return _as_multi(shapely.make_valid(polygon, method="structure", keep_collapsed=False))


def _as_multi(geometry: shapely.Geometry) -> shapely.MultiPolygon:
    """The polygons of a geometry as one multipolygon."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon" and not part.is_empty])


def _count_spikes(polygon: shapely.MultiPolygon, kept: frozenset[Place]) -> int:
    corners = corners_of(_one(polygon))
    return sum(tuple(place) not in kept for place in corners.at[is_spike(corners)].tolist())


def _without_spikes(polygon: shapely.MultiPolygon, kept: frozenset[Place]) -> shapely.MultiPolygon:
    """The polygon without its spikes; cutting one may lay open the next, so until there is none."""
    return _valid(_by_ring(polygon, lambda corners: _blunt(corners, kept)))


def _by_ring(polygon: shapely.MultiPolygon, change: Callable[[Corners2D], Corners2D]) -> shapely.MultiPolygon:
    """The polygon with each ring's corners changed, without rings of which fewer than three corners stay."""
    parts = []
    for part in polygon.geoms:
        shell, *holes = [change(shapely.get_coordinates(ring)[:-1]) for ring in shapely.get_rings(part)]
        if len(shell) >= _LEAST_CORNERS:
            parts.append(shapely.Polygon(shell, [hole for hole in holes if len(hole) >= _LEAST_CORNERS]))
    return shapely.MultiPolygon(parts)


def _distinct(corners: Corners2D) -> Corners2D:
    """The corners (c, 2) of a ring without those that are the same as the one before."""
    return corners[~(corners == np.roll(corners, 1, axis=0)).all(axis=1)]


def _blunt(corners: Corners2D, kept: frozenset[Place]) -> Corners2D:
    """The corners (c, 2) of a ring without spikes, none where fewer than three stay."""
    while len(corners) >= _LEAST_CORNERS:
        around = corners_of(_one(shapely.Polygon(corners)))
        tips = [tip for tip in np.flatnonzero(is_spike(around)) if tuple(around.at[tip].tolist()) not in kept]
        if not tips:
            return around.at
        corners = _distinct(np.delete(around.at, tips[0], axis=0))
    return corners[:0]
