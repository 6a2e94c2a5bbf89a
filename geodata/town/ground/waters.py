"""Waters of the town: river, islet of the lake, stream. Metres round (0, 0)."""

import numpy as np
import shapely

from geodata.town.ground.plan import TownPlan
from geodata.town.ground.shapes.curves import SineNoise, blob, offset_points, spline_through
from geodata.town.ground.warp import Warp


def make_river(plan: TownPlan, warp: Warp, rng: np.random.Generator):
    """Centreline (n, 2) north to south and polygon, 22 m wide in the north, 90 m in the south."""
    v = np.arange(plan.v_lines[-1] + plan.hills_m + 2500.0, plan.v_lines[0] - 2200.0, -25.0)
    line = warp(np.full_like(v, plan.river_u), v)
    down = np.linspace(0.0, 1.0, len(v))
    noise = SineNoise(rng, 900.0)(line[:, 0], line[:, 1])
    width = (22.0 + 68.0 * down) * (1.0 + 0.1 * noise)
    left, right = offset_points(line, width / 2.0), offset_points(line, -width / 2.0)
    return line, shapely.polygons(np.vstack([left, right[::-1]]))


def make_islet(plan: TownPlan, warp: Warp, rng: np.random.Generator) -> shapely.Polygon:
    """An islet in the eastern half of the lake."""
    x, y = warp.lake_centre
    size = plan.lake_radii_m[1] * 0.16
    return blob(rng, (x + plan.lake_radii_m[0] * 0.32, y - size * 0.6), (size * 1.5, size), 1.0)


def make_stream(valley: np.ndarray, river_line: np.ndarray, top_road: shapely.LineString) -> shapely.Polygon:
    """A stream of 9 m that comes down beside the valley road and joins the river north of the city."""
    upper = offset_points(valley[::-1], np.full(len(valley), 62.0))
    low = top_road.bounds[3]
    span = upper[0, 1] - low
    upper = upper[upper[:, 1] > low + 0.22 * span][::4]
    mouth = river_line[np.argmin(np.abs(river_line[:, 1] - (low + 0.05 * span)))]
    bend = 0.5 * (upper[-1] + mouth) + (0.0, -0.03 * span)
    return shapely.linestrings(spline_through(np.vstack([upper, bend, mouth]), 25.0)).buffer(4.5)
