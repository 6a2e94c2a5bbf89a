"""Party branches by how they serve their grids; those without a place are not drawn."""

from geodata.rules.resource_kinds import BRANCH_KIND_NAMES
from geodata.rules.viewer import STAFF
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.styles import PARTY_BRANCHES

FIELDS = (
    Field("uuid", "编号", "Identifier"),
    Field("kind", "组建方式", "Kind"),
    Field("name", "名称", "Name"),
    Field("members", "党员人数", "Members", "people"),
)


def _rows(question: Question) -> Rows:
    return Rows("select_party_branches", FIELDS)


LAYER = Layer(
    name="party_branches",
    title="党支部",
    title_en="Party branches",
    geometry="point",
    kinds=("party_branches",),
    zooms=(8, 16),
    audience=STAFF,
    legend=Legend(
        "党支部",
        "Party branches",
        tuple(
            LegendItem(kind.value, zh, en, PARTY_BRANCHES[kind.value])
            for kind, (zh, en) in BRANCH_KIND_NAMES.items()
        ),
    ),
    rows=_rows,
)
