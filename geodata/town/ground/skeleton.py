"""The bones of the town: river, lake, arterials, old core, ring road, rail, diagonals, ridge."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.ground.names.words import WordBook
from geodata.town.ground.plan import TownPlan
from geodata.town.ground.shapes.curves import blob, spline_through
from geodata.town.ground.shapes.linework import Linework
from geodata.town.ground.streets.beside import cut_beside_higher
from geodata.town.ground.streets.main_roads import (
    add_lattice,
    add_quays,
    add_through_roads,
    lattice_column,
    lattice_row,
    rail_v,
)
from geodata.town.ground.warp import SHORE_M, Warp
from geodata.town.ground.waters import make_islet, make_river, make_stream


@dataclass(frozen=True)
class Skeleton:
    """Classed lines of the town and the shapes they follow. Metres round (0, 0)."""

    work: Linework
    river_line: np.ndarray  # (n, 2), north to south
    river: shapely.Polygon
    lake: shapely.Polygon  # with an islet
    stream: shapely.Polygon
    lake_park: shapely.Polygon
    core: shapely.Polygon
    city: shapely.Polygon  # the warped lattice, below the top road
    hills: shapely.Polygon  # rural land between top road and ridge
    top_road: shapely.LineString
    valley_west: np.ndarray  # (n, 2), south to north
    station: tuple[float, float]
    centre: tuple[float, float]  # the new business centre


def make_skeleton(plan: TownPlan, warp: Warp, words: WordBook, rng: np.random.Generator) -> Skeleton:
    """The skeleton of one town, lines not yet noded."""
    river_line, river = make_river(plan, warp, rng)
    lake = blob(rng, warp.lake_centre, plan.lake_radii_m, 0.9)
    core = _core(plan, warp, river_line, rng)
    city = _city_outline(plan, warp)
    top_road = shapely.linestrings(warp(*lattice_row(plan, plan.v_lines[-1])))
    ridge = _ridge(plan, top_road, rng)
    hills = shapely.polygons(np.vstack([ridge, shapely.get_coordinates(top_road)[::-1][1:]]))
    lake_park = lake.buffer(SHORE_M, quad_segs=24)
    work = Linework()
    add_quays(work, river_line, lake_park, city, words)
    add_through_roads(work, plan, warp, core, words)
    add_lattice(work, plan, warp, core, words)
    kept = cut_beside_higher(work)
    kept.add(ridge, "border")
    valley_west = _valley(plan, warp, rng)
    return Skeleton(
        work=kept,
        river_line=river_line,
        river=river,
        lake=lake.difference(make_islet(plan, warp, rng)),
        stream=make_stream(valley_west, river_line, top_road),
        lake_park=lake_park,
        core=core,
        city=city,
        hills=hills,
        top_road=top_road,
        valley_west=valley_west,
        station=_station(plan, warp),
        centre=tuple(warp(*[np.array([value]) for value in plan.cell_centre(plan.centre_cell)])[0]),
    )


def _core(plan: TownPlan, warp: Warp, river_line: np.ndarray, rng: np.random.Generator) -> shapely.Polygon:
    """The old town: a closed spline on the west bank."""
    row = 5 if plan.large else plan.rows // 2
    v = plan.v_lines[row] if plan.large else plan.cell_centre((0, row))[1]
    u = plan.river_u - plan.core_radius_m - 190.0
    centre = warp(np.array([u]), np.array([v]))[0]
    angle = np.linspace(0.0, 2.0 * np.pi, 9, endpoint=False)
    radius = plan.core_radius_m * rng.uniform(0.88, 1.08, len(angle))
    points = centre + radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    outline = shapely.polygons(spline_through(points, 40.0, closed=True))
    water = shapely.linestrings(river_line).buffer(125.0)
    clear = outline.difference(water)
    return max(shapely.get_parts(clear), key=lambda part: part.area).buffer(-30.0).buffer(30.0)


def _city_outline(plan: TownPlan, warp: Warp) -> shapely.Polygon:
    ring = np.vstack(
        [
            warp(*lattice_row(plan, plan.v_lines[0])),
            warp(*lattice_column(plan, plan.u_lines[-1])),
            warp(*lattice_row(plan, plan.v_lines[-1]))[::-1],
            warp(*lattice_column(plan, plan.u_lines[0]))[::-1],
        ]
    )
    return shapely.polygons(ring).buffer(0.0)


def _ridge(plan: TownPlan, top_road: shapely.LineString, rng: np.random.Generator) -> np.ndarray:
    """Points (n, 2) of the northern border, from the top road's west end round to its east end."""
    top = shapely.get_coordinates(top_road)
    west, east = top[0], top[-1]
    width = east[0] - west[0]
    along = np.array([0.0, -0.09, -0.10, 0.0, 0.14, 0.30, 0.46, 0.62, 0.78, 0.93, 1.04, 1.03, 1.0])
    height = np.array([0.0, 0.20, 0.45, 0.66, 0.88, 0.97, 0.96, 1.0, 0.93, 0.80, 0.50, 0.20, 0.0])
    height[1:-1] *= rng.uniform(0.94, 1.06, len(height) - 2)
    base = west[1] + (east[1] - west[1]) * along
    points = np.column_stack([west[0] + width * along, base + plan.hills_m * height])
    points[0], points[-1] = west, east
    ridge = spline_through(points, 70.0)
    ridge[0], ridge[-1] = west, east
    return ridge


def _valley(plan: TownPlan, warp: Warp, rng: np.random.Generator) -> np.ndarray:
    """Points of the western valley's road, south to north, from a lattice corner to beyond the ridge."""
    column = max(1, round(plan.columns * 0.3)) if plan.large else 0
    u = plan.u_lines[column]
    v = np.linspace(plan.v_lines[-1], plan.v_lines[-1] + plan.hills_m + 1500.0, 6)
    swing = rng.normal(0.0, 260.0 if plan.large else 60.0, 6)
    swing[0] = 0.0
    start = warp(np.array([u]), v[:1])[0]
    points = np.column_stack([start[0] + swing + np.linspace(0.0, 300.0, 6), start[1] + (v - v[0])])
    return spline_through(points, 60.0)


def _station(plan: TownPlan, warp: Warp) -> tuple[float, float]:
    if not plan.large:
        return tuple(warp(*[np.array([value]) for value in plan.cell_centre((0, plan.rows - 1))])[0])
    u = plan.u_lines[8]
    return tuple(warp(np.array([u]), rail_v(plan, np.array([u])) - 190.0)[0])
