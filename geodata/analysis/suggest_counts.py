"""Into how many grids each connected part of each community goes, and where the band cannot be met and why."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from geodata.rules.household_limits import Band, best_grid_count, grid_counts

from .block_graph import BlockGraph, Ints, connected_parts


class Reason(StrEnum):
    """Why not every grid of a place can be in the band."""

    TOO_FEW = "too_few_households"
    CUT_OFF = "piece_with_too_few_households"
    NO_COUNT = "no_number_of_grids_fits"
    HEAVY_BLOCK = "block_above_the_band"
    FEW_BLOCKS = "too_few_blocks"
    NUMBER_ASKED = "number_of_grids_asked_for"
    NOT_FOUND = "none_found"


@dataclass(frozen=True)
class Part:
    """A connected part of a parent: its blocks, households, number of grids, and what stands in the way.

    heavy: blocks that are above the band by themselves; rest: households of the others.
    """

    parent: int
    blocks: Ints
    households: float
    grids: int
    heavy: Ints
    rest: float
    reason: Reason | None = None


def other_counts(part: Part, band: Band) -> list[Part]:
    """The part with one grid more or fewer, where their mean stays in the band and nothing else stands in the way."""
    able = grid_counts(part.rest, band) if part.reason is None else range(0)
    return [replace(part, grids=grids) for grids in (part.grids + 1, part.grids - 1) if grids in able]


def count_grids(graph: BlockGraph, band: Band, total: int | None = None) -> list[Part]:
    """The connected parts of every parent, by parent and then by size, with the number of grids of each.

    total: how many grids there should be in all; numbers are changed where that costs least. Each part has one at
    least, so that a smaller total than parts cannot be kept.
    """
    piece = connected_parts(graph, graph.parent)
    order = np.argsort(piece, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(piece[order])) + 1)
    per_parent = np.bincount([int(graph.parent[blocks[0]]) for blocks in groups])
    parts = [_part(graph, blocks, band, int(per_parent[graph.parent[blocks[0]]])) for blocks in groups]
    parts.sort(key=lambda part: (part.parent, -part.households, int(part.blocks[0])))
    return parts if total is None else _made_to_fit(parts, band, total)


def _part(graph: BlockGraph, blocks: Ints, band: Band, siblings: int) -> Part:
    own = graph.households[blocks]
    households = float(own.sum())
    heavy = blocks[own > band.high]
    rest = households - float(graph.households[heavy].sum())
    grids = len(heavy) + (best_grid_count(rest, band) if rest >= band.low or not len(heavy) else 0)
    part = Part(
        int(graph.parent[blocks[0]]), blocks, households, max(1, min(grids, len(blocks))), heavy, rest
    )
    return replace(part, reason=_reason(part, band, rest, grids, siblings))


def _reason(part: Part, band: Band, rest: float, grids: int, siblings: int) -> Reason | None:
    if part.households < band.low:
        return Reason.CUT_OFF if siblings > 1 else Reason.TOO_FEW
    if len(part.heavy):
        return Reason.HEAVY_BLOCK
    if not grid_counts(rest, band):
        return Reason.NO_COUNT
    return Reason.FEW_BLOCKS if grids > len(part.blocks) else None


def _made_to_fit(parts: list[Part], band: Band, total: int) -> list[Part]:
    """The parts with numbers changed one by one, where it costs least, until they sum up to the total."""
    parts = list(parts)
    missing = total - sum(part.grids for part in parts)
    step = 1 if missing > 0 else -1
    for _ in range(abs(missing)):
        able = [at for at, part in enumerate(parts) if 1 <= part.grids + step <= len(part.blocks)]
        if not able:
            break
        best = min(able, key=lambda at: (_cost(parts[at], band, step), at))
        part = parts[best]
        reason = part.reason
        if reason is None and part.grids + step not in grid_counts(part.households, band):
            reason = Reason.NUMBER_ASKED
        parts[best] = replace(part, grids=part.grids + step, reason=reason)
    return parts


def _cost(part: Part, band: Band, step: int) -> float:
    """How much farther from the middle of the band the grids of a part are with one more or one fewer."""

    def off(grids: int) -> float:
        mean = part.households / grids
        return grids * (abs(mean - band.middle) + (0 if band.holds(mean) else 10 * band.middle))

    return off(part.grids + step) - off(part.grids)
