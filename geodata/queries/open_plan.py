"""A plan held for changing: locked against others until the transaction ends, and asked whether it may change."""

from uuid import UUID

from geodata.errors import Forbidden, NotFound
from geodata.models import Area, BoundaryPlan
from geodata.rules.plan_flow import (
    PLAN_READERS,
    PLAN_STATE_NAMES,
    PlanState,
    PlanStep,
    may_take,
    next_state,
)
from geodata.rules.viewer import Viewer


def plan_for(step: PlanStep, uuid: str | UUID, viewer: Viewer) -> BoundaryPlan:
    """The plan, locked for a step that the viewer may take now (1 statement).

    Raises NotFound for an unknown plan or a role that hears of none, Forbidden for a role or a state in which the step is closed.
    """
    found = (
        BoundaryPlan.objects.select_for_update().filter(uuid=uuid).first()
        if viewer.role in PLAN_READERS
        else None
    )
    if found is None:
        raise NotFound("没有这个划分方案。", "There is no such plan.")
    if not may_take(step, viewer.role):
        raise Forbidden("您的账号不能做这一步。", "Your account may not do this.")
    if next_state(PlanState(found.state), step) is None:
        zh, en = PLAN_STATE_NAMES[PlanState(found.state)]
        raise Forbidden(
            f"方案现在是“{zh}”，不能这样做。", f"The plan is “{en}”; this cannot be done to it now."
        )
    return found


def community_of(code: str) -> Area:
    """The community with a code (1 statement); NotFound where it has none."""
    found = Area.objects.filter(level="community", code=code).first()
    if found is None:
        raise NotFound(
            f"没有代码为 {code[:20]} 的社区。", f"There is no community with the code {code[:20]}."
        )
    return found
