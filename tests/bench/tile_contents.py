"""What a tile shows, as an independent decoder reads it."""

from collections.abc import Mapping
from typing import Any

import mapbox_vector_tile
from shapely import box
from shapely.errors import GEOSException
from shapely.geometry import shape

EXTENT = 4096
# A shape that shows less of itself inside the tile than this (in square tile units) may be clipped away or not.
SLIVER = 4.0


def decoded(body: bytes) -> Mapping[str, Any]:
    """The MVT layers of a tile by name, y growing downwards as in the file."""
    return mapbox_vector_tile.decode(body, default_options={"y_coord_down": True}) if body else {}


def ids_inside(body: bytes) -> set[int]:
    """The ids of the polygons a tile shows within its own edge, whatever buffer its server adds."""
    inside = box(0, 0, EXTENT, EXTENT)
    found = set()
    for layer in decoded(body).values():
        for feature in layer["features"]:
            geometry = shape(feature["geometry"])
            try:
                seen = geometry.intersection(inside).area
            except GEOSException:
                seen = geometry.buffer(0).intersection(inside).area
            if seen > SLIVER:
                found.add(int(feature["properties"].get("id", feature.get("id") or 0)))
    return found
