"""What a page embeds for its map: where the data lies and the layers it may draw."""

from typing import Any

from django.utils import timezone

from geodata.rules.viewer import Viewer
from layers.extent import data_bounds
from layers.tilejson import describe_layers

BASEMAP = ("landcover", "water", "buildings", "roads", "places")


def map_setup(viewer: Viewer, *names: str) -> dict[str, Any]:
    """{bounds, layers: name → TileJSON} of the basemap and the named layers, as far as the viewer may see."""
    return {
        "bounds": data_bounds(),
        "layers": describe_layers((*BASEMAP, *names), viewer, timezone.localdate()),
    }
