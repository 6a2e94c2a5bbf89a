"""Counts beside choices against counting one by one."""

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geodata.analysis.event_facets import EventMarks, count_facets, unpack_marks

FACETS = ("day", "slot", "category", "source", "priority", "standing")
values = st.integers(0, 3)
events = st.lists(st.tuples(*[values] * len(FACETS), st.booleans()), max_size=30)
choices = st.dictionaries(st.sampled_from(FACETS), st.lists(values, min_size=1, max_size=3, unique=True))


def marks_of(rows: list[tuple[Any, ...]]) -> EventMarks:
    columns = np.array([row[:-1] for row in rows], dtype=np.int64).reshape(-1, len(FACETS))
    repeat = np.array([row[-1] for row in rows], dtype=bool)
    return EventMarks(
        **{name: columns[:, n] for n, name in enumerate(FACETS)},
        repeat=repeat,
        events=np.ones(len(rows), dtype=np.int64),
    )


@given(events, choices, st.booleans())
def test_a_facet_counts_what_passes_all_other_filters(
    rows: list[tuple[Any, ...]], chosen: dict[str, list[int]], incidents: bool
) -> None:
    found = count_facets(
        marks_of(rows), {name: np.array(some) for name, some in chosen.items()}, incidents=incidents
    )

    def passes(row: tuple[Any, ...], but: str = "") -> bool:
        return all(row[n] in chosen.get(name, [row[n]]) for n, name in enumerate(FACETS) if name != but)

    for n, name in enumerate(FACETS):
        expected: dict[int, int] = {}
        for row in rows:
            if passes(row, name) and not (incidents and row[-1]):
                expected[row[n]] = expected.get(row[n], 0) + 1
        assert found.counts[name] == expected
    assert found.reports == sum(passes(row) for row in rows)
    assert found.incidents == sum(passes(row) and not row[-1] for row in rows)


def test_no_event_is_no_count() -> None:
    found = count_facets(unpack_marks(b""), {}, incidents=False)
    assert (found.reports, found.incidents, found.counts["day"]) == (0, 0, {})


def test_marks_that_stand_for_many_are_those_many_and_taken_back_are_none() -> None:
    rows = [(1, 2, 3, 1, 1, 2, False), (1, 5, 3, 1, 1, 2, False), (4, 5, 3, 1, 1, 2, True)]
    once = marks_of(rows)
    found = count_facets(replace(once, events=np.array([7, 0, -2])), {}, incidents=False)
    assert (found.reports, found.incidents) == (5, 7)
    assert found.counts["day"] == {1: 7, 4: -2}
    assert found.counts["slot"] == {2: 7, 5: -2}
