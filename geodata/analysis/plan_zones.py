"""The zones of a plan in which grids may be drawn anew: same community, same band, nothing locked inside."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geodata.rules.household_limits import Band

from .block_graph import BlockGraph, Ints
from .plan_moves import NO_LOCKS, Locks


@dataclass(frozen=True)
class PlanGround:
    """Blocks of a plan with their grids: keys (n,) of each block, band of each key (None: measured otherwise), locks."""

    graph: BlockGraph
    keys: Ints
    bands: Mapping[int, Band | None]
    locks: Locks = NO_LOCKS


@dataclass(frozen=True)
class Zone:
    """Blocks (ascending) of zones with one band, and the number of the zone of each."""

    band: Band
    blocks: Ints
    number: Ints


def free_zones(ground: PlanGround) -> list[Zone]:
    """The zones by band, lowest first; grids that are locked or have no band are in none.

    A locked border stays a border: one of its grids, the heavier one, is a zone of its own, so that no grid can ever
    hold blocks of both sides.

    >>> row = np.ones(4)
    >>> graph = BlockGraph(row * 100, row, row * 4, np.zeros((4, 2)), np.zeros(4, int), np.arange(3), np.arange(1, 4),
    ...                    np.ones(3), np.zeros(3))
    >>> bands = {1: Band(150, 250), 2: Band(150, 250)}
    >>> [zone.number.tolist() for zone in free_zones(PlanGround(graph, np.array([1, 1, 2, 2]), bands))]
    [[0, 0, 0, 0]]
    """
    alone = _alone(ground)
    places: dict[Band, dict[tuple[int, int], list[int]]] = {}
    for block, key in enumerate(ground.keys.tolist()):
        band = ground.bands[key]
        if band is None or key in ground.locks.grids:
            continue
        zone = (int(ground.graph.parent[block]), key if key in alone else 0)
        places.setdefault(band, {}).setdefault(zone, []).append(block)
    return [_zone(band, places[band]) for band in sorted(places, key=lambda band: band.low)]


def _zone(band: Band, places: dict[tuple[int, int], list[int]]) -> Zone:
    number = {block: at for at, zone in enumerate(sorted(places)) for block in places[zone]}
    blocks = np.array(sorted(number), dtype=np.int64)
    return Zone(band, blocks, np.array([number[block] for block in blocks.tolist()], dtype=np.int64))


def _alone(ground: PlanGround) -> set[int]:
    """For every locked border one of its grids, unless the other one is on its own already."""
    households = np.bincount(ground.keys, ground.graph.households)
    free = set(ground.keys.tolist()) - ground.locks.grids
    alone: set[int] = set()
    for pair in sorted(ground.locks.borders):
        if free.issuperset(pair) and not alone.intersection(pair):
            alone.add(max(pair, key=lambda key: (households[key], -key)))
    return alone
