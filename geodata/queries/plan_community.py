"""One community of a plan as operations need it: its blocks, who touches whom, and the grid of each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.analysis.block_graph import BlockGraph, Ints
from geodata.analysis.grid_pieces import Labels
from geodata.queries.community_ground import community_ground
from geodata.sql import rows


@dataclass(frozen=True)
class PlanCommunity:
    """The blocks of a community in a plan; position i in every array is the block ids[i], number numbers[i].

    labels: the key of each block's grid. graph: the blocks and their borders, all of one parent. hulls: the convex hull
    of each, metres of MEASURE.
    """

    community_id: int
    ids: Ints
    numbers: Ints
    labels: Labels
    graph: BlockGraph
    persons: NDArray[np.int32]
    workplaces: NDArray[np.int32]
    hulls: NDArray[np.object_]

    def positions_of(self, numbers: Sequence[int]) -> NDArray[np.int64] | None:
        """Where the blocks with these numbers stand; None when one of them lies elsewhere."""
        wanted = np.array(numbers, dtype=np.int64)
        order = np.argsort(self.numbers)
        places = np.searchsorted(self.numbers, wanted, sorter=order)
        if (places >= len(self.numbers)).any() or (self.numbers[order[places]] != wanted).any():
            return None
        return order[places]


def plan_community(plan_id: int, version_id: int, community_id: int) -> PlanCommunity:
    """The community as it stands in a plan (1 statement, and those of community_ground)."""
    placed = rows("list_plan_blocks", plan=plan_id, community=community_id)
    ids = np.array([row["id"] for row in placed], dtype=np.int64)
    ground = community_ground(plan_id, version_id, community_id, ids)
    return PlanCommunity(
        community_id=community_id,
        ids=ids,
        numbers=ground.numbers,
        labels=np.array([row["key"] for row in placed], dtype=np.int32),
        graph=ground.graph,
        persons=ground.persons,
        workplaces=ground.workplaces,
        hulls=ground.hulls,
    )
