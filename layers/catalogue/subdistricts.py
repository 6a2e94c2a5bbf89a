"""Subdistricts (街道, 镇, 乡)."""

from geodata.rules.levels import Level
from geodata.rules.viewer import EVERYONE
from layers.areas import area_labels, area_rows
from layers.base import Layer, Legend, LegendItem
from layers.styles import SUBDISTRICT_LINE

LAYER = Layer(
    name="subdistricts",
    title="街道",
    title_en="Subdistricts",
    geometry="polygon",
    kinds=("subdistricts",),
    zooms=(6, 16),
    audience=EVERYONE,
    legend=Legend(
        "街道", "Subdistricts", (LegendItem("border", "街道边界", "Subdistricts", SUBDISTRICT_LINE),)
    ),
    rows=area_rows(Level.SUBDISTRICT),
    labels=area_labels(Level.SUBDISTRICT),
)
