"""Web tiles worked out from degrees by the textbook formula, beside the product's own SQL."""

import math
from collections.abc import Iterable

ZOOM = 12
MARGIN = 64 / 4096  # the clip buffer of a tile, as a share of its side


def fractional_tile(lon: float, lat: float, zoom: int = ZOOM) -> tuple[float, float]:
    """Column and row of a place (degrees WGS 84) with their fractions, as in slippy-map tile names."""
    side = 2**zoom
    sine = math.sin(math.radians(lat))
    return (lon + 180) / 360 * side, (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * side


def cells_of_box(corners: Iterable[tuple[float, float]]) -> set[tuple[int, int]]:
    """The tiles touched by the box round some corners (degrees), widened by the clip buffer."""
    tiles = [fractional_tile(lon, lat) for lon, lat in corners]
    xs, ys = [x for x, _ in tiles], [y for _, y in tiles]
    columns = range(math.floor(min(xs) - MARGIN), math.floor(max(xs) + MARGIN) + 1)
    rows = range(math.floor(min(ys) - MARGIN), math.floor(max(ys) + MARGIN) + 1)
    return {(x, y) for x in columns for y in rows}
