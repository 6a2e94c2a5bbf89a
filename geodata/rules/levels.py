"""The four area levels, their order and the length of their codes."""

from enum import StrEnum


class Level(StrEnum):
    """An area level, outermost first."""

    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"
    GRID = "grid"


LEVEL_NAMES = {Level.DISTRICT: "区", Level.SUBDISTRICT: "街道", Level.COMMUNITY: "社区", Level.GRID: "网格"}

# GB/T 2260 and the statistics codes give 6, 9 and 12 digits; grids add a 3-digit sequence (DB11 unit grids).
CODE_LENGTH = {Level.DISTRICT: 6, Level.SUBDISTRICT: 9, Level.COMMUNITY: 12, Level.GRID: 15}

ORDER = tuple(Level)

# What a change of an area or its border is told as: each level by itself, so that only what draws it is drawn anew.
CHANGE_KINDS = {
    Level.DISTRICT: "districts",
    Level.SUBDISTRICT: "subdistricts",
    Level.COMMUNITY: "communities",
    Level.GRID: "grids",
}


def parent_level(level: Level) -> Level | None:
    """The level directly above; None above a district.

    >>> parent_level(Level.GRID)
    <Level.COMMUNITY: 'community'>
    """
    position = ORDER.index(level)
    return ORDER[position - 1] if position else None


def child_level(level: Level) -> Level | None:
    """The level directly below; None below a grid."""
    position = ORDER.index(level)
    return ORDER[position + 1] if position + 1 < len(ORDER) else None


def is_area_code(text: str) -> bool:
    """Whether a text has the form of an area's code: as many digits as those of one level have.

    >>> [is_area_code(text) for text in ("530103001", "5301030", "５３０１０３", "")]
    [True, False, False, False]
    """
    return text.isascii() and text.isdigit() and len(text) in CODE_LENGTH.values()
