"""Every layer has a declaration in a file of its name, a legend, an audience, a browser side and rows."""

from pathlib import Path

import pytest

from geodata.rules.viewer import EVERYONE, Role
from layers.base import Layer
from layers.registry import LAYERS

from .source import ROOT

PROMISED = {
    "districts", "subdistricts", "communities", "grids", "grid_types", "buildings", "roads", "water",
    "landcover", "places", "service_points", "events", "events_heat", "care", "party_branches", "resources",
    "devices", "businesses", "alarms", "hotspots", "warnings", "blocks",
}  # fmt: skip
each_layer = pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS.keys())


def test_the_promised_layers_are_there() -> None:
    assert set(LAYERS) == PROMISED


def test_every_catalogue_module_is_registered() -> None:
    modules = {path.stem for path in (ROOT / "layers" / "catalogue").glob("*.py")} - {"__init__"}
    assert modules == set(LAYERS)


@each_layer
def test_a_layer_is_declared_whole(layer: Layer) -> None:
    assert layer.audience <= EVERYONE
    assert layer.audience
    assert layer.legend.items
    assert all(item.title and item.title_en for item in layer.legend.items)
    assert layer.title
    assert layer.title_en
    assert 0 <= layer.zooms[0] < layer.zooms[1] <= 16
    assert layer.kinds


@each_layer
def test_a_layer_has_its_browser_side_of_at_most_20_lines(layer: Layer) -> None:
    declaration = Path(ROOT / "static" / "js" / "map" / "layers" / f"{layer.name}.js")
    assert declaration.is_file()
    assert len(declaration.read_text(encoding="utf-8").splitlines()) <= 20


@each_layer
def test_public_layers_are_the_ones_of_the_audience_table(layer: Layer) -> None:
    public = {"districts", "subdistricts", "communities", "grids", "roads", "water", "landcover", "places",
              "service_points"}  # fmt: skip
    assert (Role.PUBLIC in layer.audience) == (layer.name in public)
