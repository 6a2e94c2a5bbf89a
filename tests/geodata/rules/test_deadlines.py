"""Lateness by the table; every case is one line."""

from datetime import UTC, datetime, timedelta

import pytest

from geodata.rules.deadlines import Lateness, WarningPolicy, due_at, lateness
from geodata.rules.event_flow import Priority, Step, may_follow

START = datetime(2026, 3, 1, 8, tzinfo=UTC)

CASES = [
    # priority, hours since report, expected
    (Priority.GENERAL, 0, Lateness.ON_TIME),
    (Priority.GENERAL, 38.3, Lateness.ON_TIME),
    (Priority.GENERAL, 38.4, Lateness.DUE_SOON),
    (Priority.GENERAL, 48, Lateness.DUE_SOON),
    (Priority.GENERAL, 48.01, Lateness.BLUE),
    (Priority.GENERAL, 71.99, Lateness.BLUE),
    (Priority.GENERAL, 72, Lateness.YELLOW),
    (Priority.GENERAL, 119.9, Lateness.YELLOW),
    (Priority.GENERAL, 120, Lateness.RED),
    (Priority.URGENT, 24.01, Lateness.BLUE),
    (Priority.URGENT, 96, Lateness.RED),
    (Priority.CROSS_DEPARTMENT, 57, Lateness.ON_TIME),
    (Priority.CROSS_DEPARTMENT, 58, Lateness.DUE_SOON),
    (Priority.CROSS_DEPARTMENT, 144, Lateness.RED),
]


@pytest.mark.parametrize(("priority", "hours", "expected"), CASES)
def test_lateness(priority: Priority, hours: float, expected: Lateness) -> None:
    now = START + timedelta(hours=hours)
    assert lateness(START, due_at(START, priority), now) is expected


def test_a_district_sets_its_own_hours() -> None:
    strict = WarningPolicy(due_soon_share=0.5, yellow_hours=1, red_hours=2)
    due = due_at(START, Priority.URGENT)
    assert lateness(START, due, START + timedelta(hours=12), strict) is Lateness.DUE_SOON
    assert lateness(START, due, START + timedelta(hours=26), strict) is Lateness.RED


@pytest.mark.parametrize(
    ("previous", "following", "allowed"),
    [
        (None, Step.COLLECTED, True),
        (None, Step.HANDLING, False),
        (Step.REPORTED, Step.DISPATCHED, True),
        (Step.HANDLING, Step.DISPATCHED, True),
        (Step.FEEDBACK, Step.HANDLING, False),
        (Step.EVALUATED, Step.DISPATCHED, False),
    ],
)
def test_steps_go_forwards_or_back_to_dispatch(previous: Step | None, following: Step, allowed: bool) -> None:
    assert may_follow(previous, following) is allowed
