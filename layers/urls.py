"""Addresses of the layers; who may see a layer stands in its declaration."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import views


class TileNumber(StringConverter):
    """A tile coordinate of up to seven digits."""

    regex = r"\d{1,7}"

    def to_python(self, value: str) -> int:
        """The coordinate as a number."""
        return int(value)


class LayerNames(StringConverter):
    """Names of layers with commas between."""

    regex = r"[-a-zA-Z0-9_]+(?:,[-a-zA-Z0-9_]+)*"


register_converter(TileNumber, "tile")
register_converter(LayerNames, "names")

urlpatterns = [
    path("", views.index, name="layers"),
    path("events_heat/surface.geojson", views.heat_surface, name="heat_surface"),
    path("<slug:name>.json", views.description, name="layer"),
    path("<slug:name>.geojson", views.features, name="layer_features"),
    path("<names:names>.json", views.description_of_several, name="layer_set"),
    path("<names:names>/<tile:z>/<tile:x>/<tile:y>.mvt", views.tile, name="layer_tile"),
]
