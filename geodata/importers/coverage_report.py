"""How well imported areas cover the ground, as notices that reject nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geodata.analysis.coverage import (
    CROSSING_SHARE,
    LEAST_M2,
    Crossing,
    Overlap,
    Void,
    find_crossings,
    find_overlaps,
    find_voids,
)
from geodata.queries.boundaries import Outline

from .report import Problem, Report, Severity


@dataclass(frozen=True)
class Loaded:
    """Loaded areas as columns: polygons in MEASURE, names, rows in the file, codes of their parents."""

    polygons: Sequence[shapely.MultiPolygon]
    names: Sequence[str]
    rows: Sequence[int]
    parent_codes: Sequence[str]


def report_coverage(report: Report, loaded: Loaded) -> None:
    """Note overlaps and enclosed voids and their sums in m²."""
    shapes = np.array(loaded.polygons, dtype=object)
    overlaps = find_overlaps(shapes)
    report.add(*(_overlap(found, loaded) for found in overlaps if found.area_m2 >= LEAST_M2))
    voids = find_voids(shapes)
    report.add(*(_void(found) for found in voids if found.area_m2 >= LEAST_M2))
    report.figures["overlap_m2"] = round(sum(found.area_m2 for found in overlaps), 2)
    report.figures["void_m2"] = round(sum(found.area_m2 for found in voids), 2)


def report_crossings(report: Report, loaded: Loaded, parents: Sequence[Outline]) -> None:
    """Note areas that reach into another area of the level above than their own, with m²."""
    place_of = {outline.code: place for place, outline in enumerate(parents)}
    own = np.array([place_of.get(code, -1) for code in loaded.parent_codes], dtype=np.int64)
    outlines = np.array([outline.polygon for outline in parents], dtype=object)
    crossings = find_crossings(np.array(loaded.polygons, dtype=object), outlines, own)
    told = [found for found in crossings if found.share > CROSSING_SHARE]
    report.add(*(_crossing(found, loaded, parents[found.parent].name) for found in told))
    report.figures["crossing_parent"] = len(told)
    report.figures["crossing_parent_m2"] = round(sum(found.area_m2 for found in crossings), 2)


def _overlap(found: Overlap, loaded: Loaded) -> Problem:
    pair = (loaded.names[found.first], loaded.names[found.second])
    zh = f"{pair[0]}与{pair[1]}重叠 {found.area_m2:,.1f} m²"
    en = f"{pair[0]} and {pair[1]} overlap by {found.area_m2:,.1f} m²"
    return _notice("overlap", zh, en, loaded.rows[found.first], found.area_m2)


def _void(found: Void) -> Problem:
    code, zh, en = ("gap", "缝隙", "a gap") if found.is_gap else ("void", "空洞", "a void")
    size, place = f"{found.area_m2:,.1f} m²", f"{found.place.x:.0f}, {found.place.y:.0f}"
    return _notice(
        code,
        f"区域之间有{zh} {size}，在 {place}",
        f"{en} of {size} between areas at {place}",
        None,
        found.area_m2,
    )


def _crossing(found: Crossing, loaded: Loaded, parent: str) -> Problem:
    name, size = loaded.names[found.child], f"{found.area_m2:,.0f} m²"
    zh = f"{name}越过上级界线进入{parent} {size}（{found.share:.2%}）"
    en = f"{name} crosses into {parent} by {size} ({found.share:.2%})"
    return _notice("crosses_parent", zh, en, loaded.rows[found.child], found.area_m2)


def _notice(code: str, zh: str, en: str, row: int | None, measure: float) -> Problem:
    return Problem(code, zh, en, row, round(measure, 2), Severity.NOTICE)
