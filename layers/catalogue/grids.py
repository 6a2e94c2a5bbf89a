"""Social-governance grids in force."""

from geodata.rules.levels import Level
from geodata.rules.viewer import EVERYONE
from layers.areas import area_labels, area_rows
from layers.base import Layer, Legend, LegendItem
from layers.styles import GRID_LINE

LAYER = Layer(
    name="grids",
    title="网格",
    title_en="Grids",
    geometry="polygon",
    kinds=("grids",),
    zooms=(9, 16),
    audience=EVERYONE,
    legend=Legend("网格", "Grids", (LegendItem("border", "网格边界", "Grids", GRID_LINE),)),
    rows=area_rows(Level.GRID),
    labels=area_labels(Level.GRID),
)
