"""Events and their logs into the tables: those reported since a moment, and what happened to the open ones."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import shapely
from django.db import connection
from django.db.models import Model

from geodata.models import Event, EventStep
from geodata.rules.event_flow import Step
from geodata.sql import execute
from geodata.town.events.lives import NEVER, STEPS, state_at
from geodata.town.events.rows import PRIORITIES, SOURCE_ORDER
from geodata.town.events.stream import EventStream
from geodata.town.events.world import World
from geodata.town.store.copying import Column, copy_in, geometry, moments
from geodata.town.store.crew import Crew, actors, read_crew

_DISPATCHED, _EVALUATED = STEPS.index(Step.DISPATCHED), STEPS.index(Step.EVALUATED)
_ALWAYS = np.iinfo(np.int64).min
# Values become Python objects and texts on their way to the tables, some 2 KB an event.
_AT_A_TIME = 50_000


@dataclass(frozen=True)
class EventLoad:
    """How many events are new, how many older ones moved on, how many steps were logged."""

    new: int
    advanced: int
    steps: int


@dataclass(frozen=True)
class _Batch:
    """What every writer below needs: the stream, the world, the people, the span (from, until] in seconds."""

    stream: EventStream
    world: World
    crew: Crew
    actor: np.ndarray
    seed: int
    from_s: int
    until_s: int


def load_events(
    stream: EventStream, world: World, seed: int, since: datetime | None, until: datetime
) -> EventLoad:
    """Bring the event tables from one moment (None: empty) to a later one."""
    crew = read_crew(world)
    batch = _Batch(
        stream,
        world,
        crew,
        actors(crew, stream.rows, stream.draws, stream.times),
        seed,
        int(since.timestamp()) if since else _ALWAYS,
        int(until.timestamp()),
    )
    reported = stream.rows.reported_s
    new = np.flatnonzero((reported > batch.from_s) & (reported <= batch.until_s))
    new = new[np.argsort(reported[new], kind="stable")]
    advanced, ids = _advance(batch)
    new_ids = _insert(batch, new)
    steps = _log(batch, np.concatenate([advanced, new]), np.concatenate([ids, new_ids]), len(advanced))
    return EventLoad(len(new), len(advanced), steps)


def _insert(batch: _Batch, new: np.ndarray) -> np.ndarray:
    """Ids of the new events, written as they stand at the end of the span."""
    parts = [_insert_part(batch, part) for part in _parts(new)]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)


def _parts(rows: np.ndarray) -> Iterator[np.ndarray]:
    """The rows in their order, so many at a time that their texts stay small beside the stream."""
    return (rows[start : start + _AT_A_TIME] for start in range(0, len(rows), _AT_A_TIME))


def _copy_checked(model: type[Model], columns: Mapping[str, Column], count: int) -> np.ndarray:
    """As copy_in; checks put off to the end of the transaction are done now, or each row waits for them in memory."""
    ids = copy_in(model, columns, count)
    connection.check_constraints()
    return ids


def _insert_part(batch: _Batch, new: np.ndarray) -> np.ndarray:
    rows, times = batch.stream.rows, batch.stream.times[new]
    state = state_at(times, batch.until_s)
    building = rows.building[new]
    columns = {
        "uuid": batch.stream.uuids(batch.seed, new),
        "category_id": batch.crew.category[rows.category[new]],
        "priority": [PRIORITIES[index].value for index in rows.priority[new]],
        "source": [SOURCE_ORDER[index].value for index in rows.source[new]],
        "step": [STEPS[index].value for index in state],
        "reported_at": moments(rows.reported_s[new]),
        "due_at": moments(batch.stream.due_s[new]),
        "closed_at": moments(_closed(times, batch.until_s)),
        "status_known": True,
        "department_id": _departments(batch, new),
        "building_id": _or_null(np.where(building >= 0, batch.world.building_ids[building], 0)),
        "area_id": _or_null(np.where(rows.grid[new] >= 0, batch.world.grid_ids[rows.grid[new]], 0)),
        "geom": geometry(shapely.points(rows.xy[new])),
    }
    return _copy_checked(Event, columns, len(new))


def _advance(batch: _Batch) -> tuple[np.ndarray, np.ndarray]:
    """Rows and ids of older open events that moved on; those somebody else has touched are left alone."""
    times = batch.stream.times
    older = np.flatnonzero(
        (batch.stream.rows.reported_s <= batch.from_s) & (times[:, _EVALUATED] > batch.from_s)
    )
    before, after = state_at(times[older], batch.from_s), state_at(times[older], batch.until_s)
    moved, before = older[after > before], before[after > before]
    keys = batch.stream.uuids(batch.seed, moved)
    stored = {
        str(key): (pk, step)
        for key, pk, step in Event.objects.filter(uuid__in=keys).values_list("uuid", "id", "step")
    }
    as_planned = [
        stored.get(key, (0, ""))[1] == STEPS[index].value for key, index in zip(keys, before, strict=True)
    ]
    moved = moved[np.array(as_planned, dtype=bool)]
    ids = np.array(
        [stored[key][0] for key, planned in zip(keys, as_planned, strict=True) if planned], dtype=np.int64
    )
    if len(moved):
        _update(batch, moved, ids)
    return moved, ids


def _update(batch: _Batch, moved: np.ndarray, ids: np.ndarray) -> None:
    times = batch.stream.times[moved]
    execute(
        "advance_events",
        ids=ids.tolist(),
        steps=[STEPS[index].value for index in state_at(times, batch.until_s)],
        closed=moments(_closed(times, batch.until_s)),
        departments=_departments(batch, moved),
    )


def _closed(times: np.ndarray, until_s: int) -> np.ndarray:
    closing = times[:, _EVALUATED]
    return np.where(closing <= until_s, closing, NEVER)


def _departments(batch: _Batch, chosen: np.ndarray) -> list[int | None]:
    """The department of every chosen event that has been dispatched by the end of the span."""
    dispatched = batch.stream.times[chosen, _DISPATCHED] <= batch.until_s
    department = batch.crew.department[batch.stream.rows.category[chosen]]
    return _or_null(np.where(dispatched, department, 0))


def _or_null(ids: np.ndarray) -> list[int | None]:
    return [key or None for key in ids.tolist()]


def _log(batch: _Batch, chosen: np.ndarray, ids: np.ndarray, advanced: int) -> int:
    """How many steps were logged: of older events those inside the span, of new ones all up to its end."""
    times = batch.stream.times[chosen]
    start = np.full(len(chosen), _ALWAYS)
    start[:advanced] = batch.from_s
    row, step = np.nonzero((times > start[:, None]) & (times <= batch.until_s))
    order = np.lexsort((step, times[row, step]))
    row, step = row[order], step[order]
    for part in _parts(np.arange(len(row))):
        events, steps = row[part], step[part]
        columns = {
            "event_id": ids[events],
            "step": [STEPS[index].value for index in steps],
            "at": moments(times[events, steps]),
            "actor_id": _or_null(batch.actor[chosen[events], steps]),
            "note": "",
        }
        _copy_checked(EventStep, columns, len(part))
    return len(row)
