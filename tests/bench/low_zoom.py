"""Far out, where we send counts and a plain tile server sends every row."""

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial

from layers.tile_grid import Tile

from .asking import Client
from .cold_tiles import Cost, cost_of, warmed
from .result import Result
from .tile_list import tiles_of
from .tile_servers import TileServer, ours, tipg

ZOOMS = (10, 11, 12)
CPU_AIM, SIZE_AIM = 1 / 15, 1 / 12
ROUNDS = 2
# Our layer that stands for the rows far out → the peers' table of those rows.
PAIRS = {"buildings": "peer_buildings", "events": "peer_events", "events_heat": "peer_events"}


def run(title: str, database: str, cookie: str) -> Iterator[Result]:
    """CPU and bytes per tile of each pair."""
    tiles = [tile for zoom in ZOOMS for tile in tiles_of(database, zoom, 20)]
    spare = tiles_of(database, 16, 8)
    for layer, table in PAIRS.items():
        if not _drawn(database, cookie, layer):
            print(f"{title}: low zoom of {layer} left out: the layer begins closer in")
            continue
        mine = mean_cost(
            partial(ours, database, cookie), tiles, spare, f"/layers/{layer}/{{z}}/{{x}}/{{y}}.mvt"
        )
        theirs = mean_cost(partial(tipg, database, table), tiles, spare, "")
        cpu = (mine.total_ms, "tipg, every row", theirs.total_ms, CPU_AIM)
        size = (mine.size / 1024, "tipg, every row", theirs.size / 1024, SIZE_AIM)
        yield Result(f"{title}: {layer} z10-12, CPU", "ms", *cpu)
        yield Result(f"{title}: {layer} z10-12, gzipped", "KiB", *size)


def _drawn(database: str, cookie: str, layer: str) -> bool:
    with ours(database, cookie) as server:
        client = Client(server.server.port, server.headers)
        return json.loads(client.get(f"/layers/{layer}.json").body)["minzoom"] <= ZOOMS[0]


def mean_cost(
    start: "partial[AbstractContextManager[TileServer]]",
    tiles: Sequence[Tile],
    spare: Sequence[Tile],
    template: str,
) -> Cost:
    """The mean of some cold rounds."""
    rounds = []
    for _ in range(ROUNDS):
        with start() as server:
            warmed(server, spare, template)
            rounds.append(cost_of(server, tiles, template)[0])
    return Cost(
        sum(one.application_ms for one in rounds) / ROUNDS,
        sum(one.postgres_ms for one in rounds) / ROUNDS,
        rounds[0].size,
    )
