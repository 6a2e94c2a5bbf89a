"""Street addresses: every building is numbered along the nearest named street, odd on one side, even on the other."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.ground.tables import Ground

_STREETS = ("arterial", "secondary", "local", "lane")
_FAR_M = 400.0
_DOOR_M = 60.0
_ROW_M = 20.0  # buildings of one row are counted from west to east


@dataclass(frozen=True)
class _Frontage:
    """The nearest street of every building: name, side (1 odd, 0 even), position along it (m)."""

    name: np.ndarray
    side: np.ndarray
    along: np.ndarray

    def of(self, rows: np.ndarray) -> "_Frontage":
        """The same for chosen buildings."""
        return _Frontage(self.name[rows], self.side[rows], self.along[rows])

    def numbers(self) -> np.ndarray:
        """House numbers counted along each side of each street."""
        group = np.unique(self.name, return_inverse=True)[1] * 2 + self.side
        return 2 * _ranks(self.along, group) + 2 - self.side


def make_addresses(ground: Ground) -> np.ndarray:
    """An address per building (n,) str: 'X路 N 号', further off 'X路 N 号院 K 栋', in villages 'X村 N 号'."""
    roads, points = ground.roads, shapely.point_on_surface(ground.buildings.polygon)
    named = np.flatnonzero((roads.name != "") & np.isin(roads.road_class, _STREETS))
    address = np.full(len(points), "", dtype=object)
    edge, distance = _nearest_edge(points, roads.line[named])
    name = roads.name[named][edge]
    front = _Frontage(name, _side(points, roads.line[named][edge]), _along(points, name))
    near, middle = distance <= _DOOR_M, (distance > _DOOR_M) & (distance <= _FAR_M)
    _number_doors(address, np.flatnonzero(near), front)
    _number_yards(address, np.flatnonzero(middle), front, ground)
    _number_villages(address, np.flatnonzero(~near & ~middle), points, ground)
    return address


def _nearest_edge(points: np.ndarray, lines: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Index of the nearest line and the distance (m) for every point; lowest index among equals."""
    (row, edge), distance = shapely.STRtree(lines).query_nearest(points, return_distance=True)
    first = np.unique(row, return_index=True)[1]
    return edge[first], distance[first]


def _side(points: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """1 (odd numbers) or 0 for the two sides of each point's line, seen from west or south."""
    start, end = shapely.get_point(lines, 0), shapely.get_point(lines, -1)
    ax, ay = shapely.get_x(start), shapely.get_y(start)
    dx, dy = shapely.get_x(end) - ax, shapely.get_y(end) - ay
    turned = np.where((dx < 0) | ((dx == 0) & (dy < 0)), -1.0, 1.0)
    cross = dx * (shapely.get_y(points) - ay) - dy * (shapely.get_x(points) - ax)
    return (cross * turned > 0).astype(int)


def _along(points: np.ndarray, street: np.ndarray) -> np.ndarray:
    """Position (m) of every point along the main direction of its street's buildings."""
    xy = shapely.get_coordinates(points)
    names, index = np.unique(street, return_inverse=True)
    count = np.bincount(index, minlength=len(names))
    mean = np.stack([np.bincount(index, xy[:, k]) / count for k in (0, 1)], axis=1)
    away = xy - mean[index]
    spread = np.stack([np.bincount(index, away[:, k] ** 2) for k in (0, 1)], axis=1)
    west_east = spread[:, 0] >= spread[:, 1]
    return np.where(west_east[index], away[:, 0], -away[:, 1])


def _ranks(order: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Rank (0, 1, …) of each row inside its group, by the given sort key."""
    sorted_rows = np.lexsort((order, group))
    starts = np.flatnonzero(np.r_[True, group[sorted_rows][1:] != group[sorted_rows][:-1]])
    lengths = np.diff(np.r_[starts, len(group)])
    ranks = np.empty(len(group), dtype=int)
    ranks[sorted_rows] = np.arange(len(group)) - np.repeat(starts, lengths)
    return ranks


def _number_doors(address: np.ndarray, rows: np.ndarray, front: _Frontage) -> None:
    """Buildings on the street: 'X路 N 号'."""
    here = front.of(rows)
    address[rows] = [f"{name} {number} 号" for name, number in zip(here.name, here.numbers(), strict=True)]


def _number_yards(address: np.ndarray, rows: np.ndarray, front: _Frontage, ground: Ground) -> None:
    """Buildings behind the street: their yard, a street block, has the number, and they are counted in it."""
    here = front.of(rows)
    street = np.unique(here.name, return_inverse=True)[1]
    key = street * (len(ground.blocks.polygon) + 1) + _blocks_of(ground)[rows] + 1
    _, first, yard = np.unique(key, return_index=True, return_inverse=True)
    numbers = here.of(first).numbers()
    xy = shapely.get_coordinates(shapely.centroid(ground.buildings.polygon[rows]))
    house = _ranks(np.round(-xy[:, 1] / _ROW_M) * 1e6 + xy[:, 0], yard) + 1
    address[rows] = [
        f"{name} {numbers[k]} 号院 {n} 栋" for name, k, n in zip(here.name, yard, house, strict=True)
    ]


def _blocks_of(ground: Ground) -> np.ndarray:
    """The street block of every building, -1 where none."""
    row, block = shapely.STRtree(ground.blocks.polygon).query(
        shapely.point_on_surface(ground.buildings.polygon), predicate="within"
    )
    blocks = np.full(len(ground.buildings.polygon), -1)
    blocks[row] = block
    return blocks


def _number_villages(address: np.ndarray, rows: np.ndarray, points: np.ndarray, ground: Ground) -> None:
    """Buildings far from named streets are numbered in the nearest village, else in their community."""
    if not len(rows):
        return
    villages = np.flatnonzero(ground.places.kind == "village")
    if len(villages):
        nearest, _ = _nearest_edge(points[rows], ground.places.point[villages])
        name = ground.places.name[villages][nearest]
    else:
        name = ground.areas.name[ground.areas.parent[ground.buildings.grid[rows]]]
    group = np.unique(name, return_inverse=True)[1]
    numbers = _ranks(shapely.get_x(points[rows]), group) + 1
    address[rows] = [f"{place} {number} 号" for place, number in zip(name, numbers, strict=True)]
