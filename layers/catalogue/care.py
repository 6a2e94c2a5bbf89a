"""The care map at the precision of the role: counts only, never a category, never a person.

Which role gets which precision is the matrix in geodata.rules.care_access.
"""

from geodata.rules.care import DUE_SOON_DAYS, RED_DAYS, YELLOW_DAYS
from geodata.rules.care_access import PLANNER_MINIMUM, PRECISION, Precision
from geodata.rules.levels import Level
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.styles import DUE_TODAY, LATENESS

PLACE_FIELDS = (
    Field("code", "代码", "Code"),
    Field("name", "名称", "Name"),
    Field("uuid", "编号", "Identifier"),
)
TOTAL = Field("total", "关爱对象", "People in care", "people")
STATE_FIELDS = (
    Field("due", "今天到期", "Due today", "people"),
    Field("due_soon", "临期（3 天内）", "Due within 3 days", "people"),
    Field("blue", "逾期 1 至 2 天", "1-2 days late", "people"),
    Field("yellow", "逾期 3 至 6 天", "3-6 days late", "people"),
    Field("red", "逾期 7 天以上", "7 or more days late", "people"),
)

VISIT_DAYS = {"due_soon_days": DUE_SOON_DAYS, "yellow_days": YELLOW_DAYS, "red_days": RED_DAYS}


def _rows(question: Question) -> Rows:
    viewer = question.viewer
    precision = PRECISION[viewer.role]
    scope = None if viewer.area_scope is None else list(viewer.area_scope)
    bound = {"today": question.today, "area_ids": scope, **VISIT_DAYS}
    if precision is Precision.BUILDING:
        return Rows("select_care_buildings", (TOTAL, *STATE_FIELDS), bound)
    level = Level.COMMUNITY if precision is Precision.COMMUNITY_COUNTS else Level.GRID
    loads_only = precision is Precision.GRID_LOADS
    bound |= {"level": level.value, "minimum": PLANNER_MINIMUM if loads_only else 1}
    fields = (*PLACE_FIELDS, TOTAL) if loads_only else (*PLACE_FIELDS, TOTAL, *STATE_FIELDS)
    return Rows("select_care_counts", fields, bound)


LAYER = Layer(
    name="care",
    title="关爱地图",
    title_en="Care map",
    geometry="point",
    kinds=("care", "communities", "grids"),
    zooms=(8, 16),
    audience=frozenset(PRECISION),
    legend=Legend(
        "走访状态",
        "Visits",
        (
            LegendItem("red", "红：逾期 7 天以上", "Red: 7 or more days late", LATENESS["red"]),
            LegendItem("yellow", "黄：逾期 3 至 6 天", "Yellow: 3-6 days late", LATENESS["yellow"]),
            LegendItem("blue", "蓝：逾期 1 至 2 天", "Blue: 1-2 days late", LATENESS["blue"]),
            LegendItem("due", "今天到期", "Due today", DUE_TODAY),
            LegendItem("due_soon", "临期（3 天内）", "Due within 3 days", LATENESS["due_soon"]),
        ),
        "人",
        "people",
    ),
    rows=_rows,
    sensitive=True,
)
