"""The main roads before noding: lattice of avenues, quays, roads round core and lake, ring, rail, diagonals."""

import numpy as np
import shapely

from geodata.town.ground.names.words import WordBook
from geodata.town.ground.plan import TownPlan
from geodata.town.ground.shapes.curves import offset_points
from geodata.town.ground.shapes.linework import Linework
from geodata.town.ground.warp import Warp

SAMPLE_M = 60.0
BANK_M = 26.0
STUB_M = 4.0  # avenues reach this far across the top road; noding drops the stubs


def _samples(low: float, high: float, before_m: float, after_m: float) -> np.ndarray:
    """Positions from low to high about SAMPLE_M apart; prolonging never moves those between."""
    inner = np.linspace(low, high, max(2, round((high - low) / SAMPLE_M)) + 1)
    before = np.linspace(low - before_m, low, max(1, round(before_m / SAMPLE_M)) + 1)[:-1] if before_m else []
    after = np.linspace(high, high + after_m, max(1, round(after_m / SAMPLE_M)) + 1)[1:] if after_m else []
    return np.concatenate([before, inner, after])


def lattice_row(plan: TownPlan, v: float, extra_m: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Lattice coordinates u, v (metres) along the street at v; extra_m prolongs it at both ends."""
    u = _samples(plan.u_lines[0], plan.u_lines[-1], extra_m, extra_m)
    return u, np.full_like(u, v)


def lattice_column(
    plan: TownPlan, u: float, south_m: float = 0.0, north_m: float = 0.0
) -> tuple[np.ndarray, np.ndarray]:
    """Lattice coordinates u, v (metres) along the avenue at u; south_m and north_m prolong it."""
    v = _samples(plan.v_lines[0], plan.v_lines[-1], south_m, north_m)
    return np.full_like(v, u), v


def add_quays(work: Linework, river_line, lake_park, city, words: WordBook) -> None:
    """The river with a quay on either side, and the road round the lake."""
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


def add_through_roads(work: Linework, plan: TownPlan, warp: Warp, core, words: WordBook) -> None:
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
    work.add(warp(along, rail_v(plan, along)), "rail", "")
    _add_diagonals(work, plan, warp, core, words)


def rail_v(plan: TownPlan, u: np.ndarray) -> np.ndarray:
    """Lattice coordinate v of the railway at u, metres."""
    middle = plan.v_lines[-4:-2].mean()
    return middle + 230.0 * np.sin(u / 2600.0 + 0.6) - 60.0 * np.sin(u / 1100.0)


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


def add_lattice(work: Linework, plan: TownPlan, warp: Warp, core, words: WordBook) -> None:
    """Avenues north–south and streets east–west; one axis each way crosses the old core."""
    middle = core.centroid
    out_m = 1500.0 if plan.large else 500.0
    columns = [warp(*lattice_column(plan, u, out_m, STUB_M)) for u in plan.u_lines]
    rows = [warp(*lattice_row(plan, v, out_m)) for v in plan.v_lines]
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
