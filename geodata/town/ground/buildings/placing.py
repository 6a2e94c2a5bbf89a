"""Candidates for buildings: lattices in a parcel's frame, outlines from templates, what fits where."""

from dataclasses import dataclass, field

import numpy as np
import shapely

from geodata.town.ground.buildings.parcels import Parcels


@dataclass
class Candidates:
    """Growing table of buildings: outline, parcel's block, fabric, use, floors, weight of households."""

    polygon: list = field(default_factory=list)
    block: list = field(default_factory=list)
    fabric: list = field(default_factory=list)
    floors: list = field(default_factory=list)
    homes: list = field(default_factory=list)

    def add(self, polygon, block, fabric: str, floors, homes) -> None:
        """Takes n buildings of one fabric; floors and homes (relative households) may be numbers."""
        count = len(polygon)
        if count:
            self.polygon.append(np.asarray(polygon, object))
            self.block.append(np.broadcast_to(block, count))
            self.fabric.append(np.full(count, fabric, dtype="<U13"))
            self.floors.append(np.broadcast_to(floors, count))
            self.homes.append(np.broadcast_to(np.asarray(homes, float), count))

    def table(self) -> tuple[np.ndarray, ...]:
        """Polygon, block, fabric, floors, homes as arrays of one length."""
        if not self.polygon:
            return np.zeros(0, object), np.zeros(0, int), np.zeros(0, "<U13"), np.zeros(0, int), np.zeros(0)
        columns = (self.polygon, self.block, self.fabric, self.floors, self.homes)
        return tuple(np.concatenate(column) for column in columns)


@dataclass(frozen=True)
class Lattice:
    """Points of lattices laid over parcels: parcel row, cell numbers, position in the parcel's frame."""

    parcel: np.ndarray  # (n,) int
    column: np.ndarray  # (n,) int
    row: np.ndarray  # (n,) int
    at: np.ndarray  # (n, 2) metres in the frame

    def take(self, keep) -> "Lattice":
        """The rows of a mask or index."""
        return Lattice(self.parcel[keep], self.column[keep], self.row[keep], self.at[keep])


def rotated(points: np.ndarray, angle: np.ndarray) -> np.ndarray:
    """Points (..., 2) turned by angle (broadcast over ...), radians."""
    cos, sin = np.cos(angle), np.sin(angle)
    x, y = points[..., 0], points[..., 1]
    return np.stack([x * cos - y * sin, x * sin + y * cos], axis=-1)


def frame_bounds(polygons: np.ndarray, angle: np.ndarray) -> np.ndarray:
    """Bounds (n, 4) west, south, east, north of each polygon turned by -angle."""
    coords, index = shapely.get_coordinates(polygons, return_index=True)
    local = rotated(coords, -angle[index])
    start = np.flatnonzero(np.concatenate([[True], index[1:] != index[:-1]]))
    low, high = np.minimum.reduceat(local, start), np.maximum.reduceat(local, start)
    return np.column_stack([low, high])


def make_lattice(polygons: np.ndarray, angle: np.ndarray, pitch: np.ndarray, phase: np.ndarray) -> Lattice:
    """Cell middles of a lattice over each polygon; pitch (n, 2) metres, phase (n, 2) in cells."""
    bounds = frame_bounds(polygons, angle)
    count = np.maximum(np.ceil((bounds[:, 2:] - bounds[:, :2]) / pitch + 1.0), 1).astype(int)
    total = count[:, 0] * count[:, 1]
    parcel = np.repeat(np.arange(len(polygons)), total)
    number = np.arange(total.sum()) - np.repeat(np.cumsum(total) - total, total)
    column, row = number % count[parcel, 0], number // count[parcel, 0]
    cell = np.column_stack([column, row]) + 0.5 - phase[parcel]
    return Lattice(parcel, column, row, bounds[parcel, :2] + cell * pitch[parcel])


def outlines(template: np.ndarray, at: np.ndarray, angle: np.ndarray, size=1.0) -> np.ndarray:
    """Polygons of one template (k, 2) placed at world points (n, 2), turned and scaled ((n,) or (n, 2))."""
    size = np.broadcast_to(
        np.asarray(size, float).reshape(-1, 1) if np.ndim(size) < 2 else size, (len(at), 2)
    )
    shape = template[None, :, :] * size[:, None, :]
    return shapely.polygons(rotated(shape, np.asarray(angle)[:, None]) + at[:, None, :])


def rectangle(length: float = 1.0, width: float = 1.0) -> np.ndarray:
    """Corners (4, 2) of a rectangle round (0, 0)."""
    x, y = length / 2.0, width / 2.0
    return np.array([[-x, -y], [x, -y], [x, y], [-x, y]])


def fits(polygons: np.ndarray, parcels: Parcels, parcel: np.ndarray) -> np.ndarray:
    """True where a candidate lies wholly in its parcel."""
    shapely.prepare(parcels.polygon)
    return shapely.contains_properly(parcels.polygon[parcel], polygons)


def without_overlaps(polygons: np.ndarray, gap_m: float = 0.0) -> np.ndarray:
    """Mask of candidates kept when the earlier of two that touch (or come nearer than gap_m) wins."""
    keep = np.ones(len(polygons), bool)
    if len(polygons) < 2:
        return keep
    tree = shapely.STRtree(polygons)
    if gap_m:
        first, second = tree.query(polygons, predicate="dwithin", distance=gap_m)
    else:
        first, second = tree.query(polygons, predicate="intersects")
    later = first > second
    first, second = first[later], second[later]
    for index, other in zip(*_by_order(first, second), strict=True):
        if keep[other] and keep[index]:
            keep[index] = False
    return keep


def _by_order(first: np.ndarray, second: np.ndarray):
    order = np.lexsort((second, first))
    return first[order].tolist(), second[order].tolist()
