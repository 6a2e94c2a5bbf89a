"""The columns of a GDAL layer as plain values: texts, whole numbers that stay exact, numbers, yes/no, moments as ISO text."""

import json
from typing import Any

import numpy as np
import pyogrio.raw
from numpy.typing import NDArray

from .notices import Notices

# A float holds whole numbers exactly up to here; codes of 16 and more digits lie beyond.
_EXACT = 2**53
_WHOLE = ("OFTInteger", "OFTInteger64")


def column_values(
    layer: Any, meta: dict[str, Any], fids: Any, fields: list[NDArray[Any]], notices: Notices
) -> dict[str, list[Any]]:
    """Column name → values (n,), as pyogrio read them in `fields`; binary columns are left out (None)."""
    values: dict[str, list[Any]] = {}
    types, subtypes = meta["ogr_types"], meta["ogr_subtypes"]
    for name, kind, subtype, column in zip(meta["fields"], types, subtypes, fields, strict=True):
        if kind == "OFTBinary":
            notices.count("binary_left_out")
            values[str(name)] = [None] * len(column)
        elif kind in _WHOLE and column.dtype.kind == "f":
            whole = _whole(layer, str(name), fids, column)
            notices.count("number_unreadable", sum(value is None for value in whole) - np.isnan(column).sum())
            is_flag = subtype == "OFSTBoolean"
            values[str(name)] = [bool(value) if is_flag and value is not None else value for value in whole]
        elif column.dtype.kind == "f":
            values[str(name)] = [value if np.isfinite(value) else None for value in column.tolist()]
        else:
            values[str(name)] = [_plain(value) for value in column.tolist()]
    return values


def _whole(layer: Any, name: str, fids: Any, column: NDArray[Any]) -> list[int | None]:
    """Whole numbers of a column with gaps, which arrives as floats; None also where one cannot be told exactly."""
    known = np.isfinite(column)
    values: list[int | None] = [None] * len(column)
    places = np.flatnonzero(known)
    numbers = column[known]
    if len(numbers) and np.abs(numbers).max() >= _EXACT:
        numbers = _read_exactly(layer, name, fids[known])
    for place, number in zip(places.tolist(), numbers.tolist(), strict=True):
        values[place] = int(number) if np.isfinite(number) else None
    return values


def _read_exactly(layer: Any, name: str, fids: NDArray[Any]) -> NDArray[Any]:
    """The numbers of the records that have one; without gaps they are read as whole numbers."""
    chosen = {"fids": fids}
    if not layer.info["capabilities"]["random_read"]:
        quoted = name.replace('"', '""')
        chosen = {"where": f'"{quoted}" IS NOT NULL AND FID BETWEEN {fids[0]} AND {fids[-1]}'}
    fields = pyogrio.raw.read(
        layer.file.path, layer=layer.name, columns=[name], read_geometry=False, **chosen, **layer.options
    )[3]
    return fields[0] if len(fields[0]) == len(fids) else np.full(len(fids), np.nan)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return None if np.isnan(value) else value
    if isinstance(value, (list, np.ndarray)):
        return json.dumps(list(value), ensure_ascii=False, default=str)
    return None if str(value) == "NaT" else str(value)
