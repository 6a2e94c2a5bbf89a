"""Street blocks: superblocks split, noded again, slivers joined."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.ground.names.words import WordBook
from geodata.town.ground.shapes.linework import Linework
from geodata.town.ground.shapes.topology import (
    Edges,
    classify_edges,
    edge_faces,
    make_faces,
    merge_slivers,
    node_lines,
)
from geodata.town.ground.streets.split import split_faces
from geodata.town.ground.zones import Zoning

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
    cuts, pieces = split_faces(superblocks, zoning, words, rng)
    district = shapely.coverage_union_all(superblocks)
    shapely.prepare(district)
    borders = shapely.boundary(np.concatenate([superblocks, pieces]))
    edges = node_lines(np.concatenate([borders, _dead_ends(work, district)]))
    faces = make_faces(edges)
    faces = faces[shapely.contains(district, shapely.point_on_surface(faces))]
    zone = zoning.zone[_owner(shapely.STRtree(superblocks), shapely.point_on_surface(faces))]
    cuts.extend(work)
    table = Edges(edges, *classify_edges(edges, cuts), *edge_faces(edges, faces))
    loose = (table.left < 0) & (table.right < 0)
    small = np.array([SLIVER_M2.get(kind, SLIVER_ELSE_M2) for kind in zone])
    merged, border, group = merge_slivers(faces, table.take(~loose & (table.left != table.right)), small)
    return StreetBlocks(merged, _zone_of_groups(faces, zone, group), border, table.take(loose))


def _dead_ends(work: Linework, district) -> np.ndarray:
    """Lines inside the district that may bound no superblock and would be lost with their ends."""
    inner = shapely.intersection(np.array(work.of("street", "lane", "secondary"), object), district)
    return inner[shapely.length(inner) > 1.0]


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
