"""What a tile must show at this moment: read from the tables in degrees, placed in the tile by our own arithmetic."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import asinh, pi, radians, tan
from typing import Any

from shapely import wkb
from shapely.affinity import affine_transform
from shapely.geometry import box, shape
from shapely.geometry.base import BaseGeometry

from layers.tile_grid import Tile
from tests.bench.tile_contents import EXTENT, decoded

# Rounding to whole tile units, once by us and once by them.
NEAR = 1.5
# Shapes may be generalised below this zoom: there only who is shown, under which name, is compared.
WHOLE_SHAPES_FROM = 14
SLIVER = 64.0

POINTS = {
    "service_points": """
SELECT id, ST_X(p.at), ST_Y(p.at), uuid::text, kind, name FROM geodata_servicepoint,
    LATERAL (SELECT ST_Transform(geom, 4326) AS at) p WHERE geom && ST_Transform(ST_MakeEnvelope(%s, %s, %s, %s, 4326), %s)""",
    "events": """
SELECT e.id, ST_X(p.at), ST_Y(p.at), e.uuid::text, c.code, e.priority, e.closed_at IS NULL AND e.status_known
FROM geodata_event e JOIN geodata_eventcategory c ON c.id = e.category_id,
    LATERAL (SELECT ST_Transform(geom, 4326) AS at) p
WHERE geom && ST_Transform(ST_MakeEnvelope(%s, %s, %s, %s, 4326), %s) AND e.reported_at >= to_timestamp(%s)""",
}
FIELDS = {
    "service_points": ("uuid", "kind", "name"),
    "events": ("uuid", "category", "priority", "open"),
    "grids": ("uuid", "code", "name"),
}
AREAS = """
SELECT a.id, ST_AsBinary(ST_Transform(b.geom, 3857)), a.uuid::text, a.code, a.name
FROM geodata_area a JOIN geodata_boundaryversion b ON b.area_id = a.id
WHERE b.geom && ST_Transform(ST_MakeEnvelope(%s, %s, %s, %s, 4326), %s) AND a.level = 'grid' AND b.status = 'published'
  AND b.valid @> (now() AT TIME ZONE 'Asia/Shanghai')::date"""


@dataclass(frozen=True)
class Expected:
    """A row and where it lies in the tile, in its units."""

    fields: tuple[Any, ...]
    place: BaseGeometry


class Oracle:
    """Compares tiles with the tables; ask(sql, parameters) gives rows as of now, srid is the measuring CRS.

    Events from before `since` (epoch seconds) are left out: they leave the shown period by themselves.
    """

    def __init__(self, ask: Callable[..., list[tuple[Any, ...]]], srid: int, since: float) -> None:
        self._ask = ask
        self._srid = srid
        self._since = since

    def problems(self, layer: str, tile: Tile, body: bytes) -> list[str]:
        """What is wrong with a tile; empty where it shows the tables as they are."""
        expected = dict(self._areas(tile) if layer == "grids" else self._points(layer, tile))
        features = decoded(body).get(layer, {"features": []})["features"]
        shown = {int(one["id"]): one for one in features if self._compared(layer, one)}
        core = box(2, 2, EXTENT - 2, EXTENT - 2)
        missing = [key for key, row in expected.items() if key not in shown and _counts(row.place, core)]
        found = [f"{key} is missing: {expected[key].fields}" for key in missing]
        for key, feature in shown.items():
            if key not in expected:
                found.append(f"{key} is shown but not there: {feature['properties']}")
            else:
                found += _differences(layer, tile, key, feature, expected[key])
        return found

    def _compared(self, layer: str, feature: dict[str, Any]) -> bool:
        return layer != "events" or feature["properties"]["reported"] > self._since

    def _box(self, tile: Tile) -> tuple[float, ...]:
        """Degrees of a tile and something around it, and the measuring CRS."""
        west, east = (360 * (tile.x + part) / 2**tile.z - 180 for part in (-0.1, 1.1))
        north, south = (_latitude((tile.y + part) / 2**tile.z) for part in (-0.1, 1.1))
        return west, south, east, north, self._srid

    def _bound(self, layer: str, tile: Tile) -> tuple[float, ...]:
        return (*self._box(tile), self._since) if layer == "events" else self._box(tile)

    def _points(self, layer: str, tile: Tile) -> Iterable[tuple[int, Expected]]:
        from shapely import Point

        for key, lon, lat, *fields in self._ask(POINTS[layer], self._bound(layer, tile)):
            x, y = in_tile(tile, lon, lat)
            yield key, Expected(tuple(fields), Point(x, y))

    def _areas(self, tile: Tile) -> Iterable[tuple[int, Expected]]:
        west, _, _, north = tile.bounds()
        scale = EXTENT / tile.size_m
        move = (scale, 0, 0, -scale, -west * scale, north * scale)
        for key, shape_, *fields in self._ask(AREAS, self._box(tile)):
            yield key, Expected(tuple(fields), affine_transform(wkb.loads(bytes(shape_)), move))


def in_tile(tile: Tile, lon: float, lat: float) -> tuple[float, float]:
    """Tile units of a place in degrees, y growing downwards.

    >>> in_tile(Tile(0, 0, 0), 0.0, 0.0)
    (2048.0, 2048.0)
    """
    across = (lon + 180) / 360 * 2**tile.z - tile.x
    down = (1 - asinh(tan(radians(lat))) / pi) / 2 * 2**tile.z - tile.y
    return EXTENT * across, EXTENT * down


def _latitude(down: float) -> float:
    from math import atan, degrees, sinh

    return degrees(atan(sinh(pi * (1 - 2 * down))))


def _counts(place: BaseGeometry, core: BaseGeometry) -> bool:
    """Whether a tile has to show something: a point inside, or more of an area than a sliver."""
    seen = place.intersection(core)
    return bool(seen.area > SLIVER) if place.geom_type != "Point" else not seen.is_empty


def _differences(layer: str, tile: Tile, key: int, feature: dict[str, Any], expected: Expected) -> list[str]:
    fields = tuple(feature["properties"].get(name) for name in FIELDS[layer])
    if fields != expected.fields:
        return [f"{key} shows {fields}, the table has {expected.fields}"]
    place = shape(feature["geometry"])
    if place.geom_type == "Point":
        far = place.distance(expected.place)
        return [f"{key} is {far:.1f} units off"] if far > NEAR else []
    if tile.z < WHOLE_SHAPES_FROM:
        return []
    core = box(0, 0, EXTENT, EXTENT)
    seen, true = place.buffer(0).intersection(core), expected.place.intersection(core)
    off = seen.symmetric_difference(true).area
    return [f"{key}: {off:.0f} square units differ"] if off > NEAR * true.length + SLIVER else []
