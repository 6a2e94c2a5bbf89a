"""`/api/nearby` at 8 connections with 300 and 10,000 points; the nearest points of all buildings beside pgRouting."""

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection

from tests.pgrouting import add_pgrouting

from .database import backend_cpu_s, connect, home, run_rows, spent_s, statement
from .kept_town import environment, kept_town, run_product
from .processes import CHECKOUT, free_port, serving
from .result import Result, target

CONNECTIONS, SECONDS = 8, 8.0
POINTS = (300, 10_000)
P95_MS = {300: 100.0, 10_000: 200.0}
RECOMPUTE_S = 2.0
KINDS = 7
_PLACES = """
    SELECT round(ST_X(p)::numeric, 5), round(ST_Y(p)::numeric, 5)
    FROM (SELECT ST_Transform(ST_Centroid(geom), 4326) AS p FROM geodata_building ORDER BY md5(id::text) LIMIT 400) b
"""


def _ask(port: int, paths: list[str], until: float, taken_ms: list[float]) -> None:
    """Ask one path after the other on a kept connection until a moment."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    for number in range(1_000_000):
        began = time.perf_counter()
        if time.monotonic() > until:
            break
        connection.request("GET", paths[number % len(paths)])
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"/api/nearby answered {answer.status}")
        taken_ms.append(1000 * (time.perf_counter() - began))
    connection.close()


def _load(port: int, paths: list[str]) -> tuple[float, float]:
    """Requests a second and the 95th percentile in milliseconds."""
    _ask(port, paths[:20], time.monotonic() + 2.0, [])
    taken: list[float] = []
    until = time.monotonic() + SECONDS
    threads = [
        threading.Thread(target=_ask, args=(port, paths[number::CONNECTIONS], until, taken))
        for number in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(taken) / SECONDS, statistics.quantiles(taken, n=20)[-1]


def _served(name: str, points: int) -> Iterator[Result]:
    with closing(connect(name)) as database:
        with database.cursor() as cursor:
            cursor.execute(statement("drop_bench_points"))
            if points > POINTS[0]:
                cursor.execute(statement("add_bench_points"), [points])
        places = run_rows(database, _PLACES)
    paths = [f"/api/nearby?lon={lon}&lat={lat}&open=any" for lon, lat in places]
    port = free_port()
    command = [sys.executable, "-m", "webmap.supervisor", "serve"]
    with serving(command, "/health/", port=port, PORT=str(port), **environment(name)) as server:
        rate, p95 = _load(server.port, paths)
    title = f"/api/nearby, {points:,} points, {CONNECTIONS} connections"
    yield target(f"{title}, p95", "ms", p95, P95_MS[points])
    yield target(f"{title}, {rate:.0f} requests/s", "ms each", 1000 / rate, P95_MS[points] / 2)


def _recomputed(name: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.walking_recompute"],
        cwd=CHECKOUT,
        env=os.environ | environment(name),
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _pgrouting_s(name: str) -> float | None:
    """CPU seconds pgRouting takes for as many searches from all points of a kind; None where it is not installed."""
    if add_pgrouting(home(), name):
        return None
    with closing(connect(name)) as database:
        (nodes,) = zip(
            *run_rows(database, "SELECT DISTINCT from_node FROM geodata_walkedge LIMIT 43"), strict=True
        )
        before = backend_cpu_s(name)
        for _ in range(2 * KINDS):
            run_rows(database, statement("pgrouting_nearest"), list(nodes))
        return spent_s(before, backend_cpu_s(name))


def run() -> Iterator[Result]:
    """Requests with few and many points, then the recompute."""
    name = kept_town(1)
    try:
        run_product(name, "manage.py", "refresh_walking")
        for points in POINTS:
            yield from _served(name, points)
    finally:
        with closing(connect(name)) as database, database.cursor() as cursor:
            cursor.execute(statement("drop_bench_points"))
    found = _recomputed(name)
    peer = _pgrouting_s(name)
    yield target("nearest of all buildings, 7 kinds, stored", "s", found["stored"], RECOMPUTE_S)
    if peer is not None:
        yield Result(
            "nearest of all buildings, search alone", "cpu s", found["search"], "pgRouting, junctions", peer
        )
