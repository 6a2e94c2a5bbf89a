"""What the district can call on in need: shelters, stores, supplies, teams, vehicles; no position of a person."""

from geodata.rules.resource_kinds import RESOURCE_KIND_NAMES
from geodata.rules.viewer import STAFF
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.styles import RESOURCES

FIELDS = (
    Field("uuid", "编号", "Identifier"),
    Field("kind", "类型", "Kind"),
    Field("name", "名称", "Name"),
    Field("quantity", "数量", "Quantity"),
    Field("unit", "单位", "Unit"),
)


def _rows(question: Question) -> Rows:
    return Rows("select_resources", FIELDS)


LAYER = Layer(
    name="resources",
    title="应急资源与物资",
    title_en="Resources and supplies",
    geometry="point",
    kinds=("resources",),
    zooms=(8, 16),
    audience=STAFF,
    legend=Legend(
        "应急资源与物资",
        "Resources and supplies",
        tuple(
            LegendItem(kind.value, zh, en, RESOURCES[kind.value])
            for kind, (zh, en) in RESOURCE_KIND_NAMES.items()
        ),
    ),
    rows=_rows,
)
