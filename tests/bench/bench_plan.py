"""Drawing and publishing plans of 10,000 and 30,000 blocks through the site, on one server."""

import os
import random
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from .database import connect, run_rows
from .kept_plan import copied, kept_plan_town
from .plan_client import PlanClient
from .plan_frames import plan_frames
from .plan_publish import publish_district
from .plan_work import KINDS, work
from .processes import PEERS
from .result import Result, target
from .tile_servers import ours, session_of

SIZES = (10_000, 30_000)
ROUNDS, WARM, ROUNDS_A_CHECK = 40, 3, 4
OPERATION_MS = 150.0
GRIDS = """SELECT ST_AsBinary(b.geom), a.key FROM geodata_planblock a JOIN geodata_block b ON b.id = a.block_id
    WHERE a.plan_id = (SELECT max(id) FROM geodata_boundaryplan)"""


def run() -> Iterator[Result]:
    """The operations at both sizes, frame times and the publication of the district."""
    print(f"plan: load average {os.getloadavg()[0]:.1f} at the start")
    for blocks in SIZES:
        with copied(kept_plan_town(blocks), "bench_plan_copy") as database:
            yield from _operations(database, blocks)
            if blocks == SIZES[-1]:
                yield from plan_frames(database)
                yield from publish_district(database)


def _operations(database: str, blocks: int) -> Iterator[Result]:
    chance = random.Random(1)
    with ours(database, session_of(database, "planner")) as server:
        client = PlanClient(server.server.port, server.headers["Cookie"])
        begun = client.begin("量测")
        communities = [one["code"] for one in client.read("")["communities"]]
        for number in range(WARM + ROUNDS):
            if number == WARM:
                client.taken.clear()
                before = server.meter()
            work(client, chance.choice(communities), chance)
            if number % ROUNDS_A_CHECK == 0:
                client.step("check/", {}, "check")
        cpu, database_cpu = before.read()
        client.close()
    asked = sum(map(len, client.taken.values()))
    print(
        f"plan of {blocks:,} blocks: made in {begun:.0f} ms; {asked} requests, CPU each {1000 * cpu / asked:.0f} ms in "
        f"the server and {1000 * database_cpu / asked:.0f} ms in PostgreSQL; load average {os.getloadavg()[0]:.1f}"
    )
    for kind in (*KINDS, "check"):
        taken = client.taken[kind]
        p95 = statistics.quantiles(taken, n=20)[18]
        name = f"{kind}, {blocks:,} blocks, p95 of {len(taken)}"
        print(
            f"  {kind:<22} median {statistics.median(taken):7.1f} ms, p95 {p95:7.1f} ms, most {max(taken):7.1f} ms"
        )
        yield target(name, "ms", p95, OPERATION_MS if kind != "check" else 1000.0)
    assigned = statistics.median(client.taken[KINDS[1]])
    yield Result(
        f"assign, {blocks:,} blocks", "ms", assigned, "geopandas dissolve", 1000 * _dissolved(database)
    )


def _dissolved(database: str) -> float:
    """Seconds of the peer, which puts all grids together anew."""
    with closing(connect(database)) as connection, tempfile.TemporaryDirectory() as folder:
        found = run_rows(connection, GRIDS)
        file = Path(folder) / "blocks.npz"
        wkb = np.array([bytes(outline) for outline, _ in found], dtype=object)  # type: ignore[call-overload]
        np.savez(file, wkb=wkb, key=np.array([key for _, key in found]))
        words = [str(PEERS / "python"), "-m", "tests.bench.dissolve_peer", str(file)]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
    return float(done.stdout)
