"""The web tile grid: which tiles exist and where they lie (EPSG:3857 metres)."""

from dataclasses import dataclass
from math import atan, degrees, exp, pi

HALF_WORLD_M = 20037508.342789244
EXTENT = 4096
BUFFER = 64
DEEPEST_ZOOM = 22


@dataclass(frozen=True)
class Tile:
    """A tile of the grid, addressed as z/x/y with y growing southwards."""

    z: int
    x: int
    y: int

    @property
    def exists(self) -> bool:
        """Whether the address lies in the grid."""
        return 0 <= self.z <= DEEPEST_ZOOM and 0 <= self.x < 2**self.z and 0 <= self.y < 2**self.z

    @property
    def size_m(self) -> float:
        """The side of the tile in EPSG:3857 metres."""
        return 2 * HALF_WORLD_M / 2**self.z

    def bounds(self, buffer: int = 0) -> tuple[float, float, float, float]:
        """xmin, ymin, xmax, ymax in EPSG:3857 metres, widened by `buffer` tile units (of 4096)."""
        margin = self.size_m * buffer / EXTENT
        west = -HALF_WORLD_M + self.x * self.size_m
        north = HALF_WORLD_M - self.y * self.size_m
        return west - margin, north - self.size_m - margin, west + self.size_m + margin, north + margin


def web_to_lonlat(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude (degrees) of a web mercator point.

    >>> web_to_lonlat(0.0, 0.0)
    (0.0, 0.0)
    """
    longitude = x / HALF_WORLD_M * 180
    latitude = degrees(2 * atan(exp(y / HALF_WORLD_M * pi)) - pi / 2)
    return longitude, round(latitude, 12) + 0.0
