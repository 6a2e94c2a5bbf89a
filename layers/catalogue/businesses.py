"""Shops, workshops and firms, from zoom 13 on."""

from geodata.rules.viewer import COMMAND
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.styles import BUSINESS

FIELDS = (
    Field("uuid", "编号", "Identifier"),
    Field("name", "名称", "Name"),
    Field("category", "类别", "Category"),
)


def _rows(question: Question) -> Rows:
    return Rows("select_businesses", FIELDS)


LAYER = Layer(
    name="businesses",
    title="商户",
    title_en="Businesses",
    geometry="point",
    kinds=("businesses",),
    zooms=(12, 16),
    audience=COMMAND,
    legend=Legend("商户", "Businesses", (LegendItem("business", "商户", "Business", BUSINESS),)),
    rows=_rows,
)
