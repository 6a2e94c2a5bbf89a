"""What a division of a plan would be like as a whole: the figures alternatives are chosen by."""

from dataclasses import dataclass

import numpy as np

from geodata.rules.household_limits import Band, workers_needed

from .balance import balance_index
from .block_graph import BlockGraph, Ints, extra_pieces
from .plan_figures import FOLLOWED
from .plan_zones import PlanGround
from .suggest_figures import figures_of_grids
from .suggest_state import home_of_each


@dataclass(frozen=True)
class Tradeoffs:
    """grids, and judged: how many of them have a band; in_band: how many of these are in it.

    mad: mean share by which judged grids miss the middle of their band (None without any). polsby_popper: mean.
    cut_m: borders between grids; followed: share of them on roads or water (None without any). moved: households that
    change grid against the plan as it was; crossing: those among all who come into a grid where most come from another
    one (splitting a grid moves households but crosses no border); households: all of them. workers: full-time workers that
    the grids need. balance: 1 less the Gini coefficient of households over the middle of the band.
    """

    grids: int
    judged: int
    in_band: int
    mad: float | None
    polsby_popper: float
    cut_m: float
    followed: float | None
    moved: int
    crossing: int
    households: int
    workers: int
    balance: float
    extra_pieces: int


def tradeoffs(ground: PlanGround, keys: Ints) -> Tradeoffs:
    """The figures of a division; keys: (n,), a new one takes the band of the grids its blocks come from.

    >>> row = np.ones(4)
    >>> graph = BlockGraph(row * 100, row, row * 4, np.zeros((4, 2)), np.zeros(4, int), np.arange(3), np.arange(1, 4),
    ...                    np.ones(3), np.zeros(3))
    >>> ground = PlanGround(graph, np.array([7, 7, 7, 7]), {7: Band(150, 250)})
    >>> told = tradeoffs(ground, np.array([7, 7, 0, 0]))
    >>> told.grids, told.in_band, told.moved, told.mad
    (2, 2, 200, 0.0)
    """
    graph = ground.graph
    _, label = np.unique(keys, return_inverse=True)
    each = figures_of_grids(graph, label.astype(np.int64))
    bands = _bands(ground, label)
    judged = [at for at, band in enumerate(bands) if band is not None]
    off = np.array([each.households[at] / band.middle for at in judged if (band := bands[at])])
    inside = sum(bool(band and band.holds(round(each.households[at]))) for at, band in enumerate(bands))
    cut_m, followed = _borders(graph, label)
    return Tradeoffs(
        grids=len(bands),
        judged=len(judged),
        in_band=inside,
        mad=float(np.abs(off - 1).mean()) if judged else None,
        polsby_popper=float(each.polsby_popper.mean()),
        cut_m=cut_m,
        followed=followed,
        moved=int(graph.households[keys != ground.keys].sum()),
        crossing=_crossing(ground, label),
        households=int(graph.households.sum()),
        workers=sum(workers_needed(count) for count in each.households.tolist()),
        balance=balance_index(off),
        extra_pieces=extra_pieces(graph, label.astype(np.int64)),
    )


def _bands(ground: PlanGround, label: Ints) -> list[Band | None]:
    """The band of each grid: that of the present grid most of its households come from."""
    pairs, place = np.unique(np.column_stack([label, ground.keys]), axis=0, return_inverse=True)
    weight = np.bincount(place.reshape(-1), ground.graph.households + 1e-6, len(pairs)).astype(np.float64)
    best = np.lexsort((-weight, pairs[:, 0]))
    _, first = np.unique(pairs[best, 0], return_index=True)
    return [ground.bands[key] for key in pairs[best][first, 1].tolist()]


def _crossing(ground: PlanGround, label: Ints) -> int:
    present = np.unique(ground.keys, return_inverse=True)[1].astype(np.int64)
    home = home_of_each(label.astype(np.int64), present, ground.graph.households, int(label.max()) + 1)
    return int(ground.graph.households[home[label] != present].sum())


def _borders(graph: BlockGraph, label: Ints) -> tuple[float, float | None]:
    """Metres between grids of one community, and the share of them that follows roads or water."""
    apart = (label[graph.one] != label[graph.other]) & graph.inner()
    cut = float(graph.length_m[apart].sum())
    on = float(graph.length_m[apart & (graph.barrier >= FOLLOWED)].sum())
    return cut, on / cut if cut > 0 else None
