"""What an operation on a plan means on the blocks of its community."""

from collections import Counter
from typing import Any

import numpy as np

from geodata.analysis.grid_pieces import Labels, members
from geodata.analysis.plan_moves import Locks, Moved, Refused, assign_blocks, merge_grids, moved, push_border
from geodata.analysis.plan_splits import split_by_line, split_into_parts
from geodata.models import PlanGrid
from geodata.queries.plan_community import PlanCommunity
from geodata.rules.plan_verbs import Asked, PlanVerb


def meant_move(asked: Asked, place: PlanCommunity, locks: Locks, fresh: int) -> Moved | Refused:
    """The move an operation means, or why it cannot be; fresh: the first key for grids it makes."""
    graph, labels = place.graph, place.labels
    blocks = place.positions_of(asked.blocks)
    assert blocks is not None
    match asked.verb:
        case PlanVerb.ASSIGN:
            return assign_blocks(graph, labels, blocks.tolist(), asked.grid, locks=locks)
        case PlanVerb.PUSH:
            return push_border(
                graph, labels, blocks.tolist(), giving=asked.other, taking=asked.grid, locks=locks
            )
        case PlanVerb.MERGE:
            return merge_grids(graph, labels, asked.grid, asked.other, locks=locks)
        case PlanVerb.SPLIT_LINE:
            return split_by_line(graph, labels, asked.grid, asked.line, fresh, locks=locks)
        case PlanVerb.SPLIT_PARTS:
            keys = list(range(fresh, fresh + asked.parts - 1))
            return split_into_parts(graph, labels, asked.grid, keys, locks=locks)
    return _redrawn(asked, place, locks, fresh)


def _redrawn(asked: Asked, place: PlanCommunity, locks: Locks, fresh: int) -> Moved | Refused:
    """Many blocks at once, each with its grid; keys of 0 and below stand for grids to be made, one for each."""
    blocks = place.positions_of(asked.blocks)
    assert blocks is not None
    keys = np.array([key if key > 0 else fresh - key for key in asked.keys], dtype=np.int32)
    other = place.labels[blocks] != keys
    order = np.argsort(blocks[other])
    emptied = frozenset(np.unique(place.labels).tolist())
    return moved(
        place.graph, place.labels, blocks[other][order], keys[other][order], locks, may_empty=emptied
    )


def grid_steps(told: Moved, place: PlanCommunity, grids: dict[int, PlanGrid]) -> dict[str, Any]:
    """The grids that come to be and cease to be."""
    labels = place.labels.copy()
    labels[list(told.blocks)] = told.after
    left = set(np.unique(labels).tolist())
    made = [
        {"key": key, "community": place.community_id, "origin": _origin(key, labels, place, grids)}
        for key in sorted(left - grids.keys())
    ]
    dropped = [
        {
            "key": key,
            "community": place.community_id,
            "area": grids[key].area_id,
            "name": grids[key].name,
            "origin": grids[key].origin_id,
        }
        for key in sorted(grids.keys() - left)
    ]
    return {"made": made, "dropped": dropped}


def _origin(key: int, labels: Labels, place: PlanCommunity, grids: dict[int, PlanGrid]) -> int | None:
    """The grid in force that the grid most households of a new one come from goes back to."""
    own = members(labels, key)
    households = Counter[int]()
    for giving, count in zip(place.labels[own].tolist(), place.graph.households[own].tolist(), strict=True):
        households[giving] += count
    giving = grids.get(households.most_common(1)[0][0])
    return giving.origin_id if giving else None
