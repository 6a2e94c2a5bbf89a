"""Polygons from a file's coordinates to valid multipolygons in MEASURE, snapped to 1 cm, fault by fault."""

import re
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from .coordinates import Pairs, Reference, check_extent, place_problems, to_lonlat, to_measure
from .report import Problem, Severity

SNAP_M = 0.01
_REASON = re.compile(r"^(?P<what>[^\[]+)\[(?P<where>[^\]]+)\]$")
_REASONS_ZH = {
    "Self-intersection": "边界自相交",
    "Ring Self-intersection": "边界线与自身相接",
    "Hole lies outside shell": "内洞在外边界之外",
    "Holes are nested": "内洞互相嵌套",
    "Interior is disconnected": "内部被割断",
    "Nested shells": "面互相嵌套",
    "Duplicate Rings": "边界线重复",
    "Too few points in geometry component": "边界线点数不足",
    "Invalid Coordinate": "坐标无效",
    "Ring not closed": "边界线没有闭合",
}


@dataclass(frozen=True)
class MeasuredPolygons:
    """Multipolygons (n,) in MEASURE, None where a row was rejected; lonlat: WGS 84 of all vertices."""

    polygon: NDArray[np.object_]
    lonlat: Pairs
    problems: list[Problem]


def measure_polygons(
    polygons: NDArray[np.object_], row: list[int], known: Reference, *, repair: bool
) -> MeasuredPolygons:
    """The polygons (n,) of a file in metres; raises ImportRefused where their bulk does not belong here."""
    pairs, owner = shapely.get_coordinates(polygons, return_index=True)
    lonlat = to_lonlat(pairs, known)
    check_extent(lonlat, pairs, known)
    problems = _misplaced(lonlat, owner, row)
    invalid_there = ~shapely.is_valid(polygons)
    reasons = shapely.is_valid_reason(polygons)
    metres = _with_coordinates(polygons, to_measure(lonlat))
    rejected = {problem.row for problem in problems}
    result = np.full(len(polygons), None, dtype=object)
    for place, polygon in enumerate(metres):
        if row[place] in rejected:
            continue
        reason = reasons[place] if invalid_there[place] else _reason_here(polygon)
        result[place], found = _settle(polygon, reason, row[place], repair)
        problems += found
    return MeasuredPolygons(result, lonlat, problems)


def _misplaced(lonlat: Pairs, owner: NDArray[np.int64], row: list[int]) -> list[Problem]:
    """One problem for each polygon with a vertex that cannot be placed."""
    stated = np.ones(len(lonlat), dtype=bool)
    first: dict[int | None, Problem] = {}
    for problem in place_problems(lonlat, stated, [row[place] for place in owner]):
        first.setdefault(problem.row, problem)
    return list(first.values())


def _with_coordinates(polygons: NDArray[np.object_], pairs: Pairs) -> NDArray[np.object_]:
    return shapely.set_coordinates(polygons.copy(), np.nan_to_num(pairs))


def _reason_here(polygon: shapely.MultiPolygon) -> str:
    """Why a polygon that was valid in its file is not in MEASURE; '' when it is."""
    return "" if polygon.is_valid else shapely.is_valid_reason(polygon)


def _settle(
    polygon: shapely.MultiPolygon, reason: str, row: int, repair: bool
) -> tuple[shapely.MultiPolygon | None, list[Problem]]:
    """The polygon snapped and valid, or None with the reason."""
    if reason and not repair:
        return None, [_invalid(reason, row)]
    sound = shapely.make_valid(polygon, method="structure", keep_collapsed=False) if reason else polygon
    snapped = _multi(shapely.set_precision(sound, SNAP_M))
    if snapped.is_empty or not snapped.is_valid:
        return None, [Problem("collapsed", "面积几乎为零", "it has next to no area", row, polygon.area)]
    return snapped, [_repaired(reason, row, snapped.area - polygon.area)] if reason else []


def _multi(geometry: shapely.Geometry) -> shapely.MultiPolygon:
    """The polygons of a geometry as one multipolygon."""
    parts = shapely.get_parts(geometry)
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon" and not part.is_empty])


def _told(reason: str) -> tuple[str, str]:
    """The reason in Chinese and English, with its place in the file's coordinates."""
    match = _REASON.match(reason)
    what, where = (match["what"], match["where"]) if match else (reason, "")
    zh = _REASONS_ZH.get(what, what)
    return (f"{zh}（{where}）", f"{what} at {where}") if where else (zh, what)


def _invalid(reason: str, row: int) -> Problem:
    zh, en = _told(reason)
    return Problem(
        "invalid_geometry", f"{zh}；加 --repair 可修复后载入", f"{en}; --repair would mend and load it", row
    )


def _repaired(reason: str, row: int, change_m2: float) -> Problem:
    zh, en = _told(reason)
    return Problem(
        "invalid_geometry",
        f"已修复：{zh}，面积变化 {change_m2:+,.2f} m²",
        f"repaired: {en}, its area changed by {change_m2:+,.2f} m²",
        row,
        round(change_m2, 2),
        Severity.REPAIRED,
    )


def anchor_of(polygon: shapely.MultiPolygon) -> shapely.Point:
    """The middle of the largest circle inside the largest part of a multipolygon (metres)."""
    parts = shapely.get_parts(polygon)
    largest = parts[int(np.argmax(shapely.area(parts)))]
    tolerance = max(1.0, float(np.sqrt(largest.area)) / 200)
    return shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=tolerance), 0)
