"""A plan killed on its way into force leaves everything as it was; run again it is in force as a whole."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing

import psycopg2
import pytest
from django.conf import settings

from webmap.db.secret_store import known_passwords

from .place import ROOT, Place, place_of

pytestmark = pytest.mark.journey

SRID = 4543
KILLS = 25 if os.environ.get("PROOF") == "1" else 4
LONGEST_S = 1.5
# Every grid of the town in halves, signed by a head and the district, due today.
DRAW = """
from datetime import timedelta
from django.contrib.auth import get_user_model
from django.utils import timezone
from geodata.actions.change_plan import change_plan
from geodata.actions.make_plan import make_plan
from geodata.actions.refresh_blocks import refresh_blocks
from geodata.actions.submit_plan import check_plan, schedule_plan, sign_plan, submit_plan
from geodata.errors import PlanRefused
from geodata.models import PlanGrid, Staff
from geodata.queries.plan_check import plan_findings
from geodata.rules.plan_verbs import Asked, PlanVerb
from geodata.rules.viewer import Role, Viewer
now = timezone.now()
before = now - timedelta(days=1)
refresh_blocks(now)
def person(role):
    user = get_user_model().objects.create(username=f"journey_{role.value}")
    Staff.objects.create(user=user, role=role.value, name="测试")
    return user.pk
who = {role: person(role) for role in (Role.PLANNER, Role.SUBDISTRICT_HEAD, Role.DISTRICT_ADMIN)}
own = {"user_id": who[Role.PLANNER], "now": before}
plan = make_plan("断电", Viewer(Role.PLANNER), **own)
def do(**asked):
    plan.refresh_from_db()
    try:
        change_plan(plan.uuid, Asked(**asked), plan.revision, Viewer(Role.PLANNER), **own)
    except PlanRefused:
        pass
for finding in plan_findings(plan, timezone.localdate(now)):
    if finding["blocking"] and finding["repair"]:
        told = finding["repair"]
        do(verb=PlanVerb.ASSIGN, community=finding["community"], grid=told["grid"], blocks=tuple(told["blocks"]))
for grid in PlanGrid.objects.filter(plan=plan).select_related("community"):
    do(verb=PlanVerb.SPLIT_PARTS, community=grid.community.code, grid=grid.key, parts=2)
plan, found = check_plan(plan.uuid, Viewer(Role.PLANNER), now=before)
assert plan.state == "checked", [one for one in found if one["blocking"]]
plan = submit_plan(plan.uuid, Viewer(Role.PLANNER), revision=plan.revision, **own)
for role in (Role.SUBDISTRICT_HEAD, Role.DISTRICT_ADMIN):
    plan = sign_plan(plan.uuid, plan.digest[-6:], Viewer(role), user_id=who[role], now=before)
plan = schedule_plan(plan.uuid, timezone.localdate(now), Viewer(Role.DISTRICT_ADMIN), now=before)
assert plan.state == "scheduled"
"""
# Everything a publication writes.
DIGEST = """
SELECT md5(string_agg(line, '|' ORDER BY line)) FROM (
    SELECT concat_ws(',', 'plan', state, valid_from) AS line FROM geodata_boundaryplan
    UNION ALL SELECT concat_ws(',', 'area', id, code, parent_id) FROM geodata_area
    UNION ALL SELECT concat_ws(',', 'border', area_id, valid, plan_id, md5(geom::text)) FROM geodata_boundaryversion
    UNION ALL SELECT concat_ws(',', 'grid', key, area_id, code) FROM geodata_plangrid
    UNION ALL SELECT concat_ws(',', 'lineage', old_id, new_id, households) FROM geodata_gridlineage
    UNION ALL SELECT concat_ws(',', 'event', id, area_id) FROM geodata_event
    UNION ALL SELECT concat_ws(',', 'building', id, area_id) FROM geodata_building
    UNION ALL SELECT concat_ws(',', 'point', id, area_id) FROM geodata_servicepoint
    UNION ALL SELECT concat_ws(',', 'care', id, area_id) FROM geodata_caresubject
    UNION ALL SELECT concat_ws(',', 'staff', staff_id, area_id) FROM geodata_staffarea
    UNION ALL SELECT concat_ws(',', 'type', area_id, grid_type) FROM geodata_gridtype
) AS lines
"""
# The lock on the plan's row is what a publication begins with.
AT_IT = """SELECT pid FROM pg_locks WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND relation = 'geodata_boundaryplan'::regclass AND mode = 'RowShareLock' AND pid <> pg_backend_pid()"""
STATE = "SELECT state FROM geodata_boundaryplan"
# What lies in a grid of another plan or of none, though it is open or stands today.
LEFT = """
SELECT 'event', count(*) FROM geodata_event e
JOIN geodata_boundaryversion v ON v.plan_id IS NOT NULL AND ST_Covers(v.geom, e.geom)
WHERE e.closed_at IS NULL AND e.status_known AND NOT EXISTS (
    SELECT FROM geodata_boundaryversion w WHERE w.area_id = e.area_id AND w.plan_id IS NOT NULL AND ST_Covers(w.geom, e.geom))
UNION ALL
SELECT 'building', count(*) FROM geodata_building b
WHERE NOT EXISTS (SELECT FROM geodata_boundaryversion w WHERE w.area_id = b.area_id AND w.plan_id IS NOT NULL
    AND ST_Covers(w.geom, ST_PointOnSurface(b.geom)))
    AND EXISTS (SELECT FROM geodata_boundaryversion w
        WHERE w.plan_id IS NOT NULL AND ST_Covers(w.geom, ST_PointOnSurface(b.geom)))
UNION ALL
SELECT 'staff', count(*) FROM geodata_staffarea s JOIN geodata_area a ON a.id = s.area_id AND a.level = 'grid'
WHERE NOT EXISTS (SELECT FROM geodata_boundaryversion w WHERE w.area_id = s.area_id AND w.plan_id IS NOT NULL)
"""


@pytest.fixture(scope="module")
def town() -> Iterator[Place]:
    """The small town with a plan that is due."""
    with place_of("publication", SRID) as place:
        for words in (("make_town", "--scale", "0.1"), ("shell", "-v", "0", "-c", DRAW)):
            done = place.run("manage.py", *words)
            assert done.returncode == 0, done.stderr
        yield place


def started(place: Place) -> "subprocess.Popen[bytes]":
    """A publication on its way."""
    environment = os.environ | {"DB_NAME": place.name, "MEASURE_SRID": str(SRID)}
    environment |= {"DJANGO_SETTINGS_MODULE": "webmap.settings.dev"}
    words = [sys.executable, "manage.py", "refresh_plans"]
    return subprocess.Popen(words, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)


def end_backend(place: Place, pid: int) -> None:
    """End a backend, whoever's it is."""
    own = {"host": settings.DATABASES["default"]["HOST"], "dbname": place.name}
    password = known_passwords(ROOT / ".local")["owner"]
    with closing(psycopg2.connect(user="owner", password=password, **own)) as connection:
        connection.cursor().execute("SELECT pg_terminate_backend(%s)", [pid])


def killed(place: Place, delay_s: float, *, backend: bool) -> bool:
    """Whether a publication was still at it so long after its transaction began, when it or its backend was killed."""
    process = started(place)
    pids: list[tuple[int]] = []
    while process.poll() is None and not pids:
        pids = place.values(AT_IT)  # type: ignore[assignment]
        time.sleep(0.005)
    time.sleep(delay_s)
    if backend and pids:
        end_backend(place, pids[0][0])
    elif process.poll() is None:
        process.send_signal(signal.SIGKILL)
    return process.wait() != 0


def test_a_killed_publication_leaves_nothing_and_the_next_one_is_whole(town: Place) -> None:
    before = town.values(DIGEST)
    chance = random.Random(5)
    hits = 0
    for number in range(KILLS):
        # Later and later, so that the first ones are met whatever the machine.
        delay_s = LONGEST_S * (number / KILLS) ** 2 * chance.uniform(0.5, 1)
        hit = killed(town, delay_s, backend=number % 2 == 1)
        if town.values(STATE) == [("in_force",)]:
            break
        hits += hit
        assert town.values(DIGEST) == before
    assert hits
    done = town.run("manage.py", "refresh_plans")
    assert done.returncode == 0, done.stderr
    assert town.values(STATE) == [("in_force",)]
    assert town.values(DIGEST) != before
    assert dict(town.values(LEFT)) == {"event": 0, "building": 0, "staff": 0}
    print(f"{hits} publications killed, nothing half")
