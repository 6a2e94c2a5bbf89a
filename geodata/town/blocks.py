"""Street blocks: superblocks split, noded again, slivers joined."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.land_use import Zoning
from geodata.town.linework import Linework
from geodata.town.road_names import WordBook
from geodata.town.split import split_faces
from geodata.town.topology import Edges, edge_faces, merge_slivers, node_lines, classify_edges, make_faces

SLIVER_M2 = {"core": 900.0, "village": 1_200.0, "field": 9_000.0, "forest": 20_000.0, "water": 400.0}
SLIVER_ELSE_M2 = 2_600.0


@dataclass(frozen=True)
class StreetBlocks:
    """Exact coverage of the district by street blocks, their edges and the roads that bound none."""

    polygon: np.ndarray
    zone: np.ndarray
    edges: Edges
    loose: Edges  # dead ends inside the district


def make_street_blocks(
    superblocks: np.ndarray, zoning: Zoning, work: Linework, words: WordBook, rng: np.random.Generator
) -> StreetBlocks:
    """Street blocks of all superblocks."""
    cuts, pieces, parent = split_faces(superblocks, zoning.target_m2, zoning.bend, zoning.zone, words, rng)
    lines = Linework()
    lines.extend(work)
    lines.extend(cuts)
    district = shapely.coverage_union_all(superblocks)
    shapely.prepare(district)
    tree = shapely.STRtree(superblocks)
    borders = shapely.boundary(np.concatenate([superblocks, pieces]))
    inner = [
        line
        for line, kind in zip(work.lines, work.classes, strict=True)
        if kind in ("street", "lane", "secondary")
    ]
    inner = shapely.intersection(np.array(inner, object), district)
    edges = node_lines(np.concatenate([borders, inner[shapely.length(inner) > 1.0]]))
    faces = make_faces(edges)
    point = shapely.point_on_surface(faces)
    faces = faces[shapely.contains(district, point)]
    zone = zoning.zone[_owner(tree, shapely.point_on_surface(faces))]
    road_class, name = classify_edges(edges, lines)
    left, right = edge_faces(edges, faces)
    table = Edges(edges, road_class, name, left, right)
    used = (left >= 0) | (right >= 0)
    bounding = used & (left != right)
    small = np.array([SLIVER_M2.get(kind, SLIVER_ELSE_M2) for kind in zone])
    merged, border, group = merge_slivers(faces, table.take(bounding), small)
    return StreetBlocks(merged, _zone_of_groups(faces, zone, group), border, table.take(~used))


def _owner(tree: shapely.STRtree, points: np.ndarray) -> np.ndarray:
    """Superblock of each point."""
    which, block = tree.query(points, predicate="intersects")
    owner = np.zeros(len(points), int)
    owner[which] = block
    return owner


def _zone_of_groups(faces: np.ndarray, zone: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Zone of each joined block: that of its largest face."""
    order = np.argsort(shapely.area(faces), kind="stable")
    result = np.empty(group.max() + 1, dtype=zone.dtype)
    result[group[order]] = zone[order]
    return result
