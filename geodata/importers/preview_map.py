"""What the map of a preview shows: the file as it is, as it will be, and the way between; a bounded number of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.rules.datums import Datum

from .coordinates import Reference, to_lonlat, to_measure
from .files.contents import Contents
from .preview_reference import pairs_of_batches

MOST_SHAPES = 1_500
MOST_CORNERS = 60_000
_DIGITS = 6
# Corners closer than this share of the whole extent to a straight line are not seen on the map.
_SIMPLER = 1 / 4_000
_WORTH_SHOWING_M = 1.0


def empty_map() -> dict[str, Any]:
    """The map of a file without places."""
    return {"total": 0, "shown": 0, "bounds": None, "original": None, "converted": None, "shift": None}


def map_of(contents: Contents, columns: dict[str, str], known: Reference) -> dict[str, Any]:
    """Bounds, GeoJSON geometries before and after the conversion (lon, lat in WGS 84) and the shift between them.

    columns: role → column of the place in a table. At most MOST_SHAPES records are shown, spread over the file.
    """
    total, shapes = _chosen_shapes(contents, columns)
    if not len(shapes):
        return empty_map()
    plain = replace(known, datum=Datum.WGS84)
    before, after = _lonlat(shapes, plain), _lonlat(shapes, known)
    shift = _shift(before, after) if known.datum != Datum.WGS84 else None
    bounds = shapely.total_bounds(after)
    return {
        "total": total,
        "shown": len(shapes),
        "bounds": bounds.round(_DIGITS).tolist() if np.isfinite(bounds).all() else None,
        "original": _collected(before) if shift else None,
        "converted": _collected(after),
        "shift": shift,
    }


def _chosen_shapes(contents: Contents, columns: dict[str, str]) -> tuple[int, NDArray[np.object_]]:
    """How many records have a place, and at most MOST_SHAPES of them, simplified, in the file's coordinates."""
    step, seen, kept = 1, 0, np.empty(0, dtype=object)
    for part in _shapes(contents, columns):
        kept = np.concatenate([kept, part[(-seen) % step :: step]])
        seen += len(part)
        while len(kept) > MOST_SHAPES:
            kept, step = kept[::2], step * 2
    return seen, _simpler(kept)


def _shapes(contents: Contents, columns: dict[str, str]) -> Iterator[NDArray[np.object_]]:
    if contents.bounds is not None:
        for batch in contents.batches():
            if batch.geometry is not None:
                shapes = batch.geometry[~shapely.is_missing(batch.geometry)]
                yield shapes[~shapely.is_empty(shapes)]
        return
    for pairs in pairs_of_batches(contents, columns):
        yield shapely.points(pairs[np.isfinite(pairs).all(axis=1)])


def _simpler(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    if not len(shapes):
        return shapes
    west, south, east, north = shapely.total_bounds(shapes)
    tolerance = max(east - west, north - south) * _SIMPLER
    simple = shapely.simplify(shapes, tolerance, preserve_topology=False)
    simple = np.where(shapely.is_empty(simple) | shapely.is_missing(simple), shapes, simple)
    while shapely.get_num_coordinates(simple).sum() > MOST_CORNERS and tolerance < (east - west):
        tolerance *= 2
        simple = shapely.simplify(simple, tolerance, preserve_topology=False)
    return simple[~(shapely.is_empty(simple) | shapely.is_missing(simple))]


def _lonlat(shapes: NDArray[np.object_], known: Reference) -> NDArray[np.object_]:
    pairs = to_lonlat(shapely.get_coordinates(shapes), known)
    return shapely.set_coordinates(shapes.copy(), np.nan_to_num(pairs))


def _shift(before: NDArray[np.object_], after: NDArray[np.object_]) -> dict[str, Any] | None:
    """The middle of all moves: from and to (lon, lat), and metres; None where nothing moves."""
    start, end = (shapely.get_coordinates(shapes) for shapes in (before, after))
    if not len(start):
        return None
    middle = np.median(end, axis=0)
    nearest = int(np.argmin(np.abs(end - middle).sum(axis=1)))
    metres = float(np.median(np.hypot(*(to_measure(end) - to_measure(start)).T)))
    if not metres >= _WORTH_SHOWING_M:
        return None
    ends = [one[nearest].round(_DIGITS).tolist() for one in (start, end)]
    return {"from": ends[0], "to": ends[1], "metres": round(metres)}


def _collected(shapes: NDArray[np.object_]) -> dict[str, Any]:
    """All shapes as one GeoJSON geometry collection with short numbers."""
    return {"type": "GeometryCollection", "geometries": [geometry_of(shape) for shape in shapes]}


def geometry_of(shape: shapely.Geometry) -> dict[str, Any]:
    """A geometry as GeoJSON with coordinates of about ten centimetres."""
    told = shapely.geometry.mapping(shape)
    if "geometries" in told:
        return {"type": told["type"], "geometries": [geometry_of(one) for one in shape.geoms]}
    return {"type": told["type"], "coordinates": _short(told["coordinates"])}


def _short(coordinates: Any) -> Any:
    if isinstance(coordinates, Sequence) and coordinates and isinstance(coordinates[0], float | int):
        return [round(coordinates[0], _DIGITS), round(coordinates[1], _DIGITS)]
    return [_short(one) for one in coordinates]
