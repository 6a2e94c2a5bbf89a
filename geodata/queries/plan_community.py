"""One community of a plan as operations need it: its blocks, who touches whom, and the grid of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from geodata.analysis.plan_figures import BlockShapes
from geodata.analysis.plan_ground import Labels, PlanGround
from geodata.sql import rows


@dataclass(frozen=True)
class PlanCommunity:
    """The blocks of a community in a plan; position i in every array is the block ids[i], number numbers[i].

    labels: the key of each block's grid. ground: who touches whom. shapes: areas, people and edges.
    """

    community_id: int
    ids: NDArray[np.int64]
    numbers: NDArray[np.int64]
    labels: Labels
    ground: PlanGround
    shapes: BlockShapes

    def positions_of(self, numbers: Sequence[int]) -> NDArray[np.int64] | None:
        """Where the blocks with these numbers stand; None when one of them lies elsewhere."""
        wanted = np.array(numbers, dtype=np.int64)
        order = np.argsort(self.numbers)
        places = np.searchsorted(self.numbers, wanted, sorter=order)
        if (places >= len(self.numbers)).any() or (self.numbers[order[places]] != wanted).any():
            return None
        return order[places]


def plan_community(plan_id: int, version_id: int, community_id: int) -> PlanCommunity:
    """The community as it stands in a plan (1 statement; another one the first time a version is looked at)."""
    blocks = rows("list_plan_blocks", plan=plan_id, community=community_id)
    ids = _column(blocks, "id", np.int64)
    borders, lengths_m, kinds = _borders(version_id, community_id)
    pairs = np.searchsorted(ids, borders)
    count = len(ids)
    joined = csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    ground = PlanGround(
        neighbours=(joined + joined.T).tocsr(),
        community=np.zeros(count, dtype=np.int32),
        households=_column(blocks, "households", np.int32),
        places=np.column_stack([_column(blocks, "x", np.float64), _column(blocks, "y", np.float64)]),
    )
    return PlanCommunity(
        community_id=community_id,
        ids=ids,
        numbers=_column(blocks, "number", np.int64),
        labels=_column(blocks, "key", np.int32),
        ground=ground,
        shapes=BlockShapes(
            area_m2=_column(blocks, "area_m2", np.float64),
            perimeter_m=_column(blocks, "perimeter_m", np.float64),
            persons=_column(blocks, "persons", np.int32),
            workplaces=_column(blocks, "workplaces", np.int32),
            borders=pairs,
            lengths_m=lengths_m,
            kinds=kinds,
        ),
    )


def _column(found: list[dict[str, Any]], name: str, kind: type) -> NDArray[Any]:
    return np.array([row[name] for row in found], dtype=kind)


@lru_cache(maxsize=256)
def _borders(
    version_id: int, community_id: int
) -> tuple[NDArray[np.int64], NDArray[np.float64], tuple[str, ...]]:
    """Pairs of block ids, lengths and kinds; a sealed version never changes, so they are kept."""
    found = rows("list_block_borders", version=version_id, community=community_id)
    pairs = np.array([(row["one"], row["other"]) for row in found], dtype=np.int64).reshape(-1, 2)
    return pairs, _column(found, "length_m", np.float64), tuple(row["kind"] for row in found)
