"""Moves of blocks between grids: promises kept by random operations, refusals that say where, undo by the inverse."""

from dataclasses import dataclass

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from geodata.analysis.block_graph import BlockGraph
from geodata.analysis.grid_pieces import Labels, borders_on, members, pieces
from geodata.analysis.plan_moves import (
    Locks,
    Moved,
    Refused,
    Why,
    assign_blocks,
    merge_grids,
    push_border,
)
from geodata.analysis.plan_splits import split_by_line, split_into_parts


def field(
    rows: int, columns: int, households: NDArray[np.float64] | None = None, *, communities: int = 2
) -> tuple[BlockGraph, nx.Graph]:
    """Square blocks of 100 m in rows from the north; two communities are halves, left and right."""
    lattice = nx.grid_2d_graph(rows, columns)
    order = sorted(lattice)
    numbered = nx.relabel_nodes(lattice, {cell: number for number, cell in enumerate(order)})
    one, other = np.array(sorted(map(sorted, numbered.edges)), dtype=np.int64).reshape(-1, 2).T
    count = len(order)
    graph = BlockGraph(
        households=np.full(count, 40.0) if households is None else households,
        area_m2=np.full(count, 1e4),
        perimeter_m=np.full(count, 400.0),
        place=np.array([(100.0 * column + 50, -100.0 * row - 50) for row, column in order]),
        parent=np.array([int(communities == 2 and column >= columns / 2) for _, column in order], np.int64),
        one=one,
        other=other,
        length_m=np.full(len(one), 100.0),
        barrier=np.zeros(len(one)),
    )
    return graph, numbered


def drawn(picture: str) -> tuple[BlockGraph, Labels, nx.Graph]:
    """A field and its grids from letters, one community (the letters' places in the alphabet are the keys)."""
    lines = picture.split()
    graph, numbered = field(len(lines), len(lines[0]), communities=1)
    return graph, np.array([ord(letter) - 97 for letter in "".join(lines)], dtype=np.int32), numbered


def letters(labels: Labels, width: int) -> str:
    """The picture of labels."""
    text = "".join(chr(97 + label) for label in labels)
    return " ".join(text[start : start + width] for start in range(0, len(text), width))


def after(labels: Labels, told: Moved | Refused) -> Labels:
    """The labels once a move is made."""
    assert isinstance(told, Moved), told
    changed = labels.copy()
    changed[list(told.blocks)] = told.after
    return changed


def test_a_block_changes_over() -> None:
    ground, labels, _ = drawn("aabb aabb")
    assert letters(after(labels, assign_blocks(ground, labels, [2], 0)), 4) == "aaab aabb"


@pytest.mark.parametrize(
    ("picture", "blocks", "target", "why", "where"),
    [
        pytest.param("aabb", [0], 1, Why.BREAKS, (0,), id="a-block-away-from-its-new-grid"),
        pytest.param("abc", [1], 0, Why.EMPTIES, (), id="the-last-block"),
        pytest.param("aabb", [0], 0, Why.NOTHING, (), id="already-there"),
        # a a a     the middle goes: the two sides fall apart
        # b b b
        pytest.param("aaa bbb", [1], 1, Why.BREAKS, (2,), id="cut-in-two"),
    ],
)
def test_a_refusal_says_why_and_where(
    picture: str, blocks: list[int], target: int, why: Why, where: tuple[int, ...]
) -> None:
    ground, labels, _ = drawn(picture)
    told = assign_blocks(ground, labels, blocks, target)
    assert isinstance(told, Refused)
    assert (told.why, told.blocks) == (why, where)


def test_a_block_of_another_community_is_refused() -> None:
    ground, _ = field(1, 4)
    labels = np.array([0, 0, 1, 1], dtype=np.int32)
    assert assign_blocks(ground, labels, [2], 0) == Refused(Why.OTHER_COMMUNITY, (0,), (2,))


def test_locks_hold() -> None:
    ground, labels, _ = drawn("aabb aabb ccdd ccdd")
    locked = assign_blocks(ground, labels, [2], 0, locks=Locks(grids=frozenset({1})))
    assert locked == Refused(Why.LOCKED_GRID, (1,), (2,))
    border = Locks(borders=frozenset({(0, 1)}))
    assert assign_blocks(ground, labels, [2], 0, locks=border) == Refused(Why.LOCKED_BORDER, (0, 1), (2,))
    assert isinstance(assign_blocks(ground, labels, [8], 0, locks=border), Moved)


def test_a_pushed_border_takes_along_what_it_cuts_off() -> None:
    ground, labels, _ = drawn("abbb abbb abbb")
    told = push_border(ground, labels, swept=[1, 2, 6, 7], giving=1, taking=0)
    assert letters(after(labels, told), 4) == "aaaa abaa abbb"


def test_a_border_is_not_pushed_from_afar() -> None:
    ground, labels, _ = drawn("abbb abbb")
    told = push_border(ground, labels, swept=[3], giving=1, taking=0)
    assert told == Refused(Why.APART, (1, 0), (3,))


def test_grids_merge_only_with_neighbours() -> None:
    ground, labels, _ = drawn("aabbcc")
    assert letters(after(labels, merge_grids(ground, labels, 0, 1)), 6) == "aaaacc"
    assert merge_grids(ground, labels, 0, 2) == Refused(Why.APART, (0, 2))


@pytest.mark.parametrize(
    ("line", "picture"),
    [
        pytest.param([(100, 0), (100, -10)], "abbb abbb", id="upright-taken-on-beyond-its-ends"),
        pytest.param([(-10, -100), (500, -100)], "aaaa bbbb", id="level"),
        pytest.param([(200, 10), (200, -100), (500, -100)], "aabb aaaa", id="with-a-corner"),
    ],
)
def test_a_line_splits_along_blocks(line: list[tuple[float, float]], picture: str) -> None:
    ground, labels, _ = drawn("aaaa aaaa")
    split = letters(after(labels, split_by_line(ground, labels, 0, line, 1)), 4)
    assert split in {picture, picture.translate(str.maketrans("ab", "ba"))}


def test_a_line_beside_the_grid_is_refused() -> None:
    ground, labels, _ = drawn("aaaa aaaa")
    assert split_by_line(ground, labels, 0, [(900, 0), (900, 9)], 1) == Refused(Why.LINE_MISSES, (0,))


@pytest.mark.parametrize("count", [2, 3, 5])
def test_parts_are_balanced_connected_and_keep_the_key_once(count: int) -> None:
    rng = np.random.default_rng(count)
    ground, _ = field(12, 12, rng.integers(5, 60, 144).astype(np.float64), communities=1)
    labels = np.zeros(144, dtype=np.int32)
    split = after(labels, split_into_parts(ground, labels, 0, list(range(1, count))))
    sums = [int(ground.households[members(split, key)].sum()) for key in range(count)]
    assert len(set(split.tolist())) == count
    assert all(len(pieces(ground, members(split, key))) == 1 for key in range(count))
    # Balanced: within a tenth of the mean, or one block.
    mean = sum(sums) / count
    assert max(abs(one - mean) for one in sums) <= max(mean / 10, 60)


@pytest.mark.parametrize(
    ("picture", "count", "sizes"),
    [
        pytest.param("aabaa aabaa", 2, [4, 4], id="a-part-for-each-piece"),
        pytest.param("aabaa aabaa", 3, [4, 2, 2], id="one-piece-in-two"),
        pytest.param("abaaba", 2, [3, 1], id="more-pieces-than-parts"),
    ],
)
def test_a_grid_in_pieces_is_split(picture: str, count: int, sizes: list[int]) -> None:
    ground, labels, _ = drawn(picture)
    loose = len(pieces(ground, members(labels, 0)))
    split = after(labels, split_into_parts(ground, labels, 0, list(range(5, 4 + count))))
    own = [len(members(split, key)) for key in (0, *range(5, 4 + count))]
    assert sorted(own, reverse=True) == sizes
    assert all(len(pieces(ground, members(split, key))) == 1 for key in range(5, 4 + count))
    assert len(pieces(ground, members(split, 0))) <= loose


def test_fewer_blocks_than_parts_is_refused() -> None:
    ground, labels, _ = drawn("ab")
    assert split_into_parts(ground, labels, 0, [5]) == Refused(Why.TOO_FEW_BLOCKS, (0,))


@dataclass(frozen=True)
class Asked:
    """A random operation."""

    verb: str
    blocks: tuple[int, ...]
    one: int
    other: int
    line: tuple[tuple[float, float], ...]


ROWS, COLUMNS = 6, 8
block = st.integers(0, ROWS * COLUMNS - 1)
corner = st.tuples(st.floats(-100, 900), st.floats(-700, 100))
operations = st.lists(
    st.builds(
        Asked,
        verb=st.sampled_from(["assign", "push", "merge", "line", "parts"]),
        blocks=st.lists(block, min_size=1, max_size=12).map(tuple),
        one=st.integers(0, 40),
        other=st.integers(0, 40),
        line=st.tuples(corner, corner).filter(lambda two: two[0] != two[1]),
    ),
    max_size=25,
)


def asked_of(ground: BlockGraph, labels: Labels, asked: Asked) -> Moved | Refused:
    """The answer to a random operation on whichever grids there are."""
    grids = np.unique(labels)
    one, other = (int(grids[number % len(grids)]) for number in (asked.one, asked.other))
    fresh = int(grids.max()) + 1
    match asked.verb:
        case "assign":
            return assign_blocks(ground, labels, asked.blocks, one)
        case "push":
            return push_border(ground, labels, asked.blocks, giving=one, taking=other)
        case "merge":
            return merge_grids(ground, labels, one, other) if one != other else Refused(Why.NOTHING, (one,))
        case "line":
            return split_by_line(ground, labels, one, asked.line, fresh)
        case _:
            return split_into_parts(ground, labels, one, [fresh, fresh + 1])


@given(operations)
def test_after_any_operations_grids_are_whole_and_stay_in_their_community(asked: list[Asked]) -> None:
    ground, graph = field(ROWS, COLUMNS)
    labels = ground.parent.astype(np.int32)
    kept: list[tuple[Labels, Moved]] = []
    for one in asked:
        told = asked_of(ground, labels, one)
        if isinstance(told, Refused):
            continue
        kept.append((labels, told))
        labels = after(labels, told)
        for grid in np.unique(labels):
            own = members(labels, int(grid))
            assert nx.is_connected(graph.subgraph(own.tolist()))
            assert len(set(ground.parent[own].tolist())) == 1
        assert int(ground.households.sum()) == sum(
            int(ground.households[members(labels, int(grid))].sum()) for grid in np.unique(labels)
        )
    for before, told in reversed(kept):
        labels[list(told.blocks)] = told.before
        assert (labels == before).all()


@given(st.lists(block, min_size=1, max_size=20, unique=True))
def test_pieces_and_neighbours_agree_with_networkx(blocks: list[int]) -> None:
    ground, graph = field(ROWS, COLUMNS)
    own = np.sort(np.array(blocks))
    expected = {frozenset(piece) for piece in nx.connected_components(graph.subgraph(blocks))}
    assert {frozenset(piece.tolist()) for piece in pieces(ground, own)} == expected
    rest = np.setdiff1d(np.arange(ROWS * COLUMNS), own)
    assert borders_on(ground, own, rest) == any(graph.has_edge(a, b) for a in blocks for b in rest.tolist())
