"""Places of a table's rows: two columns of numbers to metres in MEASURE."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.rules.coordinate_text import read_columns, read_pairs

from .coordinates import Pairs, Reference, check_extent, place_problems, to_lonlat, to_measure
from .report import Problem

SNAP_DECIMALS = 2


@dataclass(frozen=True)
class Places:
    """Of each row: the numbers in the file, WGS 84, metres snapped to 1 cm (all (n, 2)), and whether it is usable."""

    stated: Pairs
    lonlat: Pairs
    metres: Pairs
    usable: NDArray[np.bool_]
    problems: list[Problem]


def read_places(lon: Sequence[Any], lat: Sequence[Any] | None, row: list[int], known: Reference) -> Places:
    """The places of a table's rows, of two columns or (lat None) of one that holds both coordinates.

    Raises ImportRefused where their bulk does not belong here.
    """
    stated = read_pairs(lon) if lat is None else read_columns(lon, lat)
    lonlat = to_lonlat(stated, known)
    check_extent(lonlat, stated, known)
    readable = np.isfinite(stated).all(axis=1)
    problems = place_problems(lonlat, readable, row, _texts(lon, lat, np.flatnonzero(~readable).tolist()))
    rejected = {problem.row for problem in problems}
    usable = np.array([number not in rejected for number in row], dtype=bool)
    metres = np.full_like(lonlat, np.nan)
    metres[usable] = to_measure(lonlat[usable]).round(SNAP_DECIMALS)
    return Places(stated, lonlat, metres, usable, problems)


def _texts(lon: Sequence[Any], lat: Sequence[Any] | None, places: list[int]) -> dict[int, str]:
    """What stands in the cells of some rows, by position; '' where nothing does."""
    columns = (lon,) if lat is None else (lon, lat)
    return {place: ", ".join(text for cells in columns if (text := _text(cells[place]))) for place in places}


def _text(cell: Any) -> str:
    return "" if cell is None or isinstance(cell, float) else str(cell).strip()
