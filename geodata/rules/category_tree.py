"""Event categories as a tree: which lie above one, and the order they are listed in."""

from collections.abc import Mapping


def line_above(category: int, parents: Mapping[int, int | None]) -> list[int]:
    """A category and those above it, nearest first; a ring of parents is walked once.

    Parameters: parents, category → the one above it, None at the top.

    >>> line_above(3, {1: None, 2: 1, 3: 2})
    [3, 2, 1]
    """
    line: list[int] = []
    above: int | None = category
    while above is not None and above in parents and above not in line:
        line.append(above)
        above = parents[above]
    return line


def in_tree_order(parents: Mapping[int, int | None]) -> list[int]:
    """All categories, each followed by those below it; side by side they stay in the order given.

    >>> in_tree_order({1: None, 2: None, 3: 1, 4: 3, 5: 1})
    [1, 3, 4, 5, 2]
    """

    def below(top: int | None) -> list[int]:
        return [one for child, above in parents.items() if above == top for one in (child, *below(child))]

    return below(None)
