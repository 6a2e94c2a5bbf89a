"""The cells that far-out tiles count in: the kept counts are of one zoom, drawn cells are powers of two of those."""

KEPT_ZOOM = 17


def shift(zoom: int, halvings: int) -> int:
    """How often a kept cell doubles to be drawn, where a tile of a zoom is halved so often; never below one kept cell.

    >>> shift(11, 6), shift(9, 6), shift(13, 6)
    (0, 2, 0)
    """
    return max(0, KEPT_ZOOM - zoom - halvings)
