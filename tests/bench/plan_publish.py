"""The district divided anew comes into force: how long it takes, and when open maps show the new grids."""

import asyncio
import json
import os
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

from layers.tile_grid import Tile

from .database import connect, run_rows, statement
from .edit_latency import plain
from .plan_client import PlanClient
from .raw_client import RawConnection, request_bytes
from .result import Result, target
from .tile_servers import TileServer, ours, session_of

PUBLISH_S, FOLLOW_S, PATIENCE_S = 20.0, 2.0, 300.0
SCREENS, MOST_PARTS, ZOOM = 20, 40, 14
CHINA = timedelta(hours=8)
STATE = "SELECT count(*) FROM geodata_boundaryplan WHERE state = 'in_force'"


def publish_district(database: str) -> Iterator[Result]:
    """Every grid above its band split, signed by both, in force today."""
    with ours(database, session_of(database, "planner")) as server:
        client = PlanClient(server.server.port, server.headers["Cookie"])
        client.begin("全区重划")
        _divide(client)
        _sign(client, server, database)
        with closing(connect(database)) as connection:
            naive = _naive(connection)
            ((code, x, y),) = run_rows(connection, statement("find_new_grid"), ZOOM, ZOOM)
        tile = Tile(ZOOM, int(str(x)), int(str(y)))
        meter = server.meter()
        taken, late = asyncio.run(_published(client, server, database, tile, str(code)))
        cpu, database_cpu = meter.read()
        client.close()
    with closing(connect(database)) as connection:
        ((grids, events),) = run_rows(
            connection,
            "SELECT (SELECT count(*) FROM geodata_plangrid WHERE plan_id = (SELECT max(id) FROM geodata_boundaryplan)),"
            " (SELECT count(*) FROM geodata_event)",
        )
    print(
        f"plan: {grids} grids in force, {events:,} events, CPU {cpu:.1f} s in the server and {database_cpu:.1f} s in "
        f"PostgreSQL; load average {os.getloadavg()[0]:.1f}"
    )
    yield target("publish the district", "s", taken, PUBLISH_S)
    yield Result("publish the district", "s", taken, "naive UPDATE of everything", naive)
    yield target(f"new grids on {SCREENS} open maps, last", "s", max(late), FOLLOW_S)
    print(f"plan: open maps follow after {statistics.median(late):.2f} s (median), {max(late):.2f} s (last)")


def _divide(client: PlanClient) -> None:
    """Mend what lies apart, then split every grid that is above its band into parts of about its middle."""
    for finding in client.step("check/", {})["findings"]:
        if finding["blocking"] and finding["repair"]:
            client.operate("", finding["community"], **finding["repair"])
    for community in client.read("")["communities"]:
        for grid in community["grids"]:
            if grid["word"] != "above":
                continue
            wanted = round(grid["households"] / (sum(grid["band"]) / 2))
            for parts in range(min(max(2, wanted), MOST_PARTS, grid["blocks"]), 1, -1):
                if client.operate("", community["code"], verb="split_parts", grid=grid["key"], parts=parts):
                    break


def _sign(client: PlanClient, server: TileServer, database: str) -> None:
    """Checked, submitted and signed; the client is the district's administrator afterwards."""
    told = client.step("check/", {})
    if told["state"] != "checked":
        raise RuntimeError(f"not to be submitted: {[one for one in told['findings'] if one['blocking']][:3]}")
    submitted = client.step("submit/", {"revision": client.revision})
    for role in ("subdistrict_head", "district_admin"):
        signer = PlanClient(server.server.port, session_of(database, role))
        signer.plan = client.plan
        signer.step("sign/", {"digest_end": submitted["digest"][-6:]})
    client.__dict__.update(signer.__dict__)


def _naive(connection: Any) -> float:
    """Seconds of what one would write at first: all borders put together and everything placed again; taken back."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        began = time.perf_counter()
        cursor.execute(statement("naive_publish"))
        taken = time.perf_counter() - began
        cursor.execute("ROLLBACK")
    return taken


async def _published(
    client: PlanClient, server: TileServer, database: str, tile: Tile, code: str
) -> tuple[float, list[float]]:
    """Seconds of the publication, and how long after its commit each open map had a tile with a new grid."""
    screens = [asyncio.create_task(_follow(server, tile, code)) for _ in range(SCREENS)]
    await asyncio.sleep(2)
    committed: list[float] = []
    watching = threading.Thread(target=_watch_commit, args=(database, committed))
    watching.start()
    today = (datetime.now(UTC) + CHINA).date().isoformat()
    began = time.monotonic()
    told = await asyncio.to_thread(client.step, "schedule/", {"valid_from": today})
    taken = time.monotonic() - began
    if told["state"] != "in_force":
        raise RuntimeError(f"not in force: {told}")
    seen = await asyncio.wait_for(asyncio.gather(*screens), PATIENCE_S)
    watching.join()
    return taken, [moment - committed[0] for moment in seen]


def _watch_commit(database: str, committed: list[float]) -> None:
    """Note when another connection first sees the plan in force."""
    with closing(connect(database)) as connection:
        while not committed:
            if run_rows(connection, STATE)[0][0]:
                committed.append(time.monotonic())
            time.sleep(0.01)


async def _follow(server: TileServer, tile: Tile, code: str) -> float:
    """When an open map that asks for its tile at each change of the grids has a new one."""
    line = await RawConnection.open(server.server.port)
    reader = await RawConnection.open(server.server.port)
    async for words in line.lines(request_bytes("/live/", server.headers, port=server.server.port)):
        if not words.startswith(b"data: {"):
            continue
        told = json.loads(words[6:])
        version = told.get("versions", {}).get("grids") or (
            told.get("version") if told.get("kind") == "grids" else None
        )
        if version is None:
            continue
        path = f"/layers/grids/{tile.z}/{tile.x}/{tile.y}.mvt?v={version}"
        answer = await reader.ask(request_bytes(path, server.headers, port=server.server.port))
        if code.encode() in plain(answer):
            line.close()
            return time.monotonic()
    raise RuntimeError("the stream ended")
