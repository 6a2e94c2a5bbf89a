"""Suggested divisions of a plan, or a part of it, from its present grids: few households moved, locks honoured."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from geodata.rules.grid_codes import Share, kept_codes

from .block_graph import Ints
from .block_subgraph import subgraph
from .plan_zones import PlanGround, Zone, free_zones
from .suggest import Infeasible, Suggestion, suggest_division
from .suggest_wishes import Wishes

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class PlanDivision:
    """A division of a plan: keys (n,), 0 and below for grids to be made (one each), and where the band cannot be met.

    infeasible: parents are those of the graph, blocks its positions.
    """

    keys: Ints
    infeasible: tuple[Infeasible, ...]


def suggest_for_plan(
    ground: PlanGround, wishes: Wishes, *, seed: int = 1, told: Told | None = None
) -> PlanDivision:
    """One division of the free zones; grids that are locked or measured otherwise stay as they are.

    told: called with (done, of how many); may raise to cancel. The larger part of a grid keeps its
    key. The same input and seed give the same division.
    Source: geodata.analysis.suggest on every zone; keys by the rule for codes (PLANNER.md, plan life).

    >>> from geodata.rules.household_limits import Band
    >>> from .block_graph import BlockGraph
    >>> from .suggest_wishes import STEADY
    >>> row = np.ones(4)
    >>> graph = BlockGraph(row * 100, row, row * 4, np.zeros((4, 2)), np.zeros(4, int), np.arange(3), np.arange(1, 4),
    ...                    np.ones(3), np.zeros(3))
    >>> ground = PlanGround(graph, np.array([7, 7, 7, 7]), {7: Band(150, 250)})
    >>> sorted(suggest_for_plan(ground, STEADY).keys.tolist())
    [0, 0, 7, 7]
    """
    zones = free_zones(ground)
    whole = sum(int(zone.number.max()) + 1 for zone in zones)
    label = np.full(ground.graph.size, -1, dtype=np.int64)
    infeasible: list[Infeasible] = []
    first = done = 0
    for zone in zones:
        own = int(zone.number.max()) + 1
        found = _divided(ground, zone, wishes, seed, _counted(told, done, own, whole))
        label[zone.blocks] = first + found.label
        infeasible += [_placed(one, ground, zone) for one in found.infeasible]
        first += int(found.label.max()) + 1
        done += own
    return PlanDivision(_keys(ground, label), tuple(infeasible))


def _counted(told: Told | None, before: int, own: int, whole: int) -> Told | None:
    """Progress over all zones out of that in one band's."""
    if told is None:
        return None
    return lambda done, parts: told(round(1000 * (before + own * done / parts)), 1000 * whole)


def _divided(ground: PlanGround, zone: Zone, wishes: Wishes, seed: int, told: Told | None) -> Suggestion:
    graph = replace(subgraph(ground.graph, zone.blocks), parent=zone.number)
    inside = graph.inner()
    graph = replace(
        graph,
        one=graph.one[inside],
        other=graph.other[inside],
        length_m=graph.length_m[inside],
        barrier=graph.barrier[inside],
    )
    present = np.unique(ground.keys[zone.blocks], return_inverse=True)[1].astype(np.int64)
    return suggest_division(graph, zone.band, wishes=wishes, present=present, seed=seed, told=told)


def _placed(one: Infeasible, ground: PlanGround, zone: Zone) -> Infeasible:
    """An infeasible place by the numbers of the whole ground."""
    parent = int(ground.graph.parent[zone.blocks[np.argmax(zone.number == one.parent)]])
    return replace(one, parent=parent, blocks=tuple(zone.blocks[list(one.blocks)].tolist()))


def _keys(ground: PlanGround, label: Ints) -> Ints:
    """Keys of the plan for a division (−1: the block stays as it is); what no present grid goes on as counts down from 0."""
    keys = ground.keys.copy()
    free = label >= 0
    pairs, place = np.unique(np.column_stack([ground.keys[free], label[free]]), axis=0, return_inverse=True)
    place = place.reshape(-1)
    households = np.bincount(place, ground.graph.households[free], len(pairs))
    area = np.bincount(place, ground.graph.area_m2[free], len(pairs))
    shares = [
        Share(f"{old:010d}", new, round(count), round(ground_m2, 1))
        for (old, new), count, ground_m2 in zip(
            pairs.tolist(), households.tolist(), area.tolist(), strict=True
        )
    ]
    kept = {new: int(old) for new, old in kept_codes(shares).items()}
    fresh = sorted(set(label[free].tolist()) - kept.keys())
    kept |= {new: -number for number, new in enumerate(fresh)}
    keys[free] = [kept[new] for new in label[free].tolist()]
    return keys
