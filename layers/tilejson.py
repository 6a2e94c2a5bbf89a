"""TileJSON 3.0 with the legend and the fields beside it."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any
from urllib.parse import urlencode

from geodata.rules.viewer import Viewer

from .base import Layer, Legend, Question
from .registry import find_layer
from .versions import data_versions


def tile_json(
    layer: Layer, origin: str, version: str, bounds: list[float] | None, question: Question
) -> dict[str, Any]:
    """The description of a layer as this viewer gets it; origin is scheme and host without a slash."""
    fields = layer.rows(question).fields
    described: dict[str, Any] = {
        "tilejson": "3.0.0",
        "name": layer.name,
        "title": layer.title,
        "title_en": layer.title_en,
        "tiles": [f"{origin}/layers/{layer.name}/{{z}}/{{x}}/{{y}}.mvt?{urlencode({'v': version})}"],
        "minzoom": layer.zooms[0],
        "maxzoom": layer.zooms[1],
        "vector_layers": _vector_layers(layer, question),
        "fields": [asdict(field) for field in fields],
        "legend": legend_json(layer.legend),
        "filters": list(layer.filters),
        "kinds": list(layer.kinds),
        "version": version,
    }
    return described | ({"bounds": bounds} if bounds else {})


def describe_layers(
    names: Iterable[str], viewer: Viewer, today: date, bounds: list[float] | None
) -> dict[str, Any]:
    """TileJSON of the named layers a viewer may see, with addresses relative to the site (1 statement)."""
    found = [layer for name in names if (layer := find_layer(name, viewer)) is not None]
    versions = data_versions(found)
    question = Question(viewer, today, {"from": today, "to": today})
    return {layer.name: tile_json(layer, "", versions[layer.name], bounds, question) for layer in found}


def _vector_layers(layer: Layer, question: Question) -> list[dict[str, Any]]:
    zooms = {"minzoom": layer.zooms[0], "maxzoom": layer.zooms[1]}
    sources = [(layer.name, layer.rows(question))]
    if layer.labels:
        sources.append((f"{layer.name}_labels", layer.labels(question)))
    return [
        {"id": name, "fields": {field.name: field.title for field in rows.fields}, **zooms}
        for name, rows in sources
    ]


def legend_json(legend: Legend) -> dict[str, Any]:
    """A legend as plain data."""
    return asdict(legend)
