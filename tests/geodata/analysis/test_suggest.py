"""Suggested divisions: in one piece, inside their community, in the band where that can be."""

from dataclasses import replace

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.analysis.block_graph import BlockGraph, Ints
from geodata.analysis.suggest import Suggestion, suggest_alternatives, suggest_division
from geodata.analysis.suggest_counts import Reason
from geodata.analysis.suggest_figures import households_moved
from geodata.analysis.suggest_flips import flip_blocks
from geodata.analysis.suggest_state import DivisionState
from geodata.analysis.suggest_wishes import PLAIN, STEADY, Price
from geodata.rules.household_limits import Band

from .block_lattice import graph_of, squares

BAND = Band(300, 500)


def pieces(graph: BlockGraph, label: Ints) -> int:
    """How many connected pieces the grids have in all, by networkx."""
    joined = networkx.Graph()
    joined.add_nodes_from(range(graph.size))
    ends = zip(graph.one.tolist(), graph.other.tolist(), strict=True)
    joined.add_edges_from((a, b) for a, b in ends if label[a] == label[b])
    return networkx.number_connected_components(joined)


def in_band(graph: BlockGraph, label: Ints) -> float:
    """Share of grids in the band, counted block by block."""
    total: dict[int, float] = {}
    for grid, households in zip(label.tolist(), graph.households.tolist(), strict=True):
        total[grid] = total.get(grid, 0.0) + households
    return sum(300 <= one <= 500 for one in total.values()) / len(total)


def town(seed: int = 1, rows: int = 24, columns: int = 30) -> BlockGraph:
    """A lattice of uneven blocks in six communities of 8 × 15 blocks."""
    households = np.random.default_rng(seed).gamma(2.0, 20.0, rows * columns).round()
    y, x = np.divmod(np.arange(rows * columns), columns)
    return graph_of(squares(rows, columns), np.minimum(households, 100), (y // 8) * 2 + x // 15)


def test_every_grid_is_in_the_band_in_one_piece_and_in_its_community() -> None:
    graph = town()
    found = suggest_division(graph, BAND)
    assert in_band(graph, found.label) == found.figures.in_band == 1.0
    assert pieces(graph, found.label) == found.figures.grids
    assert len({(g, c) for g, c in zip(found.label, graph.parent, strict=True)}) == found.figures.grids
    assert found.figures.mad < 0.09
    assert not found.infeasible


def test_same_seed_gives_the_same_division_and_another_may_not() -> None:
    graph = town()
    once, again, other = (suggest_division(graph, BAND, seed=seed).label for seed in (3, 3, 4))
    assert np.array_equal(once, again)
    assert not np.array_equal(once, other)


def test_number_of_grids_asked_for_is_kept() -> None:
    graph = town()
    usual = suggest_division(graph, BAND).figures.grids
    for asked in (usual - 3, usual + 4):
        found = suggest_division(graph, BAND, grids=asked)
        assert found.figures.grids == asked == len(np.unique(found.label))
        assert pieces(graph, found.label) == asked


LINE = squares(1, 6)


@pytest.mark.parametrize(
    ("households", "reason", "blocks", "outside"),
    [
        pytest.param([40, 40, 40, 40, 40, 40], Reason.TOO_FEW, range(6), 1, id="240-in-all"),
        pytest.param(
            [100, 90, 90, 90, 90, 90], Reason.NO_COUNT, range(6), 1, id="550-is-too-many-and-too-few"
        ),
        pytest.param([400, 600, 0, 0, 200, 200], Reason.HEAVY_BLOCK, [1], 1, id="one-block-of-600"),
        pytest.param([290, 450, 290, 0, 0, 0], Reason.NOT_FOUND, range(6), 2, id="blocks-that-do-not-add-up"),
    ],
)
def test_places_where_the_band_cannot_be_met_are_named(
    households: list[float], reason: Reason, blocks: list[int], outside: int
) -> None:
    found = suggest_division(graph_of(LINE, households), BAND)
    (told,) = found.infeasible
    assert (told.reason, list(told.blocks), told.outside) == (reason, list(blocks), outside)
    assert told.households == sum(households)


def test_piece_cut_off_from_its_community_is_a_grid_of_its_own_and_named() -> None:
    graph = graph_of(np.delete(LINE, 4), [200, 200, 200, 200, 50])
    found = suggest_division(graph, BAND)
    assert [(one.reason, one.blocks) for one in found.infeasible] == [(Reason.CUT_OFF, (4,))]
    assert found.in_band_feasible == 1.0
    assert found.figures.in_band == pytest.approx(2 / 3)
    assert found.figures.extra_pieces == 0


def test_steady_division_moves_fewer_households() -> None:
    graph = town()
    present = suggest_division(graph, BAND, seed=9).label.copy()
    # The same ground, other households.
    graph = town(2)
    steady = suggest_division(graph, BAND, wishes=STEADY, present=present)
    free = suggest_division(graph, BAND, wishes=PLAIN, present=present)
    assert steady.figures.in_band == 1.0
    assert steady.figures.moved is not None
    assert free.figures.moved is not None
    assert steady.figures.moved < 0.6 * free.figures.moved
    assert steady.figures.moved == households_moved(graph.households, steady.label, present)


def test_large_present_grids_are_split_along_their_borders() -> None:
    graph = town()
    found = suggest_division(graph, BAND, wishes=STEADY, present=graph.parent)
    assert found.figures.nesting_violations == 0
    assert found.figures.in_band == 1.0


def test_alternatives_trade_balance_for_shape() -> None:
    found = suggest_alternatives(town(), BAND, present=town().parent)
    assert list(found) == ["even", "compact", "steady"]
    assert found["even"].figures.mad < found["compact"].figures.mad
    assert found["even"].figures.polsby_popper < found["compact"].figures.polsby_popper
    assert found["even"].figures.cut_m > found["compact"].figures.cut_m


@pytest.mark.parametrize("across", [False, True], ids=["river-north-south", "river-east-west"])
def test_borders_follow_a_river_where_that_costs_nothing(across: bool) -> None:
    """Four by four blocks for two grids, a river through the middle one way or the other."""
    graph = graph_of(squares(4, 4), np.full(16, 50.0))
    line = np.arange(16) // 4 if across else np.arange(16) % 4
    river = (line[graph.one] < 2) != (line[graph.other] < 2)
    found = suggest_division(replace(graph, barrier=river.astype(np.float64)), BAND)
    assert found.figures.along_barrier == 1.0
    assert found.figures.cut_m == 400.0


def test_progress_is_told_and_can_cancel() -> None:
    seen: list[tuple[int, int]] = []
    suggest_division(town(), BAND, told=lambda done, parts: seen.append((done, parts)))
    assert seen == [(done, 6) for done in range(1, 7)]

    def cancel(done: int, _parts: int) -> None:
        if done == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        suggest_division(town(), BAND, told=cancel)


def test_flips_keep_the_books_of_every_grid() -> None:
    graph = town()
    label = suggest_division(graph, BAND).label
    state = DivisionState(graph, label, int(label.max()) + 1, Price(STEADY, BAND, 350.0), None)
    flip_blocks(state)
    kept = [list(figures) for figures in state.of_grid]
    state.take_over(np.array(state.label))
    assert np.allclose(kept, state.of_grid)


def test_gain_of_a_move_is_the_difference_it_makes() -> None:
    graph = town()
    label = suggest_division(graph, BAND).label
    present = np.roll(label, 1)
    state = DivisionState(graph, label, int(label.max()) + 1, Price(STEADY, BAND, 400.0), present)
    chosen = np.random.default_rng(2).permutation(graph.size)
    for block in chosen[:200].tolist():
        for target in sorted(state.targets(block)):
            before = sum(state.cost) + state.shared_cost()
            expected, source = state.gain(block, target), state.label[block]
            state.move(block, target)
            assert before - sum(state.cost) - state.shared_cost() == pytest.approx(expected, abs=1e-9)
            state.move(block, source)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_lattice_with_holes_is_divided_whole(data: st.DataObject) -> None:
    rows, columns = data.draw(st.integers(1, 7)), data.draw(st.integers(1, 7))
    there = np.array(data.draw(st.lists(st.booleans(), min_size=rows * columns, max_size=rows * columns)))
    there[data.draw(st.integers(0, rows * columns - 1))] = True
    polygon = squares(rows, columns)[there]
    some = st.lists(st.integers(0, 700), min_size=len(polygon), max_size=len(polygon))
    parent = np.array(data.draw(st.lists(st.integers(0, 2), min_size=len(polygon), max_size=len(polygon))))
    graph = graph_of(polygon, [float(one) for one in data.draw(some)], parent)
    found: Suggestion = suggest_division(graph, BAND, seed=data.draw(st.integers(1, 5)))
    assert set(found.label.tolist()) == set(range(found.figures.grids))
    assert pieces(graph, found.label) == found.figures.grids
    assert found.figures.nesting_violations == 0
    assert len({(g, c) for g, c in zip(found.label, graph.parent, strict=True)}) == found.figures.grids
