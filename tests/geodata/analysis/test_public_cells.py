"""What is published of heat tells of no small cell, whatever is added or subtracted."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.analysis.public_cells import CellFacts, public_block, public_cells
from geodata.rules.public_heat import BLOCK_DAYS, DELAY_DAYS, FEWEST_EVENTS, FEWEST_HOUSEHOLDS

SIDE, LEVELS = 8, 3
amounts = st.one_of(st.just(0), st.integers(0, 12), st.integers(10, 200))
keys = st.tuples(st.integers(0, SIDE - 1), st.integers(0, SIDE - 1))
districts = st.dictionaries(keys, st.builds(CellFacts, amounts, amounts), max_size=SIDE * SIDE)


def leaves_of(level: int, x: int, y: int) -> list[tuple[int, int]]:
    side = 2**level
    return [
        (column, row) for column in range(x * side, (x + 1) * side) for row in range(y * side, (y + 1) * side)
    ]


@given(districts, st.integers(0, LEVELS))
def test_a_published_number_is_the_true_sum_of_enough_events_and_households(
    facts: dict[tuple[int, int], CellFacts], levels: int
) -> None:
    for place, events in public_cells(facts, levels).items():
        inside = [facts[leaf] for leaf in leaves_of(*place) if leaf in facts]
        assert events == sum(one.events for one in inside) >= FEWEST_EVENTS
        assert sum(one.households for one in inside) >= FEWEST_HOUSEHOLDS


@given(districts, st.integers(0, LEVELS))
def test_no_sum_or_difference_of_published_numbers_is_a_small_cell(
    facts: dict[tuple[int, int], CellFacts], levels: int
) -> None:
    published = public_cells(facts, levels)
    grid = [(x, y) for x in range(SIDE) for y in range(SIDE)]
    known = np.array([[leaf in set(leaves_of(*place)) for leaf in grid] for place in published], dtype=float)
    known = known.reshape(-1, len(grid))
    rank = np.linalg.matrix_rank(known) if known.size else 0
    small = [key for key, one in facts.items() if one.events and not one.large_enough]
    # Every cell and every parent that holds a small one and is not published itself.
    for x, y in small:
        for level in range(levels + 1):
            secret = (level, x >> level, y >> level)
            inside = [facts[leaf] for leaf in leaves_of(*secret) if leaf in facts]
            whole = CellFacts(sum(one.events for one in inside), sum(one.households for one in inside))
            if whole.large_enough:
                continue
            target = np.array([leaf in set(leaves_of(*secret)) for leaf in grid], dtype=float)
            assert np.linalg.matrix_rank(np.vstack([known, target])) == rank + 1, secret


@given(districts, st.integers(0, LEVELS))
def test_a_small_cell_may_be_anything_up_to_a_published_number(
    facts: dict[tuple[int, int], CellFacts], levels: int
) -> None:
    published = public_cells(facts, levels)
    for key, one in facts.items():
        if one.events and not one.large_enough:
            over = [place for place in published if key in leaves_of(*place)]
            assert len(over) <= 1
            assert all(place[0] > 0 and published[place] >= FEWEST_EVENTS for place in over)


@given(districts, st.integers(0, LEVELS))
def test_published_cells_never_overlap(facts: dict[tuple[int, int], CellFacts], levels: int) -> None:
    leaves = [leaf for place in public_cells(facts, levels) for leaf in leaves_of(*place)]
    assert len(leaves) == len(set(leaves))


@given(districts)
def test_whatever_can_be_told_at_the_widest_is_told(facts: dict[tuple[int, int], CellFacts]) -> None:
    events = sum(one.events for one in facts.values())
    households = sum(one.households for one in facts.values())
    told = sum(public_cells(facts, LEVELS).values())
    assert told == (events if events >= FEWEST_EVENTS and households >= FEWEST_HOUSEHOLDS else 0)


@pytest.mark.parametrize("days", range(0, 70, 3))
def test_blocks_are_whole_old_enough_and_never_overlap(days: int) -> None:
    today = date(2026, 11, 26) + timedelta(days=days)
    first, last = public_block(today)
    assert (last - first).days + 1 == BLOCK_DAYS
    assert DELAY_DAYS <= (today - last).days < DELAY_DAYS + BLOCK_DAYS
    later = public_block(today + timedelta(days=1))
    assert later == (first, last) or later[0] == last + timedelta(days=1)


def test_a_negative_number_of_levels_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        public_cells({}, -1)
