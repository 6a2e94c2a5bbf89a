"""The coordinate reference systems features are delivered in, by the URI a client names them with."""

from dataclasses import dataclass
from functools import cache

from pyproj import CRS

from geodata.crs import LONLAT, MEASURE, WEB
from geodata.errors import BadParameter

# Longitude and latitude of CGCS2000, the datum of Chinese surveying.
CGCS2000 = 4490
_OGC = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
_EPSG = "http://www.opengis.net/def/crs/EPSG/0/"


@dataclass(frozen=True)
class ReferenceSystem:
    """A system of the allow-list; north_first: its first axis points north, so coordinates are swapped."""

    uri: str
    srid: int
    north_first: bool
    degrees: bool

    @property
    def digits(self) -> int:
        """Decimals delivered: a millimetre."""
        return 8 if self.degrees else 3

    @property
    def step(self) -> float:
        """The smallest difference between two delivered coordinates."""
        return float(10**-self.digits)


CRS84 = ReferenceSystem(_OGC, LONLAT, north_first=False, degrees=True)


def _epsg(srid: int) -> ReferenceSystem:
    """The system of an EPSG number with the axis order its authority gives."""
    axes = CRS.from_epsg(srid)
    first = axes.axis_info[0].direction.lower()
    return ReferenceSystem(f"{_EPSG}{srid}", srid, first == "north", axes.is_geographic)


@cache
def reference_systems() -> dict[str, ReferenceSystem]:
    """Every system offered, by URI, the default first."""
    return {CRS84.uri: CRS84} | {found.uri: found for found in map(_epsg, (LONLAT, CGCS2000, WEB, MEASURE))}


def storage_uri() -> str:
    """The URI of the system geometry is kept in."""
    return f"{_EPSG}{MEASURE}"


def read_system(name: str, text: str) -> ReferenceSystem:
    """The system a parameter names; raises BadParameter listing the accepted URIs."""
    found = reference_systems().get(text)
    if found is None:
        accepted = ", ".join(reference_systems())
        raise BadParameter(
            f"{name}={text[:80]!r} 不在可用的坐标系之列；可用：{accepted}。",
            f"{name}={text[:80]!r} is not offered; accepted: {accepted}.",
        )
    return found
