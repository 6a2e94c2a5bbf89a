"""Moving blocks between the grids of a plan: what changes, or why not and where.

Ints are the truth and grids derived, so no move can make a gap or an overlap. What a move can break is a grid's
being one piece, its staying in its community, and a lock; such moves are refused with the blocks in the way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from .block_graph import BlockGraph, Ints
from .grid_pieces import Labels, borders_on, members, pieces, touching


class Why(StrEnum):
    """Why a move is refused."""

    NOTHING = "nothing"
    OTHER_COMMUNITY = "other_community"
    LOCKED_GRID = "locked_grid"
    LOCKED_BORDER = "locked_border"
    BREAKS = "breaks"
    EMPTIES = "empties"
    APART = "apart"
    LINE_MISSES = "line_misses"
    TOO_FEW_BLOCKS = "too_few_blocks"


@dataclass(frozen=True)
class Refused:
    """A move that would break a promise: the grids concerned and the blocks that show where."""

    why: Why
    grids: tuple[int, ...]
    blocks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Moved:
    """Ints that change grid, ascending, with the grid each leaves and the one it enters."""

    blocks: tuple[int, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]

    @property
    def grids(self) -> tuple[int, ...]:
        """Every grid that gains or loses, ascending."""
        return tuple(sorted({*self.before, *self.after}))


@dataclass(frozen=True)
class Locks:
    """Grids nobody may change, and borders (pairs of grids, lower first) nothing may cross."""

    grids: frozenset[int] = frozenset()
    borders: frozenset[tuple[int, int]] = frozenset()


NO_LOCKS = Locks()


def assign_blocks(
    graph: BlockGraph, labels: Labels, blocks: Iterable[int], target: int, *, locks: Locks = NO_LOCKS
) -> Moved | Refused:
    """The move of blocks into a grid; those already there stay.

    Refused where a block lies in another community, a grid or border is locked, a grid would fall apart, or a grid
    would lose its last block (merging is an operation of its own).
    """
    wanted = np.unique(np.fromiter(blocks, dtype=np.int64))
    wanted = wanted[labels[wanted] != target]
    return moved(graph, labels, wanted, np.full(len(wanted), target, dtype=np.int32), locks)


def push_border(
    graph: BlockGraph,
    labels: Labels,
    swept: Iterable[int],
    *,
    giving: int,
    taking: int,
    locks: Locks = NO_LOCKS,
) -> Moved | Refused:
    """The move of the swept blocks of one grid to its neighbour, with the parts of it that they would cut off.

    Ints swept that do not hang together with the taking grid are left.
    """
    own = members(labels, giving)
    asked = np.intersect1d(np.fromiter(swept, dtype=np.int64), own)
    taken = _hanging_on(graph, asked, members(labels, taking))
    if not len(taken):
        return Refused(Why.APART, (giving, taking), tuple(asked.tolist()))
    rest = pieces(graph, np.setdiff1d(own, taken))
    for cut_off in rest[1:]:
        taken = np.union1d(taken, cut_off)
    return moved(graph, labels, taken, np.full(len(taken), taking, dtype=np.int32), locks)


def _hanging_on(graph: BlockGraph, asked: Ints, body: Ints) -> Ints:
    """The asked blocks that reach the body through each other."""
    near = touching(graph, body) if len(body) else body
    joined = [piece for piece in pieces(graph, asked) if np.isin(piece, near).any()]
    return np.sort(np.concatenate(joined)) if joined else np.empty(0, dtype=np.int64)


def merge_grids(
    graph: BlockGraph, labels: Labels, staying: int, leaving: int, *, locks: Locks = NO_LOCKS
) -> Moved | Refused:
    """The move of all blocks of a grid into its neighbour; the left grid is no more."""
    gone, body = members(labels, leaving), members(labels, staying)
    if not len(gone) or not len(body) or not borders_on(graph, gone, body):
        return Refused(Why.APART, (staying, leaving))
    target = np.full(len(gone), staying, dtype=np.int32)
    return moved(graph, labels, gone, target, locks, may_empty=frozenset({leaving}))


def moved(
    graph: BlockGraph,
    labels: Labels,
    blocks: Ints,
    after: Labels,
    locks: Locks = NO_LOCKS,
    *,
    may_empty: frozenset[int] = frozenset(),
) -> Moved | Refused:
    """The move that gives each of the blocks a grid, checked against everything a move can break.

    may_empty: grids that may lose their last block.
    """
    if not len(blocks):
        return Refused(Why.NOTHING, tuple(sorted({int(grid) for grid in after})))
    told = Moved(tuple(blocks.tolist()), tuple(labels[blocks].tolist()), tuple(after.tolist()))
    refusal = _locked(told, locks)
    if refusal:
        return refusal
    changed = labels.copy()
    changed[blocks] = after
    for grid in told.grids:
        refusal = _broken(graph, labels, changed, grid, may_empty)
        if refusal:
            return refusal
    return told


def _locked(told: Moved, locks: Locks) -> Refused | None:
    shut = [
        block
        for block, before, after in zip(told.blocks, told.before, told.after, strict=True)
        if before in locks.grids or after in locks.grids
    ]
    if shut:
        return Refused(Why.LOCKED_GRID, tuple(sorted(locks.grids & set(told.grids))), tuple(shut))
    for block, before, after in zip(told.blocks, told.before, told.after, strict=True):
        pair = (min(before, after), max(before, after))
        if pair in locks.borders:
            return Refused(Why.LOCKED_BORDER, pair, (block,))
    return None


def _broken(
    graph: BlockGraph, labels: Labels, changed: Labels, grid: int, may_empty: frozenset[int]
) -> Refused | None:
    """What is wrong with a grid after the move; None where nothing is."""
    own = members(changed, grid)
    if not len(own):
        return None if grid in may_empty else Refused(Why.EMPTIES, (grid,))
    homes = graph.parent[own]
    if (homes != homes[0]).any():
        before = members(labels, grid)
        home = graph.parent[before[0]] if len(before) else homes[0]
        return Refused(Why.OTHER_COMMUNITY, (grid,), tuple(own[homes != home].tolist()))
    found = pieces(graph, own)
    # A grid that came in pieces may be worked on, as long as it does not fall into more.
    if len(found) > max(1, len(pieces(graph, members(labels, grid)))):
        return Refused(Why.BREAKS, (grid,), tuple(np.sort(np.concatenate(found[1:])).tolist()))
    return None
