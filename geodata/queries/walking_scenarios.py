"""Scenarios and searches for sites as they stand, for planners and operators."""

from typing import Any
from uuid import UUID

from geodata.errors import NotFound
from geodata.models import WalkScenario
from geodata.queries.walking_coverage import check_viewer
from geodata.rules.viewer import Viewer
from geodata.rules.walking_sites import BY_HAND

LISTED = 20
COMPARED = 50
NO_SCENARIO = NotFound("没有这次选址计算。", "There is no such search for sites.")


def scenarios(viewer: Viewer) -> list[WalkScenario]:
    """The latest searches, newest first (1 statement)."""
    check_viewer(viewer)
    return list(WalkScenario.objects.exclude(method=BY_HAND).order_by("-created_at")[:LISTED])


def done_scenarios(viewer: Viewer, kind: str) -> list[WalkScenario]:
    """The scenarios of a kind that have a result, newest first (1 statement)."""
    check_viewer(viewer)
    return list(WalkScenario.objects.filter(kind=kind, state="done").order_by("-created_at")[:COMPARED])


def scenario(uuid: UUID, viewer: Viewer) -> WalkScenario:
    """One search (1 statement). Raises NotFound."""
    check_viewer(viewer)
    found = WalkScenario.objects.filter(uuid=uuid).first()
    if found is None:
        raise NO_SCENARIO
    return found


def scenario_told(one: WalkScenario, *, whole: bool = True) -> dict[str, Any]:
    """A search as it is sent; whole: with its result."""
    told = {
        "uuid": str(one.uuid),
        "name": one.name,
        "category": one.kind,
        "method": one.method,
        "asked": {name: value for name, value in one.asked.items() if name not in ("kind", "method")},
        "state": one.state,
        "step": one.step,
        "share_done": round(one.share_done, 3),
        "created_at": one.created_at.isoformat(timespec="seconds"),
        "refusal": one.refusal or None,
    }
    return told | ({"result": one.result or None} if whole else {})
