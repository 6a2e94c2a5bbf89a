"""TileJSON 3.0 with the legend and the fields beside it."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any
from urllib.parse import urlencode

from geodata.rules.viewer import Viewer

from .base import Layer, Legend, Question, Rows
from .boundary_version import boundary_version, draws_borders_only
from .layer_set import LayerSet
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


def set_json(layers: LayerSet, origin: str, bounds: list[float] | None, question: Question) -> dict[str, Any]:
    """The description of several layers that travel in one tile, as this viewer gets them (1-2 statements)."""
    versions = data_versions(layers.layers)
    of_kind = {
        kind: version
        for layer in layers.layers
        for kind, version in zip(layer.kinds, versions[layer.name].split("."), strict=True)
    }
    version = ".".join(of_kind[kind] for kind in layers.kinds)
    address = f"{origin}/layers/{layers.name}/{{z}}/{{x}}/{{y}}.mvt?{urlencode({'v': version})}"
    described: dict[str, Any] = {
        "tilejson": "3.0.0",
        "name": layers.name,
        "tiles": [address],
        "minzoom": layers.zooms[0],
        "maxzoom": layers.zooms[1],
        "vector_layers": [one for layer in layers.layers for one in _vector_layers(layer, question)],
        "filters": list(layers.filters),
        "kinds": list(layers.kinds),
        "version": version,
    }
    if draws_borders_only(layers.kinds):
        described["boundary_version"] = boundary_version(layers.kinds, question.today)
    return described | ({"bounds": bounds} if bounds else {})


def _vector_layers(layer: Layer, question: Question) -> list[dict[str, Any]]:
    """The MVT layers of a layer with their fields and zooms: rows, label points, counts far out."""
    first, last = layer.zooms
    from_zoom = max(first, layer.rows_from)
    found = [_vector_layer(layer.name, layer.rows(question), from_zoom, last)]
    if layer.labels:
        found.append(_vector_layer(f"{layer.name}_labels", layer.labels(question), from_zoom, last))
    if layer.counts and layer.rows_from > first:
        found.append(
            _vector_layer(f"{layer.name}_counts", layer.counts(question), first, layer.rows_from - 1)
        )
    return found


def _vector_layer(name: str, rows: Rows, first: int, last: int) -> dict[str, Any]:
    fields = {field.name: field.title for field in rows.fields}
    return {"id": name, "fields": fields, "minzoom": first, "maxzoom": last}


def legend_json(legend: Legend) -> dict[str, Any]:
    """A legend as plain data."""
    return asdict(legend)
