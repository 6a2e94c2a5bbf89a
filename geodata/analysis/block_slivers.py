"""Tiny and thin blocks where nobody lives, given to the neighbour they share most border with."""

import numpy as np
import shapely
from numpy.typing import NDArray

from .block_borders import SharedBorders, shared_borders

# The rule: below this ground, or this wide on average (two areas by the outline), and without households.
TINY_M2 = 600.0
THIN_M = 8.0


def merge_slivers(block: NDArray[np.object_], households: NDArray[np.int64]) -> NDArray[np.object_]:
    """The blocks (n,) of a coverage with each sliver joined to a neighbour; smallest first, until none is left."""
    group = np.arange(len(block))
    borders = shared_borders(block)
    area, outline = shapely.area(block), shapely.length(block)
    while True:
        ground, people = np.bincount(group, area, len(block)), np.bincount(group, households, len(block))
        apart = group[borders.one] != group[borders.other]
        inside = np.bincount(group[borders.one[~apart]], borders.length_m[~apart], len(block))
        around = np.bincount(group, outline, len(block)) - 2 * inside
        thin = (ground < TINY_M2) | (2 * ground < THIN_M * around)
        slivers = np.flatnonzero(thin & (people == 0) & (ground > 0))
        hosts = _hosts(group, borders, slivers[np.argsort(ground[slivers], kind="stable")])
        if not hosts:
            return _joined(block, group)
        for sliver, host in hosts.items():
            group[group == sliver] = host


def _hosts(group: NDArray[np.int64], borders: SharedBorders, slivers: NDArray[np.int64]) -> dict[int, int]:
    """Sliver → the group it shares most border with; a group is in one pair at most, the first sliver's goes first."""
    one, other = group[borders.one], group[borders.other]
    hosts: dict[int, int] = {}
    touched: set[int] = set()
    for sliver in slivers.tolist():
        left, right = (one == sliver) & (other != sliver), (other == sliver) & (one != sliver)
        beside = np.concatenate([other[left], one[right]])
        if sliver in touched or not len(beside):
            continue
        length = np.concatenate([borders.length_m[left], borders.length_m[right]])
        host = int(np.argmax(np.bincount(beside, np.round(length, 3))))
        if host not in touched:
            hosts[sliver] = host
            touched |= {sliver, host}
    return hosts


def _joined(block: NDArray[np.object_], group: NDArray[np.int64]) -> NDArray[np.object_]:
    order = np.argsort(group, kind="stable")
    ends = np.flatnonzero(np.diff(group[order])) + 1
    made = [
        block[own[0]] if len(own) == 1 else shapely.coverage_union_all(block[own])
        for own in np.split(order, ends)
    ]
    return np.asarray(shapely.get_parts(np.array(made, dtype=object)))
