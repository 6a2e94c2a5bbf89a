"""What the event generator knows of the town: stored buildings with their pull per category, and the grids.

Only stored facts go in, so that a town read back from the database goes on exactly as it began.
"""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.events.habits import HABITS, STOCKS, stock_of
from geodata.town.ground.shapes.curves import SineNoise
from geodata.town.identity import stream

_NOISE_M = 650.0
_SHARED_NOISE, _OWN_NOISE = 0.75, 0.6  # log swing shared by all categories, and of each one
_TAIL = 1.05  # log spread per building; without this tail the map is flat
_UNIT = 2.0**40  # pulls are integers, so that sums do not depend on the machine's rounding
_FLOOR_M2_PER_HOUSEHOLD = 140.0
_LARGEST_TRADE = 90.0


@dataclass(frozen=True)
class StoredBuildings:
    """Rows of the building table in the order of their ids; polygons in metres of MEASURE."""

    ids: np.ndarray
    polygon: np.ndarray
    use: np.ndarray
    year: np.ndarray
    floors: np.ndarray
    households: np.ndarray


@dataclass(frozen=True)
class World:
    """Building middles (n, 2) m, stock (n,), cumulated integer pull (categories, n), grid polygons and ids."""

    building_ids: np.ndarray
    xy: np.ndarray
    stock: np.ndarray
    households: np.ndarray
    pull: np.ndarray
    grids: np.ndarray
    grid_ids: np.ndarray

    def draw_buildings(self, category: np.ndarray, draw: np.ndarray) -> np.ndarray:
        """A building row for every (category, uniform draw) pair."""
        chosen = np.empty(len(category), dtype=np.int64)
        for index in np.unique(category):
            rows = category == index
            target = np.floor(draw[rows] * self.pull[index, -1]).astype(np.int64)
            chosen[rows] = np.searchsorted(self.pull[index], target, side="right")
        return chosen

    def grid_of(self, xy: np.ndarray) -> np.ndarray:
        """The row of the grid around every point, -1 outside all of them."""
        points = shapely.points(xy)
        row, grid = shapely.STRtree(self.grids).query(points, predicate="within")
        found = np.full(len(xy), -1, dtype=np.int64)
        found[row[::-1]] = grid[::-1]
        return found


def make_world(buildings: StoredBuildings, grids: np.ndarray, grid_ids: np.ndarray, seed: int) -> World:
    """The world of one town."""
    xy = np.round(shapely.get_coordinates(shapely.point_on_surface(buildings.polygon)), 2)
    footprint = shapely.area(buildings.polygon)
    stock = stock_of(buildings.use, buildings.year, buildings.floors, footprint)
    floor_m2 = np.where(buildings.use == "residential", 0.0, footprint * buildings.floors)
    size = buildings.households + np.minimum(floor_m2 / _FLOOR_M2_PER_HOUSEHOLD, _LARGEST_TRADE)
    pull = _pull(xy, stock, size, seed)
    return World(buildings.ids, xy, stock, buildings.households, pull, grids, grid_ids)


def _pull(xy: np.ndarray, stock: np.ndarray, size: np.ndarray, seed: int) -> np.ndarray:
    """Cumulated integer pull of every building per category, (categories, n)."""
    rng = stream(seed, "events_place")
    x, y = (xy - np.floor(xy.min(axis=0))).T
    shared = SineNoise(rng, _NOISE_M)(x, y) * 2.0
    pull = np.empty((len(HABITS), len(xy)), dtype=np.int64)
    for row, habit in enumerate(HABITS):
        own = SineNoise(rng, _NOISE_M)(x, y) * 2.0
        tail = rng.standard_normal(len(xy))
        weight = np.array(habit.where)[stock] * size
        weight = weight * np.exp(_SHARED_NOISE * shared + _OWN_NOISE * own + _TAIL * tail)
        if weight.sum() <= 0:
            weight = size + 1e-9
        pull[row] = np.cumsum(np.round(weight * (_UNIT / weight.sum())).astype(np.int64))
    return pull


def inhabited_frame(world: World) -> tuple[np.ndarray, np.ndarray]:
    """South-west and north-east corner of the middle 96 % of all homes, metres."""
    homes = np.flatnonzero(world.households > 0)
    return np.quantile(world.xy[homes], 0.02, axis=0), np.quantile(world.xy[homes], 0.98, axis=0)


def stock_indices(names: tuple[str, ...]) -> np.ndarray:
    """Indices into STOCKS of these names."""
    return np.array([STOCKS.index(name) for name in names])
