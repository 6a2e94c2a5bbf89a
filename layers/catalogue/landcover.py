"""What the ground is used for."""

from geodata.rules.viewer import EVERYONE
from layers.base import Field, Layer, Legend, LegendItem
from layers.ground import surface_rows
from layers.styles import LANDCOVER

TITLES = {
    "forest_low": ("林地(低)", "Forest, low"),
    "forest_mid": ("林地(中)", "Forest, middle"),
    "forest_high": ("林地(高)", "Forest, high"),
    "field": ("农田", "Farmland"),
    "field_strip": ("田块", "Field strips"),
    "grass": ("草地", "Grass"),
    "park": ("公园", "Park"),
    "garden": ("绿化", "Garden"),
    "yard": ("院落", "Yard"),
    "estate_old": ("老旧小区", "Old estate"),
    "estate_modern": ("新建小区", "Modern estate"),
    "mixed": ("混合街区", "Mixed block"),
    "commercial": ("商业用地", "Commercial"),
    "old_core": ("老城", "Old town"),
    "urban_village": ("城中村", "Urban village"),
    "village": ("村庄", "Village"),
    "industry": ("工业用地", "Industry"),
    "campus": ("园区", "Campus"),
    "school": ("学校", "School"),
    "hospital": ("医院", "Hospital"),
    "square": ("广场", "Square"),
    "track": ("跑道", "Running track"),
}

FIELDS = (Field("kind", "类别", "Kind"),)


LAYER = Layer(
    name="landcover",
    title="用地",
    title_en="Land cover",
    geometry="polygon",
    kinds=("landcover",),
    zooms=(8, 16),
    audience=EVERYONE,
    legend=Legend(
        "用地",
        "Land cover",
        tuple(LegendItem(key, zh, en, LANDCOVER[key]) for key, (zh, en) in TITLES.items()),
    ),
    rows=surface_rows("select_landcover", "select_simple_landcover", FIELDS),
)
