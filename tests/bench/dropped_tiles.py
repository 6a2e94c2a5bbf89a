"""How much of what is warm a single edit drops: the share of tiles that are built anew after it."""

import json
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import closing

from .asking import Client
from .database import connect
from .result import Result, target
from .tile_list import tiles_of
from .tile_servers import TileServer

ZOOMS = (11, 12, 13, 14, 15, 16)
ADDRESS = "/bench/tiles"
SAMPLE = 1500
MOST_PERCENT = 5.0
TIMES = 3
SETTLED_S = 0.3
_ANY = "ORDER BY md5(id::text || %s) LIMIT 1"
EDITS = {
    "event": f"""UPDATE geodata_event SET priority = CASE priority WHEN 'urgent' THEN 'general' ELSE 'urgent' END
        WHERE id = (SELECT id FROM geodata_event WHERE reported_at > now() - interval '20 days' {_ANY})""",
    "service point": f"""UPDATE geodata_servicepoint SET name_en = name_en || 'x'
        WHERE id = (SELECT id FROM geodata_servicepoint {_ANY})""",
    "grid": f"""UPDATE geodata_area SET name_en = name_en || 'x'
        WHERE id = (SELECT id FROM geodata_area WHERE level = 'grid' {_ANY})""",
}


def dropped(title: str, server: TileServer) -> Iterator[Result]:
    """Percent of the warm tiles of all layers that one edit of each kind drops, a mean of some."""
    client = Client(server.server.port, server.headers)
    paths = _paths(server, client)
    with closing(connect(server.database)) as connection, connection.cursor() as cursor:
        _ask_all(client, paths)
        for kind, edit in EDITS.items():
            before = counts(server)["built"]
            for number in range(TIMES):
                cursor.execute(edit, (str(number),))
                time.sleep(SETTLED_S)
                _ask_all(client, paths)
            share = 100 * (counts(server)["built"] - before) / len(paths) / TIMES
            yield target(f"{title}: warm tiles dropped by an edited {kind}", "%", share, MOST_PERCENT)
    client.close()


def _paths(server: TileServer, client: Client) -> list[str]:
    """A sample of the tiles of every layer an operator may see and keep."""
    listed = json.loads(client.get("/layers/").body)["layers"]
    tiles = [tile for zoom in ZOOMS for tile in tiles_of(server.database, zoom, 10_000)]
    paths = [
        f"/layers/{one['name']}/{tile.z}/{tile.x}/{tile.y}.mvt"
        for one in listed
        for tile in tiles
        if one["minzoom"] <= tile.z <= one["maxzoom"] and one["name"] != "care"
    ]
    return random.Random(11).sample(paths, min(SAMPLE, len(paths)))


def _ask_all(client: Client, paths: Sequence[str]) -> None:
    for path in paths:
        client.get(path)


def counts(server: TileServer) -> dict[str, int]:
    """How many tiles a counted site has `built` so far, and how many keys of them `twice`."""
    client = Client(server.server.port, {})
    told: dict[str, int] = json.loads(client.get(ADDRESS).body)
    client.close()
    return told
