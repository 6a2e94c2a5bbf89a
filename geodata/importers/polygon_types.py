"""Whatever geometry a record has as a multipolygon, or the reason why it is none."""

import numpy as np
import shapely
from numpy.typing import NDArray

from .report import Problem, Severity

TYPES_ZH = {
    "Point": "点",
    "LineString": "线",
    "LinearRing": "环线",
    "Polygon": "面",
    "MultiPoint": "多点",
    "MultiLineString": "多线",
    "MultiPolygon": "多面",
    "GeometryCollection": "几何集合",
}
_POLYGON, _MULTIPOLYGON = 3, 6
_LEAST_RING = 4


def as_multipolygons(
    shapes: NDArray[np.object_], row: list[int], *, repair: bool
) -> tuple[NDArray[np.object_], list[Problem]]:
    """Multipolygons (n,), None where a record has none, and what was wrong or changed.

    repair: take the polygons of a collection that holds other things too, and closed lines as outlines.
    """
    result = np.full(len(shapes), None, dtype=object)
    kind = shapely.get_type_id(shapes)
    plain = ((kind == _POLYGON) | (kind == _MULTIPOLYGON)) & ~shapely.is_empty(shapes)
    parts, owner = shapely.get_parts(shapes[plain], return_index=True)
    result[plain] = shapely.multipolygons(parts, indices=owner) if len(parts) else []
    problems = []
    for place in np.flatnonzero(~plain):
        result[place], problem = _made_polygon(shapes[place], row[place], repair)
        problems.append(problem)
    return result, problems


def geometry_missing(shape: shapely.Geometry | None, row: int) -> Problem | None:
    """The problem of a record without geometry or with an empty one."""
    if shape is None:
        return Problem("geometry_missing", "没有几何图形", "it has no geometry", row)
    if shape.is_empty:
        return Problem("geometry_empty", "几何图形是空的", "its geometry is empty", row)
    return None


def wrong_type(code: str, shape: shapely.Geometry, needed: tuple[str, str], row: int) -> Problem:
    """The problem of a geometry that is something else than what is needed."""
    kind = shape.geom_type
    zh = f"图形是{TYPES_ZH.get(kind, kind)}（{kind}），需要{needed[0]}"
    return Problem(code, zh, f"its geometry is a {kind}, not a {needed[1]}", row)


def _made_polygon(
    shape: shapely.Geometry | None, row: int, repair: bool
) -> tuple[shapely.MultiPolygon | None, Problem]:
    missing = geometry_missing(shape, row)
    if missing or shape is None:
        return None, missing or geometry_missing(None, row)  # type: ignore[return-value]
    pieces = _flat(shape)
    polygons = [piece for piece in pieces if piece.geom_type == "Polygon"]
    if polygons:
        return _from_collection(polygons, len(pieces) - len(polygons), row, repair)
    if all(_is_closed(piece) for piece in pieces):
        return _from_rings(pieces, row, repair)
    return None, wrong_type("not_a_polygon", shape, ("面", "polygon"), row)


def _flat(shape: shapely.Geometry) -> list[shapely.Geometry]:
    """The single geometries in a geometry, however deep it is nested."""
    open_shapes, found = [shape], []
    while open_shapes:
        one = open_shapes.pop()
        if hasattr(one, "geoms"):
            open_shapes.extend(one.geoms)
        elif not one.is_empty:
            found.append(one)
    return found[::-1]


def _is_closed(line: shapely.Geometry) -> bool:
    lines = line.geom_type in ("LineString", "LinearRing")
    return lines and line.is_closed and shapely.get_num_coordinates(line) >= _LEAST_RING


def _from_collection(
    polygons: list[shapely.Polygon], others: int, row: int, repair: bool
) -> tuple[shapely.MultiPolygon | None, Problem]:
    if not others:
        zh, en = f"几何集合中的 {len(polygons)} 个面", f"the {len(polygons)} polygons of its collection"
        text = f"按{zh}读取", f"{en} were taken"
        return shapely.MultiPolygon(polygons), Problem("collection", *text, row, severity=Severity.NOTICE)
    if not repair:
        zh = f"几何集合里除了面还有 {others} 个点或线；加 --repair 可只取面"
        en = f"its collection holds {others} points or lines besides polygons; --repair takes the polygons only"
        return None, Problem("collection", zh, en, row)
    text = (
        f"只取了几何集合中的面，略去 {others} 个点或线",
        f"{others} points or lines of its collection left out",
    )
    measure, severity = float(others), Severity.REPAIRED
    return shapely.MultiPolygon(polygons), Problem("collection", *text, row, measure, severity)


def _from_rings(
    rings: list[shapely.LineString], row: int, repair: bool
) -> tuple[shapely.MultiPolygon | None, Problem]:
    if not repair:
        zh = "图形是闭合的线，需要面；加 --repair 可把线当作边界"
        en = "its geometry is a closed line, not a polygon; --repair takes the line as an outline"
        return None, Problem("not_a_polygon", zh, en, row)
    polygon = shapely.MultiPolygon([shapely.Polygon(shapely.get_coordinates(ring)) for ring in rings])
    text = f"已把 {len(rings)} 条闭合的线当作边界", f"{len(rings)} closed lines taken as outlines"
    return polygon, Problem("closed_line", *text, row, float(len(rings)), Severity.REPAIRED)
