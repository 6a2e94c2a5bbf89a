"""What can be asked of a boundary plan."""

from dataclasses import dataclass
from enum import StrEnum


class PlanVerb(StrEnum):
    """The operations on a plan, each undone by its inverse."""

    ASSIGN = "assign"
    PUSH = "push"
    MERGE = "merge"
    SPLIT_LINE = "split_line"
    SPLIT_PARTS = "split_parts"
    REDRAW = "redraw"
    CUT = "cut"
    SUGGEST = "suggest"
    LOCK_GRID = "lock_grid"
    UNLOCK_GRID = "unlock_grid"
    LOCK_BORDER = "lock_border"
    UNLOCK_BORDER = "unlock_border"


PLAN_VERB_NAMES = {
    PlanVerb.ASSIGN: ("指派街块", "Assign blocks"),
    PlanVerb.PUSH: ("推动边界", "Push border"),
    PlanVerb.MERGE: ("合并", "Merge"),
    PlanVerb.SPLIT_LINE: ("按线拆分", "Split by line"),
    PlanVerb.SPLIT_PARTS: ("均分", "Split evenly"),
    PlanVerb.REDRAW: ("整片重划", "Redraw"),
    PlanVerb.CUT: ("切街块", "Cut block"),
    PlanVerb.SUGGEST: ("采用建议", "Take a suggestion"),
    PlanVerb.LOCK_GRID: ("锁定网格", "Lock grid"),
    PlanVerb.UNLOCK_GRID: ("解锁网格", "Unlock grid"),
    PlanVerb.LOCK_BORDER: ("锁定边界", "Lock border"),
    PlanVerb.UNLOCK_BORDER: ("解锁边界", "Unlock border"),
}

MOST_PARTS = 40
# Operations that concern several communities; their `community` is the code of the area around them.
WIDE = frozenset({PlanVerb.SUGGEST})


@dataclass(frozen=True)
class Asked:
    """One operation in a community, as it was drawn.

    community: 12 digits. blocks: numbers in the block version (assigned or swept). grid: the key it is about (taking,
    staying, split or locked). other: the second key (giving, leaving, across the border). line: metres of MEASURE.
    parts: how many to make. keys: for `redraw`, the new key of each of the blocks, 0 and below for grids to be made.
    """

    verb: PlanVerb
    community: str
    blocks: tuple[int, ...] = ()
    grid: int = 0
    other: int = 0
    line: tuple[tuple[float, float], ...] = ()
    parts: int = 0
    keys: tuple[int, ...] = ()
