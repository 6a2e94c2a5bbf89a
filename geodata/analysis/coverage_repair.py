"""A coverage without the faults that were agreed to, and what each polygon gained and lost, as a diff.

The rules, in this order:

1. A piece that several polygons cover goes to the one it has the longest common border with (what is left of a
   boundary drawn twice is then the shorter line). But a polygon that holds less than half of itself alone was drawn
   over another, such as a courtyard that was not cut out, and keeps it all; of two such the one with less alone.
   Where two or more would vanish (the same polygon twice) the overlap stays and is told as not mended.
2. A gap goes to the polygon with the longest common border.
3. Nothing else moves: a void, a polygon's own hole and the outer border stay; a neighbour only gets the corners it
   needs to stay a neighbour.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from .arrangement import Arrangement, arrange, on_grid
from .coverage import SAME_PLACE_M, Geometries
from .coverage_faults import SMALL, CoverageFaults, Fault, FaultKind, find_faults
from .shared_pieces import Agreed, Transfer, share_gaps, share_overlaps

# Polygons this near a fault take part in cutting the ground into faces, so that corners stay common.
_NEIGHBOUR_M = 1e-3
# Without being asked, a repair moves no more than this for a gap that is too small to be listed. Small overlaps are
# always settled, for a coverage with one is not valid; one with a tiny gap is.
MOST_UNLISTED_M2 = 0.01


@dataclass(frozen=True)
class Change:
    """What a repair did to one polygon (position): areas in m², and the keys of the faults it was for.

    lost_households: its own households times the share of its area it lost; None where none were given.
    """

    position: int
    area_before_m2: float
    area_after_m2: float
    gained_m2: float
    lost_m2: float
    keys: tuple[str, ...]
    lost_households: float | None = None

    @property
    def moved_m2(self) -> float:
        """The area of the symmetric difference between before and after."""
        return self.gained_m2 + self.lost_m2


@dataclass(frozen=True)
class CoverageRepair:
    """The polygons (n,) after a repair, a change for each that moved, keys of faults that could not be mended.

    noded: positions of polygons that only got corners on their border, where a neighbour has one; no ground moved.
    """

    polygons: Geometries
    changes: tuple[Change, ...]
    left: tuple[str, ...]
    noded: tuple[int, ...]

    @property
    def gained_m2(self) -> float:
        """The sum of all gains."""
        return sum(change.gained_m2 for change in self.changes)

    @property
    def lost_m2(self) -> float:
        """The sum of all losses: what was covered twice and is no more."""
        return sum(change.lost_m2 for change in self.changes)


def repair_coverage(
    polygons: Geometries,
    faults: CoverageFaults | None = None,
    *,
    chosen: Collection[str] | None = None,
    households: Sequence[float] | None = None,
) -> CoverageRepair:
    """The polygons (n,), valid and in metres of a measuring CRS, with the chosen faults mended.

    All corners are put on the grid of GRID_M first, which changes nothing for polygons that are on it already.
    faults: what find_faults told of these polygons, found here where None. chosen: keys of faults (SMALL for all small
    ones), None for all that may be mended (unlisted gaps up to MOST_UNLISTED_M2). households: per polygon (n,).

    >>> mended = repair_coverage(shapely.box([0, 9], [0, 0], [10, 20], [10, 10]))
    >>> [(change.position, change.lost_m2, change.keys) for change in mended.changes]
    [(1, 10.0, ('overlap:0-1',))]
    >>> [float(area) for area in shapely.area(mended.polygons)]
    [100.0, 100.0]

    Source: the assignment of pieces by longest common border is that of MGGG's maup (resolve_overlaps, close_gaps).
    """
    polygons = on_grid(polygons)
    known = find_faults(polygons) if faults is None else faults
    wanted = [fault for fault in (*known.listed, *known.small) if _is_wanted(fault, chosen)]
    concerned = _concerned(polygons, wanted, chosen)
    if not len(concerned):
        return CoverageRepair(polygons, (), (), ())
    ground = arrange(polygons[concerned])
    ground.owners = [frozenset(int(concerned[one]) for one in who) for who in ground.owners]
    listed = {(fault.members[0], fault.members[1]): fault.key for fault in known.of(FaultKind.OVERLAP)}
    agreed = Agreed(listed, None if chosen is None else frozenset(chosen))
    transfers, left = share_overlaps(ground, shapely.area(polygons), agreed)
    transfers += share_gaps(ground, _gap_faces(ground, wanted))
    mended, noded = _rebuilt(polygons, ground, concerned, {one.polygon for one in transfers})
    return CoverageRepair(
        mended, _changes(polygons, mended, transfers, households), tuple(sorted(left)), noded
    )


def _is_wanted(fault: Fault, chosen: Collection[str] | None) -> bool:
    if not fault.is_mendable:
        return False
    if chosen is not None:
        return fault.key in chosen
    return not (fault.key == SMALL and fault.kind is FaultKind.GAP and fault.area_m2 > MOST_UNLISTED_M2)


def _concerned(
    polygons: Geometries, wanted: Sequence[Fault], chosen: Collection[str] | None
) -> NDArray[np.int64]:
    """Positions of the polygons with a wanted fault and of their neighbours, in order."""
    core = {member for fault in wanted for member in fault.members}
    if chosen is None or SMALL in chosen:
        edges = shapely.coverage_invalid_edges(polygons)
        core |= set(np.flatnonzero(~(shapely.is_empty(edges) | shapely.is_missing(edges))).tolist())
    places = np.array(sorted(core), dtype=np.int64)
    _, near = shapely.STRtree(polygons).query(polygons[places], predicate="dwithin", distance=_NEIGHBOUR_M)
    return np.unique(near)


def _gap_faces(ground: Arrangement, wanted: Sequence[Fault]) -> dict[int, str]:
    """The faces that nobody covers and that lie in a wanted gap, with its key."""
    gaps = [fault for fault in wanted if fault.kind is FaultKind.GAP]
    free = np.array([face for face, who in enumerate(ground.owners) if not who], dtype=np.int64)
    if not gaps or not len(free):
        return {}
    inside = shapely.point_on_surface(ground.face[free])
    shapes = np.array([fault.shape for fault in gaps], dtype=object)
    face, gap = shapely.STRtree(shapes).query(inside, predicate="dwithin", distance=SAME_PLACE_M)
    return {int(free[one]): gaps[which].key for one, which in zip(face, gap, strict=True)}


def _rebuilt(
    polygons: Geometries, ground: Arrangement, concerned: NDArray[np.int64], moved: set[int]
) -> tuple[Geometries, tuple[int, ...]]:
    """The polygons with those that moved, or that need corners, put together from their faces."""
    faces_of: dict[int, list[int]] = defaultdict(list)
    for face, owners in enumerate(ground.owners):
        for one in owners:
            faces_of[one].append(face)
    result, noded = polygons.copy(), []
    for place in map(int, concerned):
        whole = _joined(ground.face[faces_of[place]], polygons[place])
        if place in moved:
            result[place] = whole
        elif shapely.normalize(whole) != shapely.normalize(polygons[place]):
            result[place] = whole
            noded.append(place)
    return result, tuple(noded)


def _joined(faces: Geometries, before: shapely.Geometry) -> shapely.Geometry:
    """One polygon from its faces, of the type it had where it can be."""
    whole = shapely.coverage_union_all(faces)
    return shapely.multipolygons(shapely.get_parts(whole)) if before.geom_type == "MultiPolygon" else whole


def _changes(
    before: Geometries,
    after: Geometries,
    transfers: Sequence[Transfer],
    households: Sequence[float] | None,
) -> tuple[Change, ...]:
    """One change for each polygon that gained or lost, in order."""
    of: dict[int, list[Transfer]] = defaultdict(list)
    for one in transfers:
        of[one.polygon].append(one)
    return tuple(
        _change(place, float(before[place].area), float(after[place].area), of[place], households)
        for place in sorted(of)
    )


def _change(
    place: int,
    before_m2: float,
    after_m2: float,
    transfers: list[Transfer],
    households: Sequence[float] | None,
) -> Change:
    gained = sum(one.area_m2 for one in transfers if one.gained)
    lost = sum(one.area_m2 for one in transfers if not one.gained)
    keys = tuple(sorted({one.key for one in transfers}))
    moved = None if households is None else float(households[place]) * lost / before_m2
    return Change(place, before_m2, after_m2, gained, lost, keys, moved)
