"""A kind of data that can be imported: what its rows are made of and how they are stored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from django.db import models
from numpy.typing import NDArray

from geodata.actions.record_import import StoredCounts
from geodata.actions.store_rows import Moment, StagedRows, store_rows
from geodata.models import ImportRun
from geodata.rules.import_kinds import KindName

from .codes import is_blank
from .fields import Field
from .options import ImportOptions
from .report import Report


class Shape(StrEnum):
    """The geometry a kind needs; OPTIONAL_POINT rows are kept without a place too."""

    POLYGON = "polygon"
    LINE = "line"
    POINT = "point"
    OPTIONAL_POINT = "optional_point"
    NONE = "none"


@dataclass
class Records:
    """Rows of a file by role, parsed; use marks the rows that are still to be loaded.

    row: numbers in the file, from 1. shapes: in MEASURE, None where a row has no place. stated: what the file
    says of the place, for keys. raw: the cells as they were, for keys. found: rows whose place was found by address.
    categories: ids of event categories made for these rows.
    """

    row: NDArray[np.int64]
    values: dict[str, list[Any]]
    raw: dict[str, list[Any]]
    shapes: NDArray[np.object_] | None
    stated: Sequence[object]
    use: NDArray[np.bool_]
    address: list[str] = field(default_factory=list)
    found: Sequence[int] = ()
    categories: Sequence[int] = ()

    def has(self, role: str) -> bool:
        """Whether the file has a column for this role."""
        return role in self.values

    def is_blank(self, role: str, place: int) -> bool:
        """Whether the file tells nothing there: no such column, or an empty cell; what is stored stays then."""
        cells = self.raw.get(role)
        return cells is None or is_blank(cells[place])


Settle = Callable[[Records, ImportOptions, Report], dict[str, list[Any]]]
Store = Callable[["Kind", StagedRows, ImportRun, Moment], StoredCounts]


def store_plain(kind: "Kind", staged: StagedRows, run: ImportRun, moment: Moment) -> StoredCounts:
    """Store rows in the kind's table and, where it knows areas, place them."""
    return store_rows(kind.model, staged, run, moment)


@dataclass(frozen=True)
class Kind:
    """A kind of data: its fields, its table and how its rows become columns.

    settle: further columns worked out from the records, after fields with a column; it may mark rows unusable
    and reports why. identity: roles that make a row what it is, for keys of rows without one of their own.
    fixed: columns of new rows that the file does not tell. once: columns that only the largest piece of a row in
    several pieces keeps, so that counts stay counts.
    placeless: the place only finds something else and is not stored.
    """

    name: KindName
    shape: Shape
    model: type[models.Model]
    fields: tuple[Field, ...]
    identity: tuple[str, ...]
    settle: Settle | None = None
    store: Store = store_plain
    fixed: Mapping[str, Any] = field(default_factory=dict)
    once: tuple[str, ...] = ()
    placeless: bool = False

    def field_of(self, role: str) -> Field:
        """The field with this role; raises KeyError for another."""
        return next(one for one in self.fields if one.role == role)
