"""The nightly refresh killed anywhere leaves the findings of before whole; in the whole town it finds what was planted."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .place import ROOT, Place, place_of

SRID = 4543
KILLS = 20 if os.environ.get("PROOF") == "1" else 3
DIGEST = """
SELECT md5(string_agg(line, '|' ORDER BY line)) FROM (
    SELECT concat_ws(',', r.category_id, c.verdict, c.trend, c.seen, c.z, c.q, ST_AsText(c.geom)) AS line
    FROM geodata_hotspotcell c JOIN geodata_heatrefresh r ON r.id = c.refresh_id
    UNION ALL
    SELECT concat_ws(',', r.category_id, k.by, k.weeks, p.rank, p.expected, p.low, p.high) FROM geodata_rankedplace p
    JOIN geodata_ranking k ON k.id = p.ranking_id JOIN geodata_heatrefresh r ON r.id = k.refresh_id
    UNION ALL
    SELECT concat_ws(',', r.category_id, g.area_id, g.rate, g.hot) FROM geodata_hotspotgrid g
    JOIN geodata_heatrefresh r ON r.id = g.refresh_id
    UNION ALL
    SELECT concat_ws(',', uuid, state, starts_on, last_seen_on, observed) FROM geodata_emergingwarning
) AS lines
"""
# Findings of an earlier state of the data, as every new event leaves them.
AGE = "from geodata.models import HeatRefresh; HeatRefresh.objects.update(data_version='earlier')"
STALE = "SELECT count(*) FROM geodata_heatrefresh WHERE data_version = 'earlier'"
# Cells that a hot spot of this spread may lend its events to.
REACH_M, SPREADS = 400, 2
LEAST_REPORTS = 30


@pytest.fixture(scope="module")
def town() -> Iterator[Place]:
    """The small town with its findings."""
    with place_of("heat", SRID) as place:
        made = place.run("manage.py", "make_town", "--scale", "0.1")
        assert made.returncode == 0, made.stderr
        yield place


def started(place: Place) -> "subprocess.Popen[bytes]":
    """A refresh on its way."""
    environment = os.environ | {"DB_NAME": place.name, "MEASURE_SRID": str(SRID)}
    environment |= {"DJANGO_SETTINGS_MODULE": "webmap.settings.dev"}
    return subprocess.Popen([sys.executable, "manage.py", "refresh_heat_findings"], cwd=ROOT, env=environment)


def is_at_it(place: Place) -> bool:
    """Whether a refresh holds its lock."""
    return (
        place.values("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7160414")[0][0]
        > 0
    )


@pytest.mark.journey
def test_a_killed_refresh_leaves_the_findings_of_before_and_the_next_one_makes_them_new(town: Place) -> None:
    before = town.values(DIGEST)
    chance = random.Random(5)
    for _ in range(KILLS):
        assert town.run("manage.py", "shell", "-v", "0", "-c", AGE).returncode == 0
        process = started(town)
        while process.poll() is None and not is_at_it(town):
            time.sleep(0.01)
        time.sleep(chance.uniform(0.05, 1.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert town.values(DIGEST) == before
    done = town.run("manage.py", "refresh_heat_findings", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["busy"] is False, "a dead process holds no lock"
    assert town.values(STALE) == [(0,)]
    assert town.values(DIGEST) == before


@pytest.mark.journey
@pytest.mark.proof
def test_what_is_planted_in_the_whole_town_is_found_and_little_else(tmp_path: Path) -> None:
    truth_file = tmp_path / "truth.json"
    with place_of("planted", SRID) as place:
        made = place.run("manage.py", "make_town", "--truth", truth_file)
        assert made.returncode == 0, made.stderr
        spots = json.loads(truth_file.read_text(encoding="utf-8"))["hot_spots"]
        found, asked, near, cells = 0, 0, 0, 0
        for category in sorted({spot["category"] for spot in spots}):
            planted = [
                spot
                for spot in spots
                if spot["category"] == category and reports(place, spot) >= LEAST_REPORTS
            ]
            away = [distances(place, category, spot) for spot in planted]
            asked += len(planted)
            found += sum(min(one, default=REACH_M) == 0 for one in away)
            hot = list(zip(*away, strict=True)) if away else []
            cells += len(hot)
            near += sum(
                any(
                    metres <= REACH_M + SPREADS * spot["spread_m"]
                    for metres, spot in zip(cell, planted, strict=True)
                )
                for cell in hot
            )
    print(
        f"{found} of {asked} planted hot spots found; {cells - near} of {cells} hot cells of their categories far from any"
    )
    assert asked >= 10
    assert found >= 0.9 * asked
    assert cells - near <= 0.05 * cells


def reports(place: Place, spot: dict[str, object]) -> int:
    """Planted events of the days that hot spots are made from."""
    uuids = ",".join(f"'{uuid}'" for uuid in spot["events"])  # type: ignore[attr-defined]
    query = f"""SELECT count(*) FROM geodata_event e JOIN geodata_heatrefresh r ON r.category_id IS NULL
        WHERE e.uuid IN ({uuids or "NULL"}) AND geodata_local_day(e.reported_at) BETWEEN r.first_day AND r.last_day"""
    return int(place.values(query)[0][0])


def distances(place: Place, category: str, spot: dict[str, object]) -> list[float]:
    """How far each hot cell of a category is from a planted place, in the order of the cells."""
    query = f"""SELECT ST_Distance(c.geom, ST_SetSRID(ST_MakePoint({spot["x_m"]}, {spot["y_m"]}), {SRID}))
        FROM geodata_hotspotcell c JOIN geodata_heatrefresh r ON r.id = c.refresh_id
        JOIN geodata_eventcategory k ON k.id = r.category_id
        WHERE c.verdict = 'hot' AND k.code = '{category}' ORDER BY c.id"""
    return [float(row[0]) for row in place.values(query)]
