"""Buildings by use from zoom 14 on, and how many stand in each cell before that."""

from geodata.rules.viewer import STAFF
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.count_cells import shift
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


COUNT_FIELDS = (Field("count", "楼栋数", "Buildings", "buildings"),)
ROWS_FROM = 14


def _rows(question: Question) -> Rows:
    return Rows("select_buildings", FIELDS)


def _counts(question: Question) -> Rows:
    """32 cells along a tile's side, 16 at zoom 13."""
    zoom = question.filters.get("zoom", ROWS_FROM - 1)
    return Rows("select_building_counts", COUNT_FIELDS, {"shift": shift(zoom, 5)})


LAYER = Layer(
    name="buildings",
    title="楼栋",
    title_en="Buildings",
    geometry="polygon",
    kinds=("buildings",),
    zooms=(8, 16),
    audience=STAFF,
    legend=Legend(
        "楼栋",
        "Buildings",
        tuple(LegendItem(key, zh, en, BUILDING_USES[key]) for key, (zh, en) in TITLES.items()),
    ),
    rows=_rows,
    counts=_counts,
    rows_from=ROWS_FROM,
)
