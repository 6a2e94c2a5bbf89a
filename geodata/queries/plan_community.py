"""One community of a plan as operations need it: its blocks, who touches whom, and the grid of each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.analysis.grid_pieces import Labels
from geodata.queries.community_ground import CommunityGround, community_ground
from geodata.sql import rows


@dataclass(frozen=True, kw_only=True)
class PlanCommunity(CommunityGround):
    """The ground of a community and its division in a plan; labels[i] is the key of the grid of block i."""

    community_id: int
    labels: Labels

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
    labels = np.array([row["key"] for row in placed], dtype=np.int32)
    return PlanCommunity(**vars(ground), community_id=community_id, labels=labels)
