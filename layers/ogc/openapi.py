"""The OpenAPI 3.0 document: every address a viewer may ask, with its parameters."""

from collections.abc import Mapping
from typing import Any

from layers.base import Layer

from .asked import DEFAULT_LIMIT, MOST
from .landing import TITLE
from .links import GEOJSON, JSON, OPENAPI, SCHEMA
from .properties import Property
from .reference_systems import CRS84, reference_systems

_PROBLEM = "application/problem+json"
_REFUSALS = {"400": {"$ref": "#/components/responses/BadParameter"}}
_PAGE = ("bbox", "bbox-crs", "crs", "datetime", "limit", "after", "f")
_ITEM = ("crs", "f")


def openapi_document(
    base: str, collections: Mapping[str, tuple[Layer, tuple[Property, ...]]]
) -> dict[str, Any]:
    """The document; collections: each layer with its properties, by name."""
    paths = {
        "/": _get("landing", "首页", "Landing page", ("f",)),
        "/api": _get("api", "接口说明", "This document", ("f",), OPENAPI),
        "/conformance": _get("conformance", "符合的规范", "Conformance classes", ("f",)),
        "/collections": _get("collections", "图层列表", "Collections", ("f",)),
    }
    for layer, properties in collections.values():
        paths |= _collection_paths(layer, properties)
    return {
        "openapi": "3.0.3",
        "info": {"title": TITLE, "version": "1.0.0", "description": "OGC API – Features"},
        "servers": [{"url": base}],
        "paths": paths,
        "components": {
            "parameters": _parameters(),
            "responses": _responses(),
            "schemas": {"Problem": _problem()},
        },
    }


def _collection_paths(layer: Layer, properties: tuple[Property, ...]) -> dict[str, Any]:
    name, address = layer.name, f"/collections/{layer.name}"
    filters = [_filter(found) for found in properties]
    item = _get(f"item_{name}", f"{layer.title}：一个要素", "One feature", _ITEM, GEOJSON, missing=True)
    item["get"]["parameters"].insert(0, {"$ref": "#/components/parameters/featureId"})
    items = _get(f"items_{name}", f"{layer.title}：要素", f"{layer.title_en}: features", _PAGE, GEOJSON)
    items["get"]["parameters"] += filters
    return {
        address: _get(f"collection_{name}", layer.title, layer.title_en, ("f",)),
        f"{address}/queryables": _get(
            f"queryables_{name}", f"{layer.title}：可查询的属性", "Queryables", ("f",), SCHEMA
        ),
        f"{address}/items": items,
        f"{address}/items/{{featureId}}": item,
    }


def _get(
    operation: str,
    zh: str,
    en: str,
    parameters: tuple[str, ...],
    media_type: str = JSON,
    *,
    missing: bool = False,
) -> dict[str, Any]:
    """A path with its one operation."""
    answers: dict[str, Any] = {
        "200": {"description": en, "content": {media_type: {"schema": {"type": "object"}}}}
    }
    refusals = _REFUSALS | ({"404": {"$ref": "#/components/responses/NotFound"}} if missing else {})
    return {
        "get": {
            "operationId": operation,
            "summary": zh,
            "description": en,
            "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in parameters],
            "responses": answers | refusals,
        }
    }


def _filter(found: Property) -> dict[str, Any]:
    schema = {"type": found.type} | ({"format": "date-time"} if found.moment else {})
    text = f"{found.field.title} / {found.field.title_en}"
    return _query(found.name, text, schema)


def _query(name: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name, "in": "query", "required": False, "description": text, "schema": schema, "style": "form",
        "explode": False,
    }  # fmt: skip


def _parameters() -> dict[str, Any]:
    systems = {"type": "string", "format": "uri", "enum": list(reference_systems()), "default": CRS84.uri}
    box = {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}
    page = {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT}
    queries = (
        _query("bbox", "范围，按 bbox-crs 的轴序 / box in the axis order of bbox-crs", box),
        _query("bbox-crs", "bbox 的坐标系 / system of bbox", systems),
        _query("crs", "返回的坐标系 / system of the answer", systems),
        _query("datetime", "时刻或区间 / instant or interval, RFC 3339, open ends as ..", {"type": "string"}),
        _query("limit", "每页要素数 / features a page", page),
        _query(
            "after",
            "上一页最后一行，见 next 链接 / where the page before ended",
            {"type": "integer", "minimum": 0},
        ),
        _query("f", "格式 / format", {"type": "string", "enum": ["json"], "default": "json"}),
    )
    item = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}
    return {query["name"]: query for query in queries} | {"featureId": item}


def _responses() -> dict[str, Any]:
    content = {_PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "BadParameter": {"description": "A parameter that is not of the accepted form", "content": content},
        "NotFound": {"description": "Unknown, or not for this viewer", "content": content},
    }


def _problem() -> dict[str, Any]:
    words = {name: {"type": "string"} for name in ("type", "code", "title", "detail")}
    return {"type": "object", "properties": words | {"status": {"type": "integer"}}}
