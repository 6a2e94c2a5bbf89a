"""What a tile costs that nobody has asked for yet."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from layers.tile_grid import Tile

from .asking import Client, warm_up
from .tile_servers import TileServer

Start = Callable[[], AbstractContextManager[TileServer]]


@dataclass(frozen=True)
class Cost:
    """CPU milliseconds and bytes per tile."""

    application_ms: float
    postgres_ms: float
    size: float

    @property
    def total_ms(self) -> float:
        """Application and PostgreSQL together."""
        return self.application_ms + self.postgres_ms


def cost_of(server: TileServer, tiles: Sequence[Tile], template: str = "") -> tuple[Cost, dict[Tile, bytes]]:
    """The cost of each of the tiles asked once, one after the other, and what they hold."""
    client = Client(server.server.port, server.headers)
    meter = server.meter()
    answers = {tile: client.get(server.path(tile, template)) for tile in tiles}
    application, postgres = meter.read()
    client.close()
    size = sum(answer.size for answer in answers.values()) / len(tiles)
    cost = Cost(1000 * application / len(tiles), 1000 * postgres / len(tiles), size)
    return cost, {tile: answer.body for tile, answer in answers.items()}


def warmed(server: TileServer, tiles: Sequence[Tile], template: str = "") -> None:
    """The server after it has worked on all its threads, on tiles that are not measured."""
    warm_up(server.server.port, server.headers, [server.path(tile, template) for tile in tiles])
