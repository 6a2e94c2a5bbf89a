"""How much simpler borders are drawn far out: bands of zooms and what may change in each.

A band is named after its closest zoom. There a corner goes where it spans less than half a pixel with its neighbours
(256 pixels to a tile): nobody sees that it is gone. From zoom 14 on borders are drawn as they are.
"""

from bisect import bisect_left

BANDS = (7, 9, 11, 13)
PIXELS_PER_TILE = 256
_WORLD_M = 2 * 20037508.342789244


def band_of(zoom: int) -> int | None:
    """The band of a zoom; None where borders are drawn as they are.

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
