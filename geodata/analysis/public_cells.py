"""Which counts by cell may be published, so that no combination of published numbers tells a small one.

Cells nest: a cell has a parent of twice its side, four cells to a parent. What is too small for itself is told with its
parent, in place of the parent's other children: published cells never overlap, so nothing can be subtracted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from geodata.rules.public_heat import BLOCK_DAYS, DELAY_DAYS, FEWEST_EVENTS, FEWEST_HOUSEHOLDS

# (column, row) of a cell.
Key = tuple[int, int]
# Level (how often the smallest cell doubles), column and row.
Place = tuple[int, int, int]


@dataclass(frozen=True)
class CellFacts:
    """What is known of a cell: events of the period, households living there."""

    events: int
    households: int

    @property
    def large_enough(self) -> bool:
        """Whether its count may be told by itself."""
        return self.events >= FEWEST_EVENTS and self.households >= FEWEST_HOUSEHOLDS

    def plus(self, other: "CellFacts") -> "CellFacts":
        """Both together."""
        return CellFacts(self.events + other.events, self.households + other.households)


@dataclass(frozen=True)
class _Node:
    """A cell of some level: its facts, and the cells it is told as; None where it has to be told with its parent."""

    facts: CellFacts
    told: dict[Place, int] | None


def public_block(today: date) -> tuple[date, date]:
    """First and last day of the latest block of BLOCK_DAYS days that ended DELAY_DAYS or more before a day.

    Only whole blocks, which never overlap, are ever published: of two periods that do, the difference would be told.

    >>> public_block(date(2026, 11, 26))
    (datetime.date(2026, 10, 2), datetime.date(2026, 10, 31))
    """
    blocks = (today.toordinal() - DELAY_DAYS) // BLOCK_DAYS
    first = date.fromordinal((blocks - 1) * BLOCK_DAYS + 1)
    return first, first + timedelta(days=BLOCK_DAYS - 1)


def public_cells(facts: Mapping[Key, CellFacts], levels: int) -> dict[Place, int]:
    """The events of the cells that may be published, by (level, column, row).

    Parameters
    ----------
    facts : the smallest cells by (column, row), those with events or households; missing ones have neither.
    levels : how often a cell may double before it is given up.

    Returns
    -------
    Cells that do not overlap. A parent is told in place of all its children as soon as one child with events is too
    small for itself (complementary suppression). One that is too small goes on to its own parent; beyond the last level
    it is left out. No total is told anywhere, so what is left out cannot be worked out; for the same reason only one
    classification (all events together) of one block of days may be published.

    Raises
    ------
    ValueError : when levels is negative.

    Source: suppression by merging in a quadtree, as national statistics do for grids (Lagonigro et al. 2020, AQuadtree).

    >>> public_cells({(0, 0): CellFacts(30, 100), (1, 0): CellFacts(4, 100), (4, 4): CellFacts(12, 60)}, 1)
    {(0, 4, 4): 12, (1, 0, 0): 34}
    """
    if levels < 0:
        raise ValueError(f"levels {levels} must not be negative")
    nodes = {key: _judged(one, (0, *key), {}) for key, one in facts.items()}
    for level in range(1, levels + 1):
        children: dict[Key, list[_Node]] = {}
        for (x, y), node in nodes.items():
            children.setdefault((x >> 1, y >> 1), []).append(node)
        nodes = {key: _parent(those, (level, *key)) for key, those in children.items()}
    return dict(sorted((place, n) for node in nodes.values() for place, n in (node.told or {}).items()))


def _parent(children: list[_Node], place: Place) -> _Node:
    """A cell from its children: told as they are, or as one where any of them cannot stand by itself."""
    facts = children[0].facts
    for child in children[1:]:
        facts = facts.plus(child.facts)
    if all(child.told is not None for child in children):
        return _Node(facts, {at: n for child in children for at, n in (child.told or {}).items()})
    return _judged(facts, place, None)


def _judged(facts: CellFacts, place: Place, without_events: dict[Place, int] | None) -> _Node:
    """A cell told by itself, or not at all; one without events needs no telling."""
    if facts.large_enough:
        return _Node(facts, {place: facts.events})
    return _Node(facts, without_events if facts.events == 0 else None)
