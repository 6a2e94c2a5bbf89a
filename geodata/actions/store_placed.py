"""Store one row that staff found a place for, as its import would have, under its import's run."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import shapely
from django.db import models

from geodata.actions.store_rows import StagedRows, geometry_texts, stage_rows, store_rows, store_staged
from geodata.models import Event, ImportRun, UnlocatedRow
from geodata.sql import execute, rows


def store_placed(
    model: type[models.Model], row: UnlocatedRow, place: shapely.Point, fixed: Mapping[str, Any], today: date
) -> None:
    """Store a row of a kind with a point and give it its area; place in MEASURE.

    Only this row is placed, not its whole run again, which may have a million rows.
    """
    staged, further = _staged(model, row, place, fixed)
    store_rows(model, staged, row.run)
    rows("place_rows", target=model._meta.db_table, run=None, today=today, box=_box(place))
    if further:
        model._default_manager.filter(external_key=row.external_key).update(**further)


def store_placed_event(row: UnlocatedRow, place: shapely.Point, fixed: Mapping[str, Any], zone: str) -> None:
    """Store an event with its steps and give it the area of its day; zone is what its days are counted in."""
    staged, further = _staged(Event, row, place, fixed)
    stage_rows(Event, staged)
    execute("settle_event_stage")
    store_staged(Event, staged, row.run)
    if further:
        Event.objects.filter(external_key=row.external_key).update(**further)
    execute("log_event_steps", key=row.external_key)
    execute("place_events", run=None, zone=zone, box=_box(place))


def _staged(
    model: type[models.Model], row: UnlocatedRow, place: shapely.Point, fixed: Mapping[str, Any]
) -> tuple[StagedRows, dict[str, Any]]:
    """The row as its import's other rows were staged, and values of columns that import did not have.

    Undo knows a run's rows by the columns the run wrote, in their order: another set or order (JSON keeps none)
    would make all of them look edited.
    """
    written = _columns_of(row.run, model)
    names = [name for name in written if name != "geom"] or list(row.values)
    missing = {name: _default(model, name) for name in names if name not in row.values}
    columns = {name: [row.values.get(name, missing.get(name))] for name in names}
    further = {name: value for name, value in row.values.items() if name not in columns}
    return StagedRows([row.external_key], columns, np.array([place], dtype=object), fixed), further


def _columns_of(run: ImportRun, model: type[models.Model]) -> list[str]:
    return list(run.stored.get(model._meta.db_table, []))


def _default(model: type[models.Model], column: str) -> Any:
    found = next(one for one in model._meta.concrete_fields if one.column == column)
    return found.get_default() if found.has_default() else None


def _box(place: shapely.Point) -> str:
    """The point as hex EWKB in MEASURE."""
    return str(geometry_texts(np.array([place], dtype=object))[0])
