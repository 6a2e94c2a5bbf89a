"""The roads table: noded edges with width, name, stairs and whether people walk there."""

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from geodata.town.ground.hills import Terrain
from geodata.town.ground.shapes.linework import HALF_WIDTH_M
from geodata.town.ground.shapes.topology import Edges
from geodata.town.ground.streets.blocks import StreetBlocks
from geodata.town.ground.streets.short_roads import without_short
from geodata.town.ground.tables import Roads

NOT_ROADS = ("river", "border")
NOT_WALKED = ("expressway", "rail")
OUTSIDE_CLASSES = ("expressway", "arterial", "secondary", "rail")
STAIRS_SLOPE = 0.26  # a path this steep has steps
RAIL_WIDTH_M = 11.0


def make_roads(streets: StreetBlocks, walks: np.ndarray, outside: Edges, terrain: Terrain) -> Roads:
    """Roads of the district with the walks through its parks, and the main ones that go on in its neighbours."""
    inner = [*(_roads_of(table) for table in (streets.edges, streets.loose)), _paths(walks)]
    beyond = outside.take(np.isin(outside.road_class, OUTSIDE_CLASSES))
    tables = [*inner, beyond]
    line = np.concatenate([table.line for table in tables])
    kind = np.concatenate([table.road_class for table in tables])
    inside = np.repeat([True, True, True, False], [len(table.line) for table in tables])
    name = np.concatenate([table.name for table in tables])
    line, keep = without_short(line)
    line, kind, inside, name = line[keep], kind[keep], inside[keep], name[keep]
    middle = shapely.get_coordinates(shapely.line_interpolate_point(line, 0.5, normalized=True))
    steep = terrain.slope_at(middle[:, 0], middle[:, 1]) > STAIRS_SLOPE
    on_foot = ~np.isin(kind, NOT_WALKED)
    width = 2.0 * np.array([HALF_WIDTH_M[name] for name in kind])
    return Roads(
        line=line,
        road_class=np.where(kind == "street", "local", kind),
        width_m=np.where(kind == "rail", RAIL_WIDTH_M, width),
        name=name,
        stairs=steep & (kind == "path"),
        walkable=np.where(inside, _in_one_piece(line, inside & on_foot), on_foot),
        inside=inside,
    )


def _in_one_piece(line: np.ndarray, walked: np.ndarray) -> np.ndarray:
    """The walked edges that hang together: the largest component of their graph."""
    where = np.flatnonzero(walked)
    ends = shapely.get_coordinates(
        np.concatenate([shapely.get_point(line[where], 0), shapely.get_point(line[where], -1)])
    )
    _, node = np.unique(np.round(ends * 100.0), axis=0, return_inverse=True)
    first, last = node.ravel().reshape(2, -1)
    count = node.max() + 1
    graph = coo_matrix((np.ones(len(where)), (first, last)), shape=(count, count))
    _, piece = connected_components(graph, directed=False)
    mask = np.zeros(len(line), bool)
    mask[where] = piece[first] == np.argmax(np.bincount(piece))
    return mask


def _paths(lines: np.ndarray) -> Edges:
    nothing = np.full(len(lines), -1)
    return Edges(lines, np.full(len(lines), "path"), np.full(len(lines), ""), nothing, nothing)


def _roads_of(edges: Edges) -> Edges:
    return edges.take(~np.isin(edges.road_class, NOT_ROADS))
