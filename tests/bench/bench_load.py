"""A working day's worst minute: 200 people panning and 50 events a second reported, on this machine's cores."""

from collections.abc import Iterator

from .asking import warm_up
from .crowd_order import Outcome, order_for, put_crowd
from .kept_town import kept_town
from .result import Result, target
from .tile_servers import COUNTED, ours, session_of

CLIENTS, SECONDS, WRITES = 200, 60.0, 50.0
# Nobody waits for the map: the time after which people notice.
TILE_P95_MS = 200.0


def run() -> Iterator[Result]:
    """Errors, waiting times, and CPU of each part."""
    database = kept_town(1)
    cookie = session_of(database, "operator")
    with ours(database, cookie, COUNTED) as server:
        order = order_for(server, CLIENTS, SECONDS, WRITES)
        warm_up(server.server.port, server.headers, order.events[:4])
        outcome = put_crowd(server, order)
    yield from figures(outcome)


def figures(outcome: Outcome) -> Iterator[Result]:
    """The lines of an outcome."""
    tally = outcome.tally
    print(
        f"load: {len(tally['tile_ms']):,} tiles, {len(tally['write_ms']):,} writes, errors {tally['errors'] or 'none'}"
    )
    print(f"load: {outcome.built:,} tiles were built; pans that were late for the next {tally['late_pans']}")
    yield target("load: errors", "", float(sum(tally["errors"].values())), 0.0)
    yield target("load: tiles built twice", "", float(outcome.twice), 0.0)
    yield target("load: a tile, p95", "ms", outcome.percentile("tile_ms", 95), TILE_P95_MS)
    yield Result(
        "load: a tile, p50 and p99",
        "ms",
        outcome.percentile("tile_ms", 50),
        "p99",
        outcome.percentile("tile_ms", 99),
    )
    yield Result(
        "load: a write, p50 and p95",
        "ms",
        outcome.percentile("write_ms", 50),
        "p95",
        outcome.percentile("write_ms", 95),
    )
    yield Result(
        "load: CPU of application and PostgreSQL",
        "s",
        outcome.application_s,
        "PostgreSQL",
        outcome.postgres_s,
    )
    yield Result(
        "load: CPU of the asking itself", "s", tally["own_cpu_s"], "application", outcome.application_s
    )
