"""Lines from a file's coordinates to single lines in MEASURE, fault by fault."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.analysis.arrangement import on_grid
from geodata.analysis.polygon_faults import find_twins

from .coordinates import Pairs, Reference, check_extent, place_problems, to_lonlat, to_measure
from .map_places import map_place
from .polygon_types import geometry_missing, wrong_type
from .report import Problem, Severity

_LINES = ("LineString", "LinearRing", "MultiLineString")
# A piece shorter than this is a slip of the pen.
SHORTEST_M = 0.01


@dataclass(frozen=True)
class MeasuredLines:
    """Single lines (m,) in MEASURE; source: position of the record each comes from; lonlat: WGS 84 of all vertices."""

    line: NDArray[np.object_]
    source: NDArray[np.int64]
    lonlat: Pairs
    problems: list[Problem]


def measure_lines(
    lines: NDArray[np.object_], row: list[int], known: Reference, *, repair: bool
) -> MeasuredLines:
    """The lines (n,) of a file in metres, lines of several pieces piece by piece.

    A line may cross itself. Without repair a record with a piece of no length is rejected; with it the piece is left
    out and told. Raises ImportRefused where their bulk does not belong here.
    """
    shapes, problems = _lines_only(lines, row)
    pairs, owner = shapely.get_coordinates(shapes, return_index=True)
    lonlat = to_lonlat(pairs, known)
    check_extent(lonlat, pairs, known)
    misplaced = {one.row: one for one in place_problems(lonlat, _all(lonlat), [row[one] for one in owner])}
    shapes = on_grid(shapely.set_coordinates(shapes, np.nan_to_num(to_measure(lonlat))))
    shapes[[number in misplaced for number in row]] = None
    shapes = shapely.remove_repeated_points(shapes, 0)
    pieces, source = shapely.get_parts(shapes, return_index=True)
    usable = shapely.length(pieces) >= SHORTEST_M
    short = _short(pieces, source, usable, row, repair)
    rejected = {problem.row for problem in short if problem.severity is Severity.REJECTED}
    usable &= np.array([row[one] not in rejected for one in source], dtype=bool)
    problems += [*misplaced.values(), *short, *_twins(shapes, row, rejected)]
    return MeasuredLines(pieces[usable], source[usable], lonlat, problems)


def _all(lonlat: Pairs) -> NDArray[np.bool_]:
    return np.ones(len(lonlat), dtype=bool)


def _lines_only(lines: NDArray[np.object_], row: list[int]) -> tuple[NDArray[np.object_], list[Problem]]:
    """The records that are lines, None for the others, which are problems."""
    result, problems = lines.copy(), []
    for place, (shape, number) in enumerate(zip(lines, row, strict=True)):
        missing = geometry_missing(shape, number)
        if missing is None and shape.geom_type in _LINES:
            continue
        result[place] = None
        problems.append(missing or wrong_type("not_a_line", shape, ("线", "line"), number))
    return result, problems


def _short(
    pieces: NDArray[np.object_],
    source: NDArray[np.int64],
    usable: NDArray[np.bool_],
    row: list[int],
    repair: bool,
) -> list[Problem]:
    """One problem for each record with pieces of no length."""
    whole = np.bincount(source, minlength=len(row))
    short = np.bincount(source[~usable], minlength=len(row))
    found = []
    for place in np.flatnonzero(short):
        point = pieces[(source == place) & ~usable][0]
        where = map_place(shapely.get_point(point, 0))
        number = int(short[place])
        if number == whole[place]:
            zh, en, severity = "线的长度为零", "it has no length", Severity.REJECTED
        elif repair:
            zh, en = f"已修复：去除 {number} 段零长度的线", f"repaired: {number} pieces of no length left out"
            severity = Severity.REPAIRED
        else:
            zh = f"有 {number} 段线的长度为零；加 --repair 可去除"
            en = f"{number} pieces have no length; --repair would leave them out"
            severity = Severity.REJECTED
        found.append(Problem("zero_length", zh, en, row[place], float(number), severity, place=where))
    return found


def _twins(shapes: NDArray[np.object_], row: list[int], rejected: set[int | None]) -> list[Problem]:
    found = []
    for place, first in find_twins(shapes):
        if row[place] in rejected:
            continue
        zh, en = f"图形与第 {row[first]} 行完全相同", f"its shape is the same as row {row[first]}'s"
        where = map_place(shapely.line_interpolate_point(shapely.get_geometry(shapes[place], 0), 0.0))
        length = round(float(shapely.length(shapes[place])), 2)
        found.append(Problem("duplicate_geometry", zh, en, row[place], length, Severity.NOTICE, place=where))
    return found
