"""How the layer switch of the map page groups the layers, and what it shows first to whom."""

from collections.abc import Sequence
from typing import Any

from geodata.rules.viewer import AREA_BOUND, COMMAND, Role

# (key, Chinese, English, layers in reading order)
GROUPS = (
    ("areas", "区划", "Areas", ("districts", "subdistricts", "communities", "grids", "blocks", "grid_types")),
    (
        "events",
        "事件与警报",
        "Events and alarms",
        ("alarms", "warnings", "events", "events_heat", "hotspots"),
    ),
    (
        "services",
        "服务与资源",
        "Services and resources",
        ("service_points", "party_branches", "resources", "devices", "businesses"),
    ),
)
# The ground is switched as a whole, its layers only explain themselves.
GROUND = ("landcover", "water", "buildings", "roads", "places")
_BORDERS = ("districts", "subdistricts", "communities")


def groups_of(names: Sequence[str]) -> list[dict[str, Any]]:
    """The groups with the layers a viewer may see; one that stands in no group comes last, under 其他."""
    known = {name for *_, grouped in GROUPS for name in grouped}
    others = tuple(name for name in names if name not in known and name not in GROUND)
    listed = (*GROUPS, ("others", "其他", "Others", others))
    return [
        {"key": key, "title": zh, "title_en": en, "layers": found}
        for key, zh, en, grouped in listed
        if (found := [name for name in grouped if name in names])
    ]


def first_shown(role: Role, names: Sequence[str]) -> list[str]:
    """The layers that are on when an address names none."""
    wanted = [*_BORDERS, *_of_role(role)]
    return [name for name in wanted if name in names]


def _of_role(role: Role) -> tuple[str, ...]:
    if role in COMMAND:
        return ("grids", "events", "alarms")
    if role is Role.PLANNER:
        return ("grids", "grid_types")
    if role in AREA_BOUND or role is Role.HANDLER:
        return ("grids", "events")
    return ("service_points",)
