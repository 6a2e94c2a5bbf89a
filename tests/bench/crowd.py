"""`python -m tests.bench.crowd < ORDER`: a crowd of people panning maps while others report events; prints JSON.

A process of its own, so that its CPU time can be told apart from the server's. ORDER is an Order as JSON.
"""

import asyncio
import itertools
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import uvloop

from .raw_client import RawConnection, request_bytes

PAN_TILES = 12
PAN_EVERY_S = 5.0
CONNECTIONS = 3
WRITERS = 8
# Of the twelve tiles of a pan: one of events, which the writes keep making new, and on average 1.4 nobody has seen.
EVENT_TILES, NEW_TILES = 1, 1.4
TOKEN = "b" * 32


@dataclass(frozen=True)
class Order:
    """How many clients for how long, writing how often; hot and fresh are addresses, events tiles and their spots."""

    port: int
    cookie: str
    clients: int
    seconds: float
    writes_per_s: float
    hot: list[str]
    fresh: list[str]
    events: list[str]
    spots: list[tuple[float, float]]
    category: str


@dataclass
class Tally:
    """What happened: milliseconds by kind of request, errors by what they said."""

    tile_ms: list[float] = field(default_factory=list)
    write_ms: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    late_pans: int = 0


class Crowd:
    """The clients and what they share: the addresses, the version they all heard of, the tally."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.tally = Tally()
        self.version = 0
        self._headers = {"Cookie": order.cookie, "Accept-Encoding": "gzip"}
        self._fresh: Iterator[str] = itertools.chain(order.fresh, itertools.cycle(order.hot))
        self._chance = random.Random(5)
        self._ends = 0.0

    def _request(self, path: str) -> bytes:
        return request_bytes(path, self._headers, port=self.order.port)

    async def run(self) -> None:
        """Everything at once, for the ordered time."""
        listening = asyncio.create_task(self._listen())
        self._ends = time.monotonic() + self.order.seconds
        clients = [self._pan_on() for _ in range(self.order.clients)]
        writers = [self._write_on(number) for number in range(WRITERS)] if self.order.writes_per_s else []
        await asyncio.gather(*clients, *writers)
        listening.cancel()

    async def _listen(self) -> None:
        line = await RawConnection.open(self.order.port)
        async for words in line.lines(self._request("/live/")):
            if words.startswith(b"data: {"):
                told = json.loads(words[6:])
                if told.get("kind") == "events":
                    self.version = told["version"]

    def _pan(self) -> list[str]:
        """The addresses of one pan."""
        chance, order = self._chance, self.order
        version = f"?v={self.version}" if self.version else ""
        asked = [chance.choice(order.events) + version for _ in range(EVENT_TILES)]
        new = int(NEW_TILES) + (chance.random() < NEW_TILES % 1)
        asked += [next(self._fresh) for _ in range(new)]
        asked += [chance.choice(order.hot) for _ in range(PAN_TILES - len(asked))]
        chance.shuffle(asked)
        return asked

    async def _pan_on(self) -> None:
        begins = time.monotonic() + self._chance.uniform(0, PAN_EVERY_S)
        lines = [await RawConnection.open(self.order.port) for _ in range(CONNECTIONS)]
        while begins < self._ends:
            await asyncio.sleep(max(0.0, begins - time.monotonic()))
            asked = self._pan()
            await asyncio.gather(
                *(self._read(line, asked[number::CONNECTIONS]) for number, line in enumerate(lines))
            )
            begins += PAN_EVERY_S
            self.tally.late_pans += time.monotonic() > begins
        for line in lines:
            line.close()

    async def _read(self, line: RawConnection, paths: list[str]) -> None:
        for path in paths:
            began = time.monotonic()
            answer = await line.ask(self._request(path))
            self.tally.tile_ms.append(1000 * (time.monotonic() - began))
            if answer.status != 200:
                self.tally.errors[f"{answer.status} {path.split('/')[2]}"] += 1

    async def _write_on(self, number: int) -> None:
        """One of the writers: its share of the writes, each at its time however long the last one took."""
        line = await RawConnection.open(self.order.port)
        spacing = WRITERS / self.order.writes_per_s
        due = time.monotonic() + spacing * number / WRITERS
        while due < self._ends:
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            lon, lat = self._chance.choice(self.order.spots)
            body = json.dumps({"category": self.order.category, "lon": lon, "lat": lat}).encode()
            headers = self._headers | {
                "Cookie": f"{self.order.cookie}; csrftoken={TOKEN}",
                "X-CSRFToken": TOKEN,
                "Content-Type": "application/json",
            }
            answer = await line.ask(request_bytes("/api/events/", headers, body, "POST", self.order.port))
            self.tally.write_ms.append(1000 * (time.monotonic() - due))
            if answer.status != 201:
                self.tally.errors[f"{answer.status} write"] += 1
            due += spacing
        line.close()


def main() -> None:
    """Run the ordered crowd and print what happened and the CPU seconds it took to ask."""
    crowd = Crowd(Order(**json.load(sys.stdin)))
    uvloop.run(crowd.run())
    print(json.dumps(vars(crowd.tally) | {"own_cpu_s": time.process_time()}))


if __name__ == "__main__":
    main()
