"""Store one row that staff found a place for, as its import would have, under its import's run."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import shapely
from django.db import models
from django.utils import timezone

from geodata.actions.store_rows import Moment, StagedRows, stage_rows, store_rows, store_staged
from geodata.models import Event, ImportRun, UnlocatedRow
from geodata.sql import execute


def store_placed(
    model: type[models.Model], row: UnlocatedRow, place: shapely.Point, fixed: Mapping[str, Any], today: date
) -> None:
    """Store a row of a kind with a point and give it its area; place in MEASURE."""
    store_rows(model, _staged(model, row, place, fixed), row.run, _moment(today))


def store_placed_event(row: UnlocatedRow, place: shapely.Point, fixed: Mapping[str, Any], zone: str) -> None:
    """Store an event with its steps and give it the area of its day; zone is what its days are counted in."""
    staged = _staged(Event, row, place, fixed)
    stage_rows(Event, staged)
    execute("settle_event_stage")
    store_staged(Event, staged, row.run, Moment(timezone.localdate(), zone))
    execute("log_event_steps", key=row.external_key)


def _staged(
    model: type[models.Model], row: UnlocatedRow, place: shapely.Point, fixed: Mapping[str, Any]
) -> StagedRows:
    """The row in the columns its run wrote, which undoing it puts back; what it has beyond them is fixed.

    A later file may have given the row other columns than its run had.
    """
    names = [name for name in _written(row.run, model) if name != "geom"] or list(row.values)
    columns = {name: [row.values[name] if name in row.values else _default(model, name)] for name in names}
    further = {name: value for name, value in row.values.items() if name not in columns and value is not None}
    return StagedRows([row.external_key], columns, np.array([place], dtype=object), {**fixed, **further})


def _written(run: ImportRun, model: type[models.Model]) -> list[str]:
    return list(run.stored.get(model._meta.db_table, {}).get("columns", []))


def _default(model: type[models.Model], column: str) -> Any:
    found = next(one for one in model._meta.concrete_fields if one.column == column)
    return found.get_default() if found.has_default() else None


def _moment(today: date) -> Moment:
    return Moment(today, timezone.get_default_timezone_name())
