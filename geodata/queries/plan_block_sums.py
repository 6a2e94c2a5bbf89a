"""What was counted on the blocks of one community of a plan."""

import numpy as np
from numpy.typing import NDArray

from geodata.analysis.plan_sums import BlockSums
from geodata.sql import rows


def plan_block_sums(plan_id: int, community_id: int) -> BlockSums:
    """The counts in the order of block ids (1 statement)."""
    found = rows("list_plan_block_sums", plan=plan_id, community=community_id)

    def whole(name: str) -> NDArray[np.int64]:
        return np.array([-1 if row[name] is None else row[name] for row in found], np.int64)

    return BlockSums(
        events=whole("events"),
        workload=np.array([row["workload"] for row in found], np.float64),
        subjects=whole("subjects"),
        served=whole("served"),
        homes=whole("homes"),
        shops=whole("shops"),
        grid_type=[row["grid_type"] for row in found],
    )
