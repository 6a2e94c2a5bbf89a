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
# Layers that travel in one tile: whatever one of them shows is held against the tables.
SETS = (
    ("grids", "events"), ("events", "service_points", "grids"), ("landcover", "roads", "grids", "service_points"),
    ("service_points", "water", "events"),
)  # fmt: skip
SET_ZOOMS = (13, 16)
ADDRESS = "/layers/{layer}/{tile.z}/{tile.x}/{tile.y}.mvt"


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


class Check:
    """Asks every worker for tiles and compares each with the tables as they are."""

    def __init__(self, name: str, servers: list[TileServer], readers: Readers) -> None:
        self._cursor = connect(name, "app").cursor()
        self._oracle = Oracle(self._ask, SRID, time.time() - RECENT_S)
        self._clients = [Client(server.server.port, server.headers) for server in servers]
        self._readers = readers
        self._chance = random.Random(7)
        self._edited: list[tuple[str, Tile]] = []
        self.stale: list[str] = []
        self.compared = self.together = 0

    def _ask(self, text: str, bound: tuple[float, ...]) -> list[tuple[object, ...]]:
        self._cursor.execute(text, bound)
        return self._cursor.fetchall()

    def after(self, edit: Edit) -> None:
        """Tiles over the places of an edit, asked for with the version it made."""
        for spot in edit.spots:
            tile = _tile_at(spot, self._chance.randint(*ZOOMS[edit.layer]))
            path = ADDRESS.format(layer=edit.layer, tile=tile)
            self._readers.paths += [path, f"{path}?v={edit.version}", f"{path}?v={edit.version + 1}"]
            self._edited.append((edit.layer, tile))
            self._compare(edit.layer, tile, f"?v={edit.version}", edit.what)
            self._together(edit, spot)

    def _together(self, edit: Edit, spot: tuple[float, float]) -> None:
        """A tile of several layers over a place of an edit, one of them at the version it made."""
        names = self._chance.choice([one for one in SETS if edit.layer in one])
        versions = ".".join(str(edit.version if name == edit.layer else 0) for name in names)
        tile, layer = _tile_at(spot, self._chance.randint(*SET_ZOOMS)), ",".join(names)
        path = ADDRESS.format(layer=layer, tile=tile)
        self._readers.paths += [path, f"{path}?v={versions}"]
        self._edited.append((layer, tile))
        self._compare(layer, tile, f"?v={versions}", edit.what)

    def settled(self) -> None:
        """The tiles over the latest edits, asked for without a version a while after the last of them."""
        time.sleep(SETTLED_S)
        for layer, tile in self._edited:
            self._compare(layer, tile, "", "settled")
        self._edited.clear()

    def _compare(self, layer: str, tile: Tile, query: str, what: str) -> None:
        path = ADDRESS.format(layer=layer, tile=tile) + query
        for worker, client in enumerate(self._clients):
            body = client.get(path).body
            for name in set(layer.split(",")) & ZOOMS.keys():
                problems = self._oracle.problems(name, tile, body)
                self.stale += [f"{what}, worker {worker}, {path}: {name} {one}" for one in problems]
                self.compared += 1
            self.together += "," in layer


def _tile_at(spot: tuple[float, float], zoom: int) -> Tile:
    across, down = in_tile(Tile(0, 0, 0), *spot)
    return Tile(zoom, int(across / 4096 * 2**zoom), int(down / 4096 * 2**zoom))


def test_no_tile_is_older_than_what_its_asker_knows(workers: tuple[str, list[TileServer]]) -> None:
    name, servers = workers
    with closing(connect(name, "app")) as writing, Readers(servers) as readers:
        writing.autocommit = False
        editor, check = Editor(writing, SRID, seed=1), Check(name, servers, readers)
        for number in range(1, EDITS + 1):
            check.after(editor.edit())
            if number % REST_EVERY == 0:
                check.settled()
            assert not check.stale, f"edit {number}: " + "\n".join(check.stale[:10])
    assert readers.errors == []
    assert check.compared >= 8 * EDITS
    assert check.together >= 2 * EDITS
