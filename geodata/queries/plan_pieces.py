"""The grids of a plan that fall apart."""

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from geodata.models import BoundaryPlan, PlanBlock
from geodata.sql import rows


def broken_grids(plan: BoundaryPlan) -> list[tuple[str, int, int]]:
    """Community, key and number of pieces of each grid in more than one piece (2 statements)."""
    blocks = list(
        PlanBlock.objects.filter(plan=plan)
        .order_by("block")
        .values_list("block_id", "key", "community__code")
    )
    ids = np.array([block for block, _, _ in blocks], dtype=np.int64)
    touching = [(row["one"], row["other"]) for row in rows("list_plan_graph", plan=plan.pk)]
    pairs = np.searchsorted(ids, np.array(touching, dtype=np.int64).reshape(-1, 2))
    graph = csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(ids), len(ids)))
    _, piece = connected_components(graph, directed=False)
    found: dict[tuple[str, int], set[int]] = {}
    for (_, key, community), number in zip(blocks, piece.tolist(), strict=True):
        found.setdefault((community, key), set()).add(number)
    return sorted((community, key, len(own)) for (community, key), own in found.items() if len(own) > 1)
