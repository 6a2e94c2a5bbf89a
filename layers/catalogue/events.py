"""Single events; lateness is coloured in the client from the fixed deadline."""

from geodata.rules.deadlines import LATENESS_NAMES
from geodata.rules.viewer import AREA_BOUND, COMMAND, Role
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.event_filters import EVENT_FILTERS, STANDING_FILTER, event_parameters
from layers.styles import EVENT, LATENESS

FIELDS = (
    Field("uuid", "编号", "Identifier"),
    Field("category", "类别", "Category"),
    Field("priority", "等级", "Priority"),
    Field("source", "来源", "Source"),
    Field("reported", "上报时间", "Reported", "s since 1970-01-01T00:00Z"),
    Field("due", "办结时限", "Due", "s since 1970-01-01T00:00Z"),
    Field("open", "在办", "Open"),
)


def _rows(question: Question) -> Rows:
    viewer = question.viewer
    scope = None if viewer.area_scope is None else list(viewer.area_scope)
    department = (viewer.department_id or 0) if viewer.role is Role.HANDLER else None
    bound = {"area_ids": scope, "department_id": department, "open_only": "standing" in question.filters}
    return Rows("select_events", FIELDS, event_parameters(question.filters) | bound)


LAYER = Layer(
    name="events",
    title="事件",
    title_en="Events",
    geometry="point",
    kinds=("events",),
    zooms=(11, 16),
    audience=COMMAND | AREA_BOUND | {Role.HANDLER},
    legend=Legend(
        "事件",
        "Events",
        (
            LegendItem("on_time", "未超期", "On time", EVENT),
            *(
                LegendItem(level.value, LATENESS_NAMES[level], level.value, LATENESS[level.value])
                for level in LATENESS_NAMES
                if level.value in LATENESS
            ),
        ),
    ),
    rows=_rows,
    filters=(*EVENT_FILTERS, *STANDING_FILTER),
)
