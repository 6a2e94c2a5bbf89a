"""The hills north of the city: a height raster, its slope, and where villages can stand."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from contourpy import FillType, contour_generator
from scipy.interpolate import RegularGridInterpolator

from geodata.town.ground.plan import TownPlan
from geodata.town.ground.shapes.curves import SineNoise, blob, smooth_step
from geodata.town.ground.skeleton import Skeleton

CELL_M = 75.0
VALLEY_M = 520.0
STEEP = 0.16  # no village above this slope
FOREST_HEIGHTS_M = (62.0, 135.0, 225.0)
VILLAGE_GAP_M = 720.0


@dataclass(frozen=True)
class Terrain:
    """Raster of the rural land; rows run north, columns east, values at cell centres."""

    x: np.ndarray  # (columns,) metres
    y: np.ndarray  # (rows,) metres
    height: np.ndarray  # (rows, columns) metres above the city
    slope: np.ndarray  # (rows, columns) rise over run
    inside: np.ndarray  # (rows, columns) bool, True in the rural land

    def height_at(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Height at points, (n,) metres; 0 outside the raster."""
        return self._value(self.height, x, y)

    def slope_at(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Slope at points, (n,); 0 outside the raster."""
        return self._value(self.slope, x, y)

    def _value(self, raster, x, y) -> np.ndarray:
        look = RegularGridInterpolator((self.y, self.x), raster, bounds_error=False, fill_value=0.0)
        return look(np.column_stack([y, x]))


def make_terrain(plan: TownPlan, bones: Skeleton, rng: np.random.Generator) -> Terrain:
    """Height rises with the distance from the city, ridged, lowered along the two valleys."""
    west, south, east, north = bones.hills.bounds
    x = np.arange(west - 2 * CELL_M, east + 3 * CELL_M, CELL_M)
    y = np.arange(south - 2 * CELL_M, north + 3 * CELL_M, CELL_M)
    grid_x, grid_y = np.meshgrid(x, y)
    points = shapely.points(grid_x, grid_y)
    reach = shapely.distance(points, bones.top_road) / max(plan.hills_m, 1.0)
    wavelength = 2600.0 if plan.large else 1500.0
    coarse, fine = SineNoise(rng, wavelength), SineNoise(rng, wavelength * 0.42)
    along, across = 0.45 * (grid_x - grid_y), 1.2 * (grid_x + grid_y)  # ridges run north-west to south-east
    ridges = 0.5 + 0.5 * coarse(along, across)
    spurs = 0.5 + 0.5 * fine(along, across)
    height = 430.0 * smooth_step(reach * 1.3) * (0.30 + 0.45 * ridges + 0.25 * spurs)
    height += 45.0 * (coarse(grid_x, grid_y) + spurs) * smooth_step(reach * 2.5)
    for line in (bones.valley_west, bones.river_line):
        away = shapely.distance(points, shapely.linestrings(line))
        height *= 1.0 - 0.8 * np.exp(-0.5 * (away / VALLEY_M) ** 2)
    height = np.maximum(height, 0.0)
    rise_y, rise_x = np.gradient(height, CELL_M)
    inside = shapely.contains_xy(bones.hills, grid_x, grid_y)
    return Terrain(x, y, height, np.hypot(rise_x, rise_y), inside)


def forest_bands(terrain: Terrain) -> dict[str, shapely.Geometry]:
    """Forest classes by height: kind → polygons; each higher band lies on the lower one."""
    generator = contour_generator(terrain.x, terrain.y, terrain.height, fill_type=FillType.OuterOffset)
    bands = {}
    for kind, low in zip(("forest_low", "forest_mid", "forest_high"), FOREST_HEIGHTS_M, strict=True):
        points, offsets = generator.filled(low, 9999.0)
        shapes = [_with_holes(outer, start) for outer, start in zip(points, offsets, strict=True)]
        bands[kind] = (
            shapely.union_all(shapely.buffer(shapely.buffer(shapes, 30.0), -30.0))
            if shapes
            else shapely.Polygon()
        )
    return bands


def _with_holes(coords: np.ndarray, starts: np.ndarray) -> shapely.Polygon:
    """Polygon of a contour: the first ring is the shell, starts mark where each ring begins."""
    shell, *holes = [coords[a:b] for a, b in pairwise(starts)]
    return shapely.Polygon(shell, holes)


def village_outlines(plan: TownPlan, bones: Skeleton, terrain: Terrain, rng: np.random.Generator) -> list:
    """Outlines of the villages on gentle ground, 720 m or more apart, clear of river and border."""
    gap = VILLAGE_GAP_M
    centres: list[np.ndarray] = []
    for margin, steep in ((330.0, STEEP), (300.0, 0.22), (280.0, 0.5)):
        centres = _spread(plan, bones, terrain, rng, gap_m=gap, margin_m=margin, steep=steep)
        if len(centres) >= plan.villages:
            break
        gap *= 0.9
    radius = rng.uniform(150.0, 250.0, len(centres))
    if not plan.large:
        radius *= 0.75
    return [blob(rng, tuple(c), (r * 1.1, r * 0.9), 0.8) for c, r in zip(centres, radius, strict=True)]


def _spread(plan, bones, terrain, rng, *, gap_m: float, margin_m: float, steep: float) -> list[np.ndarray]:
    """Poisson-disk choice among raster cells in random order."""
    grid_x, grid_y = np.meshgrid(terrain.x, terrain.y)
    fit = terrain.inside & (terrain.slope < steep)
    cells = np.column_stack([grid_x[fit], grid_y[fit]])
    points = shapely.points(cells)
    river = shapely.distance(points, shapely.linestrings(bones.river_line))
    clear = (shapely.distance(points, bones.hills.exterior) > margin_m) & (river > margin_m)
    cells = cells[clear]
    cells = cells[rng.permutation(len(cells))]
    height = terrain.height_at(cells[:, 0], cells[:, 1])
    low = np.argsort(np.maximum(height, 40.0) * rng.uniform(0.1, 1.0, len(cells)), kind="stable")
    taken: list[np.ndarray] = []
    for cell in cells[low]:
        if len(taken) == plan.villages:
            break
        if all(np.hypot(*(cell - other)) > gap_m for other in taken):
            taken.append(cell)
    return taken
