"""A crowd put on a server over a town: which tiles it looks at, and what came of it."""

import json
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from statistics import quantiles
from typing import Any

from .asking import Client
from .crowd import Order
from .database import connect, run_rows
from .dropped_tiles import counts
from .edit_latency import spot_in
from .processes import CHECKOUT
from .tile_list import tiles_of
from .tile_servers import TileServer

ZOOMS = (14, 15, 16)
HOT = 400
# Layers whose rows the writes do not touch.
STILL = frozenset(
    ("landcover", "water", "buildings", "roads", "grid_types", "grids", "communities", "subdistricts", "districts",
     "places", "businesses", "service_points", "party_branches", "resources", "devices")
)  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What the crowd saw, CPU seconds of each part meanwhile, tiles built and how many of them more than once."""

    tally: Mapping[str, Any]
    built: int
    twice: int
    application_s: float
    postgres_s: float

    def percentile(self, of: str, percent: int) -> float:
        """A percentile of tile_ms or write_ms."""
        return quantiles(self.tally[of], n=100)[percent - 1]


def order_for(server: TileServer, clients: int, seconds: float, writes_per_s: float) -> Order:
    """An order over the tiles of the server's town."""
    import random

    tiles = [tile for zoom in ZOOMS for tile in tiles_of(server.database, zoom, 10_000)]
    client = Client(server.server.port, server.headers)
    listed = json.loads(client.get("/layers/").body)["layers"]
    client.close()
    layers = {one["name"]: range(one["minzoom"], one["maxzoom"] + 1) for one in listed}
    paths = [
        f"/layers/{name}/{tile.z}/{tile.x}/{tile.y}.mvt"
        for name, zooms in layers.items()
        for tile in tiles
        if name in STILL and tile.z in zooms
    ]
    chance = random.Random(3)
    chance.shuffle(paths)
    with closing(connect(server.database)) as connection:
        category = run_rows(connection, "SELECT code FROM geodata_eventcategory ORDER BY id LIMIT 1")[0][0]
    spots = [spot_in(tile, chance) for tile in tiles if tile.z == 16 for _ in range(3)]
    events = [f"/layers/events/{tile.z}/{tile.x}/{tile.y}.mvt" for tile in tiles]
    return Order(
        server.server.port, server.headers["Cookie"], clients, seconds, writes_per_s,
        paths[:HOT], paths[HOT:], events, spots, str(category),
    )  # fmt: skip


def put_crowd(server: TileServer, order: Order) -> Outcome:
    """What came of an order put to a counted site; the hot tiles have been asked for before."""
    client = Client(server.server.port, server.headers)
    for path in order.hot:
        client.get(path)
    client.close()
    before = counts(server)
    meter = server.meter()
    words = [sys.executable, "-m", "tests.bench.crowd"]
    told = json.dumps(asdict(order))
    done = subprocess.run(words, input=told, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    spent = meter.read()
    after = counts(server)
    built, twice = (after[name] - before[name] for name in ("built", "twice"))
    return Outcome(json.loads(done.stdout), built, twice, *spent)
