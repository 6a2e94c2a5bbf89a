"""Places where residents get something done."""

from geodata.rules.service_points import SERVICE_KIND_NAMES
from geodata.rules.viewer import EVERYONE
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.styles import SERVICE_POINT

FIELDS = (
    Field("uuid", "编号", "Identifier"),
    Field("kind", "类别", "Kind"),
    Field("name", "名称", "Name"),
    Field("name_en", "英文名称", "English name"),
)


def _rows(question: Question) -> Rows:
    return Rows("select_service_points", FIELDS, {"kind": question.filters.get("kind")})


LAYER = Layer(
    name="service_points",
    title="服务点",
    title_en="Service points",
    geometry="point",
    kinds=("service_points",),
    zooms=(8, 16),
    audience=EVERYONE,
    legend=Legend(
        "服务点",
        "Service points",
        tuple(LegendItem(kind.value, zh, en, SERVICE_POINT) for kind, (zh, en) in SERVICE_KIND_NAMES.items()),
    ),
    rows=_rows,
    filters=("kind",),
)
