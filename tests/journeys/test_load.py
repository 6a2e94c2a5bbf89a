"""A crowd panning and reporting at once gets every answer; the full minute with its figures is `make bench` (load)."""

import os
from collections.abc import Iterator

import pytest

from tests.bench.crowd_order import order_for, put_crowd
from tests.bench.kept_town import run_product
from tests.bench.tile_servers import COUNTED, TileServer, ours, session_of

from .place import place_of

pytestmark = pytest.mark.journey

# Clients, seconds, writes a second.
CROWD = (200, 60.0, 50.0) if os.environ.get("PROOF") == "1" else (20, 8.0, 5.0)


@pytest.fixture(scope="module")
def server() -> Iterator[TileServer]:
    """A small town in a database of its own, served to an operator."""
    with place_of("load", 4543) as place:
        run_product(place.name, "manage.py", "make_town", "--scale", "0.1")
        with ours(place.name, session_of(place.name, "operator"), COUNTED) as running:
            yield running


def test_a_crowd_panning_while_events_are_reported_meets_no_error(server: TileServer) -> None:
    clients, seconds, writes_per_s = CROWD
    outcome = put_crowd(server, order_for(server, clients, seconds, writes_per_s))
    assert outcome.tally["errors"] == {}
    assert outcome.twice == 0
    assert len(outcome.tally["write_ms"]) >= 0.9 * seconds * writes_per_s
    assert len(outcome.tally["tile_ms"]) >= 0.9 * clients * 12 * int(seconds / 5)
    print(
        f"tile p95 {outcome.percentile('tile_ms', 95):.0f} ms, asking took {outcome.tally['own_cpu_s']:.1f} s of CPU"
    )
