"""The pieces that grids of a plan fall apart into, and the neighbours that could take the loose ones."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from geodata.analysis.block_graph import Ints
from geodata.analysis.grid_pieces import members, pieces
from geodata.models import BoundaryPlan, PlanBlock
from geodata.queries.plan_community import PlanCommunity, plan_community
from geodata.sql import rows


@dataclass(frozen=True)
class LoosePiece:
    """A piece of a grid away from its largest one: numbers of its blocks, households, and the grid to give it to.

    neighbour: the key with the longest shared border, None where it touches no other grid of its community.
    """

    community: str
    grid: int
    blocks: tuple[int, ...]
    households: int
    neighbour: int | None


def loose_pieces(plan: BoundaryPlan) -> Iterator[LoosePiece]:
    """Every loose piece of the plan (2 statements, and 2 a community that has one)."""
    for (community_id, code), keys in sorted(_broken(plan).items()):
        place = plan_community(plan.pk, plan.version_id, community_id)
        for key in sorted(keys):
            for piece in pieces(place.graph, members(place.labels, key))[1:]:
                yield LoosePiece(
                    community=code,
                    grid=key,
                    blocks=tuple(place.numbers[piece].tolist()),
                    households=int(place.graph.households[piece].sum()),
                    neighbour=_neighbour(place, piece, key),
                )


def _broken(plan: BoundaryPlan) -> dict[tuple[int, str], set[int]]:
    """The keys of grids in more than one piece, by community id and code."""
    columns = ("block_id", "key", "community_id", "community__code")
    blocks = list(PlanBlock.objects.filter(plan=plan).order_by("block").values_list(*columns))
    ids = np.array([block for block, *_ in blocks], dtype=np.int64)
    touching = [(row["one"], row["other"]) for row in rows("list_plan_graph", plan=plan.pk)]
    pairs = np.searchsorted(ids, np.array(touching, dtype=np.int64).reshape(-1, 2))
    graph = csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(ids), len(ids)))
    _, piece = connected_components(graph, directed=False)
    found: dict[tuple[int, str, int], set[int]] = defaultdict(set)
    for (_, key, community_id, code), number in zip(blocks, piece.tolist(), strict=True):
        found[community_id, code, key].add(number)
    broken: dict[tuple[int, str], set[int]] = defaultdict(set)
    for (community_id, code, key), numbers in found.items():
        if len(numbers) > 1:
            broken[community_id, code].add(key)
    return broken


def _neighbour(place: PlanCommunity, piece: Ints, key: int) -> int | None:
    """The other grid a piece shares the longest border with."""
    graph = place.graph
    one, other = np.isin(graph.one, piece), np.isin(graph.other, piece)
    edge = one ^ other
    far = np.where(one[edge], graph.other[edge], graph.one[edge])
    shared: dict[int, float] = defaultdict(float)
    for label, length in zip(place.labels[far].tolist(), graph.length_m[edge].tolist(), strict=True):
        if label != key:
            shared[label] += length
    return max(shared, key=lambda label: (shared[label], -label), default=None)
