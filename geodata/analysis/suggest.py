"""Suggested divisions of communities into grids: balanced, compact, in one piece, with what each would cost."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from geodata.rules.household_limits import Band

from .block_graph import BlockGraph, Ints
from .block_subgraph import subgraph
from .suggest_anneal import shake
from .suggest_counts import Part, Reason, count_grids, other_counts
from .suggest_figures import DivisionFigures, figures_of_division, figures_of_grids
from .suggest_flips import flip_blocks
from .suggest_present import start_from_present
from .suggest_start import start_division
from .suggest_state import DivisionState
from .suggest_wishes import BALANCED, COMPACT, PLAIN, STEADY, Price, Wishes

# A small community is tried from several first divisions, more often while a grid is outside the band.
STARTS, MOST_STARTS = 3, 12
# So many blocks are worked on at most for all starts together, but one start is always made.
BLOCKS_AT_MOST = 3_000
# Sums of shares of households may miss a whole number by this.
ROUNDING = 1e-6
ALTERNATIVES: dict[str, Wishes] = {"even": BALANCED, "compact": COMPACT, "steady": STEADY}

Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Infeasible:
    """A part of a parent where not every grid can be in the band: why, and which blocks show it.

    households: of the part; grids: how many it was given; outside: how many of them are outside the band.
    """

    parent: int
    reason: Reason
    households: float
    grids: int
    outside: int
    blocks: tuple[int, ...]


@dataclass(frozen=True)
class Suggestion:
    """A division: label (n,) 0 … k−1, ordered by parent, with its figures.

    in_band_feasible: share of grids in the band among those that could be (1.0 where none could).
    """

    label: Ints
    figures: DivisionFigures
    in_band_feasible: float
    infeasible: tuple[Infeasible, ...]


@dataclass(frozen=True)
class Divided:
    """One try of one part: label (n,) 0 … k−1, how many grids are outside the band, and its price."""

    label: Ints
    outside: int
    cost: float

    @property
    def rank(self) -> tuple[int, float]:
        """Smaller is better."""
        return self.outside, self.cost


def suggest_division(
    graph: BlockGraph,
    band: Band,
    *,
    wishes: Wishes = PLAIN,
    grids: int | None = None,
    present: Ints | None = None,
    seed: int = 1,
    told: Told | None = None,
) -> Suggestion:
    """One division of every parent into grids of connected blocks.

    grids: how many in all (default: as many as bring each community nearest to the middle of the band). present: (n,)
    the grid in force of each block, −1 for none; needed where wishes.keep counts. told: called with (parts done,
    parts); may raise to cancel. The same input and seed give the same division.
    Source: multilevel partitioning, then annealing and boundary flips on the true objective.

    >>> row = np.ones(4)
    >>> graph = BlockGraph(row * 100, row, row * 4, np.zeros((4, 2)), np.zeros(4, int), np.arange(3), np.arange(1, 4),
    ...                    np.ones(3), np.zeros(3))
    >>> suggest_division(graph, Band(150, 250)).label.tolist() in ([0, 0, 1, 1], [1, 1, 0, 0])
    True
    """
    parts = count_grids(graph, band, grids)
    label = np.empty(graph.size, dtype=np.int64)
    first = 0
    for done, part in enumerate(parts):
        own = None if present is None else present[part.blocks]
        piece = subgraph(graph, part.blocks)
        tried = [part] if grids else [part, *other_counts(part, band)]
        divisions = (_divide(piece, one, _price(one, band, wishes), own, seed) for one in tried)
        found = _first_inside(divisions, part)
        label[part.blocks] = first + found
        parts[done] = replace(part, grids=int(found.max()) + 1)
        first += parts[done].grids
        if told:
            told(done + 1, len(parts))
    target = band.middle if grids is None else float(graph.households.sum()) / first
    figures = figures_of_division(graph, label, band, target, present)
    share, infeasible = _where_it_failed(graph, label, parts, band)
    return Suggestion(label, figures, share, tuple(infeasible))


def suggest_alternatives(
    graph: BlockGraph,
    band: Band,
    *,
    grids: int | None = None,
    present: Ints | None = None,
    seed: int = 1,
    told: Told | None = None,
) -> dict[str, Suggestion]:
    """Up to three divisions to choose from: even, compact and, with present grids, steady; equal ones once."""
    found: dict[str, Suggestion] = {}
    for name, wishes in ALTERNATIVES.items():
        if wishes.keep and present is None:
            continue
        one = suggest_division(graph, band, wishes=wishes, grids=grids, present=present, seed=seed, told=told)
        if not any(np.array_equal(one.label, other.label) for other in found.values()):
            found[name] = one
    return found


def _price(part: Part, band: Band, wishes: Wishes) -> Price:
    """Heavy blocks make grids of their own, so the others share the rest."""
    light = part.grids - len(part.heavy)
    return Price(wishes, band, part.rest / light if light > 0 and part.rest > 0 else band.middle)


def _first_inside(divisions: Iterable[Divided], part: Part) -> Ints:
    """The first division with no avoidable grid outside the band; without one that with the fewest."""
    best: Divided | None = None
    for one in divisions:
        if best is None or one.outside < best.outside:
            best = one
        if best.outside <= len(part.heavy):
            break
    assert best is not None
    return best.label


def _divide(graph: BlockGraph, part: Part, price: Price, present: Ints | None, seed: int) -> Divided:
    """The best of several divisions of one connected part into its number of grids."""
    if part.grids == 1:
        label = np.zeros(graph.size, dtype=np.int64)
        return Divided(label, *_rank(graph, label, price, present))
    best: Divided | None = None
    for attempt in range(max(1, min(MOST_STARTS, BLOCKS_AT_MOST // graph.size))):
        label = _attempt(graph, part.grids, price, present, seed * 1000 + attempt)
        one = Divided(label, *_rank(graph, label, price, present))
        if best is None or one.rank < best.rank:
            best = one
        if attempt + 1 >= STARTS and best.outside <= len(part.heavy):
            break
    assert best is not None
    return best


def _attempt(graph: BlockGraph, grids: int, price: Price, present: Ints | None, seed: int) -> Ints:
    if present is not None and price.wishes.keep:
        label = start_from_present(graph, grids, present, seed)
    else:
        label = start_division(graph, grids, seed)
    state = DivisionState(graph, label, grids, price, present)
    flip_blocks(state)
    shake(state, seed)
    state.take_over(np.array(state.label))
    flip_blocks(state)
    return np.array(state.label)


def _rank(graph: BlockGraph, label: Ints, price: Price, present: Ints | None) -> tuple[int, float]:
    """How many grids are outside the band, and what the division costs."""
    state = DivisionState(graph, label, int(label.max()) + 1, price, present)
    outside = sum(not price.band.holds(figures[0]) for figures in state.of_grid)
    return outside, sum(state.cost) + state.shared_cost()


def _where_it_failed(
    graph: BlockGraph, label: Ints, parts: list[Part], band: Band
) -> tuple[float, list[Infeasible]]:
    """The share of grids in the band among those that could be, and the parts with grids outside."""
    households = figures_of_grids(graph, label).households
    outside = (households < band.low - ROUNDING) | (households > band.high + ROUNDING)
    possible = np.ones(len(households), dtype=bool)
    found, first = [], 0
    for part in parts:
        own = np.arange(first, first + part.grids)
        first += part.grids
        if part.reason is not None:
            possible[np.unique(label[part.heavy]) if len(part.heavy) else own] = False
        if outside[own].any():
            found.append(_infeasible(part, int(outside[own].sum())))
    return (float((~outside[possible]).mean()) if possible.any() else 1.0), found


def _infeasible(part: Part, outside: int) -> Infeasible:
    blocks = part.heavy if len(part.heavy) else part.blocks
    reason = part.reason or Reason.NOT_FOUND
    return Infeasible(part.parent, reason, part.households, part.grids, outside, tuple(blocks.tolist()))
