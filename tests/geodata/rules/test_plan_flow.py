"""The life of a plan: what leads where, and whose signature counts."""

from itertools import product

import pytest

from geodata.rules.plan_flow import (
    DRAWERS,
    PlanState,
    PlanStep,
    is_approved,
    may_sign,
    may_take,
    next_state,
)
from geodata.rules.viewer import Role

OPEN = {PlanState.DRAFT, PlanState.CHECKED}
HEAD, UPPER, DISTRICT = Role.COMMUNITY_HEAD, Role.SUBDISTRICT_HEAD, Role.DISTRICT_ADMIN


@pytest.mark.parametrize("state", list(PlanState))
def test_only_an_open_plan_can_be_edited(state: PlanState) -> None:
    assert (next_state(state, PlanStep.EDIT) is not None) == (state in OPEN)


def test_the_way_from_draft_into_force() -> None:
    state: PlanState | None = PlanState.DRAFT
    for step in (PlanStep.EDIT, PlanStep.CHECK, PlanStep.SUBMIT, PlanStep.SIGN):
        assert state is not None
        state = next_state(state, step)
    assert state is PlanState.SUBMITTED
    assert next_state(PlanState.APPROVED, PlanStep.SCHEDULE) is PlanState.SCHEDULED
    assert next_state(PlanState.SCHEDULED, PlanStep.TAKE_FORCE) is PlanState.IN_FORCE


@pytest.mark.parametrize("state", [PlanState.IN_FORCE, PlanState.SUPERSEDED, PlanState.WITHDRAWN])
def test_what_was_in_force_or_withdrawn_never_moves_by_hand(state: PlanState) -> None:
    assert not [step for step in PlanStep if next_state(state, step)]


def test_nothing_comes_into_force_unsubmitted() -> None:
    """Every way to IN_FORCE leads through SUBMITTED: without it, nothing but open states is reached."""
    reached, fresh = set(), {PlanState.DRAFT}
    while fresh:
        reached |= fresh
        steps = product(fresh, PlanStep)
        found = {following for state, step in steps if (following := next_state(state, step))}
        fresh = found - reached - {PlanState.SUBMITTED}
    assert reached == OPEN | {PlanState.WITHDRAWN}


@pytest.mark.parametrize(
    ("role", "is_submitter", "signed", "may"),
    [
        pytest.param(HEAD, False, set(), True, id="a-head-signs-first"),
        pytest.param(UPPER, False, {HEAD}, True, id="the-other-head-too"),
        pytest.param(HEAD, False, {HEAD}, False, id="not-twice"),
        pytest.param(DISTRICT, False, set(), False, id="the-district-not-before-a-head"),
        pytest.param(DISTRICT, False, {UPPER}, True, id="the-district-after-a-head"),
        pytest.param(DISTRICT, True, {UPPER}, False, id="never-the-submitter"),
        pytest.param(Role.PLANNER, False, {UPPER}, False, id="no-planner"),
        pytest.param(Role.OPERATOR, False, {UPPER}, False, id="no-operator"),
    ],
)
def test_who_may_sign(role: Role, is_submitter: bool, signed: set[Role], may: bool) -> None:
    assert may_sign(role, is_submitter=is_submitter, signed_roles=frozenset(signed)) is may


@pytest.mark.parametrize(
    ("signed", "approved"),
    [
        pytest.param(set(), False, id="nobody"),
        pytest.param({HEAD, UPPER}, False, id="heads-alone"),
        pytest.param({DISTRICT}, False, id="the-district-alone"),
        pytest.param({HEAD, DISTRICT}, True, id="a-head-and-the-district"),
    ],
)
def test_when_signatures_suffice(signed: set[Role], approved: bool) -> None:
    assert is_approved(frozenset(signed)) is approved


@pytest.mark.parametrize("role", list(Role))
def test_who_draws(role: Role) -> None:
    assert may_take(PlanStep.EDIT, role) is (role in DRAWERS)
    assert may_take(PlanStep.SCHEDULE, role) is (role is DISTRICT)
