"""Which grid of one division is the same as which of another, so that only real moves are counted."""

from collections.abc import Collection, Mapping

from .grid_codes import Share, kept_codes


def same_grids(shares: Collection[Share], sames: Mapping[int, str]) -> dict[int, str]:
    """The grids of the other division by those of this one that are the same.

    shares: what each grid here (new) has of each there (old). sames: those known to be one, as they go on from the same
    grid in force; of the others the larger part is the same, as with codes.

    >>> same_grids([Share("a", 1, 9, 1.0), Share("a", 2, 5, 1.0), Share("b", 2, 1, 1.0)], {})
    {1: 'a', 2: 'b'}
    >>> same_grids([Share("a", 1, 9, 1.0), Share("a", 2, 5, 1.0), Share("b", 2, 1, 1.0)], {2: "a"})
    {2: 'a'}
    """
    taken = set(sames.values())
    rest = [share for share in shares if share.new not in sames and share.old not in taken]
    return {**sames, **kept_codes(rest)}
