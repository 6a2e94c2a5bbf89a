"""What PostgreSQL spends on a tile when the statement has the shape of another tile server's."""

from collections.abc import Sequence
from contextlib import closing

from layers.tile_grid import Tile

from .database import backend_cpu_s, connect, statement

SHAPES = ("martin_tile", "pg_tileserv_tile")


def shape_cost(database: str, shape: str, tiles: Sequence[Tile]) -> tuple[float, dict[Tile, bytes]]:
    """CPU milliseconds of the backend per tile, the statement prepared as these servers do, and the tiles."""
    with closing(connect(database)) as connection, connection.cursor() as cursor:
        cursor.execute(statement(shape))
        pid = connection.info.backend_pid
        ask = f"EXECUTE {shape} (%s, %s, %s)"
        for tile in tiles[:2]:
            cursor.execute(ask, (tile.z, tile.x, tile.y))
        before = backend_cpu_s(database)[pid]
        bodies = {}
        for tile in tiles:
            cursor.execute(ask, (tile.z, tile.x, tile.y))
            bodies[tile] = bytes(cursor.fetchall()[0][0])
        return 1000 * (backend_cpu_s(database)[pid] - before) / len(tiles), bodies
