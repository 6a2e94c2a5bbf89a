"""The roads table: noded edges with width, name, stairs and whether people walk there."""

import numpy as np
import shapely

from geodata.town.blocks import StreetBlocks
from geodata.town.ground import Roads
from geodata.town.hills import Terrain
from geodata.town.linework import HALF_WIDTH_M
from geodata.town.topology import Edges

NOT_ROADS = ("river", "border")
NOT_WALKED = ("expressway", "rail")
OUTSIDE_CLASSES = ("expressway", "arterial", "secondary", "rail")
STAIRS_SLOPE = 0.26  # a path this steep has steps
RAIL_WIDTH_M = 11.0


def make_roads(streets: StreetBlocks, outside: Edges, terrain: Terrain) -> Roads:
    """Roads of the district and the main ones that go on in its neighbours."""
    inner = [_roads_of(table) for table in (streets.edges, streets.loose)]
    beyond = outside.take(np.isin(outside.road_class, OUTSIDE_CLASSES))
    tables = [*inner, beyond]
    line = np.concatenate([table.line for table in tables])
    kind = np.concatenate([table.road_class for table in tables])
    inside = np.repeat([True, True, False], [len(table.line) for table in tables])
    middle = shapely.get_coordinates(shapely.line_interpolate_point(line, 0.5, normalized=True))
    steep = terrain.slope_at(middle[:, 0], middle[:, 1]) > STAIRS_SLOPE
    width = 2.0 * np.array([HALF_WIDTH_M[name] for name in kind])
    return Roads(
        line=line,
        road_class=np.where(kind == "street", "local", kind),
        width_m=np.where(kind == "rail", RAIL_WIDTH_M, width),
        name=np.concatenate([table.name for table in tables]),
        stairs=steep & (kind == "path"),
        walkable=~np.isin(kind, NOT_WALKED),
        inside=inside,
    )


def _roads_of(edges: Edges) -> Edges:
    return edges.take(~np.isin(edges.road_class, NOT_ROADS))
