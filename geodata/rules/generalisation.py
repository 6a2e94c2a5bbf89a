"""How much simpler borders and ground are drawn far out: bands of zooms and what may change in each.

A band is named after its closest zoom. There a corner goes where it spans less than half a pixel with its neighbours
(256 pixels to a tile): nobody sees that it is gone. From zoom 14 on everything is drawn as it is.
"""

from bisect import bisect_left

BANDS = (7, 9, 11, 13)
PIXELS_PER_TILE = 256
# Surfaces of fewer square pixels are left out.
LEAST_PIXELS = 3
# The zoom from which on roads of a class are drawn.
ROADS_FROM = {
    "expressway": 0, "arterial": 0, "rail": 0, "secondary": 10, "local": 12, "lane": 14, "path": 14,
}  # fmt: skip
_WORLD_M = 2 * 20037508.342789244


def band_of(zoom: int) -> int | None:
    """The band of a zoom; None where shapes are drawn as they are.

    >>> band_of(4), band_of(10), band_of(13), band_of(14)
    (7, 11, 13, None)
    """
    place = bisect_left(BANDS, zoom)
    return BANDS[place] if place < len(BANDS) else None


def tolerance_web_m(band: int) -> float:
    """Half a pixel at the closest zoom of a band, in EPSG:3857 metres: a matter of drawing, not of measuring.

    >>> round(tolerance_web_m(13), 2)
    9.55
    """
    return _WORLD_M / 2**band / PIXELS_PER_TILE / 2


def least_area_web_m2(pixel_web_m: float) -> float:
    """The smallest surface worth drawing where a pixel has so many EPSG:3857 metres.

    >>> least_area_web_m2(2.0)
    12.0
    """
    return LEAST_PIXELS * pixel_web_m**2


def road_classes_at(zoom: int) -> list[str]:
    """The classes of roads drawn at a zoom.

    >>> road_classes_at(11)
    ['expressway', 'arterial', 'rail', 'secondary']
    """
    return [name for name, first in ROADS_FROM.items() if zoom >= first]
