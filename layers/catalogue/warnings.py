"""Places with more events lately than usual there, as the last refresh saw them; muted ones are left out."""

from geodata.rules.heat_limits import WARNING_QUIET_DAYS
from geodata.rules.viewer import COMMAND
from geodata.rules.warning_flow import WARNING_STATE_NAMES, WarningState
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.styles import WARNING, WARNING_NOTICED

STATE = Field("state", "状态", "State")
FIELDS = (
    Field("uuid", "编号", "Identifier"),
    Field("category", "类别", "Category"),
    STATE,
    Field("starts_on", "开始于", "Since"),
    Field("last_seen_on", "最近一次", "Last seen"),
    Field("observed", "实有件数", "Observed", "incidents"),
    Field("expected", "预期件数", "Expected", "incidents"),
    Field("recurrence_days", "偶然重现间隔", "By chance once in", "days"),
)
LABEL_FIELDS = (FIELDS[0], FIELDS[1], STATE)


def _bound(question: Question) -> dict[str, object]:
    return {"today": question.today, "quiet_days": WARNING_QUIET_DAYS}


def _rows(question: Question) -> Rows:
    return Rows("select_warnings", FIELDS, _bound(question))


def _labels(question: Question) -> Rows:
    return Rows("select_warning_labels", LABEL_FIELDS, _bound(question))


LAYER = Layer(
    name="warnings",
    title="突增预警",
    title_en="Emerging warnings",
    geometry="polygon",
    kinds=("warnings", "hotspots"),
    zooms=(6, 16),
    audience=COMMAND,
    legend=Legend(
        "突增预警",
        "Emerging warnings",
        (
            LegendItem(WarningState.NEW.value, *WARNING_STATE_NAMES[WarningState.NEW], WARNING),
            LegendItem(
                WarningState.ACKNOWLEDGED.value,
                *WARNING_STATE_NAMES[WarningState.ACKNOWLEDGED],
                WARNING_NOTICED,
            ),
        ),
    ),
    rows=_rows,
    labels=_labels,
)
