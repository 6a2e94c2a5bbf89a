"""Store imported events: new ones are added, known ones brought up to date, all of them placed in an area."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from geodata.actions.record_import import StoredCounts
from geodata.actions.store_rows import Moment, StagedRows, stage_rows, store_staged
from geodata.errors import ImportRefused
from geodata.models import Event, ImportRun
from geodata.rules.deadlines import LIMIT_HOURS
from geodata.rules.event_flow import Priority, Source, Step
from geodata.sql import execute, rows

_PRIORITY = Priority.GENERAL
NEW_EVENT = {"priority": _PRIORITY.value, "source": Source.RESIDENT.value}


@transaction.atomic
def store_events(staged: StagedRows, run: ImportRun, moment: Moment) -> StoredCounts:
    """How many events were new, changed and unchanged; their areas are those of the days they were reported.

    Columns as event_columns gives them. Raises ImportRefused where a known event would get another reporting
    time, which is fixed for good.
    """
    stage_rows(Event, staged)
    _refuse_other_times()
    execute("settle_event_stage")
    counts = store_staged(Event, staged, run, moment)
    execute("log_imported_steps", run=run.pk)
    return counts


def event_columns(
    category_id: Sequence[int],
    reported_at: NDArray[np.datetime64],
    closed_at: NDArray[np.datetime64],
    *,
    status_known: bool,
) -> dict[str, list[Any]]:
    """The columns of imported events, which are of general priority and due by the rule for it.

    Times are UTC (datetime64[us], NaT = not closed); status_known: the file tells whether its events are closed.
    """
    due_at = reported_at + np.timedelta64(LIMIT_HOURS[_PRIORITY], "h")
    steps = np.where(np.isnat(closed_at), Step.REPORTED.value, Step.EVALUATED.value)
    return {
        "category_id": list(category_id),
        "reported_at": _texts(reported_at),
        "due_at": _texts(due_at),
        "closed_at": _texts(closed_at),
        "status_known": [status_known] * len(category_id),
        "step": steps.tolist(),
    }


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
