"""The coarse cells in which changes are told: web tiles of one zoom, each kept as one number."""

CELL_ZOOM = 12
_SIDE = 2**CELL_ZOOM


def cell_of_number(number: int) -> tuple[int, int]:
    """The tile (x, y) of zoom CELL_ZOOM that a stored number stands for.

    >>> cell_of_number(3211 * 4096 + 1749)
    (3211, 1749)
    """
    return divmod(number, _SIDE)
