"""The layers of the product, listed by hand in drawing order."""

from geodata.rules.viewer import Viewer

from .base import Layer
from .catalogue import (
    alarms,
    blocks,
    buildings,
    businesses,
    care,
    communities,
    devices,
    districts,
    events,
    events_heat,
    grid_types,
    grids,
    hotspots,
    landcover,
    party_branches,
    places,
    resources,
    roads,
    service_points,
    subdistricts,
    warnings,
    water,
)

LAYERS: dict[str, Layer] = {
    module.LAYER.name: module.LAYER
    for module in (
        landcover,
        water,
        buildings,
        roads,
        grid_types,
        events_heat,
        hotspots,
        blocks,
        grids,
        communities,
        subdistricts,
        districts,
        places,
        businesses,
        service_points,
        party_branches,
        resources,
        devices,
        care,
        events,
        warnings,
        alarms,
    )
}


def layers_for(viewer: Viewer) -> list[Layer]:
    """The layers a viewer may see, in drawing order."""
    return [layer for layer in LAYERS.values() if layer.visible_to(viewer)]


def find_layer(name: str, viewer: Viewer) -> Layer | None:
    """The layer of that name if it exists and the viewer may see it; the two refusals look the same."""
    layer = LAYERS.get(name)
    return layer if layer and layer.visible_to(viewer) else None
