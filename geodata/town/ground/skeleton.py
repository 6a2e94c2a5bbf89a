"""The bones of the town: river, lake, arterials, old core, ring road, rail, diagonals, ridge."""

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.town.ground.names.words import WordBook
from geodata.town.ground.plan import TownPlan
from geodata.town.ground.shapes.curves import blob, offset_points, spline_through
from geodata.town.ground.shapes.linework import Linework
from geodata.town.ground.streets.beside import cut_beside_higher
from geodata.town.ground.warp import SHORE_M, Warp
from geodata.town.ground.waters import make_islet, make_river, make_stream

SAMPLE_M = 60.0
BANK_M = 26.0
STUB_M = 4.0  # avenues reach this far across the top road; noding drops the stubs


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
    top_road = shapely.linestrings(warp(*_row(plan, plan.v_lines[-1])))
    ridge = _ridge(plan, top_road, rng)
    hills = shapely.polygons(np.vstack([ridge, shapely.get_coordinates(top_road)[::-1][1:]]))
    lake_park = lake.buffer(SHORE_M, quad_segs=24)
    work = Linework()
    _add_water_edges(work, river_line, lake_park, city, words)
    _add_through_roads(work, plan, warp, core, words)
    _add_lattice(work, plan, warp, core, words)
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


def _samples(low: float, high: float, before_m: float, after_m: float) -> np.ndarray:
    """Positions from low to high about SAMPLE_M apart; prolonging never moves those between."""
    inner = np.linspace(low, high, max(2, round((high - low) / SAMPLE_M)) + 1)
    before = np.linspace(low - before_m, low, max(1, round(before_m / SAMPLE_M)) + 1)[:-1] if before_m else []
    after = np.linspace(high, high + after_m, max(1, round(after_m / SAMPLE_M)) + 1)[1:] if after_m else []
    return np.concatenate([before, inner, after])


def _row(plan: TownPlan, v: float, extra_m: float = 0.0):
    u = _samples(plan.u_lines[0], plan.u_lines[-1], extra_m, extra_m)
    return u, np.full_like(u, v)


def _column(plan: TownPlan, u: float, south_m: float = 0.0, north_m: float = 0.0):
    v = _samples(plan.v_lines[0], plan.v_lines[-1], south_m, north_m)
    return np.full_like(v, u), v


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
            warp(*_row(plan, plan.v_lines[0])),
            warp(*_column(plan, plan.u_lines[-1])),
            warp(*_row(plan, plan.v_lines[-1]))[::-1],
            warp(*_column(plan, plan.u_lines[0]))[::-1],
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


def _add_water_edges(work: Linework, river_line, lake_park, city, words: WordBook) -> None:
    work.add(river_line, "river")
    down = np.linspace(0.0, 1.0, len(river_line))
    offset = (22.0 + 68.0 * down) / 2.0 + BANK_M
    name = words.word()
    reach = city.buffer(700.0).difference(shapely.box(-1e5, city.bounds[3] - 1.0, 1e5, 1e5))
    inside = shapely.union_all([city, reach.intersection(shapely.box(-1e5, -1e5, 1e5, city.centroid.y))])
    for sign, side in ((1.0, "东"), (-1.0, "西")):
        bank = shapely.linestrings(offset_points(river_line, sign * offset))
        work.add(shapely.intersection(bank, inside), "street", f"{name}{side}堤路")
    work.add(lake_park.exterior, "secondary", f"{words.word()}环湖路")


def _add_through_roads(work: Linework, plan: TownPlan, warp: Warp, core, words: WordBook) -> None:
    """Core road, ring road, rail and diagonals."""
    work.add(core.exterior, "secondary", f"{words.word()}环路")
    if not plan.large:
        return
    u, v = plan.u_lines, plan.v_lines
    west, east = u[1:3].mean(), u[-3:-1].mean()
    south, north = v[1:2].mean() + 420.0, v[-3:-1].mean()
    angle = np.linspace(0.0, 2.0 * np.pi, 400)
    cos, sin = np.cos(angle), np.sin(angle)
    ring_u = (west + east) / 2 + (east - west) / 2 * np.sign(cos) * np.abs(cos) ** (2 / 4.5)
    ring_v = (south + north) / 2 + (north - south) / 2 * np.sign(sin) * np.abs(sin) ** (2 / 4.5)
    work.add(warp(ring_u, ring_v), "expressway", f"{words.word()}环线快速路")
    along = np.arange(u[0] - 2600.0, u[-1] + 2600.0, SAMPLE_M)
    work.add(warp(along, _rail_v(plan, along)), "rail", "")
    _add_diagonals(work, plan, warp, core, words)


def _rail_v(plan: TownPlan, u: np.ndarray) -> np.ndarray:
    middle = plan.v_lines[-4:-2].mean()
    return middle + 230.0 * np.sin(u / 2600.0 + 0.6) - 60.0 * np.sin(u / 1100.0)


def _station(plan: TownPlan, warp: Warp) -> tuple[float, float]:
    if not plan.large:
        return tuple(warp(*[np.array([value]) for value in plan.cell_centre((0, plan.rows - 1))])[0])
    u = plan.u_lines[8]
    return tuple(warp(np.array([u]), _rail_v(plan, np.array([u])) - 190.0)[0])


def _add_diagonals(work: Linework, plan: TownPlan, warp: Warp, core, words: WordBook) -> None:
    u, v = plan.u_lines, plan.v_lines
    ends = (
        ((u[8], v[4]), (u[-2], v[0])),
        ((u[5], v[5]), (u[1], v[-1])),
    )
    for (u0, v0), (u1, v1) in ends:
        part = np.linspace(0.0, 1.0, 120)
        bow = 260.0 * np.sin(np.pi * part)
        line = shapely.linestrings(warp(u0 + (u1 - u0) * part + bow, v0 + (v1 - v0) * part + bow))
        work.add(line.difference(core), "arterial", f"{words.word()}大道")


def _add_lattice(work: Linework, plan: TownPlan, warp: Warp, core, words: WordBook) -> None:
    """Avenues north–south and streets east–west; one axis each way crosses the old core."""
    middle = core.centroid
    out_m = 1500.0 if plan.large else 500.0
    columns = [warp(*_column(plan, u, out_m, STUB_M)) for u in plan.u_lines]
    rows = [warp(*_row(plan, v, out_m)) for v in plan.v_lines]
    for lines, suffix in ((columns, "路"), (rows, "街")):
        away = [shapely.linestrings(points).distance(middle) for points in lines]
        axis = int(np.argmin(away))
        for index, points in enumerate(lines):
            line = shapely.linestrings(points)
            road_class = "arterial" if (index - axis) % 2 == 0 else "secondary"
            name = words.word() + ("大道" if road_class == "arterial" and suffix == "路" else suffix)
            if index != axis or away[axis] > 0.5 * plan.core_radius_m:
                line = line.difference(core)
            work.add(line, road_class, name)
