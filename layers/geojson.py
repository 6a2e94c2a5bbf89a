"""GeoJSON from a layer's rows, for selections; large sets are tiles."""

import json
from dataclasses import replace
from math import log, pi, radians, tan
from typing import Any

from .base import Layer, Question
from .sql import run_rows
from .tile_grid import HALF_WORLD_M
from .tiles import place_parameters

WHOLE_WORLD = (-180.0, -85.0, 180.0, 85.0)


def _web(longitude: float, latitude: float) -> tuple[float, float]:
    """Web mercator metres of degrees, latitude clamped to the projection's reach."""
    clamped = max(-85.05, min(85.05, latitude))
    y = log(tan(pi / 4 + radians(clamped) / 2)) / pi * HALF_WORLD_M
    return longitude / 180 * HALF_WORLD_M, y


def web_box(bbox: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box of degrees in web mercator metres."""
    west, south, east, north = bbox
    return (*_web(west, south), *_web(east, north))


def feature_collection(
    layer: Layer, bbox: tuple[float, float, float, float] | None, question: Question
) -> dict[str, Any]:
    """At most layer.limit features inside a box (west, south, east, north in degrees); `truncated` tells."""
    asked = replace(question, filters={**question.filters, "zoom": layer.zooms[1]})
    bounds = web_box(bbox or WHOLE_WORLD)
    parameters = {**place_parameters(bounds, layer.zooms[1], 0.0), "row_limit": layer.limit + 1}
    features = [_feature(row[0]) for row in run_rows("list_features", layer.rows(asked), parameters)]
    kept = features[: layer.limit]
    return {
        "type": "FeatureCollection",
        "features": kept,
        "numberReturned": len(kept),
        "truncated": len(features) > layer.limit,
    }


def _feature(text: str) -> dict[str, Any]:
    """A feature with its id where GeoJSON wants it (PostGIS 3.3 leaves it among the properties)."""
    feature: dict[str, Any] = json.loads(text)
    return {"type": "Feature", "id": feature["properties"].pop("id"), **feature}
