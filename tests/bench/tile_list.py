"""The tiles every server is asked for in a run: the same sample of the tiles in which something stands."""

import random
from contextlib import closing

from layers.tile_grid import Tile

from .database import connect, run_rows, statement

SEED = 20260513


def tiles_of(database: str, zoom: int, most: int) -> list[Tile]:
    """At most so many tiles of a zoom with buildings in them, the same ones every time, in mixed order."""
    with closing(connect(database)) as connection:
        found = run_rows(connection, statement("list_tiles"), zoom, zoom)
    tiles = [Tile(zoom, int(x), int(y)) for x, y, _ in found]  # type: ignore[call-overload]
    chosen = random.Random(SEED + zoom)
    return chosen.sample(tiles, min(most, len(tiles)))
