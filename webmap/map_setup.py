"""What a page embeds for its map: where the data lies and the layers it may draw."""

from typing import Any

from django.utils import timezone

from geodata.rules.viewer import Viewer
from layers.extent import data_bounds
from layers.registry import find_layer
from layers.tilejson import describe_layers
from layers.versions import data_versions

BASEMAP = ("landcover", "water", "buildings", "roads", "places")


def map_versions(viewer: Viewer, *names: str) -> dict[str, str]:
    """Data versions by layer name of what map_setup describes, so that a screen left open sees new data (1 statement)."""
    found = (find_layer(name, viewer) for name in (*BASEMAP, *names))
    return data_versions(layer for layer in found if layer is not None)


def map_setup(viewer: Viewer, *names: str) -> dict[str, Any]:
    """{bounds, layers: name → TileJSON} of the basemap and the named layers, as far as the viewer may see."""
    bounds = data_bounds()
    described = describe_layers((*BASEMAP, *names), viewer, timezone.localdate(), bounds)
    return {"bounds": bounds, "layers": described}
