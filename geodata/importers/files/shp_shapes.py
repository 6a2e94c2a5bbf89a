"""Shapefile records as shapely geometries, many at a time; what is wrong with one is told for it alone."""

import struct
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.importers.report import Problem

from .flat_geometry import WRONG_NUMBERS, are_places, vertex_problem
from .notices import Notices
from .ring_nesting import nested_polygons

Geometries = NDArray[np.object_]
_COUNTS = struct.Struct("<ii")
_INT = struct.Struct("<i")
_POINT, _LINE, _POLYGON, _MULTIPOINT, _MULTIPATCH = 1, 3, 5, 8, 31
COUNTED_HEAD = 44


class ShapeError(Exception):
    """Why one record cannot be used: code, zh, en."""


@dataclass
class _Bundle:
    """Parts of records of one kind, kept flat: coordinates, the length of each part, the record of each part."""

    coordinates: list[NDArray[np.float64]] = field(default_factory=list)
    lengths: list[NDArray[np.int64]] = field(default_factory=list)
    owners: list[NDArray[np.int64]] = field(default_factory=list)

    def add(self, owner: int, coordinates: NDArray[np.float64], lengths: NDArray[np.int64]) -> None:
        self.coordinates.append(coordinates)
        self.lengths.append(lengths)
        self.owners.append(np.full(len(lengths), owner, np.int64))

    def joined(self) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
        """All coordinates (m, 2), part lengths (p,) and part owners (p,)."""
        return np.concatenate(self.coordinates), np.concatenate(self.lengths), np.concatenate(self.owners)


class Shapes:
    """Collects the records of a batch; `finish` gives their geometries in the order they were added."""

    def __init__(self, declared: int, most_vertices: int, notices: Notices) -> None:
        self.declared, self.most_vertices, self.notices = declared % 10, most_vertices, notices
        self.count = 0
        self.problems: list[Problem] = []
        self.usable: list[bool] = []
        self._bundles = {kind: _Bundle() for kind in (_POINT, _LINE, _POLYGON, _MULTIPOINT)}

    def add(self, row: int, content: bytes) -> None:
        """Take one record's content."""
        try:
            self._add(content)
        except ShapeError as fault:
            self.reject(Problem(*fault.args, row))
        else:
            self.usable.append(True)
            self.count += 1

    def reject(self, problem: Problem) -> None:
        """Note that the next record has no usable shape."""
        self.problems.append(problem)
        self.usable.append(False)
        self.count += 1

    def too_many(self, row: int, head: bytes) -> Problem | None:
        """The problem of a record whose head (its first 44 bytes) announces too many vertices."""
        kind = _INT.unpack_from(head)[0] % 10 if len(head) >= COUNTED_HEAD else 0
        place = {_LINE: 40, _POLYGON: 40, _MULTIPOINT: 36}.get(kind)
        points = _INT.unpack_from(head, place)[0] if place else 0
        return vertex_problem(row, points, self.most_vertices) if points > self.most_vertices else None

    def _add(self, content: bytes) -> None:
        kind = _INT.unpack_from(content)[0] if len(content) >= 4 else -1
        if kind == 0:
            self.notices.count("geometry_missing")
            return
        if kind == _MULTIPATCH:
            raise ShapeError("multipatch", "图形是三维多面体，无法使用", "its shape is a 3-D multipatch")
        base = kind % 10
        if base not in self._bundles or not 0 < kind < 30:
            raise ShapeError("record_corrupt", f"图形类型 {kind} 不存在", f"there is no shape type {kind}")
        self.notices.count("heights_dropped", kind > 10)
        self.notices.count("mixed_types", base != self.declared)
        coordinates, lengths = _READERS[base](content)
        if not len(coordinates):
            self.notices.count("geometry_empty")
        elif not are_places(coordinates):
            raise ShapeError(*WRONG_NUMBERS)
        else:
            self._bundles[base].add(self.count, coordinates, lengths)

    def finish(self) -> Geometries:
        """The geometries (n,) of the added records, None for those without or with an unusable one."""
        out = np.full(self.count, None, dtype=object)
        makers = {_POINT: _points, _LINE: _lines, _POLYGON: nested_polygons, _MULTIPOINT: _multipoints}
        for kind, bundle in self._bundles.items():
            if bundle.owners:
                owner, geometry = makers[kind](*bundle.joined(), self.notices)
                out[owner] = geometry
        return out


def _read_point(content: bytes) -> tuple[Any, Any]:
    if len(content) < 20:
        raise _short(len(content), 20)
    return np.frombuffer(content, "<f8", 2, 4).reshape(1, 2), np.ones(1, np.int64)


def _read_multipoint(content: bytes) -> tuple[Any, Any]:
    points = _INT.unpack_from(content, 36)[0] if len(content) >= 40 else -1
    if points < 0 or len(content) < 40 + 16 * points:
        raise _short(len(content), 40 + 16 * max(points, 0))
    return np.frombuffer(content, "<f8", 2 * points, 40).reshape(-1, 2), np.array([points], np.int64)


def _read_parts(content: bytes) -> tuple[Any, Any]:
    parts, points = _COUNTS.unpack_from(content, 36) if len(content) >= COUNTED_HEAD else (-1, -1)
    if parts < 0 or points < 0 or len(content) < COUNTED_HEAD + 4 * parts + 16 * points:
        raise _short(len(content), COUNTED_HEAD + 4 * max(parts, 0) + 16 * max(points, 0))
    if parts == 0 or points == 0:
        return np.empty((0, 2)), np.empty(0, np.int64)
    starts = np.frombuffer(content, "<i4", parts, COUNTED_HEAD).astype(np.int64)
    lengths = np.diff(starts, append=points)
    if starts[0] != 0 or (lengths < 0).any():
        raise ShapeError("record_corrupt", "各部分的起点错乱", "the starts of its parts are out of order")
    coordinates = np.frombuffer(content, "<f8", 2 * points, COUNTED_HEAD + 4 * parts)
    return coordinates.reshape(-1, 2), lengths


def _short(found: int, needed: int) -> ShapeError:
    return ShapeError(
        "record_corrupt",
        f"记录不完整或点数有误（有 {found:,} 字节，按其点数应有 {needed:,} 字节）",
        f"the record is cut or its counts are wrong ({found:,} bytes, by its counts {needed:,})",
    )


_READERS = {_POINT: _read_point, _LINE: _read_parts, _POLYGON: _read_parts, _MULTIPOINT: _read_multipoint}


def _points(coordinates: Any, _lengths: Any, owner: Any, _notices: Notices) -> tuple[Any, Geometries]:
    return owner, shapely.points(coordinates)


def _multipoints(coordinates: Any, lengths: Any, owner: Any, _notices: Notices) -> tuple[Any, Geometries]:
    index = np.repeat(np.arange(len(owner)), lengths)
    return owner, shapely.multipoints(shapely.points(coordinates), indices=index)


def _lines(coordinates: Any, lengths: Any, owner: Any, notices: Notices) -> tuple[Any, Geometries]:
    good = lengths >= 2
    notices.count("part_degenerate", (~good).sum())
    if not good.any():
        return owner[:0], np.empty(0, dtype=object)
    kept = np.repeat(good, lengths)
    part = np.repeat(np.arange(good.sum()), lengths[good])
    lines = shapely.linestrings(coordinates[kept], indices=part)
    owners, position, count = np.unique(owner[good], return_inverse=True, return_counts=True)
    geometry = shapely.multilinestrings(lines, indices=position)
    single = count == 1
    geometry[single] = lines[np.searchsorted(position, np.flatnonzero(single))]
    return owners, geometry
