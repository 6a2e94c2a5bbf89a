"""The coordinate systems a file's numbers can be in, the likeliest first, each with its reasons."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from pyproj.aoi import AreaOfInterest
from pyproj.database import query_crs_info
from pyproj.enums import PJType

from geodata import crs
from geodata.rules.china_zones import (
    FALSE_EASTING_M,
    FAMILY_ZH,
    GEOGRAPHIC,
    Family,
    Zones,
    china_crs,
    possible_zones,
    zone_meridian,
    zone_srid,
)
from geodata.rules.datums import Datum

from .coordinates import ZONE_REACH_DEGREES, Pairs, Reference
from .epsg import CGCS2000, allowed_srids, crs_title, is_degrees, system, to_own_degrees
from .files.contents import CrsFound, Reason

# More are no help to a person who chooses.
MOST_CANDIDATES = 12
# Files of a border district reach a little into the next zone.
_AREA_MARGIN_DEGREES = 1.5
_HALF_3_DEGREE_ZONE = 1.5
_DEGREE_M = 111_320.0
_UTM_EASTINGS_M = (100_000.0, 900_000.0)
_FAMILY_WORDS = {
    Family.CGCS2000: ("cgcs", "2000"),
    Family.XIAN80: ("xian", "西安", "80"),
    Family.BEIJING54: ("beijing", "北京54", "54"),
}


@dataclass(frozen=True)
class Candidate:
    """A system the numbers can be in. told: the file says so; offered: only for a person who knows better."""

    srid: int
    reasons: tuple[Reason, ...]
    shift_m: tuple[float, float] = (0.0, 0.0)
    told: bool = False
    offered: bool = False

    def reference(self, datum: Datum = Datum.WGS84) -> Reference:
        """The candidate as a reference in a datum."""
        return Reference(self.srid, datum, self.shift_m)


def are_degrees(pairs: Pairs) -> bool:
    """Whether the bulk of the numbers (n, 2) can be lon, lat in degrees."""
    usable = pairs[np.isfinite(pairs).all(axis=1)]
    return bool(len(usable)) and float(np.mean((np.abs(usable) <= (180, 90)).all(axis=1))) >= 0.9


def told_fits(said: CrsFound | None, pairs: Pairs) -> bool | None:
    """Whether the numbers (n, 2) fit the system the file names; None where it names none that is known."""
    if said is None or said.srid not in allowed_srids():
        return None
    if is_degrees(said.srid):
        return are_degrees(pairs)
    return _in_area(Candidate(said.srid, ()), pairs)


def candidates(said: CrsFound | None, words: str, pairs: Pairs) -> list[Candidate]:
    """What the numbers (n, 2) of a file can be in, the likeliest first; words: column names and labels in one text.

    Empty where nothing known fits: a local system.
    """
    if said is not None and said.srid is not None and told_fits(said, pairs):
        return [Candidate(said.srid, (said.reason,), told=True), *_other_degrees(said.srid, pairs)]
    if are_degrees(pairs):
        zh = "数值在经纬度范围内（±180、±90）"
        reason = Reason(zh, "the numbers are within longitude and latitude (±180, ±90)")
        return [Candidate(crs.LONLAT, (reason,)), *_other_degrees(crs.LONLAT, pairs)]
    found = [
        one for one in _metres(_families(said, words), pairs) if _near_here(one, pairs) or _prefixed(one)
    ]
    return found[:MOST_CANDIDATES]


def _other_degrees(srid: int, pairs: Pairs) -> list[Candidate]:
    """Degrees of the Chinese datums, for people who know that theirs are."""
    if not is_degrees(srid):
        return []
    equal = Reason("与 WGS 84 在本系统精度内相同", "the same as WGS 84 at the precision of this product")
    old = Reason(
        "数值本身看不出来，确知来源时才选", "the numbers cannot tell; choose it only when the source says so"
    )
    others = [one for one in GEOGRAPHIC.values() if one != srid]
    listed = [Candidate(one, (equal if one == CGCS2000 else old,), offered=True) for one in others]
    return [one for one in listed if _in_area(one, pairs)]


def _metres(families: list[Family], pairs: Pairs) -> list[Candidate]:
    zones = possible_zones(pairs)
    chinese = _zone_candidates(zones, families, pairs) if zones else []
    return [*chinese, *_utm(pairs), *_web(pairs), *_registered(pairs)]


def _families(said: CrsFound | None, words: str) -> list[Family]:
    """The Chinese datums, those the file's words name first."""
    text = f"{said.label if said else ''} {words}".lower()
    return sorted(Family, key=lambda family: not any(word in text for word in _FAMILY_WORDS[family]))


def _zone_candidates(zones: Zones, families: list[Family], pairs: Pairs) -> list[Candidate]:
    if not zones.with_false_easting:
        return _without_false_easting()
    if zones.prefixed:
        ((degrees, zone),) = zones.zones
        zh = f"东坐标以 {zone} 开头，是 {degrees} 度带带号，中央经线 {zone_meridian(degrees, zone)}°"
        en = f"eastings begin with {zone}, a {degrees}-degree zone with meridian {zone_meridian(degrees, zone)}°"
        return _in_families(degrees, zone, families, Reason(zh, en), prefixed=True)
    if china_crs(crs.MEASURE) is None:
        return []
    plain = (
        _in_families(*zone, families, _easting_reason(*zone), prefixed=False) for zone in _likely_zones(pairs)
    )
    return [one for listed in plain for one in listed]


def _in_families(
    degrees: int, zone: int, families: list[Family], reason: Reason, *, prefixed: bool
) -> list[Candidate]:
    """A zone in the likeliest datum, and in the others for a person who knows: how they lie tells nothing apart.

    The old datums' exact parameters are not public, so that each would be measured where CGCS2000 is.
    """
    return [
        Candidate(
            zone_srid(family, degrees, zone, prefixed=prefixed),
            (reason, _family_reason(family)),
            offered=family != families[0],
        )
        for family in families
    ]


def _likely_zones(pairs: Pairs) -> list[tuple[int, int]]:
    """Zones (degrees, zone) around the meridian this database measures from, its own first."""
    east, north = np.nanmedian(pairs, axis=0)
    off = abs(east - FALSE_EASTING_M) / (_DEGREE_M * np.cos(np.radians(north / _DEGREE_M)))
    here = round(crs.central_meridian(crs.MEASURE) / 3)
    zones = [here, here - 1, here + 1]
    if off <= _HALF_3_DEGREE_ZONE:
        return [(3, zone) for zone in zones]
    six = [(6, (zone + 1) // 2) for zone in zones if zone % 2]
    return [*six, *((3, zone) for zone in zones if not zone % 2)]


def _easting_reason(degrees: int, zone: int) -> Reason:
    meridian = zone_meridian(degrees, zone)
    zh = f"六位东坐标没有带号，任何中央经线都有可能；本库在 {crs.central_meridian(crs.MEASURE):g}° 附近，取 {meridian}°"
    en = f"six-digit eastings fit every meridian; this database lies near {crs.central_meridian(crs.MEASURE):g}°: {meridian}°"
    return Reason(zh, en)


def _family_reason(family: Family) -> Reason:
    if family == Family.CGCS2000:
        return Reason("CGCS2000 是现行国家坐标系", "CGCS2000 is the national system in force")
    zh = f"{FAMILY_ZH[family]} 数值相近，数值本身分不清，须由来源确认"
    return Reason(zh, f"{family} numbers look the same: only the source can tell")


def _without_false_easting() -> list[Candidate]:
    if china_crs(crs.MEASURE) is None:
        return []
    zh = "东坐标在 0 附近，像是没有加 500 公里；已按本库的中央经线补上"
    reason = Reason(
        zh, "eastings lie around 0: the usual 500 km were not added; added here on this database's meridian"
    )
    return [Candidate(crs.MEASURE, (reason,), shift_m=(FALSE_EASTING_M, 0.0))]


def _utm(pairs: Pairs) -> list[Candidate]:
    low, high = _UTM_EASTINGS_M
    if not low <= np.nanmedian(pairs[:, 0]) <= high:
        return []
    meridian = crs.central_meridian(crs.MEASURE)
    around = (meridian, meridian - ZONE_REACH_DEGREES, meridian + ZONE_REACH_DEGREES)
    zones = dict.fromkeys(min(60, int((longitude + 180) // 6) + 1) for longitude in around)
    reason = Reason("数值在 UTM 的范围内", "the numbers are in the range of UTM")
    return [Candidate(32600 + zone, (reason,)) for zone in zones]


def _web(pairs: Pairs) -> list[Candidate]:
    reason = Reason("数值在 Web 墨卡托的范围内", "the numbers are in the range of Web Mercator")
    return [Candidate(crs.WEB, (reason,))] if np.nanmedian(np.abs(pairs[:, 0])) > 1e6 else []


def _registered(pairs: Pairs) -> list[Candidate]:
    """Systems of the place this database measures, outside China: state plane feet and the like."""
    if china_crs(crs.MEASURE) is not None:
        return []
    zh = "本库所在地区使用的坐标系，数值落在它的适用范围内"
    reason = Reason(zh, "a system used where this database lies; the numbers fall within its area")
    listed = (Candidate(srid, (reason,)) for srid in _local_srids(crs.MEASURE))
    return [one for one in listed if _in_area(one, pairs)]


@cache
def _local_srids(measure: int) -> tuple[int, ...]:
    """Projected systems made for the zone a database measures, not for half the world."""
    meridian = crs.central_meridian(measure)
    aoi = AreaOfInterest(meridian - ZONE_REACH_DEGREES, 0.0, meridian + ZONE_REACH_DEGREES, 84.0)
    listed = query_crs_info("EPSG", PJType.PROJECTED_CRS, area_of_interest=aoi)
    local = [one for one in listed if one.area_of_use and one.area_of_use.east - one.area_of_use.west < 12]
    return tuple(sorted(int(one.code) for one in local if not 32601 <= int(one.code) <= 32760))


def _middle(candidate: Candidate, pairs: Pairs) -> Pairs | None:
    """The middle of the numbers (n, 2) as lon, lat of the candidate's own datum; None where it is no place."""
    usable = pairs[np.isfinite(pairs).all(axis=1)]
    if not len(usable):
        return None
    try:
        own = to_own_degrees(candidate.srid)
    except KeyError:
        return None
    # Only the missing false easting is a shift here, in the zone's own metres.
    place = np.array(own.transform(*(np.median(usable, axis=0) + candidate.shift_m)))
    return place if np.isfinite(place).all() else None


def _in_area(candidate: Candidate, pairs: Pairs) -> bool:
    place, area = _middle(candidate, pairs), system(candidate.srid).area_of_use
    if place is None or area is None:
        return False
    west, south, east, north = area.bounds
    margin = _AREA_MARGIN_DEGREES
    # Systems across the date line have west > east.
    between = (
        west - margin <= place[0] <= east + margin
        if west <= east
        else not east + margin < place[0] < west - margin
    )
    return bool(between and south - margin <= place[1] <= north + margin)


def _near_here(candidate: Candidate, pairs: Pairs) -> bool:
    place = _middle(candidate, pairs)
    return place is not None and abs(place[0] - crs.central_meridian(crs.MEASURE)) <= ZONE_REACH_DEGREES


def _prefixed(candidate: Candidate) -> bool:
    china = china_crs(candidate.srid)
    return china is not None and china.prefixed


def title_of(candidate: Candidate) -> tuple[str, str]:
    """The candidate's name in Chinese and English."""
    zh, en = crs_title(candidate.srid)
    return (f"{zh}（补 500 公里）", f"{en}, 500 km added") if any(candidate.shift_m) else (zh, en)
