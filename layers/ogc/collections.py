"""The layers offered as collections, and what describes one."""

from typing import Any

from geodata.rules.viewer import Viewer
from layers.base import Layer
from layers.registry import find_layer, layers_for

from .features import has_time
from .links import GEOJSON, JSON, QUERYABLES_REL, SCHEMA, link
from .reference_systems import CRS84, reference_systems, storage_uri

# Counts per cell are made for each zoom: no feature of theirs has a lasting id.
WITHOUT_FEATURES = frozenset({"events_heat"})
_GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"


def _offered(layer: Layer) -> bool:
    """Whether a layer is offered at all; sensitive ones stay where nothing is kept."""
    return not layer.sensitive and layer.name not in WITHOUT_FEATURES


def collections_for(viewer: Viewer) -> list[Layer]:
    """The collections a viewer may see, in drawing order."""
    return [layer for layer in layers_for(viewer) if _offered(layer)]


def find_collection(name: str, viewer: Viewer) -> Layer | None:
    """The collection of that name if it is offered and the viewer may see it; the refusals look the same."""
    layer = find_layer(name, viewer)
    return layer if layer and _offered(layer) else None


def describe_collection(layer: Layer, base: str, bounds: list[float] | None) -> dict[str, Any]:
    """A collection's description; base is the address of the landing page without its slash."""
    address = f"{base}/collections/{layer.name}"
    return {
        "id": layer.name,
        "title": layer.title,
        "description": layer.title_en,
        "itemType": "feature",
        "extent": _extent(layer, bounds),
        "crs": list(reference_systems()),
        "storageCrs": storage_uri(),
        "links": [
            link(address, "self", JSON, layer.title),
            link(f"{address}/items", "items", GEOJSON, f"{layer.title}（GeoJSON）"),
            link(f"{address}/queryables", QUERYABLES_REL, SCHEMA, f"{layer.title}：可查询的属性"),
        ],
    }


def list_collections(layers: list[Layer], base: str, bounds: list[float] | None) -> dict[str, Any]:
    """The collections document."""
    return {
        "links": [link(f"{base}/collections", "self", JSON)],
        "collections": [describe_collection(layer, base, bounds) for layer in layers],
    }


def _extent(layer: Layer, bounds: list[float] | None) -> dict[str, Any]:
    """Where the loaded data lies; layers with time are open at both ends."""
    box = bounds or [-180.0, -90.0, 180.0, 90.0]
    extent: dict[str, Any] = {"spatial": {"bbox": [box], "crs": CRS84.uri}}
    if has_time(layer):
        extent["temporal"] = {"interval": [[None, None]], "trs": _GREGORIAN}
    return extent
