"""Reports of one thing are one incident; against a plain reading of the rule, event by event."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.analysis.repeats import collapse_repeats


def by_the_rule(table: np.ndarray) -> list[int]:
    """Each report in the order of time joins the oldest first report of its kind near enough, else begins its own."""
    firsts: list[int] = []
    owner = [0] * len(table)
    for i in np.argsort(table[:, 2], kind="stable").tolist():
        x, y, day, kind = table[i]
        for j in firsts:
            near = np.hypot(table[j, 0] - x, table[j, 1] - y) <= 50
            if near and day - table[j, 2] <= 7 and table[j, 3] == kind:
                owner[i] = j
                break
        else:
            owner[i] = i
            firsts.append(i)
    return owner


REPORT = st.tuples(st.integers(0, 12), st.integers(0, 3), st.integers(0, 25), st.integers(0, 1))


@given(st.lists(REPORT, min_size=1, max_size=30))
def test_reports_collapse_as_the_rule_says(rows: list[tuple[int, ...]]) -> None:
    table = np.array(rows, dtype=float) * [15, 15, 0.9, 1]
    made = collapse_repeats(table[:, :2], table[:, 2], table[:, 3].astype(int))
    assert made.tolist() == by_the_rule(table)


@pytest.mark.parametrize(
    ("metres", "days", "kind", "same"),
    [
        pytest.param(50, 7, 0, True, id="on the limit"),
        pytest.param(50.1, 1, 0, False, id="too far"),
        pytest.param(0, 7.1, 0, False, id="too late"),
        pytest.param(0, 0, 1, False, id="another kind"),
    ],
)
def test_the_limits_of_one_incident(metres: float, days: float, kind: int, same: bool) -> None:
    made = collapse_repeats(np.array([[0.0, 0.0], [metres, 0.0]]), np.array([0.0, days]), np.array([0, kind]))
    assert bool(made[1] == 0) is same


def test_a_busy_corner_is_not_one_endless_incident() -> None:
    """One report a day for a month: a new incident begins after each week."""
    made = collapse_repeats(np.zeros((30, 2)), np.arange(30.0), np.zeros(30, dtype=int))
    assert np.unique(made).tolist() == [0, 8, 16, 24]


def test_one_building_is_one_place_however_large() -> None:
    far = np.array([[0.0, 0.0], [180.0, 0.0], [180.0, 0.0]])
    made = collapse_repeats(
        far, np.array([0.0, 1.0, 1.5]), np.zeros(3, dtype=int), building=np.array([7, 7, -1])
    )
    assert made.tolist() == [0, 0, 2]


def test_no_reports_are_no_incidents() -> None:
    assert collapse_repeats(np.empty((0, 2)), np.empty(0), np.empty(0, dtype=int)).size == 0
