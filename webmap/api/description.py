"""The API as an OpenAPI 3.0 document: every address a program may ask, the public ones first."""

from typing import Any

from django.conf import settings

from geodata.queries.find_places import LONGEST_TEXT
from geodata.rules.open_data import LICENCE, LICENCE_ADDRESS, OPEN_FORMATS, OPEN_SETS

from . import nearby_description as walking
from .json_addresses import internal_addresses
from .staff_description import staff_paths

_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_GEOJSON, _JSON, _CSV, _TILE = (
    "application/geo+json",
    "application/json",
    "text/csv",
    "application/vnd.mapbox-vector-tile",
)
_SHAPES = (
    ("ring", "多边形的顶点，经度,纬度,经度,纬度… · corners of a polygon, lon,lat,lon,lat…"),
    ("circle", "圆：经度,纬度,半径（米）· lon,lat,radius in metres"),
    ("area", "区划代码 · code of an area"),
)


def api_description(base: str) -> dict[str, Any]:
    """The document; base: the address of the site without a slash at its end."""
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "GridAtlas 接口 · API",
            "version": "1.0.0",
            "description": "公开数据的读取接口，不需要登录，不记录谁查了什么；标有 session 的要登录，x-roles 写明哪些岗位能用。"
            "Read access to public data without login; who asks what is not recorded. What is marked with session needs a "
            "login, x-roles tells of which roles.",
            "license": {"name": LICENCE, "url": LICENCE_ADDRESS},
        },
        "servers": [{"url": base or "/"}],
        "paths": public_paths() | staff_paths(),
        "components": {"schemas": {"Problem": _problem()}, "securitySchemes": {"session": _session()}},
        "x-internal": internal_addresses(),
    }


def public_paths() -> dict[str, Any]:
    """Path → its operations, for those without a login."""
    found: dict[str, Any] = walking.description()["paths"]
    return found | _places() | _layers() | _files()


def _places() -> dict[str, Any]:
    shapes = [_query(name, text) for name, text in _SHAPES]
    found = _query("q", f"名称、代码或地址，1 至 {LONGEST_TEXT} 字 · name, code or address", required=True)
    line = _query("line", "折线的顶点 · corners of a line, lon,lat,lon,lat…")
    layers = _query("layers", "图层名，逗号分隔 · names of layers")
    layer = _query("layer", "图层名 · name of a layer", required=True)
    return {
        "/api/find/": _get("find", "按名称或地址找地方", "Places by name or address", [found]),
        "/api/measure/": _get("measure", "量长度或面积", "Length or area in metres", [line, *shapes]),
        "/api/inside/": _get("inside", "一个范围里有什么", "What lies inside a shape", [*shapes, layers]),
        "/api/inside.csv": _get("inside_csv", "同上，表格", "The same as a table", [*shapes, layer], _CSV),
    }


def _layers() -> dict[str, Any]:
    box = _query("bbox", "范围：西,南,东,北（度）· west,south,east,north in degrees", required=True)
    tile = [_path(name, {"type": "integer", "minimum": 0}) for name in ("z", "x", "y")]
    return {
        "/layers/": _get("layers", "图层列表", "The layers", []),
        "/layers/{name}.json": _get(
            "layer", "一个图层的说明（TileJSON）", "A layer as TileJSON", [_path("name")]
        ),
        "/layers/{name}.geojson": _get(
            "layer_features",
            "一个图层在范围里的要素",
            "Features of a layer in a box",
            [_path("name"), box],
            _GEOJSON,
        ),
        "/layers/{name}/{z}/{x}/{y}.mvt": _get(
            "layer_tile", "矢量瓦片", "A vector tile", [_path("name"), *tile], _TILE
        ),
        "/ogc/": _get("ogc", "OGC API – Features 入口", "Entry of OGC API – Features", []),
        "/ogc/api": _get("ogc_api", "OGC API 的说明", "The OGC API described", []),
    }


def _files() -> dict[str, Any]:
    """The downloads, each by name."""
    media = {"geojson": _GEOJSON, "csv": _CSV}
    return {
        f"/open-data/{one.name}.{form}": _get(
            f"open_{one.name}_{form}", f"下载{one.title}", f"{one.title_en} as a file", [], media[form.value]
        )
        for one in OPEN_SETS.values()
        for form in OPEN_FORMATS
    }


def _get(
    operation: str, zh: str, en: str, parameters: list[dict[str, Any]], media: str = _JSON
) -> dict[str, Any]:
    """A path with its one operation."""
    schema = {"type": "object"} if media.endswith("json") else {"type": "string"}
    answers: dict[str, Any] = {"200": {"description": en, "content": {media: {"schema": schema}}}}
    if parameters:
        answers["400"] = {
            "description": "参数不对 · a parameter that is not of the accepted form",
            "content": _PROBLEM,
        }
        answers["404"] = {"description": "没有，或者不公开 · unknown or not public", "content": _PROBLEM}
    return {
        "get": {
            "operationId": operation,
            "summary": zh,
            "description": en,
            "parameters": parameters,
            "responses": answers,
        }
    }


def _query(name: str, text: str, *, required: bool = False) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": text,
        "schema": {"type": "string"},
    }


def _path(name: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema or {"type": "string"}}


def _problem() -> dict[str, Any]:
    words = {name: {"type": "string"} for name in ("type", "code", "title", "detail")}
    return {"type": "object", "properties": words | {"status": {"type": "integer"}}}


def _session() -> dict[str, Any]:
    return {
        "type": "apiKey",
        "in": "cookie",
        "name": settings.SESSION_COOKIE_NAME,
        "description": "登录后的会话；修改时另送 X-CSRFToken · session of a login; changes send X-CSRFToken besides",
    }
