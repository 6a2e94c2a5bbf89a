"""Buildings by use, from zoom 13 on."""

from geodata.rules.viewer import STAFF
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.styles import BUILDING_USES

TITLES = {
    "residential": ("住宅", "Residential"),
    "mixed": ("商住混合", "Mixed"),
    "commercial": ("商业", "Commercial"),
    "office": ("办公", "Office"),
    "school": ("学校", "School"),
    "hospital": ("医院", "Hospital"),
    "industry": ("工业", "Industry"),
    "public": ("公共", "Public"),
    "agricultural": ("农业", "Agricultural"),
    "unknown": ("未知", "Unknown"),
}

FIELDS = (
    Field("use", "用途", "Use"),
    Field("floors", "层数", "Floors"),
)


def _rows(question: Question) -> Rows:
    return Rows("select_buildings", FIELDS)


LAYER = Layer(
    name="buildings",
    title="楼栋",
    title_en="Buildings",
    geometry="polygon",
    kinds=("buildings",),
    zooms=(13, 16),
    audience=STAFF,
    legend=Legend(
        "楼栋",
        "Buildings",
        tuple(LegendItem(key, zh, en, BUILDING_USES[key]) for key, (zh, en) in TITLES.items()),
    ),
    rows=_rows,
)
