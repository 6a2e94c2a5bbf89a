"""Names that stand on the map."""

from geodata.rules.viewer import EVERYONE
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.styles import PLACE

FIELDS = (
    Field("name", "名称", "Name"),
    Field("name_en", "英文名称", "English name"),
    Field("kind", "类别", "Kind"),
)


def _rows(question: Question) -> Rows:
    return Rows("select_places", FIELDS)


LAYER = Layer(
    name="places",
    title="地名",
    title_en="Place names",
    geometry="point",
    kinds=("places",),
    zooms=(9, 16),
    audience=EVERYONE,
    legend=Legend("地名", "Place names", (LegendItem("place", "地名", "Place name", PLACE),)),
    rows=_rows,
)
