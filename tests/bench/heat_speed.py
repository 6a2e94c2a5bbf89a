"""The figures of heat over one town: tiles, first summary, playback, comparison, drill-down, and the nightly refresh."""

import os
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import partial

from .database import connect, run_rows, statement
from .heat_asked import FRAMES, Asked
from .heat_asked import ZOOMS as TILE_ZOOMS
from .kept_town import run_product
from .low_zoom import ZOOMS, mean_cost
from .result import Result, target
from .tile_list import tiles_of
from .tile_servers import ours, session_of, tipg

TILE_P95_MS, PLAYBACK_MS, FIGURES_MS = 150.0, 300.0, 1000.0
NIGHT_S = 1800.0


def measured(
    title: str, database: str, first_summary_ms: float, pyramid_aim: float | None = None
) -> Iterator[Result]:
    """Every figure of a town; under what load is printed first.

    pyramid_aim: the share of the CPU of raw points that tiles of counts may take; None where there are few points.
    """
    print(f"{title}: load average {os.getloadavg()[0]:.1f}")
    run_product(database, "manage.py", "refresh_heat")
    yield from _answers(title, database, first_summary_ms)
    yield from _pyramid(title, database, pyramid_aim)
    yield from _nightly(title, database)


def _answers(title: str, database: str, first_summary_ms: float) -> Iterator[Result]:
    cookie = session_of(database, "operator")
    with ours(database, cookie) as server:
        asked = Asked(server, _last_day(database))
        yield target(
            f"{title}: first summary after a start", "ms", asked.first_ms("summary"), first_summary_ms
        )
        for words in ({}, {"source": "resident"}, {"count": "incidents"}):
            told = "".join(f", {name}={value}" for name, value in words.items())
            for zoom in TILE_ZOOMS:
                p95 = asked.tiles_p95(zoom, **words)
                yield target(f"{title}: heat tile z{zoom}, 8 clients, p95{told}", "ms", p95, TILE_P95_MS)
            frames = asked.figures_ms("frames", **words)
            yield target(f"{title}: {FRAMES} frames{told}", "ms", frames, PLAYBACK_MS)
            change = asked.figures_ms("compare", **words)
            yield target(f"{title}: compare four weeks{told}", "ms", change, FIGURES_MS)
        summary = asked.figures_ms("summary")
        yield target(f"{title}: summary of other days", "ms", summary, first_summary_ms)
        cell = asked.figures_ms("events", cell=asked.busiest_cell())
        yield target(f"{title}: events of the busiest cell", "ms", cell, FIGURES_MS)


def _last_day(database: str) -> date:
    with closing(connect(database)) as connection:
        ((last,),) = run_rows(connection, "SELECT max(day) - 1 FROM geodata_eventcount")
    if not isinstance(last, date):
        raise RuntimeError(f"{database} holds no events")
    return last


def _pyramid(title: str, database: str, aim: float | None) -> Iterator[Result]:
    """CPU of far-out tiles beside a tile server that draws every point of the last 30 days."""
    cookie = session_of(database, "operator")
    tiles = [tile for zoom in ZOOMS for tile in tiles_of(database, zoom, 20)]
    spare = tiles_of(database, 16, 8)
    mine = mean_cost(partial(ours, database, cookie), tiles, spare, "/layers/events_heat/{z}/{x}/{y}.mvt")
    theirs = mean_cost(partial(tipg, database, "peer_events"), tiles, spare, "")
    name = f"{title}: heat z10-12"
    yield Result(f"{name}, CPU", "ms", mine.total_ms, "tipg, raw points", theirs.total_ms, aim)
    yield Result(f"{name}, gzipped", "KiB", mine.size / 1024, "tipg, raw points", theirs.size / 1024)


def _nightly(title: str, database: str) -> Iterator[Result]:
    """Repeats, counts and findings of a night in which everything is due."""
    with closing(connect(database)) as connection, connection.cursor() as cursor:
        cursor.execute(statement("make_heat_due"))
    for command in ("refresh_heat", "refresh_heat_findings"):
        began = time.monotonic()
        run_product(database, "manage.py", command)
        yield target(f"{title}: nightly {command}, all due", "s", time.monotonic() - began, NIGHT_S)
