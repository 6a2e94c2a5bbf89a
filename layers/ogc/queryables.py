"""The queryables of a collection as a JSON Schema."""

from typing import Any

from layers.base import Layer

from .properties import Property

_GEOMETRIES = {"point": "point", "polygon": "any", "line": "any"}


def queryables_schema(
    layer: Layer, properties: tuple[Property, ...], address: str, moment_of: str | None
) -> dict[str, Any]:
    """What may be asked by ?property=value; moment_of names the property `datetime` asks for."""
    listed = {found.name: found.schema() for found in properties}
    if moment_of is not None:
        listed[moment_of] |= {"x-ogc-role": "primary-instant"}
    shape = {
        "title": "位置",
        "x-ogc-role": "primary-geometry",
        "format": f"geometry-{_GEOMETRIES[layer.geometry]}",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "type": "object",
        "title": layer.title,
        "description": layer.title_en,
        "properties": {**listed, "geometry": shape},
        "additionalProperties": False,
    }
