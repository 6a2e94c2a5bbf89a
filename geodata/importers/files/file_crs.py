"""The coordinate system a file's WKT means, as an EPSG number: only numbers leave this module.

A name is no proof: files call themselves CM 102E and have another meridian or false easting inside. A number is
given only where the numbers of the two agree; what agrees with none is told as it is, without one.
"""

import re
from collections.abc import Iterator

import numpy as np
from pyproj import CRS, Proj
from pyproj.exceptions import CRSError, ProjError

from geodata.importers.report import Problem, Severity

from .chinese_zones import chinese_srid
from .contents import CrsFound, Reason

_MOST_CHARACTERS = 20_000
_CONFIDENCES = (100, 70, 25)
_MOST_CANDIDATES = 40
_CLOSE = 0.001  # of the file's own unit
_LABEL_LENGTH = 80
_HTML = re.compile(r"^\s*<(!doctype|html|\?xml|head|body)", re.IGNORECASE)
_UNDEFINED = re.compile(r"undefined|unknown", re.IGNORECASE)
# Ballpark twins: the same ellipsoid and name at low confidence, yet another datum.
_SURE_DATUM = 70


def crs_of_wkt(wkt: str) -> CrsFound:
    """The EPSG number of a WKT (1, ESRI's, 2), or none with the reason; never raises for a bad text."""
    text = wkt.lstrip("\ufeff").replace("\x00", "").strip()
    if not text:
        return _none("", "文件没有说明坐标系", "the file does not tell its coordinate system")
    if _HTML.match(text):
        return _none("HTML", "坐标系文件里是一个网页", "the .prj holds a web page, not a coordinate system")
    if len(text) > _MOST_CHARACTERS:
        return _none(
            "", "坐标系说明过长，没有采用", "the text of the coordinate system is too long to be one"
        )
    try:
        crs = _horizontal(CRS.from_wkt(text))
        return _found(crs)
    except (CRSError, ProjError, RecursionError, ValueError):
        return _none(
            _short(text), "坐标系说明无法读懂", "the text of the coordinate system cannot be understood"
        )


def unit_notices(found: CrsFound | None) -> list[Problem]:
    """A notice where the coordinates are in neither degrees nor metres; none otherwise."""
    if found is None or found.srid is None:
        return []
    unit = CRS.from_epsg(found.srid).axis_info[0].unit_name
    if unit in ("degree", "metre"):
        return []
    text = (f"坐标单位是 {unit}，不是米", f"its coordinates are in {unit}, not in metres")
    return [Problem("unit_not_metre", *text, severity=Severity.NOTICE)]


def _found(crs: CRS) -> CrsFound:
    label = _short(crs.name)
    degrees = crs.is_geographic if (crs.is_geographic or crs.is_projected) else None
    if degrees is None:
        reason = (f"“{label}”是工程或局部坐标系", f"{label} is a local or engineering system")
        return _none(label, *reason)
    srid = chinese_srid(crs) or _matching_srid(crs)
    if srid is not None:
        reason = Reason(f"文件写明“{label}”，即 EPSG:{srid}", f"the file says {label}, which is EPSG:{srid}")
        return CrsFound(srid, label, reason, degrees)
    if _UNDEFINED.search(label):
        return CrsFound(
            None, label, Reason("坐标系标为未定义", "the coordinate system is called undefined"), degrees
        )
    zh = f"“{label}”{_numbers(crs, 'zh')}不是任何 EPSG 编号的坐标系"
    en = f"{label}{_numbers(crs, 'en')} is no coordinate system with an EPSG number"
    return CrsFound(None, label, Reason(zh, en), degrees)


def _numbers(crs: CRS, language: str) -> str:
    """The central meridian and false easting of a projection, for the reason."""
    if crs.coordinate_operation is None:
        return ""
    values = {param.name: param.value for param in crs.coordinate_operation.params}
    meridian, easting = values.get("Longitude of natural origin"), values.get("False easting")
    if meridian is None or easting is None:
        return ""
    zh, en = (
        f"（中央经线 {meridian:g}，东偏 {easting:.10g}）",
        f" (meridian {meridian:g}, false easting {easting:.10g})",
    )
    return zh if language == "zh" else en


def _none(label: str, zh: str, en: str) -> CrsFound:
    return CrsFound(None, label, Reason(zh, en))


def _short(text: str) -> str:
    return " ".join(text.split())[:_LABEL_LENGTH]


def _horizontal(crs: CRS) -> CRS:
    """The part of a CRS that says where on the map: without heights and without bound transformations."""
    while crs.is_compound or crs.is_bound:
        inner = crs.sub_crs_list[0] if crs.is_compound else crs.source_crs
        if inner is None:
            break
        crs = inner
    return crs.to_2d() if len(crs.axis_info) > 2 and crs.is_geographic else crs


def _matching_srid(crs: CRS) -> int | None:
    """The EPSG number whose definition gives the same coordinates as this one does."""
    for confidence in _CONFIDENCES:
        for candidate in list(_candidates(crs, confidence))[:_MOST_CANDIDATES]:
            if same_system(crs, candidate, datum_by_name=confidence < _SURE_DATUM):
                return candidate.to_epsg(100)
    return None


def _candidates(crs: CRS, confidence: int) -> Iterator[CRS]:
    for named in crs.list_authority("EPSG", min_confidence=confidence):
        if named.code.isdecimal():
            yield CRS.from_epsg(int(named.code))


def same_system(one: CRS, other: CRS, *, datum_by_name: bool = True) -> bool:
    """Whether both give the same coordinates to the same places: ellipsoid, datum and projected points agree."""
    if one.is_geographic != other.is_geographic or not _same_ellipsoid(one, other):
        return False
    if datum_by_name and _plain(_datum(one)) != _plain(_datum(other)):
        return False
    if one.is_geographic:
        return True
    lon, lat = _places(other)
    ours, theirs = np.array(Proj(one)(lon, lat)), np.array(Proj(other)(lon, lat))
    usable = np.isfinite(ours) & np.isfinite(theirs)
    return bool(usable.all() and (np.abs(ours - theirs) < _CLOSE).all())


def _same_ellipsoid(one: CRS, other: CRS) -> bool:
    first, second = one.ellipsoid, other.ellipsoid
    if first is None or second is None:
        return False
    return (
        abs(first.semi_major_metre - second.semi_major_metre) < 0.5
        and abs(first.inverse_flattening - second.inverse_flattening) < 1e-4
    )


def _datum(crs: CRS) -> str:
    geodetic = crs.geodetic_crs
    return geodetic.datum.name if geodetic is not None and geodetic.datum is not None else ""


def _plain(name: str) -> str:
    """A datum's name without its spelling: D_WGS_1984, World Geodetic System 1984 ensemble [EPSG ID 6326] ..."""
    name = re.sub(r"\[.*?\]|ensemble|^D_", "", name)
    name = re.sub(r"[^a-z0-9]", "", name.lower())
    return name.replace("worldgeodeticsystem", "wgs").replace("wgs84", "wgs1984")


def _places(crs: CRS) -> tuple[np.ndarray, np.ndarray]:
    area = crs.area_of_use
    west, south, east, north = area.bounds if area else (-180.0, -80.0, 180.0, 80.0)
    share = np.array([0.25, 0.4, 0.75])
    width = (east - west) % 360
    return west + share * width, south + share[::-1] * (north - south)
