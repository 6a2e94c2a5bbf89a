"""One community of a plan as operations need it: its blocks, who touches whom, and the grid of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.analysis.block_graph import BlockGraph, Floats, Ints
from geodata.analysis.grid_pieces import Labels
from geodata.rules.block_borders import BARRIER
from geodata.sql import rows


@dataclass(frozen=True)
class PlanCommunity:
    """The blocks of a community in a plan; position i in every array is the block ids[i], number numbers[i].

    labels: the key of each block's grid. graph: the blocks and their borders, all of one parent.
    """

    community_id: int
    ids: Ints
    numbers: Ints
    labels: Labels
    graph: BlockGraph
    persons: NDArray[np.int32]
    workplaces: NDArray[np.int32]

    def positions_of(self, numbers: Sequence[int]) -> NDArray[np.int64] | None:
        """Where the blocks with these numbers stand; None when one of them lies elsewhere."""
        wanted = np.array(numbers, dtype=np.int64)
        order = np.argsort(self.numbers)
        places = np.searchsorted(self.numbers, wanted, sorter=order)
        if (places >= len(self.numbers)).any() or (self.numbers[order[places]] != wanted).any():
            return None
        return order[places]


def plan_community(plan_id: int, version_id: int, community_id: int) -> PlanCommunity:
    """The community as it stands in a plan (1 statement).

    Another one the first time a version is looked at, and one where blocks of it are cut.
    """
    blocks = rows("list_plan_blocks", plan=plan_id, community=community_id)
    ids = _column(blocks, "id", np.int64)
    pairs, length_m, barrier = _borders_in(plan_id, version_id, community_id, blocks, ids)
    one, other = np.searchsorted(ids, pairs).T
    graph = BlockGraph(
        households=_column(blocks, "households", np.float64),
        area_m2=_column(blocks, "area_m2", np.float64),
        perimeter_m=_column(blocks, "perimeter_m", np.float64),
        place=np.column_stack([_column(blocks, "x", np.float64), _column(blocks, "y", np.float64)]),
        parent=np.zeros(len(ids), dtype=np.int64),
        one=one,
        other=other,
        length_m=length_m,
        barrier=barrier,
    )
    return PlanCommunity(
        community_id=community_id,
        ids=ids,
        numbers=_column(blocks, "number", np.int64),
        labels=_column(blocks, "key", np.int32),
        graph=graph,
        persons=_column(blocks, "persons", np.int32),
        workplaces=_column(blocks, "workplaces", np.int32),
    )


def _column(found: list[dict[str, Any]], name: str, kind: type) -> NDArray[Any]:
    return np.array([row[name] for row in found], dtype=kind)


def _borders_in(
    plan_id: int, version_id: int, community_id: int, blocks: list[dict[str, Any]], ids: Ints
) -> tuple[Ints, Floats, Floats]:
    """The borders between the blocks the plan has: those of the version, and where it holds cuts those of the children."""
    known = _borders(version_id, community_id)
    if not any(row["cut"] for row in blocks):
        return known
    here = np.isin(known[0], ids).all(axis=1)
    fresh = _border_columns(rows("list_cut_borders", plan=plan_id, community=community_id))
    pairs, length_m, barrier = (
        np.concatenate([old[here], new]) for old, new in zip(known, fresh, strict=True)
    )
    return pairs, length_m, barrier


@lru_cache(maxsize=256)
def _borders(version_id: int, community_id: int) -> tuple[Ints, Floats, Floats]:
    """Pairs of block ids, metres shared and how strongly each divides; a sealed version never changes, so they are kept."""
    return _border_columns(rows("list_block_borders", version=version_id, community=community_id))


def forget_borders() -> None:
    """Read them anew next time: for tests, whose transactions are rolled back."""
    _borders.cache_clear()


def _border_columns(found: list[dict[str, Any]]) -> tuple[Ints, Floats, Floats]:
    pairs = np.array([(row["one"], row["other"]) for row in found], dtype=np.int64).reshape(-1, 2)
    barrier = np.array([BARRIER[row["kind"]] for row in found], dtype=np.float64)
    return pairs, _column(found, "length_m", np.float64), barrier
