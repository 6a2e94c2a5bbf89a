"""How long answers about heat take: tiles that nobody has asked for, from eight clients, and figures one after the other."""

import statistics
import threading
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from layers.tile_grid import Tile

from .asking import Client
from .database import connect, run_rows
from .tile_list import tiles_of
from .tile_servers import TileServer

CLIENTS = 8
ZOOMS = (11, 13, 16)
TILES = 60
FRAMES = 28
ROUNDS = 5
PERIOD_DAYS = 30


@dataclass(frozen=True)
class Asked:
    """A running server over a town, and the last whole day of its events."""

    server: TileServer
    last: date

    def tiles_p95(self, zoom: int, **words: str) -> float:
        """Milliseconds below which 95 of 100 tiles are, asked by eight clients, no place twice of the same days."""
        paths = [self._tile(tile, number, words) for number, tile in enumerate(self._tiles(zoom))]
        taken: list[float] = []
        crowd = [
            threading.Thread(target=self._ask_all, args=(paths[n::CLIENTS], taken)) for n in range(CLIENTS)
        ]
        for client in crowd:
            client.start()
        for client in crowd:
            client.join()
        if len(taken) < len(paths):
            raise RuntimeError("a client gave up: a tile was refused")
        return statistics.quantiles(taken, n=20)[-1]

    def _tiles(self, zoom: int) -> Sequence[Tile]:
        found = tiles_of(self.server.database, zoom, TILES)
        return [found[number % len(found)] for number in range(TILES)]

    def _tile(self, tile: Tile, number: int, words: dict[str, str]) -> str:
        asked = urlencode(self._days(number, PERIOD_DAYS) | words)
        return f"/layers/events_heat/{tile.z}/{tile.x}/{tile.y}.mvt?{asked}"

    def _days(self, back: int, days: int) -> dict[str, str]:
        """A period of so many days that ends so many days before the last."""
        last = self.last - timedelta(days=back)
        return {"from": (last - timedelta(days=days - 1)).isoformat(), "to": last.isoformat()}

    def _ask_all(self, paths: Sequence[str], taken: list[float]) -> None:
        client = Client(self.server.server.port, self.server.headers)
        for path in paths:
            began = time.perf_counter()
            client.get(path)
            taken.append(1000 * (time.perf_counter() - began))
        client.close()

    def first_ms(self, name: str) -> float:
        """Milliseconds of the first answer after a start; only the server's own modules are loaded before."""
        client = Client(self.server.server.port, self.server.headers)
        client.get("/layers/events_heat.json")
        began = time.perf_counter()
        client.get(f"/api/heat/{name}.json")
        client.close()
        return 1000 * (time.perf_counter() - began)

    def figures_ms(self, name: str, **words: str) -> float:
        """The median of answers about four weeks, each of other days than those before."""
        client = Client(self.server.server.port, self.server.headers)
        taken = []
        for back in range(ROUNDS):
            asked = urlencode(self._days(7 * back, FRAMES) | words)
            began = time.perf_counter()
            client.get(f"/api/heat/{name}.json?{asked}")
            taken.append(1000 * (time.perf_counter() - began))
        client.close()
        return statistics.median(taken)

    def busiest_cell(self) -> str:
        """The cell with the most events, as the address of its events names it."""
        with closing(connect(self.server.database)) as database:
            ((x, y),) = run_rows(
                database, "SELECT x, y FROM geodata_eventcount GROUP BY 1, 2 ORDER BY sum(n) DESC LIMIT 1"
            )
        return f"17/{x}/{y}"
