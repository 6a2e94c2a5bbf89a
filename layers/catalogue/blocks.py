"""The newest blocks: the pieces of ground that grids are put together from."""

from geodata.rules.viewer import Role
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.styles import BLOCK_LINE

FIELDS = (
    Field("number", "街块号", "Block"),
    Field("community", "社区代码", "Community"),
    Field("households", "户数", "Households", "households"),
    Field("persons", "人数", "Persons", "persons"),
    Field("workplaces", "商户数", "Workplaces", "workplaces"),
)


def _rows(_question: Question) -> Rows:
    return Rows("select_blocks", FIELDS)


LAYER = Layer(
    name="blocks",
    title="街块",
    title_en="Blocks",
    geometry="polygon",
    kinds=("blocks",),
    zooms=(12, 16),
    audience=frozenset({Role.PLANNER, Role.DISTRICT_ADMIN}),
    legend=Legend("街块", "Blocks", (LegendItem("border", "街块边界", "Blocks", BLOCK_LINE),)),
    rows=_rows,
)
