"""The blocks of a whole district: every community cut, neighbours fitted to each other, who borders on whom and along what."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.rules.block_borders import BORDER_KINDS, LEAST_WATER_M2

from .block_barriers import Bridges, border_kinds, bridges_between, owners_within
from .block_borders import shared_borders
from .block_fineness import cut_finer
from .block_joints import share_joints
from .blocks import Homes, blocks_of_community

Shapes = NDArray[np.object_]
Ints = NDArray[np.int64]
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class District:
    """What blocks are made from, metres of MEASURE.

    community: (c,) polygons in the order of their codes. road: (r,) lines that cut, road_kind: (r,) places in
    BORDER_KINDS. water: (w,) polygons. homes: buildings, persons: (b,) of them. workplace: (p, 2).
    """

    community: Shapes
    road: Shapes
    road_kind: Ints
    water: Shapes
    homes: Homes
    persons: Ints
    workplace: NDArray[np.float64]


@dataclass(frozen=True)
class DistrictBlocks:
    """block: (n,) polygons, a coverage; community: (n,) position; households, persons, workplaces: (n,).

    one < other: (m,) blocks that share length_m metres along what kind (m,) tells (place in BORDER_KINDS); bridge: (m,)
    whether a road over water joins them, length_m 0 where nothing else does. whole: communities that could not be cut.
    """

    block: Shapes
    community: Ints
    households: Ints
    persons: Ints
    workplaces: Ints
    one: Ints
    other: Ints
    length_m: NDArray[np.float64]
    kind: Ints
    bridge: NDArray[np.bool_]
    whole: tuple[int, ...]

    @property
    def place(self) -> Shapes:
        """(n,) A point inside each block."""
        return np.asarray(shapely.point_on_surface(self.block))


def blocks_of_district(ground: District, told: Told | None = None, count: int = 0) -> DistrictBlocks:
    """The blocks of every community and their borders; told: called with (communities done, communities).

    count: cut on until there are so many, for trials. The same ground gives the same blocks in the same order.
    """
    water = ground.water[shapely.area(ground.water) >= LEAST_WATER_M2]
    lines = np.concatenate([ground.road, shapely.boundary(water)])
    made, whole = [], []
    for number, community in enumerate(ground.community):
        found = blocks_of_community(community, lines, ground.homes)
        made.append(found.block)
        if found.whole:
            whole.append(number)
        if told:
            told(number + 1, len(ground.community))
    community = np.repeat(np.arange(len(made)), [len(blocks) for blocks in made])
    block = np.concatenate(made)
    if len(block) < count:
        block, community = cut_finer(block, community, ground.homes.place, ground.homes.households, count)
    block = share_joints(block)
    return _described(ground, water, block, community, tuple(whole))


def _described(
    ground: District, water: Shapes, block: Shapes, community: Ints, whole: tuple[int, ...]
) -> DistrictBlocks:
    borders = shared_borders(block)
    water_kind = np.full(len(water), BORDER_KINDS.index("water"), dtype=np.int64)
    lines = np.concatenate([ground.road, shapely.boundary(water)])
    kind = border_kinds(block, lines, np.concatenate([ground.road_kind, water_kind]))
    crossing = ground.road[ground.road_kind != BORDER_KINDS.index("rail")]
    found = bridges_between(block, community, crossing, water)
    joined = _with_bridges(borders.one, borders.other, found, len(block))
    home = owners_within(block, ground.homes.place)
    work = owners_within(block, ground.workplace)
    missing = len(joined[0]) - len(borders.one)
    return DistrictBlocks(
        block=block,
        community=community,
        households=_summed(home, ground.homes.households, len(block)),
        persons=_summed(home, ground.persons, len(block)),
        workplaces=_summed(work, np.ones(len(work), dtype=np.int64), len(block)),
        one=joined[0],
        other=joined[1],
        length_m=np.append(borders.length_m, np.zeros(missing)),
        kind=np.append(kind, np.full(missing, BORDER_KINDS.index("water"))),
        bridge=joined[2],
        whole=whole,
    )


def _with_bridges(one: Ints, other: Ints, found: Bridges, count: int) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """The borders, those with a bridge marked, and behind them the bridges between blocks that share none."""
    known, bridged = one * count + other, found.one * count + found.other
    new = ~np.isin(bridged, known)
    marked = np.append(np.isin(known, bridged), np.ones(int(new.sum()), dtype=bool))
    return np.append(one, found.one[new]), np.append(other, found.other[new]), marked


def _summed(owner: Ints, count: Ints, blocks: int) -> Ints:
    there = owner >= 0
    return np.rint(np.bincount(owner[there], count[there], blocks)).astype(np.int64)
