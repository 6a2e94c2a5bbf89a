"""Write the nearest points of a kind: only the rows that differ."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.actions.copy_text import copy_lines
from geodata.analysis.walking_nearest import Nearest
from geodata.models import WalkNearest
from geodata.queries.walking_source import Ints
from geodata.sql import copy_into, rows

_COLUMNS = (
    "building_id", "point_id", "metres", "seconds", "elderly_point_id", "elderly_metres", "elderly_seconds",
)  # fmt: skip


@dataclass(frozen=True)
class PacedNearest:
    """The nearest points at both paces, one row a building."""

    adult: Nearest
    elderly: Nearest


def store_nearest(kind: str, building_id: Ints, point_id: Ints, found: PacedNearest) -> int:
    """How many buildings' rows of a kind changed, came or went (1 statement, 3 where any did).

    found: targets are rows of point_id. A building that reaches no point has no row.
    """
    fresh = _table(building_id, point_id, found)
    old = _stored(kind)
    kept_old = _same(old, fresh)
    kept_new = _same(fresh, old)
    gone = old["building_id"][~kept_old]
    if len(gone):
        WalkNearest.objects.filter(kind=kind, building_id__in=gone.tolist()).delete()
    new = {name: column[~kept_new].tolist() for name, column in fresh.items()}
    count = len(new["building_id"])
    if count:
        lines = copy_lines([[kind] * count, *new.values()])
        copy_into(WalkNearest._meta.db_table, ["kind", *new], lines)
    return len(np.union1d(gone, fresh["building_id"][~kept_new]))


def _table(building_id: Ints, point_id: Ints, found: PacedNearest) -> dict[str, NDArray[np.generic]]:
    """The columns of the buildings that reach a point, to the centimetre and the hundredth of a second."""
    adult, elderly = found.adult, found.elderly
    reached = (adult.target >= 0) & (elderly.target >= 0)
    columns = (
        building_id[reached],
        point_id[adult.target[reached]],
        adult.metres[reached].round(2),
        adult.seconds[reached].round(2),
        point_id[elderly.target[reached]],
        elderly.metres[reached].round(2),
        elderly.seconds[reached].round(2),
    )
    return dict(zip(_COLUMNS, columns, strict=True))


def _stored(kind: str) -> dict[str, NDArray[np.generic]]:
    (row,) = rows("list_walk_nearest", kind=kind)
    names = (
        "building_ids", "points", "metres", "seconds", "elderly_points", "elderly_metres", "elderly_seconds",
    )  # fmt: skip
    types = [np.int64 if name.endswith(("ids", "points")) else np.float64 for name in names]
    arrays = (np.array(row[name] or [], dtype=of) for name, of in zip(names, types, strict=True))
    return dict(zip(_COLUMNS, arrays, strict=True))


def _same(
    table: Mapping[str, NDArray[np.generic]], other: Mapping[str, NDArray[np.generic]]
) -> NDArray[np.bool_]:
    """Which rows of a table the other has too, alike; both are sorted by building."""
    if not len(other["building_id"]):
        return np.zeros(len(table["building_id"]), bool)
    at = np.searchsorted(other["building_id"], table["building_id"])
    at = np.minimum(at, len(other["building_id"]) - 1)
    alike = np.ones(len(at), bool)
    for name, column in table.items():
        alike &= column == other[name][at]
    return alike
