"""Thousands of operations by two planners, some of whom look at an old state: the plan stays whole after every one."""

import os
import random
from collections import Counter

import pytest
from django.db import connection

from geodata.actions.change_plan import change_plan
from geodata.actions.cut_plan_block import cut_plan_block
from geodata.actions.make_plan import make_plan
from geodata.actions.step_plan import redo_plan, undo_plan
from geodata.errors import BadParameter, PlanMovedOn, PlanRefused
from geodata.models import Area, BoundaryPlan, PlanOperation
from geodata.queries.plan_board import community_figures
from geodata.rules.plan_verbs import WIDE, PlanVerb
from geodata.rules.viewer import Role, Viewer
from geodata.sql import execute
from tests import factories
from tests.plan_gestures import MAKERS, Gestures
from tests.plan_ground import EAST, NOW, WEST, make_ground
from tests.plan_oracle import PlanOracle, PlanPicture

PLANNER = Viewer(Role.PLANNER)
# 10,000 operations in proof.
WALKS, STEPS = (40, 250) if os.environ.get("PROOF") == "1" else (2, 60)
FIGURES_EVERY = 7
ANALYZE_EVERY = 50


class Walk:
    """A plan under the hands of two planners, and what it was after each operation."""

    def __init__(self, seed: int) -> None:
        make_ground()
        self.users = [factories.make_login(Role.PLANNER).pk, factories.make_login(Role.DISTRICT_ADMIN).pk]
        self.plan = make_plan("游走", PLANNER, user_id=self.users[0], now=NOW)
        self.chance = random.Random(seed)
        self.oracle, self.gestures = PlanOracle(self.plan), Gestures(self.plan, self.chance)
        self.now = PlanPicture.of(self.plan)
        self.done: list[PlanPicture] = []
        self.undone: list[PlanPicture] = []
        # What the plan was at each revision; each planner knows one of them.
        self.at = {0: self.now}
        self.known = [0, 0]
        self.told: Counter[str] = Counter()
        _know_tables()

    def step(self) -> None:
        """One operation of one planner, undoing and doing again among them; then everything is looked at."""
        who = self.chance.randrange(2)
        if self.chance.random() < 0.6:
            self.known[who] = max(self.at)
        kind = self.chance.choices(["operation", "undo", "redo"], [8, 1, 1])[0]
        before = self.now
        try:
            expected = self.operate(who) if kind == "operation" else self.travel(kind)
        except (PlanRefused, PlanMovedOn, BadParameter) as refusal:
            self.told[f"{kind} {type(refusal).__name__} {refusal.facts.get('why', '')}"] += 1
            self.refused(who, refusal)
            assert PlanPicture.of(self.plan) == before, "a refused operation left a trace"
            return
        self.told[kind] += 1
        self.settle(who, expected)

    def operate(self, who: int) -> PlanPicture | None:
        """A new operation on the state its planner knows."""
        seen = self.at[self.known[who]]
        asked = self.gestures.any(seen)
        before, stale = self.now, self.known[who] < max(self.at)
        user = self.users[who]
        act = cut_plan_block if asked.verb is PlanVerb.CUT else change_plan
        changed = act(self.plan.uuid, asked, self.known[who], PLANNER, user_id=user, now=NOW)
        self.now = PlanPicture.of(self.plan)
        self.told[f"done {asked.verb}{' stale' if stale else ''}"] += 1
        touched = before.changed(self.now)
        locked = {key for key, (_, shut) in before.grids.items() if shut}
        assert not self.oracle.moved(before, self.now) & locked, "a locked grid changed its ground"
        assert not touched & seen.changed(before), "others had changed the same grids"
        assert changed.operation.revision == max(self.at) + 1
        self.done.append(before)
        self.undone.clear()
        return None

    def travel(self, kind: str) -> PlanPicture:
        """Undo or redo: the plan is exactly what it was."""
        (undo_plan if kind == "undo" else redo_plan)(self.plan.uuid, PLANNER, now=NOW)
        here, there = (self.done, self.undone) if kind == "undo" else (self.undone, self.done)
        there.append(self.now)
        self.now = PlanPicture.of(self.plan)
        return here.pop()

    def refused(self, who: int, refusal: Exception) -> None:
        """Whoever was late has the missing operations and knows the plan as it is."""
        if isinstance(refusal, PlanMovedOn):
            told = [one["revision"] for one in refusal.facts["operations"]]
            assert told
            assert all(self.known[who] < one <= max(self.at) for one in told)
            self.known[who] = max(self.at)

    def settle(self, who: int, expected: PlanPicture | None) -> None:
        """The database agrees at once, shapely finds no fault, and sums are what they were."""
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        assert expected is None or self.now == expected
        self.plan.refresh_from_db()
        self.known[who] = self.plan.revision
        self.at[self.plan.revision] = self.now
        assert self.oracle.faults(self.now) == []
        if self.plan.revision % FIGURES_EVERY == 0:
            self.sums()
        if self.plan.revision % ANALYZE_EVERY == 0:
            _know_tables()

    def sums(self) -> None:
        """The figures of the grids add up to those of their community."""
        for code in (WEST, EAST):
            community = Area.objects.get(code=code).pk
            own = [number for number in self.now.keys if self.oracle.home[number] == community]
            grids = community_figures(self.plan, code)["grids"]
            living = sum(self.oracle.households[one] for one in own)
            assert sum(one["after"]["households"] for one in grids) == living
            assert sum(one["after"]["blocks"] for one in grids) == len(own)
            # Grids that are gone are not told, nor what they were.
            assert sum(one["before"]["households"] for one in grids if one["before"]) <= living


def _know_tables() -> None:
    """As autovacuum does in a database that lives: a transaction that is rolled back has no statistics of its rows."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    execute("refresh_statistics")


def test_every_kind_of_operation_is_walked() -> None:
    # What a suggestion does is a redraw of several communities, found by a search of its own.
    assert MAKERS.keys() == set(PlanVerb) - WIDE


@pytest.mark.parametrize("seed", range(WALKS))
def test_a_plan_stays_whole_whatever_two_planners_ask(db: None, seed: int) -> None:
    walk = Walk(seed)
    while sum(walk.told[kind] for kind in ("operation", "undo", "redo")) < STEPS:
        walk.step()
    print(f"walk {seed}: {len(walk.now.grids)} grids, {dict(sorted(walk.told.items()))}")
    assert PlanOperation.objects.filter(plan=walk.plan).count() == len(walk.done) + len(walk.undone)
    assert BoundaryPlan.objects.get(pk=walk.plan.pk).revision == max(walk.at)
