"""Coordinates from a file's CRS and datum to lon/lat and to the measuring CRS, and whether they belong here."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer
from pyproj.enums import TransformDirection

from geodata import crs
from geodata.errors import ImportRefused
from geodata.rules.datums import Datum, in_china, to_wgs84, typical_shift_m

from .epsg import (
    CGCS2000,
    USUAL_TEXT,
    accuracy_of,
    can_be_shifted,
    crs_title,
    is_degrees,
    to_wgs84_transformer,
)
from .report import Problem, Severity

Pairs = NDArray[np.float64]

# A Gauss-Kruger or UTM zone still measures to 1.001 this far from its meridian (degrees of longitude).
ZONE_REACH_DEGREES = 3.0
# A single place may lie this far out; beyond it is a slip of the pen, such as 0, 0.
OUTLIER_REACH_DEGREES = 10.0
MOST_LATITUDE = 84.0
# A missing false easting is the largest shift that makes sense.
MOST_SHIFT_M = 500_000.0
WGS84_DEGREES = (crs.LONLAT, CGCS2000)
# Where the old Chinese datums and WGS 84 differ most (metres).
_OLD_DATUM_ERROR_M = 100
_WORTH_SAYING_M = 1.0
_SHOWN = 40
_USUAL_EN = USUAL_TEXT.replace("、", ", ").replace("西安80", "Xian 1980").replace("北京54", "Beijing 1954")


@dataclass(frozen=True)
class Reference:
    """What a file's coordinates refer to.

    shift_m: metres east and north in MEASURE to add, as somebody measured them: for the old Chinese datums and local
    systems whose exact parameters are not public.
    """

    srid: int
    datum: Datum
    shift_m: tuple[float, float] = (0.0, 0.0)

    @property
    def in_degrees(self) -> bool:
        """Whether the coordinates are lon, lat."""
        return is_degrees(self.srid)


def reference(srid: int, datum: Datum, shift_m: tuple[float, float] = (0.0, 0.0)) -> Reference:
    """A checked reference; raises ImportRefused for numbers that are no usable CRS and for a datum that cannot be."""
    try:
        to_wgs84_transformer(srid)
    except KeyError:
        raise ImportRefused(
            f"EPSG:{srid} 不是可用的经纬度或平面坐标系编号；常用：{USUAL_TEXT}。请用 --crs 另行指定。",
            f"EPSG:{srid} is no usable geographic or projected CRS; common ones: "
            f"{_USUAL_EN}. Give another with --crs.",
        ) from None
    if datum != Datum.WGS84 and not can_be_shifted(srid):
        raise ImportRefused(
            f"{datum} 是在 WGS 84/CGCS2000 上偏移的，与 EPSG:{srid}（{crs_title(srid)[0]}）不能同时使用。",
            f"{datum} is a shift of WGS 84 or CGCS2000; it cannot be in EPSG:{srid} ({crs_title(srid)[1]}).",
        )
    if not all(math.isfinite(one) and abs(one) <= MOST_SHIFT_M for one in shift_m):
        raise ImportRefused(
            f"平移量 {shift_m} 不是两个绝对值不超过 {MOST_SHIFT_M:,.0f} 米的数。",
            f"the shift {shift_m} is not two numbers of at most {MOST_SHIFT_M:,.0f} metres.",
        )
    return Reference(srid, datum, shift_m)


@cache
def _from_lonlat(measure: int) -> Transformer:
    return Transformer.from_crs(crs.LONLAT, measure, always_xy=True)


def _finite(x: Pairs, y: Pairs) -> Pairs:
    pairs = np.column_stack([x, y])
    pairs[~np.isfinite(pairs).all(axis=1)] = np.nan
    return pairs


def to_lonlat(pairs: Pairs, known: Reference) -> Pairs:
    """WGS 84 lon, lat (n, 2) of a file's coordinates (n, 2); nan where they are none."""
    lonlat = pairs
    if known.srid not in WGS84_DEGREES:
        lonlat = _finite(*to_wgs84_transformer(known.srid).transform(pairs[:, 0], pairs[:, 1]))
    lonlat = to_wgs84(lonlat, known.datum)
    return _moved(lonlat, known.shift_m) if any(known.shift_m) else lonlat


def _moved(lonlat: Pairs, shift_m: tuple[float, float]) -> Pairs:
    metres = to_measure(lonlat) + np.array(shift_m)
    back = _from_lonlat(crs.MEASURE).transform(
        metres[:, 0], metres[:, 1], direction=TransformDirection.INVERSE
    )
    return _finite(*back)


def to_measure(lonlat: Pairs) -> Pairs:
    """Metres (n, 2) in MEASURE of WGS 84 lon, lat (n, 2); nan where they are none."""
    return _finite(*_from_lonlat(crs.MEASURE).transform(lonlat[:, 0], lonlat[:, 1]))


def check_extent(lonlat: Pairs, pairs: Pairs, known: Reference) -> None:
    """Raises ImportRefused where the bulk of the places is none, or lies too far for MEASURE to measure.

    lonlat: WGS 84 (n, 2), nan where a row has no usable coordinates; pairs: the same rows as in the file.
    """
    stated = pairs[np.isfinite(pairs).all(axis=1)]
    if not len(stated):
        return
    middle = np.median(stated, axis=0)
    if known.in_degrees:
        _refuse_no_degrees(middle)
    else:
        _refuse_degrees(middle, known)
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
        f"坐标不是度（中间值 {x:.1f}, {y:.1f}），像是米：请用 --crs 给出 EPSG 编号（{USUAL_TEXT}）。",
        f"the coordinates are no degrees (middle {x:.1f}, {y:.1f}) but look like metres: give their EPSG "
        f"number with --crs ({_USUAL_EN}).",
    )


def _refuse_degrees(middle: Pairs, known: Reference) -> None:
    x, y = middle
    if abs(x) <= 180 and abs(y) <= 180 and (x, y) != (0.0, 0.0):
        raise ImportRefused(
            f"坐标像是经纬度（中间值 {x:.4f}, {y:.4f}），不是 EPSG:{known.srid} 的米，请去掉 --crs 或改为 4326。",
            f"the coordinates look like degrees (middle {x:.4f}, {y:.4f}), not metres of EPSG:{known.srid}: leave "
            "--crs out or say 4326.",
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


def place_problems(
    lonlat: Pairs, stated: NDArray[np.bool_], row: list[int], texts: Mapping[int, str] | None = None
) -> list[Problem]:
    """Why single rows (WGS 84 lon, lat (n, 2)) cannot be placed; stated: whether the row has two numbers.

    texts: by position, what stands in the cells of rows that have none.
    """
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    meridian = crs.central_meridian(crs.MEASURE)
    on_earth = np.isfinite(lonlat).all(axis=1) & (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    near = (np.abs(lon - meridian) <= OUTLIER_REACH_DEGREES) & (np.abs(lat) <= MOST_LATITUDE)
    told = texts or {}
    found = [_no_coordinates(row[i], told.get(int(i), "")) for i in np.flatnonzero(~stated)]
    found += [_not_on_earth(row[i]) for i in np.flatnonzero(stated & ~on_earth)]
    found += [_far_away(row[i], lonlat[i]) for i in np.flatnonzero(stated & on_earth & ~near)]
    return found


def _no_coordinates(row: int, text: str) -> Problem:
    if text:
        zh = f"坐标“{text[:_SHOWN]}”无法识别，应为 102.71、102°42′36″E、E102.71 这样的度数或米数，两格一对"
        en = f"coordinates {text[:_SHOWN]!r} are not understood; expected degrees such as 102.71, 102°42′36″E, E102.71, or metres"
        return Problem("coordinates_unreadable", zh, en, row)
    return Problem("coordinates_missing", "没有坐标", "it has no coordinates", row)


def _not_on_earth(row: int) -> Problem:
    return Problem("coordinates_outside", "坐标超出范围", "its coordinates are out of range", row)


def _far_away(row: int, place: Pairs) -> Problem:
    where = f"{place[0]:.4f}, {place[1]:.4f}"
    return Problem("far_away", f"位置 {where} 离本区太远", f"its place {where} is far from here", row)


def assumed_datum(lonlat: Pairs) -> list[Problem]:
    """A notice that WGS 84 was assumed, for places (n, 2) in China, and by how much that would be wrong."""
    if not in_china(lonlat):
        return []
    gcj02, bd09 = (typical_shift_m(lonlat, datum) for datum in (Datum.GCJ02, Datum.BD09))
    zh = (
        "没有给出 --datum，按 WGS 84（CGCS2000）读取；若其实是高德、腾讯、DataV 数据（gcj02），"
        f"位置会偏移约 {gcj02:.0f} 米；若是百度数据（bd09），约 {bd09:.0f} 米"
    )
    en = (
        "no --datum was given: read as WGS 84 (CGCS2000); if it is Amap, Tencent or DataV data (gcj02), "
        f"everything is off by about {gcj02:.0f} m, if Baidu's (bd09), by about {bd09:.0f} m"
    )
    return [Problem("datum_assumed", zh, en, None, round(gcj02, 1), Severity.NOTICE)]


def accuracy_notice(known: Reference) -> list[Problem]:
    """A notice of how exactly a reference comes to WGS 84, where a metre or more may be lost on the way."""
    zh, en = crs_title(known.srid)
    accuracy = accuracy_of(known.srid)
    if accuracy is not None and accuracy <= _WORTH_SAYING_M:
        return []
    if any(known.shift_m):
        east, north = known.shift_m
        text = (
            f"{zh}：已按给出的平移量（向东 {east:g} 米、向北 {north:g} 米）换算，精度取决于该平移量的测定",
            f"{en}: moved by the given shift ({east:g} m east, {north:g} m north); it is as exact as that shift",
        )
    elif accuracy is None:
        text = (
            f"{zh} 到 WGS 84 没有公开的精确参数，误差可能达到约 {_OLD_DATUM_ERROR_M} 米；如有实测平移量请一并给出",
            f"no exact parameters from {en} to WGS 84 are public; places may be off by about {_OLD_DATUM_ERROR_M} m: "
            "give a measured shift if there is one",
        )
    else:
        text = (
            f"{zh} 换算到 WGS 84 的精度约 {accuracy:g} 米",
            f"{en} comes to WGS 84 within about {accuracy:g} m",
        )
    return [Problem("crs_accuracy", *text, None, accuracy, Severity.NOTICE)]
