"""What a JSON document is as a whole: its records, columns and coordinate system, found before any record is used."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from geodata.errors import ImportRefused
from geodata.importers.report import Problem, Severity
from geodata.rules.datums import Datum

from .contents import CrsFound, ReadOptions, Reason
from .geojson_geometry import GEOMETRY_TYPES
from .json_stream import JsonStream
from .text_file import TextFile

_CRS_NAME = re.compile(r"(?:EPSG:(?:[\d.]*:)?|/EPSG/[\d.]+/)(\d{4,6})$", re.IGNORECASE)
_WGS84_NAMES = ("CRS84", "CRS:84", "WGS84")
_NOT_WITH_FEATURES = ("coordinates", "geometries", "geometry")
# Features whose first position is looked at to tell degrees from metres.
_MOST_LOOKED_AT = 200


@dataclass(frozen=True)
class Document:
    """A survey of a document: with_ids says that the features' own ids become a column."""

    columns: tuple[str, ...]
    records: int
    crs: CrsFound
    with_ids: bool
    problems: list[Problem]


@dataclass
class _Survey:
    """What was seen so far."""

    members: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, None] = field(default_factory=dict)
    records: int = 0
    ids: set[Any] = field(default_factory=set)
    ids_seen: int = 0
    ids_twice: int = 0
    degrees: int = 0
    beyond: int = 0


def survey(text: TextFile, options: ReadOptions) -> Document:
    """What a document holds; raises ImportRefused where it is no GeoJSON or not whole."""
    seen = _Survey()
    for record in _walk(text, seen.members):
        _look_at(record, seen)
        if len(seen.keys) > options.limits.columns:
            most = options.limits.columns
            raise ImportRefused(
                f"属性超过 {most} 种，请删去不需要的。",
                f"there are more than {most} properties; remove some.",
            )
    with_ids = seen.ids_seen > 0 and "id" not in seen.keys
    columns = (("id",) if with_ids else ()) + tuple(seen.keys)
    crs, problems = _crs(seen)
    crs = replace(crs, datum=_told_datum(seen.members.get("datum")))
    return Document(columns, seen.records, crs, with_ids, problems + _twins(seen))


def records(text: TextFile) -> Iterator[Any]:
    """Every record of a surveyed document, as it stands."""
    return _walk(text, {})


def _walk(text: TextFile, members: dict[str, Any]) -> Iterator[Any]:
    """Every record; the first document's other members are left in `members`."""
    with text.open() as stream:
        further = False
        for piece in JsonStream(stream).pieces():
            if piece.key is None:
                yield piece.value
            elif piece.document == 0 and piece.key:
                members[piece.key] = piece.value
            else:
                if piece.document == 1:
                    yield from _own_records(members)
                    further = True
                yield from _records_of(piece.value)
        if not further:
            yield from _own_records(members)


def _own_records(members: dict[str, Any]) -> Iterator[Any]:
    """The records of the first document besides those of its features, which were walked already."""
    _check_document(members)
    if members.get("type") != "FeatureCollection":
        yield _as_feature(members)


def _records_of(document: Any) -> Iterator[Any]:
    _check_document(document)
    if document.get("type") == "FeatureCollection":
        yield from document["features"]
    else:
        yield _as_feature(document)


def _as_feature(document: dict[str, Any]) -> dict[str, Any]:
    """A bare geometry as a feature without properties; a feature as it is."""
    if document.get("type") not in GEOMETRY_TYPES:
        return document
    return {
        "type": "Feature",
        "properties": None,
        "geometry": {k: v for k, v in document.items() if k != "crs"},
    }


def _check_document(document: Any) -> None:
    if not isinstance(document, dict):
        name = type(document).__name__
        raise _not_geojson(f"最外层是 {name}", f"its top is a {name}")
    kind = document.get("type")
    if kind == "Topology":
        raise ImportRefused(
            "这是 TopoJSON，请先转换成 GeoJSON（mapshaper 或 QGIS 均可）。",
            "this is TopoJSON; convert it to GeoJSON first (mapshaper or QGIS can).",
        )
    if "geometryType" in document or "spatialReference" in document:
        raise ImportRefused(
            "这是 Esri JSON，请在 ArcGIS 中导出为 GeoJSON 或 shapefile。",
            "this is Esri JSON; export it from ArcGIS as GeoJSON or shapefile.",
        )
    if kind == "FeatureCollection":
        _check_collection(document)
    elif kind != "Feature" and kind not in GEOMETRY_TYPES:
        shown = str(kind)[:40]
        raise _not_geojson(f"type 为 {shown}", f"its type is {shown}")


def _check_collection(document: dict[str, Any]) -> None:
    if not isinstance(document.get("features"), list):
        raise _not_geojson("features 不是列表", "its features are no list")
    for name in _NOT_WITH_FEATURES:
        if name in document:
            raise _not_geojson(f"要素集里不应有 {name}", f"a collection of features may not have {name}")


def _not_geojson(zh: str, en: str) -> ImportRefused:
    return ImportRefused(
        f"不是 GeoJSON（{zh}），需要 FeatureCollection、Feature 或几何对象。",
        f"no GeoJSON ({en}); a FeatureCollection, a Feature or a geometry is needed.",
    )


def _look_at(record: Any, seen: _Survey) -> None:
    seen.records += 1
    if not isinstance(record, dict):
        return
    properties = record.get("properties")
    if isinstance(properties, dict):
        seen.keys.update(dict.fromkeys(properties))
    _look_at_id(record.get("id"), properties, seen)
    if seen.degrees + seen.beyond < _MOST_LOOKED_AT:
        _look_at_place(record.get("geometry"), seen)


def _look_at_id(own: Any, properties: Any, seen: _Survey) -> None:
    """Note a feature's id, its own or the property of that name."""
    seen.ids_seen += own is not None
    if own is None and isinstance(properties, dict) and "id" in properties:
        own = properties["id"]
    if isinstance(own, str | int | float):
        seen.ids_twice += own in seen.ids
        seen.ids.add(own)


def _look_at_place(geometry: Any, seen: _Survey) -> None:
    place = geometry.get("coordinates") if isinstance(geometry, dict) else None
    while isinstance(place, list) and place and isinstance(place[0], list):
        place = place[0]
    if isinstance(place, list) and len(place) > 1 and all(type(one) in (int, float) for one in place[:2]):
        beyond = max(abs(one) for one in place[:2]) > 180
        seen.beyond += beyond
        seen.degrees += not beyond


def _twins(seen: _Survey) -> list[Problem]:
    if not seen.ids_twice:
        return []
    zh, en = f"{seen.ids_twice} 条记录的 id 重复", f"{seen.ids_twice} records have an id that another has"
    return [Problem("id_twice", zh, en, None, float(seen.ids_twice), Severity.NOTICE)]


def _crs(seen: _Survey) -> tuple[CrsFound, list[Problem]]:
    member = seen.members.get("crs")
    if member is not None:
        return _told_crs(member)
    if seen.beyond > seen.degrees:
        reason = Reason(
            "坐标不是度，也没有说明坐标系", "its coordinates are no degrees and it names no system"
        )
        zh, en = (
            "GeoJSON 的坐标应为经纬度，这里像是米，请指定坐标系",
            "GeoJSON is in degrees but this looks like metres: name its coordinate system",
        )
        return CrsFound(None, "", reason, False), [Problem("crs_unknown", zh, en, severity=Severity.NOTICE)]
    reason = Reason("GeoJSON 规定为 WGS 84 经纬度", "GeoJSON is lon, lat in WGS 84 by definition")
    return CrsFound(4326, "WGS 84", reason, True), []


def _told_datum(member: Any) -> str:
    """The datum that our exports and others name in a member of the collection, '' for any other word."""
    word = member.strip().lower().replace("-", "") if isinstance(member, str) else ""
    return word if word in set(Datum) else ""


def _told_crs(member: Any) -> tuple[CrsFound, list[Problem]]:
    """The system the pre-2016 `crs` member names: an EPSG number, or none that is understood."""
    properties = member.get("properties") if isinstance(member, dict) else None
    name = str(properties.get("name") if isinstance(properties, dict) else member)[:80]
    match = _CRS_NAME.search(name)
    reason = Reason(f"文件的 crs 写明“{name}”", f"the file's crs member says {name}")
    if name.upper().endswith(_WGS84_NAMES) or (match and match[1] == "4326"):
        return CrsFound(4326, name, reason, True), []
    if match is None:
        zh, en = f"不认识文件里的坐标系“{name}”，请指定", f"the file's crs {name} is not understood: name it"
        return CrsFound(None, name, reason), [Problem("crs_unknown", zh, en, severity=Severity.NOTICE)]
    zh, en = (
        f"按文件里的旧式 crs 采用 EPSG:{match[1]}",
        f"EPSG:{match[1]} is taken from the file's old crs member",
    )
    return CrsFound(int(match[1]), name, reason), [Problem("crs_member", zh, en, severity=Severity.NOTICE)]
