"""The faces that lines cut a polygon into, with the polygon's outline left exactly as it is."""

from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes = NDArray[np.object_]
Floats = NDArray[np.float64]

# Lines nearer to the outline run along it and are the same border; they end this far from it and are led to it.
BESIDE_M = 6.0
# A line is led to a corner of the outline within this distance, else straight to the outline.
CORNER_M = 30.0
GRID_M = 0.01
# Lines shorter than this after being cut off lead nowhere.
_SHORT_M = 1.0


def faces_of(
    outline: shapely.Polygon, lines: Shapes, *, beside_m: float = BESIDE_M, corner_m: float = CORNER_M
) -> Shapes:
    """(f,) The faces, a valid coverage of the outline; empty where the lines could not be fitted to it.

    Lines are noded on a 1 cm grid. Dead ends are left out. beside_m: lines nearer to the outline run along it; corner_m:
    they are led to a corner of it within this, else straight to it.
    """
    inner = _inner_lines(outline, lines, beside_m)
    if not len(inner):
        return np.array([outline], dtype=object)
    leads, joints = _leads(outline, inner, beside_m, corner_m)
    drawn = _noded(np.concatenate([inner, leads]), joints)
    ring = _outline_segments(outline, joints)
    faces = np.array(shapely.get_parts(shapely.polygonize(np.concatenate([drawn, ring]))))
    faces = (
        faces[shapely.contains_properly(outline, shapely.point_on_surface(faces))] if len(faces) else faces
    )
    faces = _without_loops(faces)
    return faces if len(faces) and _fits(outline, faces) else np.array([], dtype=object)


def _without_loops(faces: Shapes) -> Shapes:
    """The faces with those that hang in another by one corner joined to it.

    A polygon whose hole touches its shell at a point is valid, but coverage checks take its corner for a fault.
    """
    for place in np.flatnonzero(shapely.get_num_interior_rings(faces)):
        rings = shapely.get_rings(faces[place])
        one, other = shapely.STRtree(rings).query(rings, predicate="intersects")
        touching = {
            max(pair) for pair in zip(one.tolist(), other.tolist(), strict=True) if pair[0] != pair[1]
        }
        if touching:
            kept = [ring for at, ring in enumerate(rings) if at not in touching]
            faces[place] = shapely.Polygon(kept[0], kept[1:])
    inner, _ = shapely.STRtree(faces).query(shapely.point_on_surface(faces), predicate="within")
    inside, count = np.unique(inner, return_counts=True)
    return np.asarray(faces[inside[count == 1]])


def _fits(outline: shapely.Polygon, faces: Shapes) -> bool:
    """Whether the faces are a coverage and their union is the outline, hole for hole."""
    if not shapely.coverage_is_valid(faces):
        return False
    whole = shapely.coverage_union_all(faces)
    same_holes = shapely.get_num_geometries(whole) == 1 and _holes(whole) == _holes(outline)
    # A joint on a slanted stretch lies within a millionth of a millimetre of it.
    return bool(same_holes and shapely.symmetric_difference(whole, outline).area < 1e-3)


def _holes(shape: shapely.Geometry) -> int:
    return int(shapely.get_num_interior_rings(shapely.get_geometry(shape, 0)))


def _inner_lines(outline: shapely.Polygon, lines: Shapes, beside_m: float) -> Shapes:
    """The parts of the lines well inside, noded and joined up so that only real ends are ends."""
    if not len(lines):
        return lines
    core = shapely.buffer(outline, -beside_m)
    cut = shapely.intersection(shapely.union_all(lines), core)
    parts = shapely.get_parts(shapely.line_merge(shapely.set_precision(cut, GRID_M)))
    kept = (shapely.get_type_id(parts) == 1) & (shapely.length(parts) > _SHORT_M)
    return parts[kept]


def _leads(
    outline: shapely.Polygon, inner: Shapes, beside_m: float, corner_m: float
) -> tuple[Shapes, Floats]:
    """Straight lines from ends near the outline to it, and the points (j, 2) where they meet it."""
    ends = shapely.get_coordinates(
        np.concatenate([shapely.get_point(inner, 0), shapely.get_point(inner, -1)])
    )
    points, count = np.unique(ends, axis=0, return_counts=True)
    lone = points[count == 1]
    boundary = outline.boundary
    near = lone[shapely.distance(shapely.points(lone), boundary) < beside_m + 0.05]
    corners = np.unique(shapely.get_coordinates(boundary), axis=0)
    found = [
        (start, joint) for start in near if (joint := _joint(outline, corners, start, corner_m)) is not None
    ]
    leads = np.array([shapely.LineString(pair) for pair in found], dtype=object)
    return leads, np.array([joint for _, joint in found]).reshape(-1, 2)


def _joint(outline: shapely.Polygon, corners: Floats, start: Floats, corner_m: float) -> Floats | None:
    """Where a line ending at start meets the outline: at a corner near by that it sees, else at the nearest place."""
    distance = np.hypot(*(corners - start).T)
    for place in np.argsort(distance, kind="stable")[:4]:
        if distance[place] > corner_m:
            break
        if shapely.covers(outline, shapely.LineString([start, corners[place]])):
            return np.asarray(corners[place])
    boundary = outline.boundary
    nearest = shapely.line_interpolate_point(
        boundary, shapely.line_locate_point(boundary, shapely.Point(start))
    )
    return shapely.get_coordinates(nearest)[0] if not nearest.is_empty else None


def _noded(lines: Shapes, joints: Floats) -> Shapes:
    """All lines as straight pieces between nodes of the 1 cm grid, save the joints, which lie on the outline."""
    noded = shapely.union_all(lines, grid_size=GRID_M)
    points, line = shapely.get_coordinates(shapely.get_parts(noded), return_index=True)
    exact = {_cell(joint): joint for joint in joints}
    placed = np.array([exact.get(_cell(point), point) for point in points])
    goes_on = line[:-1] == line[1:]
    return np.asarray(shapely.linestrings(np.stack([placed[:-1][goes_on], placed[1:][goes_on]], axis=1)))


def _cell(point: Floats) -> tuple[int, int]:
    return round(point[0] / GRID_M), round(point[1] / GRID_M)


def _outline_segments(outline: shapely.Polygon, joints: Floats) -> Shapes:
    """The straight pieces of the outline's rings, cut where joints lie between corners."""
    return segments_with(shapely.get_rings(outline), joints)


def segments_with(rings: Shapes, joints: Floats) -> Shapes:
    """(s,) Straight pieces of rings, parted at the joints (j, 2) that lie on them and are no corners of theirs."""
    points, ring = shapely.get_coordinates(rings, return_index=True)
    goes_on = ring[:-1] == ring[1:]
    starts, ends = points[:-1][goes_on], points[1:][goes_on]
    corners = {tuple(point) for point in points.tolist()}
    between = np.array([joint for joint in joints.tolist() if tuple(joint) not in corners]).reshape(-1, 2)
    pieces = shapely.linestrings(np.stack([starts, ends], axis=1))
    if not len(between):
        return np.asarray(pieces)
    between = np.unique(between, axis=0)
    joint, piece = shapely.STRtree(pieces).query_nearest(shapely.points(between), all_matches=False)
    chains = {int(one): [starts[one]] for one in piece}
    for one in np.unique(piece):
        own = between[joint[piece == one]]
        along = np.argsort(np.hypot(*(own - starts[one]).T), kind="stable")
        chains[int(one)] += [*own[along], ends[one]]
    cut = [
        shapely.LineString(pair)
        for chain in chains.values()
        for pair in pairwise(chain)
        if tuple(pair[0]) != tuple(pair[1])
    ]
    return np.concatenate([np.delete(pieces, np.unique(piece)), np.array(cut, dtype=object)])
