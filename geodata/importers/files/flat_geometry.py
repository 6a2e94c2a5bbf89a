"""Geometries of any kind as plain 2-D points, lines, polygons and their multiples; faults told per record.

Coordinates stay in the file's own system. A collection becomes what its parts are: one part that part, parts of one
kind a multiple, parts of several kinds a collection without further nesting.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import GeometryType

from geodata.importers.report import Problem

from .contents import Limits
from .notices import Notices

Geometries = NDArray[np.object_]
_MULTI = {
    GeometryType.POINT: shapely.multipoints,
    GeometryType.LINESTRING: shapely.multilinestrings,
    GeometryType.POLYGON: shapely.multipolygons,
}
_PLAIN = {
    GeometryType.MULTIPOINT: GeometryType.POINT,
    GeometryType.MULTILINESTRING: GeometryType.LINESTRING,
    GeometryType.MULTIPOLYGON: GeometryType.POLYGON,
    GeometryType.LINEARRING: GeometryType.LINESTRING,
}


# No unit puts a place on Earth beyond this (4e10 mm are the equator); writers use 1e38 and more for "nothing".
_FARTHEST = 1e12
WRONG_NUMBERS = (
    "coordinates_wrong",
    "坐标不是数字，或远在地球之外",
    "its coordinates are no numbers or far off the Earth",
)


class TooDeepError(ValueError):
    """A collection nested deeper than the limit."""


@dataclass(frozen=True)
class Flat:
    """2-D geometries (n,) and which of them are usable (n,); each unusable one has a problem."""

    geometry: Geometries
    usable: NDArray[np.bool_]
    problems: list[Problem]


def are_places(coordinates: NDArray[np.float64]) -> bool:
    """Whether all coordinates are numbers that can lie on Earth in some unit."""
    return bool((np.abs(coordinates) < _FARTHEST).all())


def flatten(geometry: Geometries, row: NDArray[np.int64], limits: Limits, notices: Notices) -> Flat:
    """The geometries (n,) as plain 2-D ones (None stays None); row (n,) names them in problems."""
    flat, usable, problems = geometry.copy(), np.ones(len(geometry), bool), []
    for index, code, zh, en in _faults(flat, limits):
        usable[index] = False
        problems.append(Problem(code, zh, en, int(row[index])))
    flat[~usable] = None
    notices.count("geometry_missing", shapely.is_missing(geometry[usable]).sum())
    high = shapely.has_z(flat) | shapely.has_m(flat)
    notices.count("heights_dropped", high.sum())
    flat[high] = shapely.force_2d(flat[high])
    for index in np.flatnonzero(shapely.get_type_id(flat) == GeometryType.GEOMETRYCOLLECTION):
        try:
            flat[index] = flat_collection(flat[index], limits.depth, notices)
        except TooDeepError:
            usable[index], flat[index] = False, None
            problems.append(_too_deep(int(row[index]), limits.depth))
    _empty_is_none(flat, notices)
    return Flat(flat, usable, sorted(problems, key=lambda problem: problem.row or 0))


def _faults(geometry: Geometries, limits: Limits) -> Iterator[tuple[int, str, str, str]]:
    """Position, code and texts of geometries that cannot be used as they are."""
    count = shapely.get_num_coordinates(geometry)
    many = count > limits.vertices
    for index in np.flatnonzero(many):
        yield int(index), *_too_many_vertices(int(count[index]), limits.vertices)
    coordinates, owner = shapely.get_coordinates(geometry, return_index=True)
    broken = np.unique(owner[~(np.abs(coordinates) < _FARTHEST).all(axis=1)])
    for index in broken[~many[broken]]:
        yield int(index), *WRONG_NUMBERS


def _too_many_vertices(count: int, limit: int) -> tuple[str, str, str]:
    return (
        "too_many_vertices",
        f"图形有 {count:,} 个顶点，上限 {limit:,}",
        f"its geometry has {count:,} vertices; the limit is {limit:,}",
    )


def vertex_problem(row: int, count: int, limit: int) -> Problem:
    """The problem of a record with more vertices than allowed."""
    return Problem(*_too_many_vertices(count, limit), row)


def _too_deep(row: int, limit: int) -> Problem:
    return Problem(
        "nested_too_deep",
        f"图形嵌套超过 {limit} 层",
        f"its geometry is nested deeper than {limit} levels",
        row,
    )


def _empty_is_none(geometry: Geometries, notices: Notices) -> None:
    empty = shapely.is_empty(geometry)
    notices.count("geometry_empty", empty.sum())
    geometry[empty] = None


def flat_collection(collection: Any, depth: int, notices: Notices) -> Any:
    """What a collection is when its nesting is undone; None where nothing is in it. Raises TooDeepError."""
    whole = gathered(list(_parts(collection, depth)))
    if whole is None:
        notices.count("geometry_empty")
        return None
    notices.count("collection_flattened")
    notices.count("mixed_collection", shapely.get_type_id(whole) == GeometryType.GEOMETRYCOLLECTION)
    return whole


def _parts(geometry: Any, depth: int) -> Iterator[Any]:
    """The plain parts of a geometry, nested ones included."""
    if depth < 0:
        raise TooDeepError
    kind = shapely.get_type_id(geometry)
    if kind == GeometryType.GEOMETRYCOLLECTION:
        for part in geometry.geoms:
            yield from _parts(part, depth - 1)
    else:
        yield from (part for part in shapely.get_parts(geometry) if not part.is_empty)


def gathered(parts: list[Any]) -> Any:
    """One geometry of plain parts: the part itself, a multiple, or a collection where kinds differ; None of none."""
    if not parts:
        return None
    kinds = {int(_PLAIN.get(kind, kind)) for kind in map(shapely.get_type_id, parts)}
    if len(parts) == 1:
        return parts[0]
    if len(kinds) == 1:
        return _MULTI[GeometryType(kinds.pop())](parts)
    return shapely.geometrycollections(parts)
