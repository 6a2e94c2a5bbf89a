"""A division in the making: which grid each block is in, and what moving one block would gain."""

import numpy as np

from .block_graph import BlockGraph, Floats, Ints
from .suggest_wishes import ALONG_BARRIER, Price


class DivisionState:
    """Blocks of one connected part of a community (or several) with the grid of each.

    Plain lists, because single blocks are looked at millions of times. label[b] is the grid of block b; near[b] its
    neighbours with the length they share and the part of it that counts as cut. present[b] is the grid in force a
    block is in, home[g] the one grid g goes on from; −1 for none.
    """

    def __init__(
        self, graph: BlockGraph, label: Ints, grids: int, price: Price, present: Ints | None
    ) -> None:
        self.graph, self.grids, self.price = graph, grids, price
        self.near = _near(graph)
        self.households = graph.households.tolist()
        self.area = graph.area_m2.tolist()
        self.perimeter = graph.perimeter_m.tolist()
        self.present = [-1] * graph.size if present is None else present.tolist()
        self.unit_m = 4 * float(np.sqrt(graph.area_m2.sum() / max(grids, 1))) or 1.0
        self.take_over(label)

    def take_over(self, label: Ints) -> None:
        """Start anew from a division (n,)."""
        graph, grids = self.graph, self.grids
        self.label = label.tolist()
        within = label[graph.one] == label[graph.other]
        inside = np.bincount(label[graph.one[within]], graph.length_m[within], grids)
        self.of_grid = list(
            map(
                list,
                zip(
                    np.bincount(label, graph.households, grids).tolist(),
                    np.bincount(label, graph.area_m2, grids).tolist(),
                    (np.bincount(label, graph.perimeter_m, grids) - 2 * inside).tolist(),
                    np.bincount(label, minlength=grids).tolist(),
                    strict=True,
                ),
            )
        )
        self.cost = [self.price.of(*figures[:3]) for figures in self.of_grid]
        self.home = home_of_each(label, np.array(self.present), graph.households, grids).tolist()

    def gain(self, block: int, target: int) -> float:
        """How much better the division is with a block moved to another grid (before asking whether it may)."""
        source = self.label[block]
        to_own = to_target = counted = 0.0
        for other, length, cut in self.near[block]:
            at = self.label[other]
            if at == source:
                to_own += length
                counted -= cut
            elif at == target:
                to_target += length
                counted += cut
        losing, gaining = self.of_grid[source], self.of_grid[target]
        households, area, perimeter = self.households[block], self.area[block], self.perimeter[block]
        after = self.price.of(losing[0] - households, losing[1] - area, losing[2] - perimeter + 2 * to_own)
        after += self.price.of(
            gaining[0] + households, gaining[1] + area, gaining[2] + perimeter - 2 * to_target
        )
        wishes = self.price.wishes
        gained = self.cost[source] + self.cost[target] - after + wishes.cut * counted / self.unit_m
        return gained + self._kept(block, source, target) if wishes.keep else gained

    def _kept(self, block: int, source: int, target: int) -> float:
        mine = self.present[block]
        better = (self.home[target] == mine) - (self.home[source] == mine)
        return self.price.wishes.keep * better * self.households[block] / self.price.target

    def move(self, block: int, target: int) -> None:
        """Put a block into another grid."""
        source = self.label[block]
        to_own = to_target = 0.0
        for other, length, _ in self.near[block]:
            at = self.label[other]
            if at == source:
                to_own += length
            elif at == target:
                to_target += length
        self._add(source, block, -1, -self.perimeter[block] + 2 * to_own)
        self._add(target, block, 1, self.perimeter[block] - 2 * to_target)
        self.label[block] = target

    def _add(self, grid: int, block: int, sign: int, perimeter: float) -> None:
        figures = self.of_grid[grid]
        figures[0] += sign * self.households[block]
        figures[1] += sign * self.area[block]
        figures[2] += perimeter
        figures[3] += sign
        self.cost[grid] = self.price.of(*figures[:3])

    def may_leave(self, block: int) -> bool:
        """Whether a block's grid stays in one piece, and stays at all, without it."""
        label = self.label
        grid = label[block]
        wanted = {other for other, _, _ in self.near[block] if label[other] == grid}
        if len(wanted) < 2:
            return self.of_grid[grid][3] > 1
        start = wanted.pop()
        seen, queue = {block, start}, [start]
        while queue:
            for other, _, _ in self.near[queue.pop()]:
                if label[other] == grid and other not in seen:
                    seen.add(other)
                    queue.append(other)
                    wanted.discard(other)
            if not wanted:
                return True
        return False

    def shared_cost(self) -> float:
        """What the borders between grids and the households away from home cost."""
        label, wishes = np.array(self.label), self.price.wishes
        apart = label[self.graph.one] != label[self.graph.other]
        away = np.array(self.home)[label] != np.array(self.present)
        lost = float(self.graph.households[away].sum()) / self.price.target
        return wishes.cut * float(counted_cut(self.graph)[apart].sum()) / self.unit_m + wishes.keep * lost

    def targets(self, block: int) -> set[int]:
        """The other grids a block touches."""
        own = self.label[block]
        return {self.label[other] for other, _, _ in self.near[block]} - {own}


def counted_cut(graph: BlockGraph) -> Floats:
    """(m,) What each border counts when it is cut: its length, less along barriers."""
    return graph.length_m * (1 - (1 - ALONG_BARRIER) * graph.barrier)


def _near(graph: BlockGraph) -> list[list[tuple[int, float, float]]]:
    near: list[list[tuple[int, float, float]]] = [[] for _ in range(graph.size)]
    for one, other, length, counted in zip(
        graph.one.tolist(),
        graph.other.tolist(),
        graph.length_m.tolist(),
        counted_cut(graph).tolist(),
        strict=True,
    ):
        near[one].append((other, length, counted))
        near[other].append((one, length, counted))
    return near


def home_of_each(label: Ints, present: Ints, households: Floats, grids: int) -> Ints:
    """(grids,) The present grid most of a grid's households come from, the lowest where several do; −1 for none."""
    known = present >= 0
    width = int(present.max(initial=-1)) + 1
    if not width:
        return np.full(grids, -1, dtype=np.int64)
    # Blocks where nobody lives decide only where nothing else does.
    weight = households[known] + 1e-6
    pair, place = np.unique(label[known] * width + present[known], return_inverse=True)
    weights = np.bincount(place, weight, len(pair))
    order = np.lexsort((pair, -weights))
    home = np.full(grids, -1, dtype=np.int64)
    grid, first = np.unique(pair[order] // width, return_index=True)
    home[grid] = pair[order][first] % width
    return home
