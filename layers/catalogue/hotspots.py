"""Where events stand out significantly, by how each place came to be, and where they are too few to tell."""

from geodata.rules.heat_limits import HOTSPOT_DAYS
from geodata.rules.hotspot_words import TOO_FEW_NAME, TREND_NAMES
from geodata.rules.viewer import COMMAND
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.styles import HOTSPOTS, TOO_FEW

UNIT = f"近 {HOTSPOT_DAYS} 天，方格及周围 8 格的件数"
UNIT_EN = f"incidents of a cell and its 8 neighbours in {HOTSPOT_DAYS} days"
FIELDS = (
    Field("trend", "热点类别", "Class"),
    Field("category", "类别", "Category"),
    Field("seen", "实有件数", "Seen", "incidents"),
    Field("expected", "预期件数", "Expected", "incidents"),
    Field("z", "z 值", "z score"),
    Field("q", "错误发现率", "False discovery rate"),
    Field("robust", "换格网仍成立", "Holds in other cells"),
    Field("through", "数据截至", "Data up to"),
)
LABEL_FIELDS = (FIELDS[0], Field("robust", "换格网仍成立", "Holds in other cells"))


def _bound(question: Question) -> dict[str, list[str] | None]:
    asked = question.filters.get("category")
    return {"categories": list(asked) if asked else None}


def _rows(question: Question) -> Rows:
    return Rows("select_hotspots", FIELDS, _bound(question))


def _labels(question: Question) -> Rows:
    return Rows("select_hotspot_labels", LABEL_FIELDS, _bound(question))


LAYER = Layer(
    name="hotspots",
    title="显著热点",
    title_en="Significant hot spots",
    geometry="polygon",
    kinds=("hotspots",),
    zooms=(8, 16),
    audience=COMMAND,
    legend=Legend(
        "显著热点",
        "Significant hot spots",
        (
            *(LegendItem(key, zh, en, HOTSPOTS[key]) for key, (zh, en) in TREND_NAMES.items()),
            LegendItem("too_few", *TOO_FEW_NAME, TOO_FEW),
        ),
        UNIT,
        UNIT_EN,
    ),
    rows=_rows,
    labels=_labels,
    filters=("category",),
)
