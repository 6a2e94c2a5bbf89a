"""Districts: the outermost border."""

from geodata.rules.levels import Level
from geodata.rules.viewer import EVERYONE
from layers.areas import area_labels, area_rows
from layers.base import Layer, Legend, LegendItem
from layers.styles import DISTRICT_LINE

LAYER = Layer(
    name="districts",
    title="区",
    title_en="Districts",
    geometry="polygon",
    kinds=("districts",),
    zooms=(4, 16),
    audience=EVERYONE,
    legend=Legend("区", "Districts", (LegendItem("border", "区界", "District border", DISTRICT_LINE),)),
    rows=area_rows(Level.DISTRICT),
    labels=area_labels(Level.DISTRICT),
)
