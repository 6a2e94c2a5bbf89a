"""What blocks are made from, and stored blocks as the graph that suggestions are worked out on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.analysis.block_district import District
from geodata.analysis.block_graph import BlockGraph, Ints
from geodata.analysis.blocks import Homes
from geodata.rules.block_borders import BARRIER, BORDER_KINDS, CUTTING_ROADS, KIND_OF_ROAD, LEAST_WATER_M2
from geodata.sql import rows

# Raised when the way blocks are made changes, so that the same ground makes a new version.
METHOD = "2"


@dataclass(frozen=True)
class BlockSource:
    """The ground blocks are made from, the area id of each community, and a digest of all of it."""

    ground: District
    community_id: Ints
    digest: str


@dataclass(frozen=True)
class StoredBlocks:
    """Blocks of a version: the graph, the id of each block (n,), the area id of each parent number, and the present.

    present: (n,) the area id of the grid in force each block lies in, −1 for none.
    """

    graph: BlockGraph
    ids: Ints
    community_id: Ints
    present: Ints


def block_source(today: date, count: int = 0) -> BlockSource:
    """The ground as it is now (4 statements); count: how many blocks it is to be cut into at least."""
    communities = rows("list_block_communities", today=today)
    roads = rows("list_block_roads", classes=list(CUTTING_ROADS))
    waters = rows("list_block_waters", least_m2=LEAST_WATER_M2)
    (homes,) = rows("list_block_homes")
    ground = District(
        community=_shapes(communities),
        road=_shapes(roads),
        road_kind=np.array([BORDER_KINDS.index(KIND_OF_ROAD[row["road_class"]]) for row in roads], np.int64),
        water=_shapes(waters),
        homes=Homes(_places(homes["xs"], homes["ys"]), np.array(homes["households"] or [], np.int64)),
        persons=np.array(homes["persons"] or [], np.int64),
        workplace=_places(homes["work_xs"], homes["work_ys"]),
    )
    ids = np.array([row["id"] for row in communities], np.int64)
    return BlockSource(ground, ids, _digest(ids, ground, count))


def _digest(ids: Ints, ground: District, count: int) -> str:
    made = sha256(f"{METHOD}/{count}".encode() if count else METHOD.encode())
    made.update(ids.tobytes())
    for shapes in (ground.community, ground.road, ground.water):
        for outline in shapely.to_wkb(shapes):
            made.update(outline)
    for numbers in (
        ground.road_kind,
        ground.homes.place,
        ground.homes.households,
        ground.persons,
        ground.workplace,
    ):
        made.update(numbers.tobytes())
    return made.hexdigest()


def _shapes(found: list[dict[str, Any]]) -> NDArray[np.object_]:
    return np.asarray(shapely.from_wkb([bytes(row["outline"]) for row in found]), dtype=object).reshape(-1)


def _places(xs: list[float] | None, ys: list[float] | None) -> NDArray[np.float64]:
    return np.column_stack([np.array(xs or [], np.float64), np.array(ys or [], np.float64)])


def stored_blocks(version_id: int, today: date, communities: Sequence[int] | None = None) -> StoredBlocks:
    """The blocks of a version, or of some communities (area ids) of it, ready for suggest_division (2 statements)."""
    wanted = None if communities is None else list(communities)
    blocks = rows("list_block_graph", version=version_id, communities=wanted, today=today)
    borders = rows("list_version_borders", version=version_id, communities=wanted)
    ids = np.array([row["id"] for row in blocks], np.int64)
    community, parent = np.unique(
        np.array([row["community"] for row in blocks], np.int64), return_inverse=True
    )
    graph = BlockGraph(
        households=_floats(blocks, "households"),
        area_m2=_floats(blocks, "area_m2"),
        perimeter_m=_floats(blocks, "perimeter_m"),
        place=np.column_stack([_floats(blocks, "x"), _floats(blocks, "y")]),
        parent=parent.astype(np.int64),
        one=np.searchsorted(ids, np.array([row["one"] for row in borders], np.int64)).astype(np.int64),
        other=np.searchsorted(ids, np.array([row["other"] for row in borders], np.int64)).astype(np.int64),
        length_m=_floats(borders, "length_m"),
        barrier=np.array([BARRIER[row["kind"]] for row in borders], np.float64),
    )
    present = [-1 if row["grid"] is None else row["grid"] for row in blocks]
    return StoredBlocks(graph, ids, community, np.array(present, np.int64))


def _floats(found: list[dict[str, Any]], name: str) -> NDArray[np.float64]:
    return np.array([row[name] for row in found], np.float64)
