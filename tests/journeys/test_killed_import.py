"""An import killed anywhere leaves nothing half-written, and run again gives what it gives undisturbed."""

import csv
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

pytestmark = pytest.mark.journey

EVENTS = 4_000
KILLS = 25 if os.environ.get("PROOF") == "1" else 4
# Everything an import of events and areas writes, without what chance or the clock gives.
DIGEST = """
SELECT md5(string_agg(line, '|' ORDER BY line)) FROM (
    SELECT concat_ws(',', external_key, reported_at, closed_at, step, ST_AsText(geom, 3), c.name, a.code) AS line
    FROM geodata_event e JOIN geodata_eventcategory c ON c.id = e.category_id LEFT JOIN geodata_area a ON a.id = e.area_id
    UNION ALL
    SELECT concat_ws(',', a.code, a.name, b.status, ST_AsText(b.geom, 3)) FROM geodata_area a
    JOIN geodata_boundaryversion b ON b.area_id = a.id
    UNION ALL
    SELECT concat_ws(',', e.external_key, s.step, s.at) FROM geodata_eventstep s JOIN geodata_event e ON e.id = s.event_id
) AS lines
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A district of one polygon and events in and around it."""
    folder = tmp_path_factory.mktemp("killed")
    ring = [[102.30, 25.34], [102.34, 25.34], [102.34, 25.37], [102.30, 25.37], [102.30, 25.34]]
    district = {
        "type": "Feature",
        "properties": {"code": "999902", "name": "试区"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    areas = folder / "areas.geojson"
    areas.write_text(json.dumps({"type": "FeatureCollection", "features": [district]}), encoding="utf-8")
    events = folder / "events.csv"
    chance = random.Random(7)
    with events.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["time", "closed", "kind", "lon", "lat"])
        for number in range(EVENTS):
            day = f"2026-03-{1 + number % 28:02}"
            place = [102.29 + chance.random() * 0.06, 25.33 + chance.random() * 0.05]
            writer.writerow([f"{day} 08:00", f"{day} 20:00" if number % 3 else "", f"k{number % 5}", *place])
    return areas, events


@pytest.fixture(scope="module")
def places() -> Iterator[tuple[Place, Place]]:
    """A database for the undisturbed import and one for the killed ones."""
    with place_of("undisturbed", 4543) as calm, place_of("killed", 4543) as harmed:
        yield calm, harmed


def words(files: tuple[Path, Path]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    areas, events = map(str, files)
    return (
        ("import_areas", areas, "--level", "district", "--commit"),
        ("import_events", events, "--category", "kind", "--closed", "closed", "--commit"),
    )


def kill_after(place: Place, command: tuple[str, ...], delay_s: float) -> bool:
    """Whether the command was still running after the delay, when it and what it started were killed."""
    own = os.environ | {
        "DB_NAME": place.name,
        "MEASURE_SRID": str(place.srid),
        "DJANGO_SETTINGS_MODULE": "webmap.settings.dev",
    }
    own.pop("DB_ROLE", None)
    process = subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=own,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(delay_s)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def test_killed_at_random_moments_and_run_again_it_is_the_undisturbed_import(
    files: tuple[Path, Path], places: tuple[Place, Place]
) -> None:
    calm, harmed = places
    took = []
    for command in words(files):
        began = time.monotonic()
        calm.import_json(*command)
        took.append(time.monotonic() - began)
    chance = random.Random(11)
    killed = 0
    for command, seconds in zip(words(files), took, strict=True):
        for _ in range(KILLS):
            if kill_after(harmed, command, chance.uniform(0.2, 1.0) * seconds):
                killed += 1
                told = harmed.values(
                    "SELECT count(*) FROM geodata_event WHERE area_id IS NOT NULL OR category_id > 0"
                )
                assert told[0][0] in (0, EVENTS)
        harmed.import_json(*command)
    assert killed
    assert harmed.values(DIGEST) == calm.values(DIGEST)
    for command in words(files):
        again = harmed.import_json(*command)
        assert (again["created"], again["updated"]) == (0, 0)
