"""Devices by kind; those not in order when last heard of are hollow."""

from geodata.rules.resource_kinds import DEVICE_KIND_NAMES
from geodata.rules.viewer import COMMAND
from layers.base import Field, Layer, Legend, LegendItem, Question, Rows
from layers.styles import DEVICE_DOWN, DEVICES

FIELDS = (
    Field("uuid", "编号", "Identifier"),
    Field("kind", "设备类型", "Kind"),
    Field("name", "名称", "Name"),
    Field("state", "状态", "State"),
)


def _rows(question: Question) -> Rows:
    return Rows("select_devices", FIELDS)


LAYER = Layer(
    name="devices",
    title="设备",
    title_en="Devices",
    geometry="point",
    kinds=("devices",),
    zooms=(10, 16),
    audience=COMMAND,
    legend=Legend(
        "设备",
        "Devices",
        (
            *(
                LegendItem(kind.value, zh, en, DEVICES[kind.value])
                for kind, (zh, en) in DEVICE_KIND_NAMES.items()
            ),
            LegendItem("down", "故障或离线（空心）", "Faulty or offline (hollow)", DEVICE_DOWN),
        ),
    ),
    rows=_rows,
)
