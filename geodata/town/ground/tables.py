"""The ground of the demo town: roads, water, land cover, areas, buildings, places and street blocks.

Dataclasses only. All geometry is shapely, metres in EPSG:4543, coordinates snapped to 1 cm. Every array of
one table has the same length; a row is the same index in all of them. The kinds are words of geodata.rules.ground_kinds.
"""

from dataclasses import dataclass

import numpy as np

LEVELS = ("district", "subdistrict", "community", "grid")
GRID_TYPES = ("urban_general", "old_residential", "commercial_dense", "agricultural")


@dataclass(frozen=True)
class Roads:
    """Road edges: one row per edge between two junctions (lines noded to 1 cm)."""

    line: np.ndarray  # object, LineString
    road_class: np.ndarray  # str, one of ROAD_CLASSES
    width_m: np.ndarray  # float
    name: np.ndarray  # str, '' where the edge has none
    stairs: np.ndarray  # bool
    walkable: np.ndarray  # bool
    inside: np.ndarray  # bool; False = continuation in the neighbour district


@dataclass(frozen=True)
class Surfaces:
    """Water or land cover polygons; later rows lie above earlier ones."""

    polygon: np.ndarray  # object, Polygon
    kind: np.ndarray  # str, one of WATER_KINDS or LANDCOVER_KINDS
    name: np.ndarray  # str, '' where none


@dataclass(frozen=True)
class Areas:
    """Four levels in one table, parents before their children; each level is an exact coverage."""

    polygon: np.ndarray  # object, Polygon
    level: np.ndarray  # str, one of LEVELS
    code: np.ndarray  # str, 6, 9, 12 or 15 digits
    name: np.ndarray  # str, Chinese
    name_en: np.ndarray  # str
    parent: np.ndarray  # int, row in this table, -1 for the district
    kind: np.ndarray  # str: street|town, community|village, base|dedicated|micro, '' for the district


@dataclass(frozen=True)
class Buildings:
    """Building outlines with the figures of each."""

    polygon: np.ndarray  # object, Polygon
    use: np.ndarray  # str: residential mixed commercial office school hospital industry public agricultural
    fabric: np.ndarray  # str, the generator's truth, never stored
    year: np.ndarray  # int
    floors: np.ndarray  # int
    households: np.ndarray  # int
    grid: np.ndarray  # int, row in Areas


@dataclass(frozen=True)
class Places:
    """Points that carry a label on the map."""

    point: np.ndarray  # object, Point
    name: np.ndarray  # str, Chinese
    name_en: np.ndarray  # str
    kind: np.ndarray  # str: village park lake river hill station hospital school estate


@dataclass(frozen=True)
class Blocks:
    """Street blocks: the exact coverage of the district that all areas are put together from."""

    polygon: np.ndarray  # object, Polygon
    use: np.ndarray  # str, words of LANDCOVER_KINDS
    grid: np.ndarray  # int, row in Areas


@dataclass(frozen=True)
class Ground:
    """Everything of the town that does not move."""

    seed: int
    roads: Roads
    water: Surfaces
    landcover: Surfaces
    areas: Areas
    buildings: Buildings
    places: Places
    blocks: Blocks
    true_grid_type: dict[str, str]  # grid code -> one of GRID_TYPES; truth, never stored
