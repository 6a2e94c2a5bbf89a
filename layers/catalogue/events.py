"""Single events from zoom 13 on, counts per cell before that; lateness is coloured in the client from the fixed deadline."""

from typing import Any

from geodata.queries.heat_counts import asks_days_only
from geodata.rules.deadlines import LATENESS_NAMES
from geodata.rules.viewer import AREA_BOUND, COMMAND, Role
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.count_cells import shift
from layers.event_filters import EVENT_FILTERS, STANDING_FILTER, event_filters, event_parameters
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


COUNT_FIELDS = (Field("count", "件数", "Events", "events"),)
ROWS_FROM = 13


def _bound(question: Question) -> dict[str, Any]:
    """The filters and the reach of the viewer."""
    viewer = question.viewer
    scope = None if viewer.area_scope is None else list(viewer.area_scope)
    department = (viewer.department_id or 0) if viewer.role is Role.HANDLER else None
    reach = {"area_ids": scope, "department_id": department, "open_only": "standing" in question.filters}
    return event_parameters(question.filters) | reach


def _rows(question: Question) -> Rows:
    return Rows("select_events", FIELDS, _bound(question))


def _counts(question: Question) -> Rows:
    """16 cells along a tile's side; the kept counts know days only, anything else is counted from the rows."""
    bound = _bound(question) | {"shift": shift(question.filters.get("zoom", ROWS_FROM - 1), 4)}
    reached = bound["area_ids"] is None and bound["department_id"] is None and not bound["open_only"]
    kept = reached and asks_days_only(event_filters(question.filters))
    return Rows("select_event_counts" if kept else "select_some_event_counts", COUNT_FIELDS, bound)


def _english(level: str) -> str:
    """A level in words, e.g. Due soon."""
    return level.replace("_", " ").capitalize()


LAYER = Layer(
    name="events",
    title="事件",
    title_en="Events",
    geometry="point",
    kinds=("events",),
    zooms=(6, 16),
    audience=COMMAND | AREA_BOUND | {Role.HANDLER},
    legend=Legend(
        "事件",
        "Events",
        (
            LegendItem("on_time", "未超期", "On time", EVENT),
            *(
                LegendItem(level.value, LATENESS_NAMES[level], _english(level.value), LATENESS[level.value])
                for level in LATENESS_NAMES
                if level.value in LATENESS
            ),
        ),
    ),
    rows=_rows,
    counts=_counts,
    rows_from=ROWS_FROM,
    filters=(*EVENT_FILTERS, *STANDING_FILTER),
)
