"""Store imported rows of any kind: new ones are added, known ones brought up to date, each noted for undo."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import shapely
from django.db import models, transaction
from numpy.typing import NDArray

from geodata.actions.copy_text import copy_lines
from geodata.actions.record_import import StoredCounts
from geodata.crs import MEASURE
from geodata.models import ImportRun
from geodata.sql import copy_into, execute, rows


@dataclass(frozen=True)
class StagedRows:
    """Rows of one table as columns of equal length; key says how a row is known again and is unique.

    columns: what the file tells, by database column; what it does not tell, a whole column or a cell (None), keeps
    its stored value, and takes the model's default in new rows. shapes: geometries in MEASURE for the column geom, None
    without one. owner: which row of the file each is a piece of, where they are not the same; counts are of those.
    """

    key: Sequence[str]
    columns: Mapping[str, Sequence[Any]]
    shapes: NDArray[np.object_] | None = None
    fixed: Mapping[str, Any] = field(default_factory=dict)
    owner: Sequence[int] | None = None

    @property
    def owners(self) -> Sequence[int]:
        """The row of the file each row is a piece of."""
        return range(len(self.key)) if self.owner is None else self.owner


@transaction.atomic
def store_rows(model: type[models.Model], staged: StagedRows, run: ImportRun) -> StoredCounts:
    """How many rows were new, changed and unchanged."""
    stage_rows(model, staged)
    return store_staged(model, staged, run)


def stage_rows(model: type[models.Model], staged: StagedRows) -> None:
    """Bring the rows to the stage, where a kind may settle them before store_staged."""
    names = _names(staged)
    rows("make_import_stage", target=model._meta.db_table, columns=names)
    columns: list[Iterable[Any]] = [
        range(len(staged.key)),
        staged.owners,
        staged.key,
        *staged.columns.values(),
    ]
    if staged.shapes is not None:
        columns.append(geometry_texts(staged.shapes))
    copy_into("import_stage", ["position", "owner", *names], copy_lines(columns))


def store_staged(model: type[models.Model], staged: StagedRows, run: ImportRun) -> StoredCounts:
    """How many of the staged rows were new, changed and unchanged once stored."""
    (stored,) = rows(
        "store_import_stage",
        target=model._meta.db_table,
        columns=_names(staged),
        fixed=json.dumps(_defaults(model) | dict(staged.fixed), default=str),
        run=run.pk,
    )
    created, updated = int(stored["created"]), int(stored["updated"])
    return StoredCounts(created, updated, len(set(staged.owners)) - created - updated)


def place_stored(model: type[models.Model], run: ImportRun, today: date) -> None:
    """Give the run's rows the finest area in force on the local day."""
    execute("refresh_statistics")
    rows("place_rows", target=model._meta.db_table, run=run.pk, today=today, box=None)


def staged_outside_areas(model: type[models.Model]) -> int:
    """How many of the rows staged last lie in no area, once stored and placed (1 statement)."""
    return int(rows("count_staged_outside", target=model._meta.db_table)[0]["outside"])


def geometry_texts(shapes: NDArray[np.object_]) -> list[str | None]:
    """Hex EWKB in MEASURE, None where there is none."""
    return shapely.to_wkb(shapely.set_srid(shapes, MEASURE), hex=True, include_srid=True).tolist()


def _names(staged: StagedRows) -> list[str]:
    return ["external_key", *staged.columns, *([] if staged.shapes is None else ["geom"])]


def _defaults(model: type[models.Model]) -> dict[str, Any]:
    """Column → value of everything a new row must have; columns the database fills itself are left out."""
    found: dict[str, Any] = {}
    for one in model._meta.concrete_fields:
        if one.primary_key or one.null or one.generated or not one.has_default() or one.name == "uuid":
            continue
        value = one.get_default()
        found[str(one.column)] = "{}" if value == [] else value
    return found
