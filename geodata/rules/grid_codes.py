"""Codes of grids after a re-division: who keeps an old one, and which numbers the new ones get.

A code is the community's 12 digits and a number of three. A number once used in a community is never used again,
so that a code in an old record always means the same grid.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

GRID_DIGITS = 3
MOST_NUMBER = 10**GRID_DIGITS - 1


@dataclass(frozen=True)
class Share:
    """What a new grid of a plan (its key) takes over of an old one (its code); ground in m² decides where nobody lives."""

    old: str
    new: int
    households: int
    area_m2: float


def kept_codes(shares: Collection[Share]) -> dict[int, str]:
    """Old codes by the new grids that keep them: the larger part keeps, each code and each grid at most once.

    Ties are settled by ground, then by the code, then by the order of the shares.

    Source: PLANNER.md, plan life ("larger part keeps its code").

    >>> kept_codes([Share("001", 7, 300, 1.0), Share("001", 8, 200, 9.0), Share("002", 8, 90, 1.0)])
    {7: '001', 8: '002'}
    """
    ranked = sorted(shares, key=lambda share: (-share.households, -share.area_m2, share.old))
    kept: dict[int, str] = {}
    given: set[str] = set()
    for share in ranked:
        if share.new not in kept and share.old not in given:
            kept[share.new] = share.old
            given.add(share.old)
    return kept


def new_codes(
    community: str, places: Mapping[int, tuple[float, float]], used: Collection[str]
) -> dict[int, str]:
    """Codes for the new grids of a community, west to east, then north to south, above every number ever used.

    Parameters
    ----------
    community: 12 digits. places: a new grid's key → (x, y) in metres of MEASURE, the grid's anchor.
    used: all grid codes the community ever had.

    Raises ValueError where the numbers of the community are used up.

    Source: DB11 unit grids as in DOMAIN.md §4.

    >>> new_codes("999901001001", {8: (9.0, 0.0), 7: (1.0, 5.0)}, ["999901001001003"])
    {7: '999901001001004', 8: '999901001001005'}
    """
    highest = max((int(code[-GRID_DIGITS:]) for code in used if code.startswith(community)), default=0)
    if highest + len(places) > MOST_NUMBER:
        raise ValueError(
            f"{community}: {len(places)} new grids after number {highest}, at most {MOST_NUMBER} numbers"
        )
    ordered = sorted(places, key=lambda grid: (places[grid][0], -places[grid][1]))
    return {
        grid: f"{community}{number:0{GRID_DIGITS}d}" for number, grid in enumerate(ordered, start=highest + 1)
    }
