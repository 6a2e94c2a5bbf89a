"""Coordinates from a file's CRS and datum to lon/lat and to the measuring CRS, and whether they belong here."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from geodata import crs
from geodata.errors import ImportRefused
from geodata.rules.datums import CHINA_BOX, Datum, to_wgs84

from .report import Problem, Severity

Pairs = NDArray[np.float64]

# Never a CRS string from outside: only these numbers reach PROJ.
ALLOWED_SRIDS = frozenset(
    {crs.LONLAT, crs.WEB, 4490, *range(4534, 4555), *range(4513, 4534), *range(32601, 32661)}
)
ALLOWED_TEXT = "4326、4490、3857、4513–4554、32601–32660"
# A Gauss-Kruger or UTM zone still measures to 1.001 this far from its meridian (degrees of longitude).
ZONE_REACH_DEGREES = 3.0
# A single place may lie this far out; beyond it is a slip of the pen, such as 0, 0.
OUTLIER_REACH_DEGREES = 10.0
MOST_LATITUDE = 84.0


@dataclass(frozen=True)
class Reference:
    """What a file's coordinates refer to."""

    srid: int
    datum: Datum

    @property
    def in_degrees(self) -> bool:
        """Whether the coordinates are lon, lat."""
        return self.srid in (crs.LONLAT, 4490)


def reference(srid: int, datum: Datum) -> Reference:
    """A checked reference; raises ImportRefused for other EPSG numbers and for a shifted datum in metres."""
    if srid not in ALLOWED_SRIDS:
        raise ImportRefused(
            f"不支持 EPSG:{srid}，可用：{ALLOWED_TEXT}。",
            f"EPSG:{srid} is not supported; accepted: {ALLOWED_TEXT.replace('、', ', ')}.",
        )
    known = Reference(srid, datum)
    if datum != Datum.WGS84 and not known.in_degrees:
        raise ImportRefused(
            f"{datum} 只用于经纬度，与 EPSG:{srid} 不能同时使用。",
            f"{datum} coordinates are lon, lat; they cannot be in EPSG:{srid}.",
        )
    return known


@cache
def _transformer(source: int, target: int) -> Transformer:
    return Transformer.from_crs(source, target, always_xy=True)


def _transform(pairs: Pairs, source: int, target: int) -> Pairs:
    if source == target or {source, target} == {crs.LONLAT, 4490}:
        return pairs
    x, y = _transformer(source, target).transform(pairs[:, 0], pairs[:, 1])
    return np.where(np.isfinite(x) & np.isfinite(y), (x, y), np.nan).T


def to_lonlat(pairs: Pairs, known: Reference) -> Pairs:
    """WGS 84 lon, lat (n, 2) of a file's coordinates (n, 2); nan where they are none."""
    return to_wgs84(_transform(pairs, known.srid, crs.LONLAT), known.datum)


def to_measure(lonlat: Pairs) -> Pairs:
    """Metres (n, 2) in MEASURE of WGS 84 lon, lat (n, 2)."""
    return _transform(lonlat, crs.LONLAT, crs.MEASURE)


def check_extent(lonlat: Pairs, pairs: Pairs, known: Reference) -> None:
    """Raises ImportRefused where the bulk of the places is none, or lies too far for MEASURE to measure.

    lonlat: WGS 84 (n, 2), nan where a row has no usable coordinates; pairs: the same rows as in the file.
    """
    stated = pairs[np.isfinite(pairs).all(axis=1)]
    if not len(stated):
        return
    if known.in_degrees:
        _refuse_no_degrees(np.median(stated, axis=0))
    usable = lonlat[np.isfinite(lonlat).all(axis=1)]
    if not len(usable):
        raise ImportRefused(
            f"坐标不在 EPSG:{known.srid} 的范围内，请检查 --crs。",
            f"the coordinates are outside EPSG:{known.srid}; check --crs.",
        )
    longitude = float(np.median(usable[:, 0]))
    if abs(longitude - crs.central_meridian(crs.MEASURE)) > ZONE_REACH_DEGREES:
        raise _elsewhere(longitude)


def _refuse_no_degrees(middle: Pairs) -> None:
    x, y = middle
    if abs(x) <= 180 and abs(y) <= 90:
        return
    if abs(y) <= 180 and abs(x) <= 90:
        raise ImportRefused(
            f"经度和纬度好像写反了（中间值 {x:.4f}, {y:.4f}），请对调 --lon 与 --lat。",
            f"longitude and latitude look swapped (middle {x:.4f}, {y:.4f}); exchange --lon and --lat.",
        )
    raise ImportRefused(
        f"坐标不是度（中间值 {x:.1f}, {y:.1f}），像是米：请用 --crs 给出 EPSG 编号（{ALLOWED_TEXT}）。",
        f"the coordinates are no degrees (middle {x:.1f}, {y:.1f}) but look like metres: give their EPSG "
        f"number with --crs ({ALLOWED_TEXT.replace('、', ', ')}).",
    )


def _elsewhere(longitude: float) -> ImportRefused:
    meridian = crs.central_meridian(crs.MEASURE)
    command = f"make db DB_NAME=… LONGITUDE={longitude:.2f}"
    return ImportRefused(
        f"数据在经度 {longitude:.2f}° 附近，而本库用 EPSG:{crs.MEASURE}（中央经线 {meridian:g}°）量算，相距超过 "
        f"{ZONE_REACH_DEGREES:g}°。请另建一个库：{command}，再用同一个 DB_NAME 导入。",
        f"the data lies near longitude {longitude:.2f} but this database measures in EPSG:{crs.MEASURE} (central "
        f"meridian {meridian:g}), more than {ZONE_REACH_DEGREES:g} degrees away. Make a database for it: "
        f"{command}, and import with the same DB_NAME.",
    )


def place_problems(lonlat: Pairs, stated: NDArray[np.bool_], row: list[int]) -> list[Problem]:
    """Why single rows (WGS 84 lon, lat (n, 2)) cannot be placed; stated: whether the row has two numbers."""
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    meridian = crs.central_meridian(crs.MEASURE)
    on_earth = np.isfinite(lonlat).all(axis=1) & (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    near = (np.abs(lon - meridian) <= OUTLIER_REACH_DEGREES) & (np.abs(lat) <= MOST_LATITUDE)
    found = [_no_coordinates(row[i]) for i in np.flatnonzero(~stated)]
    found += [_not_on_earth(row[i]) for i in np.flatnonzero(stated & ~on_earth)]
    found += [_far_away(row[i], lonlat[i]) for i in np.flatnonzero(stated & on_earth & ~near)]
    return found


def _no_coordinates(row: int) -> Problem:
    return Problem("coordinates_missing", "没有坐标", "it has no coordinates", row)


def _not_on_earth(row: int) -> Problem:
    return Problem("coordinates_outside", "坐标超出范围", "its coordinates are out of range", row)


def _far_away(row: int, place: Pairs) -> Problem:
    where = f"{place[0]:.4f}, {place[1]:.4f}"
    return Problem("far_away", f"位置 {where} 离本区太远", f"its place {where} is far from here", row)


def assumed_datum(lonlat: Pairs) -> list[Problem]:
    """A notice that WGS 84 was assumed, for places (n, 2) in China, where shifted datums are common."""
    usable = lonlat[np.isfinite(lonlat).all(axis=1)]
    west, south, east, north = CHINA_BOX
    if not len(usable):
        return []
    lon, lat = np.median(usable, axis=0)
    if not (west <= lon <= east and south <= lat <= north):
        return []
    zh = "没有给出 --datum，按 WGS 84（CGCS2000）读取；高德、腾讯、DataV 数据请用 gcj02，百度数据请用 bd09"
    en = (
        "no --datum was given: read as WGS 84 (CGCS2000); Amap, Tencent and DataV data is gcj02, Baidu's bd09"
    )
    return [Problem("datum_assumed", zh, en, severity=Severity.NOTICE)]
