"""The ground of the town into its tables: areas with their boundaries, the base map, buildings."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import shapely

from geodata.models import Area, BoundaryVersion, Building, LandCover, PlaceName, Road, Water
from geodata.town.ground.tables import Areas, Ground, Surfaces
from geodata.town.identity import uuids
from geodata.town.life.people import BANDS, People
from geodata.town.store.copying import copy_in, geometry

FIRST_DAY_IN_FORCE = date(2025, 1, 1)
_ANCHOR_TOLERANCE_M = 5.0


@dataclass(frozen=True)
class GroundIds:
    """Database ids by row of the ground's tables."""

    area: np.ndarray
    building: np.ndarray


def load_ground(ground: Ground, people: People, addresses: np.ndarray, since: date) -> GroundIds:
    """Write everything that does not move; boundaries are in force before the first event."""
    area = _load_areas(ground.areas, ground.seed)
    _load_boundaries(ground.areas, area, ground.seed, min(FIRST_DAY_IN_FORCE, since.replace(month=1, day=1)))
    _load_roads(ground)
    _load_surfaces(Water, ground.water)
    _load_surfaces(LandCover, ground.landcover)
    places = ground.places
    columns = {"name": places.name, "name_en": places.name_en, "kind": places.kind}
    copy_in(PlaceName, columns | {"geom": geometry(places.point)}, len(places.name))
    return GroundIds(area, _load_buildings(ground, people, addresses, area))


def _load_areas(areas: Areas, seed: int) -> np.ndarray:
    """Ids by row; each level is written after the one above it."""
    ids = np.zeros(len(areas.code), dtype=np.int64)
    for level in ("district", "subdistrict", "community", "grid"):
        rows = np.flatnonzero(areas.level == level)
        columns = {
            "uuid": uuids(seed, "area", areas.code[rows]),
            "level": level,
            "code": areas.code[rows],
            "name": areas.name[rows],
            "name_en": areas.name_en[rows],
            "kind": areas.kind[rows],
            "parent_id": None if level == "district" else ids[areas.parent[rows]],
        }
        ids[rows] = copy_in(Area, columns, len(rows))
    return ids


def anchors(polygons: np.ndarray) -> np.ndarray:
    """Middles of the largest inscribed circles, to 1 cm."""
    circles = shapely.maximum_inscribed_circle(polygons, tolerance=_ANCHOR_TOLERANCE_M)
    return shapely.set_precision(shapely.get_point(circles, 0), 0.01)


def _load_boundaries(areas: Areas, ids: np.ndarray, seed: int, first_day: date) -> None:
    shapes = shapely.multipolygons(areas.polygon[:, None])
    columns = {
        "uuid": uuids(seed, "boundary", areas.code),
        "area_id": ids,
        "valid": f"[{first_day},)",
        "status": "published",
        "geom": geometry(shapes),
        "anchor": geometry(anchors(areas.polygon)),
    }
    copy_in(BoundaryVersion, columns, len(ids))


def _load_roads(ground: Ground) -> None:
    roads = ground.roads
    columns = {
        "name": roads.name,
        "road_class": roads.road_class,
        "width_m": roads.width_m,
        "stairs": roads.stairs,
        "walkable": roads.walkable,
        "geom": geometry(roads.line),
    }
    copy_in(Road, columns, len(roads.line))


def _load_surfaces(model: type[Water] | type[LandCover], surfaces: Surfaces) -> None:
    columns = {"kind": surfaces.kind, "name": surfaces.name, "geom": geometry(surfaces.polygon)}
    copy_in(model, columns, len(surfaces.polygon))


def _load_buildings(ground: Ground, people: People, addresses: np.ndarray, area: np.ndarray) -> np.ndarray:
    buildings = ground.buildings
    count = len(buildings.use)
    columns = {
        "uuid": uuids(ground.seed, "building", range(count)),
        "use": buildings.use,
        "built_year": buildings.year,
        "floors": buildings.floors,
        "households": buildings.households,
        **{f"persons_{band}": people.bands[:, index] for index, band in enumerate(BANDS)},
        "floating_persons": people.floating,
        "address": addresses,
        "area_id": area[buildings.grid],
        "geom": geometry(buildings.polygon),
    }
    return copy_in(Building, columns, count)
