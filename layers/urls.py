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


register_converter(TileNumber, "tile")

urlpatterns = [
    path("", views.index, name="layers"),
    path("events_heat/surface.geojson", views.heat_surface, name="heat_surface"),
    path("<slug:name>.json", views.description, name="layer"),
    path("<slug:name>.geojson", views.features, name="layer_features"),
    path("<slug:name>/<tile:z>/<tile:x>/<tile:y>.mvt", views.tile, name="layer_tile"),
]
