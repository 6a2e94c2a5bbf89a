"""Grids by type, the map of 一网格一方案."""

from geodata.rules.grid_types import GRID_TYPE_NAMES
from geodata.rules.levels import Level
from geodata.rules.viewer import STAFF
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.generalised import simplified
from layers.styles import GRID_TYPES

TYPE = Field("grid_type", "网格类型", "Grid type")
FIELDS = (
    Field("code", "代码", "Code"),
    Field("name", "名称", "Name"),
    Field("uuid", "编号", "Identifier"),
    TYPE,
)
LABEL_FIELDS = (
    Field("code", "代码", "Code"),
    TYPE,
    Field("radius_m", "可用半径", "Free radius", "EPSG:3857 m"),
)


def _rows(question: Question) -> Rows:
    simple = simplified(Level.GRID, question)
    if simple:
        return Rows("select_simple_grid_types", FIELDS, {"today": question.today, **simple})
    return Rows("select_grid_types", FIELDS, {"today": question.today})


def _labels(question: Question) -> Rows:
    return Rows("select_grid_type_labels", LABEL_FIELDS, {"today": question.today})


LAYER = Layer(
    name="grid_types",
    title="网格类型",
    title_en="Grid types",
    geometry="polygon",
    kinds=("grids", "grid_types"),
    zooms=(9, 16),
    audience=STAFF,
    legend=Legend(
        "网格类型",
        "Grid types",
        tuple(
            LegendItem(kind.value, names[0], names[1], GRID_TYPES[kind.value])
            for kind, names in GRID_TYPE_NAMES.items()
        ),
    ),
    rows=_rows,
    labels=_labels,
)
