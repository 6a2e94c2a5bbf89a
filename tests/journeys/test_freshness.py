"""A tile never shows less than its asker knows, whichever worker answers: random edits, two workers, tables as oracle."""

import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field

import pytest

from layers.tile_grid import Tile
from tests.bench.asking import Client
from tests.bench.database import connect
from tests.bench.kept_town import run_product
from tests.bench.tile_servers import TileServer, ours, session_of

from .freshness_edits import Edit, Editor
from .freshness_oracle import Oracle, in_tile
from .place import place_of

pytestmark = pytest.mark.journey

EDITS = 10_000 if os.environ.get("PROOF") == "1" else 150
SRID = 4543
SETTLED_S = 0.25
RECENT_S = 20 * 86_400
# Every so many edits the writer rests, so that tiles asked for without a version must have caught up.
REST_EVERY = 10
ZOOMS = {"events": (13, 16), "service_points": (10, 16), "grids": (11, 16)}
EVERYWHERE = "/layers/{layer}/{tile.z}/{tile.x}/{tile.y}.mvt"


@dataclass
class Readers:
    """People who keep looking at the tiles being edited, to be in the middle of reading when a write commits."""

    workers: list[TileServer]
    paths: list[str] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def look(self, worker: TileServer, seed: int) -> None:
        """Ask again and again until it ends."""
        client, chance = Client(worker.server.port, worker.headers), random.Random(seed)
        try:
            while not self.ended.wait(0.005):
                if self.paths:
                    client.get(chance.choice(self.paths[-40:]))
        except Exception as error:  # told by the test
            self.errors.append(error)
        client.close()

    def __enter__(self) -> "Readers":
        self._threads = [
            threading.Thread(target=self.look, args=(worker, number))
            for number, worker in enumerate(self.workers)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        for thread in self._threads:
            thread.join()


@pytest.fixture(scope="module")
def workers() -> Iterator[tuple[str, list[TileServer]]]:
    """A small town in a database of its own, served by two workers who share nothing but it."""
    with place_of("freshness", SRID) as place, ExitStack() as running:
        run_product(place.name, "manage.py", "make_town", "--scale", "0.1")
        cookie = session_of(place.name, "operator")
        yield place.name, [running.enter_context(ours(place.name, cookie)) for _ in range(2)]


def _tile_at(spot: tuple[float, float], zoom: int) -> Tile:
    across, down = in_tile(Tile(0, 0, 0), *spot)
    return Tile(zoom, int(across / 4096 * 2**zoom), int(down / 4096 * 2**zoom))


def _tiles(edit: Edit, chance: random.Random) -> list[Tile]:
    """A tile for each place an edit touched, at some zoom of its layer."""
    return [_tile_at(spot, chance.randint(*ZOOMS[edit.layer])) for spot in edit.spots]


def test_no_tile_is_older_than_what_its_asker_knows(workers: tuple[str, list[TileServer]]) -> None:
    name, servers = workers
    chance = random.Random(7)
    stale: list[str] = []
    with (
        closing(connect(name, "app")) as writing,
        closing(connect(name, "app")) as looking,
        Readers(servers) as readers,
    ):
        writing.autocommit = False
        looking_cursor = looking.cursor()

        def ask(text: str, bound: tuple[float, ...]) -> list[tuple[object, ...]]:
            looking_cursor.execute(text, bound)
            return looking_cursor.fetchall()

        editor, oracle = Editor(writing, SRID, seed=1), Oracle(ask, SRID, time.time() - RECENT_S)
        clients = [Client(server.server.port, server.headers) for server in servers]
        rested: list[tuple[str, Tile]] = []
        for number in range(EDITS):
            edit = editor.edit()
            for tile in _tiles(edit, chance):
                path = EVERYWHERE.format(layer=edit.layer, tile=tile)
                readers.paths += [path, f"{path}?v={edit.version}", f"{path}?v={edit.version + 1}"]
                rested.append((edit.layer, tile))
                for worker, client in enumerate(clients):
                    answer = client.get(f"{path}?v={edit.version}")
                    problems = oracle.problems(edit.layer, tile, answer.body)
                    stale += [f"{number} {edit.what}, worker {worker}, {path}: {one}" for one in problems]
            if number % REST_EVERY == REST_EVERY - 1:
                time.sleep(SETTLED_S)
                for layer, tile in rested:
                    path = EVERYWHERE.format(layer=layer, tile=tile)
                    for worker, client in enumerate(clients):
                        problems = oracle.problems(layer, tile, client.get(path).body)
                        stale += [f"{number} settled, worker {worker}, {path}: {one}" for one in problems]
                rested.clear()
            assert not stale, "\n".join(stale[:10])
    assert readers.errors == []
