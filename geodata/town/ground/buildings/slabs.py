"""Slabs in rows across a shape, and bars along the edges of a parcel."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.ground.buildings.parcels import Parcels
from geodata.town.ground.buildings.placing import (
    fits,
    frame_bounds,
    outlines,
    rectangle,
    rotated,
    without_overlaps,
)

LEAST_SLAB_M = 17.0
EDGE_SETBACK_M = 0.6
CORNER_M = 2.5


def edge_bars(
    parcels: Parcels, depth_m: np.ndarray, length_m: np.ndarray, gap_m: float
) -> tuple[np.ndarray, np.ndarray]:
    """Bars along the inside of the parcels' edges, (n,) Polygons and the parcel of each.

    depth_m and length_m are one per parcel. Bars that leave the parcel or meet an earlier bar are left out.
    """
    ring = shapely.simplify(shapely.get_exterior_ring(shapely.orient_polygons(parcels.polygon)), 4.0)
    coords, index = shapely.get_coordinates(ring, return_index=True)
    same = index[1:] == index[:-1]
    start, side, parcel = coords[:-1][same], (coords[1:] - coords[:-1])[same], index[:-1][same]
    length = np.hypot(*side.T)
    usable = length - 2.0 * CORNER_M
    count = np.maximum(np.round((usable + gap_m) / (length_m[parcel] + gap_m)), 1).astype(int)
    count[usable < 14.0] = 0
    bar = np.repeat(np.arange(len(side)), count)
    number = np.arange(len(bar)) - np.repeat(np.cumsum(count) - count, count)
    each = (usable[bar] + gap_m) / count[bar]
    unit = (side / length[:, None])[bar]
    inward = np.column_stack([-unit[:, 1], unit[:, 0]])
    depth = depth_m[parcel[bar]]
    along = CORNER_M + each * (number + 0.5) - gap_m / 2.0
    at = start[bar] + unit * along[:, None] + inward * (depth / 2.0 + EDGE_SETBACK_M)[:, None]
    size = np.column_stack([each - gap_m, depth])
    shape = outlines(rectangle(), at, np.arctan2(unit[:, 1], unit[:, 0]), size)
    keep = fits(shape, parcels, parcel[bar]) & (size[:, 0] > 9.0)
    shape, bar = shape[keep], bar[keep]
    keep = without_overlaps(shape)
    return shape[keep], parcel[bar[keep]]


@dataclass(frozen=True)
class Rows:
    """How rows of slabs lie on each parcel; arrays have one value per parcel."""

    angle: np.ndarray  # radians
    pitch_m: np.ndarray  # from row to row
    length_m: np.ndarray  # of a slab, about
    depth_m: np.ndarray
    gap_m: float  # between slabs of a row
    offset: np.ndarray  # 0 … 1: where the spare room goes, south or north


def row_slabs(inner: np.ndarray, rows: Rows) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Slabs cut from scan lines across each shape of `inner`.

    Returns (n,) Polygons, the index of the shape each stands on, the length of each in metres.
    """
    shrunk = shapely.buffer(inner, -(rows.depth_m / 2.0 + 0.5), join_style="mitre", mitre_limit=2.0)
    where = np.flatnonzero(~shapely.is_empty(shrunk))
    if len(where) == 0:
        return np.zeros(0, object), np.zeros(0, int), np.zeros(0)
    bounds, pitch = frame_bounds(shrunk[where], rows.angle[where]), rows.pitch_m[where]
    height = bounds[:, 3] - bounds[:, 1]
    count = np.floor(height / pitch + 1.0).astype(int)
    box = np.repeat(np.arange(len(where)), count)
    number = np.arange(len(box)) - np.repeat(np.cumsum(count) - count, count)
    south = bounds[:, 1] + (height - (count - 1) * pitch) * rows.offset[where]
    y = south[box] + number * pitch[box]
    ends = np.stack(
        [np.column_stack([bounds[box, 0] - 1.0, y]), np.column_stack([bounds[box, 2] + 1.0, y])], axis=1
    )
    parcel = where[box]
    lines = shapely.linestrings(rotated(ends, rows.angle[parcel][:, None]))
    parts, index = shapely.get_parts(shapely.intersection(lines, shrunk[parcel]), return_index=True)
    long_enough = (shapely.get_type_id(parts) == 1) & (shapely.length(parts) > LEAST_SLAB_M)
    return _cut_rows(parts[long_enough], parcel[index[long_enough]], rows)


def _cut_rows(parts: np.ndarray, parcel: np.ndarray, rows: Rows) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    span = shapely.length(parts)
    count = np.maximum(np.round((span + rows.gap_m) / (rows.length_m[parcel] + rows.gap_m)), 1).astype(int)
    slab = np.repeat(np.arange(len(parts)), count)
    number = np.arange(len(slab)) - np.repeat(np.cumsum(count) - count, count)
    each = (span[slab] + rows.gap_m) / count[slab]
    middle = each * (number + 0.5) - rows.gap_m / 2.0
    at = shapely.get_coordinates(shapely.line_interpolate_point(parts[slab], middle))
    owner = parcel[slab]
    size = np.column_stack([each - rows.gap_m, rows.depth_m[owner]])
    return outlines(rectangle(), at, rows.angle[owner], size), owner, size[:, 0]
