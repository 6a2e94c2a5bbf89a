"""Alarms into their table: those raised since a moment, and what happened to the older ones that were open."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import shapely

from geodata.models import Alarm, Staff
from geodata.rules.viewer import Role
from geodata.town.calendar import local_day, moment
from geodata.town.events.lives import NEVER
from geodata.town.events.world import World
from geodata.town.life.alarms import KINDS, LONGEST_DAYS, STATES, Alarms, alarm_uuids, make_alarms
from geodata.town.store.copying import Column, copy_in, geometry, moments


@dataclass(frozen=True)
class _Batch:
    """What every writer below needs: the alarms, who takes notice, the span (from, until] in seconds."""

    alarms: Alarms
    seed: int
    people: list[int]
    from_s: int
    until_s: int

    def uuids(self, rows: np.ndarray) -> list[str]:
        """The identities of some rows."""
        return alarm_uuids(self.seed, self.alarms, rows)

    def person(self, row: int) -> int:
        """The id of the operator who takes notice of a row's alarm."""
        return self.people[int(self.alarms.person[row] * len(self.people))]


def load_alarms(world: World, seed: int, start: date, since: datetime | None, until: datetime) -> int:
    """How many alarms are new: brings the table from one moment (None: empty, from the day start on) to a later one."""
    first = local_day(since) - timedelta(days=LONGEST_DAYS) if since else start
    alarms = make_alarms(seed, len(world.building_ids), first, local_day(until))
    people = Staff.objects.filter(role=Role.OPERATOR).order_by("uuid").values_list("id", flat=True)
    from_s = int(since.timestamp()) if since else int(alarms.raised_s.min()) - 1
    batch = _Batch(alarms, seed, list(people), from_s, int(until.timestamp()))
    if since:
        _advance(batch)
    return _insert(batch, world)


def _insert(batch: _Batch, world: World) -> int:
    alarms = batch.alarms
    new = np.flatnonzero((alarms.raised_s > batch.from_s) & (alarms.raised_s <= batch.until_s))
    state = alarms.state_at(batch.until_s)[new]
    columns: dict[str, Column] = {
        "uuid": batch.uuids(new),
        "kind": [KINDS[index].value for index in alarms.kind[new]],
        "state": [STATES[index].value for index in state],
        "raised_at": moments(alarms.raised_s[new]),
        "acknowledged_at": moments(np.where(state > 0, alarms.noticed_s[new], NEVER)),
        "acknowledged_by_id": [
            batch.person(int(row)) if noticed else None for row, noticed in zip(new, state, strict=True)
        ],
        "geom": geometry(shapely.points(world.xy[alarms.building[new]])),
    }
    copy_in(Alarm, columns, len(new))
    return len(new)


def _advance(batch: _Batch) -> None:
    """Move on the alarms open before; those somebody else has touched are left alone."""
    alarms = batch.alarms
    before, after = alarms.state_at(batch.from_s), alarms.state_at(batch.until_s)
    moved = np.flatnonzero((alarms.raised_s <= batch.from_s) & (after > before))
    keys = batch.uuids(moved)
    stored = {str(alarm.uuid): alarm for alarm in Alarm.objects.filter(uuid__in=keys)}
    changed = []
    for row, key in zip(moved, keys, strict=True):
        alarm = stored.get(key)
        if alarm is None or alarm.state != STATES[before[row]].value:
            continue
        alarm.state = STATES[after[row]].value
        alarm.acknowledged_at = moment(alarms.noticed_s[row])
        alarm.acknowledged_by_id = batch.person(int(row))
        changed.append(alarm)
    Alarm.objects.bulk_update(changed, ["state", "acknowledged_at", "acknowledged_by"])
