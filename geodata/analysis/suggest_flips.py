"""Improving a division block by block: boundary blocks change grid as long as the division gets better."""

from collections.abc import Iterable

import numpy as np

from .suggest_state import DivisionState

LEAST_GAIN = 1e-6


def flip_blocks(state: DivisionState, passes: int = 60) -> None:
    """Move boundary blocks until no move is worth it; every grid stays in one piece.

    Each pass looks at every block on a border, best gain first. Grids' homes are looked at anew after each pass.
    Source: boundary refinement after Kernighan and Lin (1970), Fiduccia and Mattheyses (1982), on the true objective.
    """
    waiting: Iterable[int] = _on_borders(state)
    for _ in range(passes):
        gains = sorted(_worth_it(state, waiting), reverse=True)
        touched: set[int] = set()
        for _, block, target in gains:
            if settle(state, block, target):
                touched.add(block)
        if not touched:
            return
        waiting = sorted(_around(state, touched))


def settle(state: DivisionState, block: int, target: int) -> bool:
    """Whether a move was (still) worth it and allowed, and so was made."""
    if state.label[block] == target or target not in state.targets(block):
        return False
    if state.gain(block, target) <= LEAST_GAIN or not state.may_leave(block):
        return False
    state.move(block, target)
    return True


def _on_borders(state: DivisionState) -> list[int]:
    label, graph = np.array(state.label), state.graph
    apart = label[graph.one] != label[graph.other]
    return np.unique(np.concatenate([graph.one[apart], graph.other[apart]])).tolist()


def _worth_it(state: DivisionState, blocks: Iterable[int]) -> list[tuple[float, int, int]]:
    found = []
    for block in blocks:
        for target in state.targets(block):
            gained = state.gain(block, target)
            if gained > LEAST_GAIN:
                found.append((gained, block, target))
    return found


def _around(state: DivisionState, touched: set[int]) -> set[int]:
    """The blocks whose gain may have changed: those of the grids next to moved blocks that lie on a border."""
    grids = {state.label[block] for block in touched}
    grids |= {state.label[other] for block in touched for other, _, _ in state.near[block]}
    return {
        block for block in _on_borders(state) if state.label[block] in grids or state.targets(block) & grids
    }
