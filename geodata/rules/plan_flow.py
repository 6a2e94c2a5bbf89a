"""The life of a boundary plan: its states, which step leads where, and who may take it."""

from enum import StrEnum

from .viewer import Role


class PlanState(StrEnum):
    """Where a plan stands; `superseded` follows `in_force` when a later version begins."""

    DRAFT = "draft"
    CHECKED = "checked"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class PlanStep(StrEnum):
    """What can be done to a plan as a whole."""

    CHECK = "check"
    EDIT = "edit"
    SUBMIT = "submit"
    SIGN = "sign"
    RETURN = "return"
    SCHEDULE = "schedule"
    TAKE_FORCE = "take_force"
    WITHDRAW = "withdraw"


PLAN_STATE_NAMES = {
    PlanState.DRAFT: ("草稿", "Draft"),
    PlanState.CHECKED: ("已检查", "Checked"),
    PlanState.SUBMITTED: ("待审签", "Submitted"),
    PlanState.APPROVED: ("已审签", "Approved"),
    PlanState.SCHEDULED: ("待生效", "Scheduled"),
    PlanState.IN_FORCE: ("现行", "In force"),
    PlanState.SUPERSEDED: ("已被取代", "Superseded"),
    PlanState.WITHDRAWN: ("已作废", "Withdrawn"),
}

# (state, step) → state. Editing a checked plan makes it a draft again; a submitted one is frozen.
_NEXT = {
    (PlanState.DRAFT, PlanStep.EDIT): PlanState.DRAFT,
    (PlanState.CHECKED, PlanStep.EDIT): PlanState.DRAFT,
    (PlanState.DRAFT, PlanStep.CHECK): PlanState.CHECKED,
    (PlanState.CHECKED, PlanStep.CHECK): PlanState.CHECKED,
    (PlanState.CHECKED, PlanStep.SUBMIT): PlanState.SUBMITTED,
    (PlanState.SUBMITTED, PlanStep.RETURN): PlanState.DRAFT,
    (PlanState.APPROVED, PlanStep.RETURN): PlanState.DRAFT,
    (PlanState.SUBMITTED, PlanStep.SIGN): PlanState.SUBMITTED,
    (PlanState.APPROVED, PlanStep.SCHEDULE): PlanState.SCHEDULED,
    (PlanState.SCHEDULED, PlanStep.TAKE_FORCE): PlanState.IN_FORCE,
    (PlanState.SCHEDULED, PlanStep.RETURN): PlanState.APPROVED,
    (PlanState.DRAFT, PlanStep.WITHDRAW): PlanState.WITHDRAWN,
    (PlanState.CHECKED, PlanStep.WITHDRAW): PlanState.WITHDRAWN,
}

# The heads sign first, the district last (PLANNER.md, plan life).
HEADS = frozenset({Role.COMMUNITY_HEAD, Role.SUBDISTRICT_HEAD})
SIGNERS = HEADS | {Role.DISTRICT_ADMIN}
DRAWERS = frozenset({Role.PLANNER, Role.DISTRICT_ADMIN})
# Nobody else hears of a plan before it is in force.
PLAN_READERS = DRAWERS | SIGNERS | {Role.AUDITOR}
_ROLES = {
    PlanStep.EDIT: DRAWERS,
    PlanStep.CHECK: DRAWERS,
    PlanStep.SUBMIT: DRAWERS,
    PlanStep.WITHDRAW: DRAWERS,
    PlanStep.SIGN: SIGNERS,
    PlanStep.RETURN: SIGNERS | DRAWERS,
    PlanStep.SCHEDULE: frozenset({Role.DISTRICT_ADMIN}),
    PlanStep.TAKE_FORCE: frozenset({Role.DISTRICT_ADMIN}),
}


def next_state(state: PlanState, step: PlanStep) -> PlanState | None:
    """The state a step leads to; None where the step is not open from here.

    >>> next_state(PlanState.CHECKED, PlanStep.SUBMIT)
    <PlanState.SUBMITTED: 'submitted'>
    >>> next_state(PlanState.SUBMITTED, PlanStep.EDIT) is None
    True
    """
    return _NEXT.get((state, step))


def may_take(step: PlanStep, role: Role) -> bool:
    """Whether a role may take a step at all.

    >>> may_take(PlanStep.SCHEDULE, Role.PLANNER)
    False
    """
    return role in _ROLES[step]


def may_sign(role: Role, *, is_submitter: bool, signed_roles: frozenset[Role]) -> bool:
    """Whether a person may sign now: never the submitter, a head first, then the district, each side once.

    signed_roles: the roles of the signatures the present diff already carries.

    >>> may_sign(Role.DISTRICT_ADMIN, is_submitter=False, signed_roles=frozenset())
    False
    >>> may_sign(Role.DISTRICT_ADMIN, is_submitter=False, signed_roles=frozenset({Role.COMMUNITY_HEAD}))
    True
    """
    if is_submitter or role not in SIGNERS:
        return False
    by_a_head = bool(signed_roles & HEADS)
    return by_a_head if role is Role.DISTRICT_ADMIN else role not in signed_roles


def is_approved(signed_roles: frozenset[Role]) -> bool:
    """Whether the signatures of a diff suffice: one of a head and the district's.

    >>> is_approved(frozenset({Role.SUBDISTRICT_HEAD, Role.DISTRICT_ADMIN}))
    True
    """
    return bool(signed_roles & HEADS) and Role.DISTRICT_ADMIN in signed_roles
