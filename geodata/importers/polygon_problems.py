"""What is said of a polygon's faults and of their repair, in Chinese and English."""

import shapely

from geodata.analysis.polygon_faults import SLIVER_WIDTH_M, Invalid, Spikes
from geodata.analysis.polygon_repair import Done, Step

from .map_places import MapPlace, map_place
from .report import Problem, Severity

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
_CODES = {
    Step.MADE_VALID: "invalid_geometry",
    Step.SPIKES_CUT: "spike",
    Step.CORNERS_MERGED: "repeated_corner",
    Step.PARTS_DROPPED: "tiny_part",
}


def _reason(found: Invalid) -> tuple[str, str]:
    """The reason in Chinese and English, with its place in the file's coordinates."""
    zh = _REASONS_ZH.get(found.what, found.what)
    if found.place is None:
        return zh, found.what
    where = f"{found.place.x:.10g} {found.place.y:.10g}"
    return f"{zh}（{where}）", f"{found.what} at {where}"


def invalid(found: Invalid, row: int, place: MapPlace | None) -> Problem:
    """An invalid polygon that is left out."""
    zh, en = _reason(found)
    text = f"{zh}；加 --repair 可修复后载入", f"{en}; --repair would mend and load it"
    return Problem("invalid_geometry", *text, row, place=place)


def beyond_repair(found: Invalid | None, area_m2: float, row: int, place: MapPlace | None) -> Problem:
    """A polygon of which nothing is left to load."""
    zh, en = _reason(found) if found else ("", "")
    text = f"{zh}，修复后面积几乎为零" if zh else "面积几乎为零", f"{en}; " if en else ""
    en = f"{text[1]}it has next to no area ({area_m2:.3g} m²)"
    return Problem("collapsed", f"{text[0]}（{area_m2:.3g} m²）", en, row, round(area_m2, 3), place=place)


def repaired(done: Done, found: Invalid | None, row: int, place: MapPlace | None) -> Problem:
    """One step of a repair: what was done and what it changed; the measure is the change of the area in m²."""
    zh, en = _what(done, found)
    change = (
        f"面积 {done.before_m2:,.2f} → {done.after_m2:,.2f} m²（变化 {done.change_m2:+,.2f}），"
        f"移动 {done.moved_m2:,.2f} m²",
        f"its area changed by {done.change_m2:+,.2f} m² ({done.before_m2:,.2f} → {done.after_m2:,.2f}), "
        f"{done.moved_m2:,.2f} m² moved",
    )
    text = f"已修复：{zh}，{change[0]}", f"repaired: {en}, {change[1]}"
    return Problem(_CODES[done.step], *text, row, round(done.change_m2, 2), Severity.REPAIRED, place=place)


def _what(done: Done, found: Invalid | None) -> tuple[str, str]:
    if done.step is Step.MADE_VALID:
        return _reason(found) if found else ("图形无效", "invalid geometry")
    zh, en = {
        Step.SPIKES_CUT: ("去除尖刺 {} 处", "{} spikes cut off"),
        Step.CORNERS_MERGED: ("合并重复的顶点 {} 个", "{} repeated corners merged"),
        Step.PARTS_DROPPED: ("去除极小的碎块 {} 个", "{} tiny parts dropped"),
    }[done.step]
    return zh.format(done.count), en.format(done.count)


def spikes(found: Spikes, row: int) -> Problem:
    """Spikes that stay, because no repair was asked for."""
    size = f"{found.length_m:.1f} m", f"{found.width_m:.3f} m"
    return _notice(
        "spike",
        f"边界有 {found.count} 处尖刺（最长 {size[0]}，宽 {size[1]}）；加 --repair 可去除",
        f"{found.count} spikes in its border (longest {size[0]}, {size[1]} wide); --repair would cut them off",
        row,
        found.length_m,
        map_place(found.place),
    )


def repeated_corners(count: int, row: int) -> Problem:
    """Corners that are given twice and stay."""
    zh = f"边界有 {count} 个重复的顶点；加 --repair 可合并"
    return _notice(
        "repeated_corner",
        zh,
        f"{count} repeated corners in its border; --repair would merge them",
        row,
        count,
    )


def tiny_parts(count: int, row: int) -> Problem:
    """Parts that are too small to mean anything and stay."""
    zh = f"有 {count} 个不足 0.1 m² 的碎块；加 --repair 可去除"
    return _notice("tiny_part", zh, f"{count} parts below 0.1 m²; --repair would drop them", row, count)


def twin(first_row: int, row: int, area_m2: float, place: MapPlace | None) -> Problem:
    """A shape that an earlier record has already."""
    return _notice(
        "duplicate_geometry",
        f"图形与第 {first_row} 行完全相同",
        f"its shape is the same as row {first_row}'s",
        row,
        area_m2,
        place,
    )


def sliver(polygon: shapely.MultiPolygon, width_m: float, row: int) -> Problem:
    """A polygon that is long and far too narrow."""
    return _notice(
        "sliver",
        f"图形狭长，平均宽 {width_m:.2f} m（不足 {SLIVER_WIDTH_M:g} m），面积 {polygon.area:,.2f} m²",
        f"it is a sliver: {width_m:.2f} m wide on average, {polygon.area:,.2f} m²",
        row,
        polygon.area,
        map_place(polygon.representative_point()),
    )


def _notice(  # noqa: PLR0917
    code: str, zh: str, en: str, row: int, measure: float, place: MapPlace | None = None
) -> Problem:
    return Problem(code, zh, en, row, round(float(measure), 2), Severity.NOTICE, place=place)
