"""Exact topology of lines: noding to 1 cm, faces, which faces an edge parts, slivers."""

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from geodata.town.ground.shapes.linework import CLASS_RANK, Linework

SNAP_M = 0.01
SAME_LINE_M = 0.08
STUB_LENGTH_M = 14.0
THIN = 0.12  # 4πA/P² below this is a thin face
NEVER_JOINED = ("river", "rail")


@dataclass(frozen=True)
class Edges:
    """Noded edges between the faces of a partition; -1 where an edge has no face on a side."""

    line: np.ndarray  # object, LineString
    road_class: np.ndarray  # str
    name: np.ndarray  # str
    left: np.ndarray  # int, face on the left
    right: np.ndarray  # int, face on the right

    def take(self, keep: np.ndarray) -> "Edges":
        """The rows of a mask or index."""
        return Edges(
            self.line[keep], self.road_class[keep], self.name[keep], self.left[keep], self.right[keep]
        )


def node_lines(lines) -> np.ndarray:
    """Edges between junctions of all lines, snapped to 1 cm, (n,) LineStrings; short stubs dropped."""
    edges = shapely.get_parts(
        shapely.line_merge(shapely.union_all(np.asarray(lines, object), grid_size=SNAP_M))
    )
    for _ in range(2):
        first, last = shapely.get_point(edges, 0), shapely.get_point(edges, -1)
        keys = _keys(shapely.get_coordinates(np.concatenate([first, last])))
        _, where, count = np.unique(keys, return_inverse=True, return_counts=True)
        lonely = (count[where] == 1).reshape(2, -1).any(axis=0)
        stub = lonely & (shapely.length(edges) < STUB_LENGTH_M)
        if not stub.any():
            break
        edges = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(list(edges[~stub]))))
    return edges


def make_faces(edges: np.ndarray) -> np.ndarray:
    """All faces that the edges enclose, (n,) Polygons in a fixed order (west to east)."""
    faces = shapely.get_parts(shapely.polygonize(edges))
    point = shapely.get_coordinates(shapely.point_on_surface(faces))
    return faces[np.lexsort((point[:, 1], point[:, 0]))]


def classify_edges(edges: np.ndarray, work: Linework) -> tuple[np.ndarray, np.ndarray]:
    """Class and name of each edge, found again by its midpoint; the best rank wins."""
    middle = shapely.line_interpolate_point(edges, 0.5, normalized=True)
    tree = shapely.STRtree(work.lines)
    edge, line = tree.query(middle, predicate="dwithin", distance=SAME_LINE_M)
    rank = work.ranks()[line]
    order = np.lexsort((line, rank, edge))
    edge, line = edge[order], line[order]
    first = np.concatenate([[True], edge[1:] != edge[:-1]]) if len(edge) else np.zeros(0, bool)
    road_class = np.full(len(edges), "path", dtype="<U10")
    name = np.full(len(edges), "", dtype="<U12")
    road_class[edge[first]] = np.array(work.classes, dtype="<U10")[line[first]]
    name[edge[first]] = np.array(work.names, dtype="<U12")[line[first]]
    return road_class, name


def edge_faces(edges: np.ndarray, faces: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Faces left and right of each edge, -1 for none: equal segments are found by their rounded ends."""
    rings, owner = shapely.get_parts(_oriented_rings(faces), return_index=True)
    coords, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    segments = _segment_keys(coords[:-1][same], coords[1:][same])
    face = owner[ring[:-1][same]]
    order = np.argsort(segments, kind="stable")
    segments, face = segments[order], face[order]
    first = shapely.get_coordinates(shapely.get_point(edges, 0))
    second = shapely.get_coordinates(shapely.get_point(edges, 1))
    return _look_up(segments, face, first, second), _look_up(segments, face, second, first)


def partition(lines, work: Linework, inside) -> tuple[np.ndarray, Edges, Edges]:
    """Faces chosen by inside(faces) → mask, their edges, and the edges that belong to no chosen face."""
    edges = node_lines(lines)
    faces = make_faces(edges)
    faces = faces[inside(faces)]
    road_class, name = classify_edges(edges, work)
    left, right = edge_faces(edges, faces)
    table = Edges(edges, road_class, name, left, right)
    used = (left >= 0) | (right >= 0)
    return faces, table.take(used), table.take(~used)


def merge_slivers(faces: np.ndarray, edges: Edges, small_m2) -> tuple[np.ndarray, Edges, np.ndarray]:
    """Faces without slivers, their edges, and for each old face its new index.

    A face smaller than small_m2 (a number or one per face), or thin and under four times that, joins the
    neighbour with the longest low-class contact, never across river or rail.
    """
    group = np.arange(len(faces))
    limit_of = np.broadcast_to(np.asarray(small_m2, float), len(faces))
    by_size = np.argsort(shapely.area(faces), kind="stable")
    for _ in range(6):
        small_m2 = np.zeros(len(faces))
        small_m2[group[by_size]] = limit_of[by_size]  # a group goes by its largest face
        area = np.bincount(group, shapely.area(faces), len(faces))
        perimeter = _perimeters(group, edges, len(faces))
        thin = 4.0 * np.pi * area / np.maximum(perimeter, 1e-9) ** 2 < THIN
        bad = (area > 0) & ((area < small_m2) | (thin & (area < 4.0 * small_m2)))
        pairs = _best_neighbours(group, bad, edges)
        if len(pairs) == 0:
            break
        group = _joined(group, pairs)
    return _merged(faces, edges, group)


def _perimeters(group: np.ndarray, edges: Edges, count: int) -> np.ndarray:
    left = np.where(edges.left >= 0, group[edges.left], -1)
    right = np.where(edges.right >= 0, group[edges.right], -1)
    length = np.where(left == right, 0.0, shapely.length(edges.line))
    total = np.bincount(left[left >= 0], length[left >= 0], count)
    return total + np.bincount(right[right >= 0], length[right >= 0], count)


def _best_neighbours(group: np.ndarray, bad: np.ndarray, edges: Edges) -> np.ndarray:
    """Pairs (sliver, neighbour), (n, 2): contact counts more the lower its class."""
    both = (edges.left >= 0) & (edges.right >= 0) & ~np.isin(edges.road_class, NEVER_JOINED)
    left, right = group[edges.left[both]], group[edges.right[both]]
    rank = np.array([CLASS_RANK[name] for name in edges.road_class[both]], float)
    score = shapely.length(edges.line[both]) * 3.0 ** (rank - 8.0)
    here, there = np.concatenate([left, right]), np.concatenate([right, left])
    score = np.concatenate([score, score])
    use = bad[here] & (here != there)
    if not use.any():
        return np.zeros((0, 2), int)
    table = coo_matrix((score[use], (here[use], there[use])), shape=(len(group), len(group))).tocsr()
    rows = np.unique(here[use])
    best = np.asarray(table[rows].argmax(axis=1)).ravel()
    return np.column_stack([rows, best])


def _joined(group: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    count = len(group)
    link = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _, label = connected_components(link, directed=False)
    return label[group]


def _merged(faces: np.ndarray, edges: Edges, group: np.ndarray) -> tuple[np.ndarray, Edges, np.ndarray]:
    _, group = np.unique(group, return_inverse=True)
    merged = group_coverage(faces, group)
    left = np.where(edges.left >= 0, group[edges.left], -1)
    right = np.where(edges.right >= 0, group[edges.right], -1)
    keep = left != right
    table = Edges(edges.line[keep], edges.road_class[keep], edges.name[keep], left[keep], right[keep])
    return merged, table, group


def group_coverage(polygons: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Union of an exact coverage per group number 0 … n-1, (n,) Polygons or MultiPolygons."""
    order = np.argsort(group, kind="stable")
    cuts = np.flatnonzero(np.diff(group[order])) + 1
    parts = np.split(polygons[order], cuts)
    united = [part[0] if len(part) == 1 else shapely.coverage_union_all(part) for part in parts]
    result = np.array([_single(shape) for shape in united], dtype=object)
    return shapely.normalize(result)


def _single(shape):
    return shape.geoms[0] if shape.geom_type != "Polygon" and len(shape.geoms) == 1 else shape


def _oriented_rings(faces: np.ndarray) -> np.ndarray:
    """Boundaries whose rings have their face on the left."""
    return shapely.boundary(shapely.orient_polygons(faces))


def _keys(coords: np.ndarray) -> np.ndarray:
    cents = np.round(coords * 100.0).astype(np.int64)
    return cents[:, 0] * 2**31 + cents[:, 1]


def _segment_keys(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    keys = np.empty(len(first), dtype=[("a", np.int64), ("b", np.int64)])
    keys["a"], keys["b"] = _keys(first), _keys(second)
    return keys


def _look_up(segments: np.ndarray, face: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    wanted = _segment_keys(first, second)
    at = np.minimum(np.searchsorted(segments, wanted), len(segments) - 1)
    return np.where(segments[at] == wanted, face[at], -1)
