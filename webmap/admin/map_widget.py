"""django-leaflet's widget under our content security policy: no inline script, our own map, WGS 84 on the wire."""

from typing import Any

from django.contrib.gis.geos import GEOSGeometry
from django.forms import Media
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from leaflet.forms.widgets import LeafletWidget

from geodata.crs import LONLAT

MAP_MEDIA = Media(
    js=[
        "leaflet/leaflet.js",
        "protomaps-leaflet/protomaps-leaflet.js",
        Script("js/pages/record_map.js", type="module"),
    ],
    css={"all": ["leaflet/leaflet.css", "css/records.css"]},
)


class PointWidget(LeafletWidget):
    """A point to be set by a click, by dragging, or by its longitude and latitude."""

    template_name = "admin/point_widget.html"
    geom_type = "POINT"

    @property
    def media(self) -> Media:
        """Leaflet, the tile drawer and our module."""
        return MAP_MEDIA

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The widget's field id and value."""
        context = super().get_context(name, value, attrs)
        return context | {"field_id": context["widget"]["attrs"]["id"]}

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        """Rendered from the site's own templates, which form renderers do not know."""
        return render_to_string(template_name, context)


def outline_map(geometry: GEOSGeometry | None) -> SafeString:
    """A map that shows a geometry and lets nobody change it."""
    shown = geometry.transform(LONLAT, clone=True) if geometry else None
    return render_to_string("admin/outline_map.html", {"geometry": shown.geojson if shown else ""})
