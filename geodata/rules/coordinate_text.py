"""Columns of text as coordinates: one coordinate a cell, two columns, or both in one cell.

Plain decimals go through numpy and pandas, a million in a quarter of a second; only the other cells are read one by
one (coordinate_cell). Cells may also be numbers or None. What is no coordinate becomes nan.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .axis_order import Swap, looks_swapped
from .coordinate_cell import Angle, Axis, clean, comma_is_decimal, read_angle, read_both

__all__ = ["Swap", "looks_swapped", "read_columns", "read_numbers", "read_pairs"]

Numbers = NDArray[np.float64]
_SEPARATORS = (",", ";", " ", "，")
# Enough cells to see how a column writes its decimals.
_MOST_LOOKED_AT = 10_000


def read_numbers(cells: Sequence[Any]) -> Numbers:
    """The number in each cell, (n,): degrees or metres as written, west and south negative, nan where there is none.

    >>> read_numbers(["102.71", "102°42′36″E", "102,71", "", "无"]).tolist()
    [102.71, 102.71, 102.71, nan, nan]
    """
    values = _plain(cells)
    for place, angle in _others(cells, values).items():
        values[place] = angle.value
    return values


def read_columns(x: Sequence[Any], y: Sequence[Any]) -> Numbers:
    """The coordinates of two columns, (n, 2) as x, y. Cells that name their axis overrule their column.

    A cell that holds both coordinates is taken where the other column holds none or the same text.

    >>> read_columns(["N25.04", "102.71, 25.04"], ["E102.71", ""]).tolist()
    [[102.71, 25.04], [102.71, 25.04]]
    """
    pairs = np.column_stack([_plain(x), _plain(y)])
    slow = [_others(cells, pairs[:, column]) for column, cells in enumerate((x, y))]
    for place in slow[0].keys() | slow[1].keys():
        first, second = (
            slow[column].get(place, Angle(pairs[place, column], Axis.UNSAID)) for column in (0, 1)
        )
        pairs[place] = _ordered(first, second)
    for place in map(int, np.flatnonzero(np.isnan(pairs).any(axis=1))):
        texts = {_text(cell) for cell in (x[place], y[place])} - {""}
        if len(texts) == 1:
            pairs[place] = _ordered(*read_both(clean(texts.pop())))
    return pairs


def read_pairs(cells: Sequence[Any], *, latitude_first: bool | None = None) -> Numbers:
    """The two coordinates in each cell, (n, 2) as longitude, latitude or east, north; nan where a cell has not two.

    latitude_first: how cells without labels are written; None lets the whole column tell (see looks_swapped).

    >>> read_pairs(["25.04 102.71", "经度:102.72 纬度:25.05", "25.06,102.73"]).tolist()
    [[102.71, 25.04], [102.72, 25.05], [102.73, 25.06]]
    """
    pairs = _plain_pairs(cells)
    labelled = np.zeros(len(cells), dtype=bool)
    for place in map(int, np.flatnonzero(np.isnan(pairs).any(axis=1))):
        first, second = read_both(clean(_text(cells[place])))
        labelled[place] = max(first.axis, second.axis) != Axis.UNSAID
        pairs[place] = _ordered(first, second)
    if latitude_first is None:
        latitude_first = looks_swapped(*pairs[~labelled].T).column
    if latitude_first:
        pairs[~labelled] = pairs[~labelled][:, ::-1]
    return pairs


def _text(cell: Any) -> str:
    return "" if cell is None or isinstance(cell, bool) else str(cell).strip()


def _plain(cells: Sequence[Any]) -> Numbers:
    """The cells that are plain decimals; nan for all others. Exact to the last digit, as Python reads them."""
    column = np.empty(len(cells), dtype=object)
    column[:] = [None if isinstance(cell, bool) else cell for cell in cells]
    rough = np.asarray(pd.to_numeric(pd.Series(column, dtype=object), errors="coerce"), dtype=float)
    plain = np.isfinite(rough)
    values = np.full(len(cells), np.nan)
    values[plain] = column[plain].astype(float)
    return values


def _others(cells: Sequence[Any], values: Numbers) -> dict[int, Angle]:
    """What the cells that are not plain decimals hold, by their place."""
    places = [int(place) for place in np.flatnonzero(np.isnan(values))]
    texts = {place: clean(text) for place in places if (text := _text(cells[place]))}
    decimal_comma = _decimal_comma(texts)
    return {place: read_angle(text, decimal_comma) for place, text in texts.items()}


def _decimal_comma(texts: dict[int, str]) -> bool | None:
    """Whether the column writes decimals with a comma, as its telling cells show; None where none does."""
    some = list(texts.values())[:_MOST_LOOKED_AT]
    shown = [shows for text in some if (shows := comma_is_decimal(text)) is not None]
    return sum(shown) * 2 > len(shown) if shown else None


def _ordered(first: Angle, second: Angle) -> tuple[float, float]:
    """The two values as x, y; labels overrule the order, and two of the same axis are nan."""
    if first.axis == second.axis != Axis.UNSAID:
        return (np.nan, np.nan)
    if first.axis == Axis.LAT or second.axis == Axis.LON:
        return (second.value, first.value)
    return (first.value, second.value)


def _plain_pairs(cells: Sequence[Any]) -> Numbers:
    """The cells that are two plain decimals with one separator, in the cell's order; nan for all others."""
    halves: list[tuple[str, str]] = [_cut(cell) for cell in cells]
    if not halves:
        return np.empty((0, 2))
    first, second = zip(*halves, strict=True)
    return np.column_stack([_plain(first), _plain(second)])


def _cut(cell: Any) -> tuple[str, str]:
    text = cell.strip("()[] （）") if isinstance(cell, str) else ""
    for separator in _SEPARATORS:
        if text.count(separator) == 1:
            first, _, second = text.partition(separator)
            return first, second
    return "", ""
