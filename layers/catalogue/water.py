"""Water surfaces."""

from geodata.rules.viewer import EVERYONE
from layers.base import Field, Layer, Legend, LegendItem
from layers.ground import surface_rows
from layers.styles import WATER

TITLES = {
    "river": ("河流", "River"),
    "stream": ("溪流", "Stream"),
    "lake": ("湖泊", "Lake"),
    "pond": ("池塘", "Pond"),
}

FIELDS = (
    Field("kind", "类别", "Kind"),
    Field("name", "名称", "Name"),
)


LAYER = Layer(
    name="water",
    title="水域",
    title_en="Water",
    geometry="polygon",
    kinds=("water",),
    zooms=(6, 16),
    audience=EVERYONE,
    legend=Legend(
        "水域",
        "Water",
        tuple(LegendItem(key, zh, en, WATER[key]) for key, (zh, en) in TITLES.items()),
    ),
    rows=surface_rows("select_water", "select_simple_water", FIELDS),
)
