"""Suggested divisions of a plan as they stand: how far the search is, the trade-offs, and what one would look like."""

from typing import Any
from uuid import UUID

from geodata.errors import NotFound
from geodata.models import PlanAlternative, PlanSuggestion
from geodata.queries.plans import seen_plan
from geodata.rules.plan_suggestions import ALTERNATIVE_NAMES, STEP_NAMES
from geodata.rules.viewer import Viewer

LISTED = 10


def suggestions(plan: str | UUID, viewer: Viewer) -> list[PlanSuggestion]:
    """The latest searches of a plan, newest first (2 statements); NotFound as for the plan."""
    found = PlanSuggestion.objects.filter(plan=seen_plan(plan, viewer)).defer("blocks", "before")
    return list(found.order_by("-created_at")[:LISTED])


def suggestion(plan: str | UUID, uuid: UUID, viewer: Viewer) -> PlanSuggestion:
    """One search (2 statements). Raises NotFound."""
    found = PlanSuggestion.objects.filter(plan=seen_plan(plan, viewer), uuid=uuid)
    one = found.defer("blocks", "before").first()
    if one is None:
        raise NotFound("这份方案没有这次建议。", "The plan has no such suggestion.")
    return one


def alternative(plan: str | UUID, uuid: UUID, name: str, viewer: Viewer) -> PlanAlternative:
    """One of its divisions (3 statements). Raises NotFound."""
    found = suggestion(plan, uuid, viewer).alternatives.filter(name=name).defer("keys").first()
    if found is None:
        raise NotFound("没有这个备选方案。", "There is no such alternative.")
    return found


def suggestion_told(one: PlanSuggestion, *, whole: bool = True) -> dict[str, Any]:
    """A search as it is sent; whole: with what it started from and its alternatives so far (1 statement)."""
    told = {
        "uuid": str(one.uuid),
        "scope": one.scope,
        "revision": one.revision,
        "subdivide": bool(one.wanted),
        "state": one.state,
        "step": one.step,
        "step_names": list(STEP_NAMES.get(one.step, ("", ""))),
        "share_done": round(one.share_done, 3),
        "created_at": one.created_at.isoformat(timespec="seconds"),
        "refusal": one.refusal or None,
    }
    if not whole:
        return told
    found = one.alternatives.order_by("pk").values_list("name", "figures")
    alternatives = [
        {"name": name, "names": list(ALTERNATIVE_NAMES[name]), **figures} for name, figures in found
    ]
    return told | {
        "now": one.result.get("now"),
        "taken": one.result.get("taken"),
        "alternatives": alternatives,
    }
