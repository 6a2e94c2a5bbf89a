"""What a tile costs that somebody has asked for before: whole, and when the asker has it already."""

from collections.abc import Sequence

from layers.tile_grid import Tile

from .asking import Client
from .tile_servers import TileServer

REQUESTS = 3000


def warm_ms(server: TileServer, tiles: Sequence[Tile]) -> float:
    """CPU milliseconds of application and PostgreSQL for a whole tile from memory."""
    return _cost(server, [(server.path(tile), {}) for tile in tiles], 200)


def unchanged_ms(server: TileServer, tiles: Sequence[Tile]) -> float:
    """CPU milliseconds for the word that a tile has not changed."""
    client = Client(server.server.port, server.headers)
    paths = [server.path(tile) for tile in tiles]
    asked = [(path, {"If-None-Match": client.get(path).headers["etag"]}) for path in paths]
    client.close()
    return _cost(server, asked, 304)


def _cost(server: TileServer, asked: Sequence[tuple[str, dict[str, str]]], status: int) -> float:
    client = Client(server.server.port, server.headers)
    for path, headers in asked:
        client.ask("GET", path, None, headers)
    meter = server.meter()
    for number in range(REQUESTS):
        path, headers = asked[number % len(asked)]
        answer = client.ask("GET", path, None, headers)
        if answer.status != status:
            raise RuntimeError(f"{path} answered {answer.status}, not {status}")
    client.close()
    return 1000 * sum(meter.read()) / REQUESTS
