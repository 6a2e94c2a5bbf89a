"""Bring a loaded town up to a moment: new events and alarms, steps of open ones, visits, checks of service points."""

from datetime import UTC, date, datetime

import numpy as np
from django.db import transaction

from geodata.models import CareSubject, ImportRun, ServicePoint
from geodata.sql import execute
from geodata.town.calendar import local_day
from geodata.town.events.stream import EventStream, make_stream
from geodata.town.identity import uuids
from geodata.town.life.care import RISKS
from geodata.town.life.care_rhythm import due_days, last_visits, make_rhythm
from geodata.town.life.point_checks import checks_on
from geodata.town.store.copying import moments
from geodata.town.store.load_alarms import load_alarms
from geodata.town.store.load_events import EventLoad, load_events
from geodata.town.store.read_world import read_world
from geodata.town.store.town_record import loaded_until, mark_loaded, setting_of


def top_up(record: ImportRun, until: datetime) -> tuple[EventLoad, EventStream | None]:
    """What was added to reach a moment, and the whole stream; nothing when the town is already there."""
    until = until.astimezone(UTC).replace(microsecond=0)
    with transaction.atomic():
        record = ImportRun.objects.select_for_update().get(pk=record.pk)
        setting, since = setting_of(record), loaded_until(record)
        if since and until <= since:
            return EventLoad(0, 0, 0), None
        world = read_world(setting.seed, local_day(until))
        stream = make_stream(world, setting, until)
        load = load_events(stream, world, setting.seed, since, until)
        load_alarms(world, setting.seed, setting.since, since, until)
        if since:
            _advance_care(record, since, until)
            _check_points(record, local_day(since), local_day(until))
        mark_loaded(record, until)
    return load, stream


def _advance_care(record: ImportRun, since: datetime, until: datetime) -> None:
    """Record the visits planned between two moments, except for people visited otherwise."""
    seed, count = setting_of(record).seed, record.report["care_subjects"]
    keys = uuids(seed, "care_subject", range(count))
    stored = {str(key): risk for key, risk in CareSubject.objects.values_list("uuid", "risk")}
    order = [risk.value for risk in RISKS]
    risk = [order.index(stored.get(key, order[0])) for key in keys]
    rhythm = make_rhythm(np.array(risk, dtype=np.int64), seed)
    earlier = last_visits(rhythm, int(since.timestamp()))
    visits = last_visits(rhythm, int(until.timestamp()))
    moved = np.flatnonzero(visits > earlier)
    execute(
        "advance_care",
        uuids=[keys[row] for row in moved],
        earlier=moments(earlier[moved]),
        visits=moments(visits[moved]),
        due_days=[date.fromordinal(int(day)) for day in due_days(rhythm, visits)[moved]],
    )


def _check_points(record: ImportRun, since: date, today: date) -> None:
    """Set the last checks and closures of the town's own service points, unless somebody changed them."""
    seed, count = setting_of(record).seed, record.report["service_points"]
    keys = uuids(seed, "service_point", range(count))
    earlier = dict(zip(keys, zip(*checks_on(count, seed, since), strict=True), strict=True))
    later = dict(zip(keys, zip(*checks_on(count, seed, today), strict=True), strict=True))
    changed = []
    for point in ServicePoint.objects.filter(uuid__in=keys):
        key = str(point.uuid)
        if (point.checked_on, point.closed_until) == earlier[key] != later[key]:
            point.checked_on, point.closed_until = later[key]
            changed.append(point)
    ServicePoint.objects.bulk_update(changed, ["checked_on", "closed_until"])
