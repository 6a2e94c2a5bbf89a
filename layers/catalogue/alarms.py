"""Alarms that call for somebody: new ones, and those taken notice of today.

Red, yellow and blue tell lateness only, so an alarm has a shape of its own, a sign for its kind and a word.
"""

from geodata.queries.local_days import midnight
from geodata.rules.alarm_flow import ALARM_KIND_NAMES, ALARM_STATE_NAMES, AlarmState
from geodata.rules.viewer import COMMAND
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.styles import ALARM_NOTICED, ALARMS

FIELDS = (
    Field("uuid", "编号", "Identifier"),
    Field("kind", "类型", "Kind"),
    Field("state", "状态", "State"),
    Field("raised", "报警时间", "Raised", "s since 1970-01-01T00:00Z"),
)


def _rows(question: Question) -> Rows:
    return Rows("select_alarms", FIELDS, {"noticed_since": midnight(question.today)})


LAYER = Layer(
    name="alarms",
    title="警报",
    title_en="Alarms",
    geometry="point",
    kinds=("alarms",),
    zooms=(6, 16),
    audience=COMMAND,
    legend=Legend(
        "警报",
        "Alarms",
        (
            *(
                LegendItem(kind.value, f"{zh}警报", f"{en} alarm", ALARMS[kind.value])
                for kind, (zh, en) in ALARM_KIND_NAMES.items()
            ),
            LegendItem(
                AlarmState.ACKNOWLEDGED.value, *ALARM_STATE_NAMES[AlarmState.ACKNOWLEDGED], ALARM_NOTICED
            ),
        ),
    ),
    rows=_rows,
)
