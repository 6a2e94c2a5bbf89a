"""Splitting a grid of a plan along blocks: by a drawn line, or into so many balanced parts."""

from collections.abc import Sequence

import numpy as np
import pymetis
from numpy.typing import NDArray

from .block_graph import BlockGraph, Ints
from .grid_pieces import Labels, members, pieces, touching
from .plan_moves import NO_LOCKS, Locks, Moved, Refused, Why, moved

# METIS may leave parts this many times as heavy as they should be before it counts as unbalanced.
_BALANCE = 1.03
_PASSES = 20


def split_by_line(
    graph: BlockGraph,
    labels: Labels,
    grid: int,
    line: Sequence[tuple[float, float]],
    new_grid: int,
    *,
    locks: Locks = NO_LOCKS,
) -> Moved | Refused:
    """The move of the blocks on the lighter side of a line (metres of MEASURE) into a new grid.

    The line is taken on straight beyond its ends; a block belongs to the side of its inner point. Pieces that hang
    on the other side only go there, so both sides are one piece.
    """
    own = members(labels, grid)
    left = _left_of(graph.place[own], np.asarray(line, dtype=np.float64))
    sides = [own[left], own[~left]]
    if not len(sides[0]) or not len(sides[1]):
        return Refused(Why.LINE_MISSES, (grid,))
    one, other = _whole(graph, *sides)
    if not len(one) or not len(other):
        return Refused(Why.LINE_MISSES, (grid,))
    weights = [(int(graph.households[side].sum()), len(side), -int(side[0])) for side in (one, other)]
    leaving = one if weights[0] < weights[1] else other
    return moved(graph, labels, leaving, np.full(len(leaving), new_grid, dtype=np.int32), locks)


def _left_of(places: NDArray[np.float64], line: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether each place lies left of a line of two points or more, by the segment it is nearest to."""
    starts, steps = line[:-1], np.diff(line, axis=0)
    offsets = places[:, None, :] - starts[None, :, :]
    along = (offsets * steps).sum(axis=2) / np.maximum((steps**2).sum(axis=1), 1e-12)
    # Beyond its ends the line goes on straight; between segments it has corners.
    lower = np.zeros(len(steps))
    upper = np.ones(len(steps))
    lower[0], upper[-1] = -np.inf, np.inf
    feet = np.clip(along, lower, upper)[:, :, None] * steps
    nearest = ((offsets - feet) ** 2).sum(axis=2).argmin(axis=1)
    rows = np.arange(len(places))
    step, offset = steps[nearest], offsets[rows, nearest]
    return np.asarray(step[:, 0] * offset[:, 1] - step[:, 1] * offset[:, 0] > 0)


def _whole(graph: BlockGraph, one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """Both sides after their smaller pieces have changed over, until each is one piece."""
    for _ in range(_PASSES):
        loose_one, loose_other = pieces(graph, one)[1:], pieces(graph, other)[1:]
        if not loose_one and not loose_other:
            break
        leaving = np.concatenate([*loose_one, np.empty(0, dtype=np.int64)])
        coming = np.concatenate([*loose_other, np.empty(0, dtype=np.int64)])
        one = np.union1d(np.setdiff1d(one, leaving), coming)
        other = np.union1d(np.setdiff1d(other, coming), leaving)
    return one.astype(np.int64), other.astype(np.int64)


def split_into_parts(
    graph: BlockGraph, labels: Labels, grid: int, new_grids: Sequence[int], *, locks: Locks = NO_LOCKS
) -> Moved | Refused:
    """The move that leaves a grid one of so many parts of about the same number of households, each in one piece.

    new_grids: keys for the parts beside the one that keeps the grid's key (the heaviest keeps it).
    Source: multilevel k-way partitioning (Karypis and Kumar 1998), pymetis with contiguous parts.
    """
    own = members(labels, grid)
    count = len(new_grids) + 1
    if len(own) < count:
        return Refused(Why.TOO_FEW_BLOCKS, (grid,))
    parts = _parts(graph, own, count)
    parts.sort(key=lambda part: (-int(graph.households[part].sum()), int(part[0])))
    if len(parts) < count:
        return Refused(Why.TOO_FEW_BLOCKS, (grid,))
    leaving = np.concatenate(parts[1:])
    targets = np.concatenate(
        [np.full(len(part), key, np.int32) for part, key in zip(parts[1:], new_grids, strict=True)]
    )
    order = np.argsort(leaving)
    return moved(graph, labels, leaving[order], targets[order], locks)


def _parts(graph: BlockGraph, own: Ints, count: int) -> list[Ints]:
    """At most `count` connected parts of a grid's blocks, balanced by households.

    A grid in pieces: each piece gets its share of the parts; where there are more pieces than parts, only the first
    piece is divided and the others stay as they are.
    """
    found = pieces(graph, own)
    shares = [count] if len(found) > count else _shares(graph, found, count)
    return [
        part
        for piece, share in zip(found, shares, strict=False)
        for part in ([piece] if share == 1 else _divided(graph, piece, share))
    ]


def _shares(graph: BlockGraph, found: list[Ints], count: int) -> list[int]:
    """Into how many parts each piece goes: one at least, the others where most households would share one."""
    shares = [1] * len(found)
    for _ in range(count - len(found)):
        open_ones = [place for place, piece in enumerate(found) if len(piece) > shares[place]]
        most = max(
            open_ones, key=lambda place: (graph.households[found[place]].sum() / shares[place], -place)
        )
        shares[most] += 1
    return shares


def _divided(graph: BlockGraph, own: Ints, count: int) -> list[Ints]:
    """At most `count` connected parts of one piece, balanced by households (an empty block weighs one)."""
    part = graph.adjacency[own][:, own].tocsr()
    part.sort_indices()
    weights = 10 * graph.households[own].astype(np.int64) + 1
    # Recursive bisection balances better than k-way on few vertices, but only k-way keeps parts connected.
    _, numbers = pymetis.part_graph(
        count,
        pymetis.CSRAdjacency(part.indptr.tolist(), part.indices.tolist()),
        vweights=weights.tolist(),
        options=pymetis.Options(contig=1, seed=1, ufactor=round(1000 * (_BALANCE - 1))),
        recursive=False,
    )
    found = np.asarray(numbers)
    return [piece for piece in _connected(graph, own, found, count) if len(piece)]


def _connected(graph: BlockGraph, own: Ints, numbers: NDArray[np.int_], count: int) -> list[Ints]:
    """The parts with each smaller piece given to the lightest part it touches."""
    parts = [own[numbers == number] for number in range(count)]
    for _ in range(_PASSES):
        loose = [(place, piece) for place in range(count) for piece in pieces(graph, parts[place])[1:]]
        if not loose:
            break
        place, piece = loose[0]
        near = touching(graph, piece)
        hosts = [host for host in range(count) if host != place and np.isin(near, parts[host]).any()]
        if not hosts:
            break
        host = min(hosts, key=lambda one: int(graph.households[parts[one]].sum()))
        parts[place] = np.setdiff1d(parts[place], piece)
        parts[host] = np.union1d(parts[host], piece)
    return parts
