"""Geometry objects of GeoJSON as 2-D geometries, each fault of RFC 7946 named."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

_FORBIDDEN = ("geometry", "properties", "features")
_SIMPLE = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
GEOMETRY_TYPES = (*_SIMPLE, "GeometryCollection")


@dataclass
class FaultError(Exception):
    """Why one record cannot be used."""

    code: str
    zh: str
    en: str
    measure: float | None = None


@dataclass
class Remarks:
    """What was put right or left out in one geometry on the way."""

    counts: Counter[str] = field(default_factory=Counter)
    sizes: set[int] = field(default_factory=set)
    vertices: int = 0


def read_geometry(told: Any, remarks: Remarks, most_vertices: int, depth: int) -> Any:
    """The shapely geometry a GeoJSON geometry object means; raises FaultError where it means none.

    depth: how far collections may still be nested.
    """
    kind = _kind(told)
    if kind == "GeometryCollection":
        return _collection(told, remarks, most_vertices, depth)
    coordinates = told.get("coordinates")
    reader = _Reader(remarks, most_vertices)
    geometry = getattr(reader, kind.lower())(coordinates)
    if len(remarks.sizes) > 1:
        raise FaultError(
            "dimensions_mixed", "同一图形里坐标的个数不一致", "positions of one geometry differ in length"
        )
    return geometry


def _kind(told: Any) -> str:
    if not isinstance(told, dict):
        raise FaultError("geometry_type", "geometry 不是对象", "its geometry is no object")
    kind = told.get("type")
    if kind not in GEOMETRY_TYPES:
        shown = str(kind)[:40]
        raise FaultError(
            "geometry_type", f"不认识几何类型 {shown}", f"its geometry is of the unknown type {shown}"
        )
    for name in _FORBIDDEN:
        if name in told:
            raise FaultError("members_mixed", f"几何对象里不应有 {name}", f"a geometry may not have {name}")
    return str(kind)


def _collection(told: dict[str, Any], remarks: Remarks, most: int, depth: int) -> Any:
    parts = told.get("geometries")
    if not isinstance(parts, list) or not parts:
        raise FaultError("coordinates_wrong", "几何集合为空", "its collection of geometries is empty")
    if depth < 1:
        raise FaultError("nested_too_deep", "几何集合嵌套过深", "its collections are nested too deep")
    read: list[Any] = []
    for part in parts:
        one = read_geometry(part, remarks, most, depth - 1)
        if part["type"] == "GeometryCollection":
            remarks.counts["collection_nested"] += 1
        read += list(one.geoms) if one.geom_type == "GeometryCollection" else [one]
    if len(parts) == 1:
        remarks.counts["collection_single"] += 1
    return read[0] if len(read) == 1 else shapely.geometrycollections(np.array(read, dtype=object))


class _Reader:
    """The coordinates of one geometry; a method per type."""

    def __init__(self, remarks: Remarks, most_vertices: int) -> None:
        self._remarks = remarks
        self._most = most_vertices

    def point(self, told: Any) -> Any:
        """A position."""
        if isinstance(told, list) and told and isinstance(told[0], list):
            raise _wrong_depth()
        return shapely.points(self._positions([told])[0])

    def multipoint(self, told: Any) -> Any:
        """Positions."""
        return shapely.multipoints(self._positions(told))

    def linestring(self, told: Any) -> Any:
        """At least two positions."""
        return shapely.linestrings(self._line(told))

    def multilinestring(self, told: Any) -> Any:
        """Lines."""
        return shapely.multilinestrings([shapely.linestrings(self._line(one)) for one in _list(told)])

    def polygon(self, told: Any) -> Any:
        """A ring and its holes."""
        shell, *holes = [self._ring(one, number == 0) for number, one in enumerate(_list(told))]
        return shapely.polygons(shell, holes=holes or None)

    def multipolygon(self, told: Any) -> Any:
        """Polygons."""
        return shapely.multipolygons([self.polygon(one) for one in _list(told)])

    def _line(self, told: Any) -> NDArray[np.float64]:
        line = self._positions(told)
        if len(line) < 2:
            raise FaultError("line_short", "线少于两个点", "a line has fewer than two positions")
        return line

    def _ring(self, told: Any, is_shell: bool) -> Any:
        ring = self._positions(told)
        x, y = ring[:, 0], ring[:, 1]
        if x[0] != x[-1] or y[0] != y[-1]:
            self._remarks.counts["ring_open"] += 1
            ring = np.vstack([ring, ring[:1]])
            x, y = ring[:, 0], ring[:, 1]
        if len(ring) < 4:
            raise FaultError("ring_short", "边界线少于四个点", "a ring has fewer than four positions")
        # Seen from its first corner, so that small rings far from the origin keep their sign.
        dx, dy = x - x[0], y - y[0]
        turn = float(np.dot(dx[:-1], dy[1:]) - np.dot(dx[1:], dy[:-1]))
        if (turn < 0) == is_shell and turn != 0:
            self._remarks.counts["winding"] += 1
        return shapely.linearrings(ring)

    def _positions(self, told: Any) -> NDArray[np.float64]:
        """Positions as pairs; heights are noted and left out."""
        positions = _list(told)
        self._count(len(positions))
        try:
            self._remarks.sizes.update(map(len, positions))
            values = np.array(positions)
        except (TypeError, ValueError):
            raise _no_pairs() if len(self._remarks.sizes) < 2 else _mixed() from None
        if values.ndim != 2 or values.dtype.kind not in "if" or values.shape[1] < 2:
            raise _wrong_depth() if values.ndim > 2 else _no_pairs()
        if not np.isfinite(values).all():
            raise _no_pairs()
        if values.shape[1] > 2:
            self._remarks.counts["heights" if values.shape[1] == 3 else "more_than_heights"] += 1
        return values[:, :2].astype(np.float64, copy=False)

    def _count(self, number: int) -> None:
        self._remarks.vertices += number
        if self._remarks.vertices > self._most:
            raise FaultError(
                "too_many_vertices",
                f"图形的顶点超过 {self._most:,} 个",
                f"its geometry has more than {self._most:,} vertices",
                float(self._remarks.vertices),
            )


def _list(told: Any) -> list[Any]:
    if not isinstance(told, list) or not told:
        raise _wrong_depth()
    return told


def _wrong_depth() -> FaultError:
    return FaultError(
        "coordinates_wrong", "坐标的层次不对或为空", "its coordinates are empty or of wrong depth"
    )


def _no_pairs() -> FaultError:
    return FaultError("coordinates_wrong", "坐标不是数字对", "its coordinates are no pairs of numbers")


def _mixed() -> FaultError:
    return FaultError(
        "dimensions_mixed", "同一图形里坐标的个数不一致", "positions of one geometry differ in length"
    )
