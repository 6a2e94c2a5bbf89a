"""The smooth warp that turns the lattice of arterials (u, v) into a grown city (x, y)."""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import CubicSpline

from geodata.town.ground.plan import TownPlan
from geodata.town.ground.shapes.curves import SineNoise, smooth_step

TURN_DEGREES = 7.0
RIVER_FADE_M = 1500.0
NOISE_M = 100.0
EDGE_M = 200.0
PUSH_EXPONENT = 3.2
SHORE_M = 150.0  # the loop road round the lake


@dataclass(frozen=True)
class Warp:
    """Callable (u, v) → (x, y): turn in the west, river bends, noise, curved edges, push round the lake."""

    plan: TownPlan
    river_deviation: CubicSpline
    noise_x: SineNoise
    noise_y: SineNoise
    lake_centre: tuple[float, float]

    def __call__(self, u, v) -> np.ndarray:
        """Points (n, 2) in metres for lattice coordinates of shape (n,)."""
        u, v = np.broadcast_arrays(np.asarray(u, float), np.asarray(v, float))
        xy = _push(self._without_lake(u, v), self.lake_centre, self.plan)
        return np.round(xy, 3)

    def _without_lake(self, u: np.ndarray, v: np.ndarray) -> np.ndarray:
        half_u, half_v = self.plan.u_lines[-1], self.plan.v_lines[-1]
        x, y = u.copy(), v.copy()
        turn = np.radians(TURN_DEGREES) * smooth_step(-u / half_u)
        x += v * np.sin(turn)
        y += np.radians(TURN_DEGREES) * half_u * 0.5 * smooth_step(-u / half_u) * np.clip(-u / half_u, 0, 1.2)
        fade = np.exp(-0.5 * ((u - self.plan.river_u) / RIVER_FADE_M) ** 2)
        x += self.river_deviation(v) * fade
        old = 1.0 - 0.85 * smooth_step((u - 0.25 * half_u) / (0.3 * half_u))
        x += NOISE_M * self.noise_x(u, v) * old
        y += NOISE_M * self.noise_y(u, v) * old
        x += EDGE_M * np.sin(v / half_v * 2.2 + 0.7) * smooth_step(np.abs(u) / half_u - 0.35) * np.sign(u)
        y += EDGE_M * np.sin(u / half_u * 2.6 + 0.4) * smooth_step(np.abs(v) / half_v - 0.35) * np.sign(v)
        return np.stack([x, y], axis=-1)


def make_warp(plan: TownPlan, rng: np.random.Generator) -> Warp:
    """The warp of one town; the lake's centre is where its lattice cell lands."""
    low, high = plan.v_lines[0] - 3000.0, plan.v_lines[-1] + plan.hills_m + 3000.0
    knots = np.linspace(low, high, max(8, int((high - low) / 1150.0)))
    swing = rng.normal(0.0, 1.0, len(knots))
    swing = np.convolve(np.pad(swing, 1, mode="edge"), [0.25, 0.5, 0.25], mode="valid") * 520.0
    if not plan.large:
        swing *= 0.35
    deviation = CubicSpline(knots, swing - swing.mean(), bc_type="natural")
    noise_x, noise_y = SineNoise(rng, 5500.0), SineNoise(rng, 5500.0)
    draft = Warp(plan, deviation, noise_x, noise_y, (0.0, 0.0))
    u, v = plan.cell_centre(plan.lake_cell)
    centre = draft._without_lake(np.array([u]), np.array([v]))[0]
    return Warp(plan, deviation, noise_x, noise_y, (float(centre[0]), float(centre[1])))


def _push(xy: np.ndarray, centre: tuple[float, float], plan: TownPlan) -> np.ndarray:
    """Points pushed out of the lake's ellipse: r → (r^3.2 + 1)^(1/3.2)."""
    radii = np.array(plan.lake_radii_m) + SHORE_M
    away = (xy - centre) / radii
    reach = np.maximum(np.hypot(away[..., 0], away[..., 1]), 1e-6)
    pushed = (reach**PUSH_EXPONENT + 1.0) ** (1.0 / PUSH_EXPONENT)
    return centre + away * (pushed / reach)[..., None] * radii
