"""How many tiles a second a server gives to eight connections."""

import asyncio
import itertools
import time
from collections.abc import Iterator, Sequence

from layers.tile_grid import Tile

from .raw_client import RawConnection, request_bytes
from .tile_servers import TileServer

CONNECTIONS = 8
SECONDS = 4.0


def cold_per_second(server: TileServer, tiles: Sequence[Tile]) -> float:
    """Tiles a second when each is asked for once."""
    return asyncio.run(_crowd(server, iter([server.path(tile) for tile in tiles])))


def warm_per_second(server: TileServer, tiles: Sequence[Tile]) -> float:
    """Tiles a second when the same ones are asked for again and again."""
    until = time.monotonic() + SECONDS
    again = itertools.takewhile(
        lambda _: time.monotonic() < until, itertools.cycle([server.path(tile) for tile in tiles])
    )
    return asyncio.run(_crowd(server, again))


async def _crowd(server: TileServer, paths: Iterator[str]) -> float:
    began = time.monotonic()
    done = await asyncio.gather(*(_keep_asking(server, paths) for _ in range(CONNECTIONS)))
    return sum(done) / (time.monotonic() - began)


async def _keep_asking(server: TileServer, paths: Iterator[str]) -> int:
    port = server.server.port
    connection = await RawConnection.open(port)
    count = 0
    for path in paths:
        answer = await connection.ask(request_bytes(path, server.headers, port=port))
        if answer.status not in {200, 204}:
            raise RuntimeError(f"{path} answered {answer.status}")
        count += 1
    connection.close()
    return count
