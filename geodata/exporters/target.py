"""The coordinates a receiver needs: metres of MEASURE brought to an accepted system and datum."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.network import set_network_enabled

from geodata import crs
from geodata.errors import ExportRefused
from geodata.rules.china_zones import CHINA_CRS, GEOGRAPHIC, Family, title
from geodata.rules.datums import Datum, from_wgs84

set_network_enabled(False)

_CGCS2000 = GEOGRAPHIC[Family.CGCS2000]
_UTM_NORTH = range(32601, 32661)
_DEGREES = (crs.LONLAT, _CGCS2000)
# Beyond this from its meridian a zone's metres are no metres any more (degrees of longitude).
ZONE_REACH_DEGREES = 3.5
_SPOKEN = {
    crs.LONLAT: ("WGS 84 经纬度", "WGS 84 longitude, latitude"),
    crs.WEB: ("Web 墨卡托", "Web Mercator"),
}
USUAL_ZH = "4326、4490、3857、CGCS2000 4491–4554、UTM 32601–32660"
USUAL_EN = "4326, 4490, 3857, CGCS2000 4491-4554, UTM 32601-32660"


@dataclass(frozen=True)
class Target:
    """A coordinate system by EPSG number, and the datum its coordinates are shifted to."""

    srid: int
    datum: Datum

    @property
    def in_degrees(self) -> bool:
        """Whether the coordinates are lon, lat."""
        return self.srid in _DEGREES

    @property
    def shifted(self) -> bool:
        """Whether the coordinates only look like the system's own and lie hundreds of metres off."""
        return self.datum is not Datum.WGS84

    @property
    def title(self) -> tuple[str, str]:
        """The system's Chinese and English name."""
        if self.srid in CHINA_CRS:
            return title(self.srid)
        name = CRS.from_epsg(self.srid).name
        return _SPOKEN.get(self.srid, (name, name))

    @property
    def wkt(self) -> str:
        """The system's definition for files that carry one."""
        return CRS.from_epsg(self.srid).to_wkt()


def target(srid: int, datum: Datum) -> Target:
    """A checked target; raises ExportRefused for a number that is not accepted."""
    family = CHINA_CRS[srid].family if srid in CHINA_CRS else None
    if family in (Family.XIAN80, Family.BEIJING54):
        zh, en = title(srid)
        raise ExportRefused(
            f"{zh} 没有公开的精确换算参数，写出的位置会差几十米，所以不导出。"
            "请用 CGCS2000（4490–4554），由掌握本地参数的单位换算。",
            f"no exact parameters to {en} are public, places would be off by tens of metres; export CGCS2000 "
            "(4490-4554) and have it converted by whoever holds the local parameters.",
        )
    if family is None and srid not in (crs.LONLAT, crs.WEB, crs.MEASURE) and srid not in _UTM_NORTH:
        raise ExportRefused(
            f"不能导出到 EPSG:{srid}；可用编号：{USUAL_ZH}。",
            f"there is no export to EPSG:{srid}; accepted numbers: {USUAL_EN}.",
        )
    return Target(srid, datum)


@cache
def _to_lonlat(measure: int) -> Transformer:
    return Transformer.from_crs(measure, crs.LONLAT, always_xy=True)


@cache
def _from_lonlat(srid: int) -> Transformer:
    base = _CGCS2000 if srid in CHINA_CRS else crs.LONLAT
    return Transformer.from_crs(base, srid, always_xy=True)


def placed(shapes: NDArray[np.object_], to: Target) -> NDArray[np.object_]:
    """The shapes (n,) of MEASURE, None where there is none, in the target's coordinates."""
    return shapely.transform(shapes, lambda metres: _coordinates(metres, to))


def _coordinates(metres: NDArray[np.float64], to: Target) -> NDArray[np.float64]:
    lonlat = np.column_stack(_to_lonlat(crs.MEASURE).transform(metres[:, 0], metres[:, 1]))
    lonlat = from_wgs84(lonlat, to.datum)
    if to.in_degrees:
        return lonlat
    return np.column_stack(_from_lonlat(to.srid).transform(lonlat[:, 0], lonlat[:, 1]))


def zone_distance(to: Target) -> float:
    """How far (degrees of longitude) this database's middle lies from the target's meridian; 0 without one."""
    if to.srid in CHINA_CRS and CHINA_CRS[to.srid].meridian:
        meridian = float(CHINA_CRS[to.srid].meridian)
    elif to.srid in _UTM_NORTH:
        meridian = crs.central_meridian(to.srid)
    else:
        return 0.0
    return abs(meridian - crs.central_meridian(crs.MEASURE))
