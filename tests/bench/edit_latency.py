"""From the writing of an event to the tile that shows it, on every open screen."""

import asyncio
import gzip
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from layers.tile_grid import Tile, web_to_lonlat

from .raw_client import RawAnswer, RawConnection, request_bytes
from .tile_servers import TileServer

SCREENS = 20
EDITS = 120
PATIENCE_S = 10.0
TOKEN = "b" * 32  # a request forgery token is whatever cookie and header agree on


@dataclass
class Screen:
    """One open screen: the newest version of events it has heard of."""

    heard: int = 0
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def follow(self, server: TileServer) -> None:
        """Listen until cancelled."""
        line = await RawConnection.open(server.server.port)
        asked = request_bytes("/live/", server.headers, port=server.server.port)
        async for words in line.lines(asked):
            if words.startswith(b"data: {"):
                told = json.loads(words[6:])
                version = told.get("versions", {}).get("events", 0)
                if told.get("kind") == "events":
                    version = told["version"]
                async with self.news:
                    self.heard = max(self.heard, version)
                    self.news.notify_all()

    async def hears(self, version: int) -> None:
        """Wait until a version was heard of."""
        async with self.news:
            await asyncio.wait_for(self.news.wait_for(lambda: self.heard >= version), PATIENCE_S)


def post_event(server: TileServer, category: str, lon: float, lat: float) -> bytes:
    """The request that reports an event."""
    body = json.dumps({"category": category, "lon": lon, "lat": lat}).encode()
    cookie = f"{server.headers['Cookie']}; csrftoken={TOKEN}"
    headers = dict(server.headers) | {
        "Cookie": cookie, "X-CSRFToken": TOKEN, "Content-Type": "application/json",
    }  # fmt: skip
    return request_bytes("/api/events/", headers, body, "POST", server.server.port)


def plain(answer: RawAnswer) -> bytes:
    """The body of an answer, unpacked."""
    return gzip.decompress(answer.body) if answer.header("content-encoding") == "gzip" else answer.body


def spot_in(tile: Tile, chance: random.Random) -> tuple[float, float]:
    """Longitude and latitude of a random place well inside a tile."""
    west, south, east, north = tile.bounds()
    x = west + (east - west) * chance.uniform(0.1, 0.9)
    return web_to_lonlat(x, south + (north - south) * chance.uniform(0.1, 0.9))


def edit_latencies(server: TileServer, tiles: Sequence[Tile], category: str) -> list[float]:
    """Milliseconds from sending each of the edits to the last screen having its tile."""
    return asyncio.run(_measure(server, tiles, category))


async def _measure(server: TileServer, tiles: Sequence[Tile], category: str) -> list[float]:
    screens = [Screen() for _ in range(SCREENS)]
    following = [asyncio.create_task(screen.follow(server)) for screen in screens]
    readers = [await RawConnection.open(server.server.port) for _ in screens]
    writer = await RawConnection.open(server.server.port)
    chance = random.Random(1)
    for screen in screens:
        await screen.hears(1)
    taken = []
    for _ in range(EDITS):
        tile = chance.choice(tiles)
        request = post_event(server, category, *spot_in(tile, chance))
        began = time.monotonic()
        answer = await writer.ask(request)
        made = json.loads(plain(answer))
        seen = zip(screens, readers, strict=True)
        await asyncio.gather(*(_see(server, screen, reader, tile, made) for screen, reader in seen))
        taken.append(1000 * (time.monotonic() - began))
    for task in following:
        task.cancel()
    await asyncio.gather(*following, return_exceptions=True)
    return taken


async def _see(
    server: TileServer, screen: Screen, reader: RawConnection, tile: Tile, made: dict[str, object]
) -> None:
    """Hear of the change, ask for the tile of that version, find the event in it."""
    await screen.hears(int(str(made["version"])))
    path = f"/layers/events/{tile.z}/{tile.x}/{tile.y}.mvt?v={screen.heard}"
    answer = await reader.ask(request_bytes(path, server.headers, port=server.server.port))
    if str(made["uuid"]).encode() not in plain(answer):
        raise RuntimeError(f"{path} does not show the event that was written before it ({answer.status})")
