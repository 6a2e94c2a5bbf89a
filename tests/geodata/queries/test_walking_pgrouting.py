"""Reach equals pgRouting's driving distance: same junctions, same costs, as much road.

pgRouting (Debian: postgresql-15-pgrouting) is needed by this test alone; where it is not installed it is skipped.
"""

import os
from pathlib import Path

import numpy as np
import pytest
from django.db import connection

from geodata.analysis.reach_walk import reach_of
from geodata.analysis.walking_search import walk_from
from geodata.analysis.walking_snap import Snaps
from geodata.queries.walking import forget_walking, kept_walking
from geodata.rules.walking import Pace
from tests.pgrouting import add_pgrouting
from tests.town import Town
from webmap.db.home import remembered

ROOT = Path(__file__).resolve().parents[3]
STARTS = 12
LIMIT_S = 900.0
_COLUMNS = {Pace.ADULT: "adult_s", Pace.ELDERLY: "elderly_s"}
# Fixed words only: the column names above.
_DISTANCE = """
    SELECT node, agg_cost FROM pgr_drivingDistance(
        'SELECT id, from_node AS source, to_node AS target, {cost} AS cost, {cost} AS reverse_cost
         FROM geodata_walkedge', %s, %s, directed := false)
"""
_LENGTH = """
    WITH reached AS ({distance})
    SELECT sum(length_m * least(1, (greatest(0, {limit} - coalesce(a.agg_cost, 1e9))
        + greatest(0, {limit} - coalesce(b.agg_cost, 1e9))) / {cost}))
    FROM geodata_walkedge e
    LEFT JOIN reached a ON a.node = e.from_node
    LEFT JOIN reached b ON b.node = e.to_node
"""


@pytest.fixture
def pgrouting(town: Town) -> None:
    """pgRouting in the test database, where it may stay: nothing else looks at it."""
    home = remembered(ROOT)
    if os.environ.get("DATABASE_URL") or home is None:
        pytest.skip("pgRouting needs the private cluster")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pgrouting'")
        if not cursor.fetchone():
            pytest.skip("pgRouting is not installed (Debian: postgresql-15-pgrouting)")
    assert add_pgrouting(home, connection.settings_dict["NAME"]) == ""


@pytest.mark.parametrize("pace", list(Pace))
@pytest.mark.usefixtures("pgrouting")
def test_reach_equals_pgrouting(pace: Pace) -> None:
    forget_walking()
    walking = kept_walking()
    assert walking is not None
    paced, net = walking.paced[pace], walking.network
    cost = _COLUMNS[pace]
    distance = _DISTANCE.format(cost=cost)
    for node in np.random.default_rng(11).choice(len(net.node), STARTS, replace=False).tolist():
        edge = int(np.flatnonzero((net.start == node) | (net.end == node))[0])
        along = 0.0 if net.start[edge] == node else float(net.length[edge])
        place = Snaps(np.array([edge]), np.array([along]), np.zeros(1), np.zeros(1, bool))
        walk = walk_from(paced, place)
        reach = reach_of(walk, LIMIT_S)
        with connection.cursor() as cursor:
            cursor.execute(distance, [node, LIMIT_S])
            theirs = {int(one): float(seconds) for one, seconds in cursor.fetchall()}
            cursor.execute(_LENGTH.format(distance=distance, cost=cost, limit=LIMIT_S), [node, LIMIT_S])
            ((their_length,),) = cursor.fetchall()
        assert set(theirs) == set(reach.node.tolist())
        for one, seconds in theirs.items():
            assert walk.seconds[one] == pytest.approx(seconds, abs=1e-6)
        assert reach.road_m == pytest.approx(their_length, rel=0.01)
