"""Roads and rail, by class."""

from geodata.rules.viewer import EVERYONE
from layers.base import Field, Layer, Legend, LegendItem
from layers.ground import road_rows
from layers.styles import ROADS

TITLES = {
    "expressway": ("快速路", "Expressway"),
    "arterial": ("主干路", "Arterial road"),
    "secondary": ("次干路", "Secondary road"),
    "local": ("支路", "Local street"),
    "lane": ("巷道", "Lane"),
    "path": ("步行道", "Footpath"),
    "rail": ("铁路", "Rail"),
}

FIELDS = (
    Field("road_class", "等级", "Class"),
    Field("name", "名称", "Name"),
    Field("width_m", "宽度", "Width", "m"),
    Field("stairs", "台阶", "Stairs"),
)


LAYER = Layer(
    name="roads",
    title="道路",
    title_en="Roads",
    geometry="line",
    kinds=("roads",),
    zooms=(8, 16),
    audience=EVERYONE,
    legend=Legend(
        "道路",
        "Roads",
        tuple(LegendItem(key, zh, en, ROADS[key]) for key, (zh, en) in TITLES.items()),
    ),
    rows=road_rows(FIELDS),
)
