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

# More new rows than this change what the database should know of its tables before they are asked again.
_MANY = 500


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


@dataclass(frozen=True)
class Moment:
    """The local day of an import and the zone its days are counted in."""

    today: date
    zone: str


@transaction.atomic
def store_rows(
    model: type[models.Model], staged: StagedRows, run: ImportRun, moment: Moment | None = None
) -> StoredCounts:
    """How many rows were new, changed and unchanged; with a moment rows of placed kinds get their area."""
    stage_rows(model, staged)
    return store_staged(model, staged, run, moment)


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
    rows("know_import_stage", target=model._meta.db_table, columns=names)


def store_staged(
    model: type[models.Model], staged: StagedRows, run: ImportRun, moment: Moment | None = None
) -> StoredCounts:
    """How many of the staged rows were new, changed and unchanged once stored and, with a moment, placed."""
    placed = moment is not None and staged.shapes is not None and has_area(model)
    if moment is not None and placed:
        rows("place_import_stage", today=moment.today, zone=moment.zone)
    (stored,) = rows(
        "store_import_stage",
        target=model._meta.db_table,
        columns=_names(staged),
        fixed=json.dumps(_defaults(model) | dict(staged.fixed), default=str),
        run=run.pk,
    )
    created, updated = int(stored["created"]), int(stored["updated"])
    if created > _MANY:
        execute("refresh_statistics")
    if moment is not None and placed and updated:
        place_rows(model._meta.db_table, moment, run=run)
    return StoredCounts(created, updated, len(set(staged.owners)) - created - updated)


def has_area(model: type[models.Model]) -> bool:
    """Whether rows of a model lie in an area."""
    return any(one.name == "area" for one in model._meta.concrete_fields)


def place_rows(table: str, moment: Moment, *, run: ImportRun | None = None, box: str | None = None) -> None:
    """Give the rows a run changed, and those in a box (hex EWKB in MEASURE), the finest area of their place."""
    rows(
        "place_rows",
        target=table,
        run=run.pk if run else None,
        today=moment.today,
        zone=moment.zone,
        box=box,
    )


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
