"""Tiles beside tipg, django-vectortiles and the statements of Martin and pg_tileserv: one PostGIS, one list of tiles.

BENCH_TIMES=1 leaves out the town of ten times the size.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from functools import partial
from statistics import quantiles

from layers.tile_grid import Tile

from . import dropped_tiles, edit_latency, low_zoom, throughput, warm_tiles
from .cold_tiles import Cost, cost_of, warmed
from .database import connect, run_rows
from .kept_town import TIMES, kept_town
from .result import Result, target
from .sql_shapes import SHAPES, shape_cost
from .tile_contents import decoded, ids_inside
from .tile_list import tiles_of
from .tile_servers import COUNTED, TileServer, ours, session_of, tipg, vectortiles

ZOOMS = (13, 14, 15, 16)
MOST = 60
WARMING = 8
ROUNDS = 3
# Of the peer's CPU, cold; and of the best peer's, warm.
AIMS = {"tipg": 0.6, "django-vectortiles": 0.5, "martin_tile": 0.8, "pg_tileserv_tile": 0.8}
WARM_AIM, UNCHANGED_MS, VISIBLE_MS = 1 / 20, 0.35, 2000.0
Start = Callable[[], AbstractContextManager[TileServer]]
Bodies = dict[Tile, bytes]


class Town:
    """One town under measurement: its database, its tiles, and how each server is started."""

    def __init__(self, times: int) -> None:
        self.title = "town" if times == 1 else f"{times}× town"
        self.database = kept_town(times)
        self.cookie = session_of(self.database, "operator")
        self.lists = {zoom: tiles_of(self.database, zoom, MOST) for zoom in ZOOMS}
        self.spare = tiles_of(self.database, 16, MOST + WARMING)[MOST:]
        self.ours: Start = partial(ours, self.database, self.cookie)
        self.peers: dict[str, Start] = {
            "tipg": partial(tipg, self.database),
            "django-vectortiles": partial(vectortiles, self.database, "stored"),
            "django-vectortiles 3857": partial(vectortiles, self.database, "buildings"),
        }

    def tiles(self, zooms: Sequence[int] = ZOOMS) -> list[Tile]:
        """The tiles of some zooms."""
        return [tile for zoom in zooms for tile in self.lists[zoom]]


def run() -> Iterator[Result]:
    """Every figure of every town."""
    wanted = os.environ.get("BENCH_TIMES", "").split(",")
    for times in TIMES:
        if wanted == [""] or str(times) in wanted:
            town = Town(times)
            zooms, best = yield from _cold(town)
            yield from low_zoom.run(town.title, town.database, town.cookie)
            yield from _warm(town, zooms, best)
            yield from _edits(town)
            yield from _dropped(town)


def _cold(town: Town) -> Generator[Result, None, tuple[tuple[int, ...], float]]:
    """Cold tiles; at its end the zooms in which we send rows as the peers do, and the CPU of the best peer's tile."""
    starts = {"GridAtlas": town.ours} | town.peers
    costs: dict[str, dict[int, list[Cost]]] = {name: defaultdict(list) for name in starts}
    bodies: dict[str, Bodies] = {name: {} for name in starts}
    for _ in range(ROUNDS):
        for name, start in starts.items():
            with start() as server:
                warmed(server, town.spare)
                for zoom in ZOOMS:
                    cost, got = cost_of(server, town.lists[zoom])
                    costs[name][zoom].append(cost)
                    bodies[name] |= got
    zooms = _whole(bodies["GridAtlas"])
    _compare(bodies, zooms)
    yield from _against_servers(town, costs, zooms)
    yield from _against_shapes(town, costs["GridAtlas"], zooms)
    return zooms, min(_mean_ms(costs[name], town, zooms) for name in town.peers)


def _whole(bodies: Bodies) -> tuple[int, ...]:
    """The zooms in which our tiles hold the buildings themselves, not counts that stand for them."""
    counted = {tile.z for tile, body in bodies.items() if "buildings" not in decoded(body)}
    return tuple(zoom for zoom in ZOOMS if zoom not in counted)


def _named(zooms: Sequence[int]) -> str:
    return f"z{zooms[0]}-{zooms[-1]}"


def _compare(bodies: dict[str, Bodies], zooms: Sequence[int]) -> None:
    """Raises RuntimeError where two servers do not show the same features in tiles of some zooms."""
    mine = {tile: ids_inside(body) for tile, body in bodies["GridAtlas"].items() if tile.z in zooms}
    for name, tiles in bodies.items():
        differing = [tile for tile, found in mine.items() if ids_inside(tiles[tile]) != found]
        if differing:
            raise RuntimeError(
                f"{name} shows other features than GridAtlas in {len(differing)} tiles: {differing[:3]}"
            )
    print(
        f"contents: the same {sum(map(len, mine.values())):,} features in {len(mine)} tiles from all of {list(bodies)}"
    )


def _mean_ms(costs: dict[int, list[Cost]], town: Town, zooms: Sequence[int], part: str = "total_ms") -> float:
    """CPU per tile over the whole list of some zooms."""
    spent = sum(getattr(cost, part) * len(town.lists[zoom]) for zoom in zooms for cost in costs[zoom])
    return spent / ROUNDS / len(town.tiles(zooms))


def _against_servers(
    town: Town, costs: dict[str, dict[int, list[Cost]]], zooms: Sequence[int]
) -> Iterator[Result]:
    for name in town.peers:
        for zoom in ZOOMS:
            mine, theirs = (_mean_ms(costs[one], town, (zoom,)) for one in ("GridAtlas", name))
            told = "" if zoom in zooms else " (ours: counts)"
            yield Result(f"{town.title}: cold tile z{zoom}{told}, CPU", "ms", mine, name, theirs)
        mine, theirs = (_mean_ms(costs[one], town, zooms) for one in ("GridAtlas", name))
        yield Result(
            f"{town.title}: cold tile {_named(zooms)}, CPU", "ms", mine, name, theirs, AIMS.get(name)
        )
        mine, theirs = (_mean_ms(costs[one], town, zooms, "application_ms") for one in ("GridAtlas", name))
        yield Result(f"{town.title}: cold tile {_named(zooms)}, application CPU", "ms", mine, name, theirs)


def _against_shapes(town: Town, costs: dict[int, list[Cost]], zooms: Sequence[int]) -> Iterator[Result]:
    compared = [zoom for zoom in zooms if zoom <= 15]
    mine = _mean_ms(costs, town, compared, "postgres_ms")
    for shape in SHAPES:
        rounds = [shape_cost(town.database, shape, town.tiles(compared))[0] for _ in range(ROUNDS)]
        theirs = sum(rounds) / ROUNDS
        yield Result(
            f"{town.title}: cold tile {_named(compared)}, SQL CPU", "ms", mine, shape, theirs, AIMS[shape]
        )


def _warm(town: Town, zooms: Sequence[int], best_peer_ms: float) -> Iterator[Result]:
    tiles = town.tiles(zooms)
    with town.ours() as server:
        warmed(server, town.spare)
        cold = {"GridAtlas": throughput.cold_per_second(server, tiles)}
        warm = {"GridAtlas": throughput.warm_per_second(server, tiles)}
        whole, unchanged = warm_tiles.warm_ms(server, tiles), warm_tiles.unchanged_ms(server, tiles)
    for name, start in town.peers.items():
        with start() as server:
            warmed(server, town.spare)
            cold[name] = warm[name] = throughput.warm_per_second(server, tiles)
    yield Result(f"{town.title}: warm tile, CPU", "ms", whole, "best peer's tile", best_peer_ms, WARM_AIM)
    yield target(f"{town.title}: unchanged tile (304), CPU", "ms", unchanged, UNCHANGED_MS)
    for name in town.peers:
        for title, rates in (("cold", cold), ("warm", warm)):
            figures = 1000 / rates["GridAtlas"], 1000 / rates[name]
            yield Result(
                f"{town.title}: 8 connections, {title}, time a tile", "ms", figures[0], name, figures[1]
            )
    print(
        f"{town.title}: tiles a second, 8 connections: cold {_rates(cold)}; warm {_rates(warm)}",
        file=sys.stderr,
    )


def _rates(rates: dict[str, float]) -> str:
    return ", ".join(f"{name} {rate:.0f}" for name, rate in rates.items())


def _edits(town: Town) -> Iterator[Result]:
    with closing(connect(town.database)) as connection:
        category = run_rows(connection, "SELECT code FROM geodata_eventcategory ORDER BY id LIMIT 1")[0][0]
    with town.ours() as server:
        warmed(server, town.spare)
        taken = edit_latency.edit_latencies(server, town.lists[16], str(category))
    cuts = quantiles(taken, n=100)
    name = f"{town.title}: edit to visible, {edit_latency.SCREENS} screens"
    yield target(f"{name}, p50", "ms", cuts[49], VISIBLE_MS)
    yield target(f"{name}, p99", "ms", cuts[98], VISIBLE_MS)


def _dropped(town: Town) -> Iterator[Result]:
    with ours(town.database, town.cookie, COUNTED) as server:
        yield from dropped_tiles.dropped(town.title, server)
