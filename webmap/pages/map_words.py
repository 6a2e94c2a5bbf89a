"""What the coded values of layers are called on the map page: (Chinese, English) by field and value."""

from collections.abc import Mapping

from geodata.rules.alarm_flow import ALARM_KIND_NAMES, ALARM_STATE_NAMES
from geodata.rules.event_flow import PRIORITY_NAMES, SOURCE_NAMES, Priority, Source
from geodata.rules.grid_types import GRID_TYPE_NAMES
from geodata.rules.hotspot_words import TOO_FEW_NAME, TREND_NAMES
from geodata.rules.resource_kinds import (
    BRANCH_KIND_NAMES,
    DEVICE_KIND_NAMES,
    DEVICE_STATE_NAMES,
    RESOURCE_KIND_NAMES,
)
from geodata.rules.service_points import SERVICE_KIND_NAMES
from geodata.rules.warning_flow import WARNING_STATE_NAMES
from layers.registry import LAYERS

_PRIORITY_EN = {
    Priority.GENERAL: "General", Priority.URGENT: "Urgent", Priority.CROSS_DEPARTMENT: "Cross-department",
}  # fmt: skip
_SOURCE_EN = {
    Source.RESIDENT: "Resident", Source.WORKER: "Grid worker", Source.DEVICE: "Device", Source.VISIT: "Visit",
}  # fmt: skip


def _pairs(names: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    return {str(key): list(pair) for key, pair in names.items()}


# layer → field → value → [Chinese, English]
VALUE_WORDS: dict[str, dict[str, dict[str, list[str]]]] = {
    "events": {
        "priority": {key.value: [zh, _PRIORITY_EN[key]] for key, zh in PRIORITY_NAMES.items()},
        "source": {key.value: [zh, _SOURCE_EN[key]] for key, zh in SOURCE_NAMES.items()},
        "open": {"true": ["在办", "Open"], "false": ["已办结或状态不明", "Closed or unknown"]},
    },
    "alarms": {"kind": _pairs(ALARM_KIND_NAMES), "state": _pairs(ALARM_STATE_NAMES)},
    "hotspots": {"trend": _pairs(TREND_NAMES | {"too_few": TOO_FEW_NAME})},
    "warnings": {"state": _pairs(WARNING_STATE_NAMES)},
    "grid_types": {"grid_type": {str(key): list(names[:2]) for key, names in GRID_TYPE_NAMES.items()}},
    "service_points": {"kind": _pairs(SERVICE_KIND_NAMES)},
    "party_branches": {"kind": _pairs(BRANCH_KIND_NAMES)},
    "resources": {"kind": _pairs(RESOURCE_KIND_NAMES)},
    "devices": {"kind": _pairs(DEVICE_KIND_NAMES), "state": _pairs(DEVICE_STATE_NAMES)},
    "buildings": {
        "use": {item.key: [item.title, item.title_en] for item in LAYERS["buildings"].legend.items}
    },
}
