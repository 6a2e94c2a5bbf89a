"""Communities and villages."""

from geodata.rules.levels import Level
from geodata.rules.viewer import EVERYONE
from layers.areas import area_labels, area_rows
from layers.base import Layer, Legend, LegendItem
from layers.styles import COMMUNITY_LINE

LAYER = Layer(
    name="communities",
    title="社区",
    title_en="Communities",
    geometry="polygon",
    kinds=("communities",),
    zooms=(8, 16),
    audience=EVERYONE,
    legend=Legend("社区", "Communities", (LegendItem("border", "社区边界", "Communities", COMMUNITY_LINE),)),
    rows=area_rows(Level.COMMUNITY),
    labels=area_labels(Level.COMMUNITY),
)
