"""Store imported events: new ones are added, known ones brought up to date, all of them placed in an area."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from geodata.actions.copy_text import copy_lines
from geodata.actions.record_import import StoredCounts
from geodata.crs import MEASURE
from geodata.errors import ImportRefused
from geodata.models import Event, ImportRun
from geodata.rules.deadlines import LIMIT_HOURS
from geodata.rules.event_flow import Priority, Source
from geodata.sql import copy_rows, execute, rows

_PRIORITY = Priority.GENERAL


@dataclass(frozen=True)
class EventBatch:
    """Columns of equal length; times are UTC (datetime64[us], NaT = not closed), metres (n, 2) in MEASURE.

    key: what the file says about an event, so that it is known again. status_known: the file tells whether
    its events are closed. zone: the local time zone that days are counted in.
    """

    key: Sequence[str]
    category_id: Sequence[int]
    reported_at: NDArray[np.datetime64]
    closed_at: NDArray[np.datetime64]
    status_known: bool
    metres: NDArray[np.float64]
    zone: str


@transaction.atomic
def store_events(batch: EventBatch, run: ImportRun) -> StoredCounts:
    """How many events were new, changed and unchanged.

    An imported event is of general priority, due by the rule for it. Raises ImportRefused where a known event
    would get another reporting time, which is fixed for good.
    """
    _stage(batch)
    _refuse_other_times()
    updated = execute("update_staged_events", srid=MEASURE, run=run.pk)
    created = execute(
        "insert_staged_events",
        srid=MEASURE,
        run=run.pk,
        priority=_PRIORITY.value,
        source=Source.RESIDENT.value,
    )
    execute("refresh_statistics")
    execute("log_imported_steps", run=run.pk)
    execute("place_events", srid=MEASURE, run=run.pk, zone=batch.zone)
    return StoredCounts(created, updated, len(batch.key) - created - updated)


def events_outside_areas(keys: Sequence[str]) -> int:
    """How many of the stored events with these keys lie in no area (1 statement)."""
    return Event.objects.filter(external_key__in=keys, area=None).count()


def _stage(batch: EventBatch) -> None:
    count = len(batch.key)
    due_at = batch.reported_at + np.timedelta64(LIMIT_HOURS[_PRIORITY], "h")
    columns = (
        range(count),
        batch.key,
        batch.category_id,
        _texts(batch.reported_at),
        _texts(due_at),
        _texts(batch.closed_at),
        [batch.status_known] * count,
        batch.metres[:, 0].tolist(),
        batch.metres[:, 1].tolist(),
    )
    execute("make_event_stage")
    copy_rows("copy_event_stage", copy_lines(columns))


def _texts(moments: NDArray[np.datetime64]) -> list[str | None]:
    texts = np.datetime_as_string(moments.astype("datetime64[us]"), timezone="UTC").astype(object)
    texts[np.isnat(moments)] = None
    return texts.tolist()


def _refuse_other_times() -> None:
    conflicts = rows("count_event_conflicts")[0]["conflicts"]
    if conflicts:
        raise ImportRefused(
            f"{conflicts:,} 个事件已用另一个时区导入过，上报时间不能再改：请用原来的 --tz，或导入到新的库（DB_NAME）。",
            f"{conflicts:,} events were imported before in another time zone and a reporting time is fixed: use "
            "the --tz of then, or import into a new database (DB_NAME).",
        )
