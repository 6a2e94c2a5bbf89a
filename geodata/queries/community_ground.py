"""The blocks of one community as they never change, kept: who lives there, their shape, and who touches whom."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.analysis.block_graph import BlockGraph, Floats, Ints
from geodata.rules.block_borders import BARRIER
from geodata.sql import rows

Columns = dict[str, NDArray[Any]]
# Pairs of block ids, metres shared and how strongly each divides.
Borders = tuple[Ints, Floats, Floats]

_KINDS: dict[str, type] = {
    "id": np.int64,
    "number": np.int64,
    "households": np.float64,
    "persons": np.int32,
    "workplaces": np.int32,
    "area_m2": np.float64,
    "perimeter_m": np.float64,
    "x": np.float64,
    "y": np.float64,
}


@dataclass(frozen=True)
class CommunityGround:
    """Blocks of a community, ascending by id; position i in every array is the block ids[i], number numbers[i].

    graph: the blocks and their borders, all of one parent. hulls: the convex hull of each, metres of MEASURE.
    """

    ids: Ints
    numbers: Ints
    graph: BlockGraph
    persons: NDArray[np.int32]
    workplaces: NDArray[np.int32]
    hulls: NDArray[np.object_]


@dataclass(frozen=True)
class _Kept:
    columns: Columns
    borders: Borders
    ground: CommunityGround


def community_ground(plan_id: int, version_id: int, community_id: int, ids: Ints) -> CommunityGround:
    """The ground of the blocks a plan has in a community; ids: theirs, ascending.

    No statement where they are those the version was sealed with; two the first time these are looked at, and two where
    blocks of the plan are cut.
    """
    kept = _sealed(version_id, community_id)
    if np.array_equal(ids, kept.ground.ids):
        return kept.ground
    children = _columns(version_id, community_id, cut=True)
    both = {name: np.concatenate([column, children[name]]) for name, column in kept.columns.items()}
    order = np.argsort(both["id"])
    at = order[np.searchsorted(both["id"], ids, sorter=order)]
    fresh = _border_columns(rows("list_cut_borders", plan=plan_id, community=community_id))
    here = np.isin(kept.borders[0], ids).all(axis=1)
    pairs, length_m, barrier = (
        np.concatenate([old[here], new]) for old, new in zip(kept.borders, fresh, strict=True)
    )
    return _ground({name: column[at] for name, column in both.items()}, (pairs, length_m, barrier))


@lru_cache(maxsize=64)
def _sealed(version_id: int, community_id: int) -> _Kept:
    """The blocks a version was sealed with and their borders, which never change."""
    columns = _columns(version_id, community_id, cut=False)
    borders = _border_columns(rows("list_block_borders", version=version_id, community=community_id))
    for kept in (*columns.values(), *borders):
        kept.setflags(write=False)
    return _Kept(columns, borders, _ground(columns, borders))


def forget_ground() -> None:
    """Read it anew next time: for tests, whose transactions are rolled back."""
    _sealed.cache_clear()


def _columns(version_id: int, community_id: int, *, cut: bool) -> Columns:
    found = rows("list_community_blocks", version=version_id, community=community_id, cut=cut)
    hulls = np.asarray(shapely.from_wkb([bytes(row["hull"]) for row in found]), dtype=object).reshape(-1)
    return {name: _column(found, name, kind) for name, kind in _KINDS.items()} | {"hull": hulls}


def _column(found: list[dict[str, Any]], name: str, kind: type) -> NDArray[Any]:
    return np.array([row[name] for row in found], dtype=kind)


def _ground(columns: Columns, borders: Borders) -> CommunityGround:
    pairs, length_m, barrier = borders
    one, other = np.searchsorted(columns["id"], pairs).T
    graph = BlockGraph(
        households=columns["households"],
        area_m2=columns["area_m2"],
        perimeter_m=columns["perimeter_m"],
        place=np.column_stack([columns["x"], columns["y"]]),
        parent=np.zeros(len(columns["id"]), dtype=np.int64),
        one=one,
        other=other,
        length_m=length_m,
        barrier=barrier,
    )
    return CommunityGround(
        columns["id"], columns["number"], graph, columns["persons"], columns["workplaces"], columns["hull"]
    )


def _border_columns(found: list[dict[str, Any]]) -> Borders:
    pairs = np.array([(row["one"], row["other"]) for row in found], dtype=np.int64).reshape(-1, 2)
    barrier = np.array([BARRIER[row["kind"]] for row in found], dtype=np.float64)
    return pairs, _column(found, "length_m", np.float64), barrier
