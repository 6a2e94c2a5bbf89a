"""Features of a GeoJSON file, polygon by polygon, each fault named with its row."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from geodata.errors import ImportRefused

from .reading import Text
from .report import Problem, Severity

# A GeoJSON text is parsed in memory and takes about ten times its size there.
MOST_CHARACTERS = 512 * 1024**2
_CRS_NAME = re.compile(r"(?:EPSG:(?:[\d.]*:)?|/EPSG/[\d.]+/)(\d{4,5})$", re.IGNORECASE)
_LONLAT_NAMES = ("CRS84", "4326", "4490")
_POLYGONS = ("Polygon", "MultiPolygon")


@dataclass(frozen=True)
class PolygonFeatures:
    """Polygons in the file's own coordinates with their properties; row[i] counts features from 1.

    srid: what the old `crs` member names, None where the file has none (RFC 7946: lon, lat in WGS 84).
    """

    polygon: list[MultiPolygon]
    properties: list[dict[str, Any]]
    row: list[int]
    read: int
    problems: list[Problem]
    srid: int | None


@dataclass
class _FaultError(Exception):
    """Why one feature cannot be used."""

    code: str
    zh: str
    en: str


@dataclass
class _Notes:
    """What was put right in one feature on the way."""

    closed_rings: int = 0
    heights: bool = False
    problems: list[Problem] = field(default_factory=list)


def read_polygons(text: Text, *, repair: bool = False) -> PolygonFeatures:
    """The polygon features of a GeoJSON text; features that are none are set aside with a reason.

    repair: close open rings. Raises ImportRefused where the text is no GeoJSON.
    """
    document = _parse(text)
    features = _features(document)
    read = PolygonFeatures([], [], [], len(features), [], _srid(document))
    for row, feature in enumerate(features, start=1):
        notes = _Notes()
        try:
            polygon = _geometry(feature, notes)
            if notes.closed_rings and not repair:
                raise _FaultError("ring_open", "边界线没有闭合", "a ring is not closed")
        except _FaultError as fault:
            read.problems.append(Problem(fault.code, fault.zh, fault.en, row))
            continue
        read.polygon.append(polygon)
        read.properties.append(feature.get("properties") or {})
        read.row.append(row)
        read.problems.extend(_noted(notes, row))
    return read


def _noted(notes: _Notes, row: int) -> list[Problem]:
    found = []
    if notes.closed_rings:
        text = (f"已闭合 {notes.closed_rings} 条边界线", f"{notes.closed_rings} open rings closed")
        found.append(Problem("ring_open", *text, row, float(notes.closed_rings), Severity.REPAIRED))
    if notes.heights:
        found.append(
            Problem(
                "heights_dropped",
                "坐标含高程，已略去",
                "heights were left out",
                row,
                severity=Severity.NOTICE,
            )
        )
    return found


def _parse(text: Text) -> dict[str, Any]:
    content = text.lines.read(MOST_CHARACTERS + 1)
    if len(content) > MOST_CHARACTERS:
        raise ImportRefused(
            "GeoJSON 超过 512 MiB 的上限，请拆分后分批导入。",
            "the GeoJSON is over the limit of 512 MiB; split it and import the parts.",
        )
    try:
        document = json.loads(content)
    except json.JSONDecodeError as problem:
        raise _not_json(content, problem) from None
    except RecursionError:
        raise ImportRefused(
            "JSON 嵌套过深，不是 GeoJSON。", "the JSON is nested too deep for GeoJSON."
        ) from None
    if not isinstance(document, dict):
        raise _not_geojson(f"最外层是 {type(document).__name__}", f"its top is a {type(document).__name__}")
    return document


def _not_json(content: str, problem: json.JSONDecodeError) -> ImportRefused:
    place = f"第 {problem.lineno} 行第 {problem.colno} 列"
    begun, ended = content.lstrip()[:1] == "{", content.rstrip()[-1:] == "}"
    if begun and (not ended or problem.pos >= len(content.rstrip())):
        return ImportRefused(
            f"GeoJSON 不完整，在{place}处中断，请重新获取文件。",
            f"the GeoJSON is cut short at line {problem.lineno} column {problem.colno}; fetch it again.",
        )
    return ImportRefused(
        f"不是有效的 JSON（{place}：{problem.msg}），这里需要 GeoJSON。",
        f"no JSON (line {problem.lineno} column {problem.colno}: {problem.msg}); GeoJSON is needed here.",
    )


def _not_geojson(zh: str, en: str) -> ImportRefused:
    return ImportRefused(
        f"不是 GeoJSON 要素集（{zh}），需要 FeatureCollection 或 Feature。",
        f"no GeoJSON features ({en}); a FeatureCollection or a Feature is needed.",
    )


def _features(document: dict[str, Any]) -> Sequence[Any]:
    kind = document.get("type")
    if kind == "Feature":
        return [document]
    if kind != "FeatureCollection":
        raise _not_geojson(f"type 为 {str(kind)[:40]}", f"its type is {str(kind)[:40]}")
    features = document.get("features")
    if not isinstance(features, list):
        raise _not_geojson("features 不是列表", "its features are no list")
    return features


def _srid(document: dict[str, Any]) -> int | None:
    """The EPSG number the pre-2016 `crs` member names; raises ImportRefused for one that cannot be read."""
    member = document.get("crs")
    if member is None:
        return None
    properties = member.get("properties") if isinstance(member, dict) else None
    name = str(properties.get("name") if isinstance(properties, dict) else member)
    if name.upper().endswith(_LONLAT_NAMES):
        return None
    match = _CRS_NAME.search(name)
    if match is None:
        raise ImportRefused(
            f"不认识文件里的坐标系“{name[:60]}”，请用 --crs 给出 EPSG 编号。",
            f"the file's crs {name[:60]} is not understood; give its EPSG number with --crs.",
        )
    return int(match.group(1))


def _geometry(feature: Any, notes: _Notes) -> MultiPolygon:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        raise _FaultError("not_a_feature", "不是 GeoJSON 要素", "this is no GeoJSON feature")
    if not isinstance(feature.get("properties") or {}, dict):
        raise _FaultError("properties_no_object", "properties 不是对象", "its properties are no object")
    geometry = feature.get("geometry")
    if geometry is None:
        raise _FaultError("geometry_missing", "没有几何图形", "it has no geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else type(geometry).__name__
    if kind not in _POLYGONS:
        raise _FaultError(
            "not_a_polygon", f"图形是 {kind}，需要面", f"its geometry is a {kind}, not a polygon"
        )
    coordinates = geometry.get("coordinates")
    parts = [coordinates] if kind == "Polygon" else coordinates
    return MultiPolygon([_polygon(rings, notes) for rings in _list(parts)])


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise _FaultError(
            "coordinates_wrong", "坐标的层次不对或为空", "its coordinates are empty or of wrong depth"
        )
    return value


def _polygon(rings: Any, notes: _Notes) -> Polygon:
    shell, *holes = [_ring(ring, notes) for ring in _list(rings)]
    return shapely.polygons(shell, holes=holes or None)


def _ring(positions: Any, notes: _Notes) -> shapely.LinearRing:
    try:
        depths = {len(position) for position in _list(positions)}
        if min(depths) < 2:
            raise _FaultError("coordinates_wrong", "坐标不是经纬度对", "a position has less than two numbers")
        values = np.array([position[:2] for position in positions])
        ring = values.astype(float) if values.dtype.kind in "if" else np.full((1, 2), np.nan)
    except (TypeError, ValueError):
        raise _FaultError(
            "coordinates_wrong", "坐标不是数字对", "its coordinates are no pairs of numbers"
        ) from None
    if ring.shape[1:] != (2,) or not np.isfinite(ring).all():
        raise _FaultError("coordinates_wrong", "坐标不是数字对", "its coordinates are no pairs of numbers")
    notes.heights |= max(depths) > 2
    if (ring[0] != ring[-1]).any():
        notes.closed_rings += 1
        ring = np.vstack([ring, ring[:1]])
    if len(ring) < 4:
        raise _FaultError("ring_short", "边界线少于四个点", "a ring has fewer than four positions")
    return shapely.linearrings(ring)
