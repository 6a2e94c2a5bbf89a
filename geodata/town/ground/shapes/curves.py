"""Curves of the generator: smooth noise, splines, corner cutting, offsets. Metres round (0, 0)."""

import numpy as np
import shapely
from scipy.interpolate import CubicSpline


class SineNoise:
    """Smooth noise in [-1, 1]: a sum of random sines of one wavelength band."""

    def __init__(self, rng: np.random.Generator, wavelength_m: float, terms: int = 9):
        angle = rng.uniform(0.0, 2.0 * np.pi, terms)
        length = wavelength_m * rng.uniform(0.8, 1.25, terms)
        self._kx = 2.0 * np.pi * np.cos(angle) / length
        self._ky = 2.0 * np.pi * np.sin(angle) / length
        self._phase = rng.uniform(0.0, 2.0 * np.pi, terms)
        self._norm = 1.0 / np.sqrt(terms / 2.0) / 2.0

    def __call__(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Noise at points, same shape as x and y; standard deviation about 0.5."""
        x, y = np.asarray(x, float), np.asarray(y, float)
        total = np.zeros(np.broadcast(x, y).shape)
        for kx, ky, phase in zip(self._kx, self._ky, self._phase, strict=True):
            total += np.sin(kx * x + ky * y + phase)
        return np.clip(total * self._norm, -1.0, 1.0)


def smooth_step(value: np.ndarray) -> np.ndarray:
    """0 below 0, 1 above 1, an S curve between."""
    value = np.clip(value, 0.0, 1.0)
    return value * value * (3.0 - 2.0 * value)


def corner_cut(points: np.ndarray, rounds: int) -> np.ndarray:
    """Chaikin's corner cutting of polylines (..., n, 2); end points stay."""
    for _ in range(rounds):
        first, last = points[..., :1, :], points[..., -1:, :]
        near = 0.75 * points[..., :-1, :] + 0.25 * points[..., 1:, :]
        far = 0.25 * points[..., :-1, :] + 0.75 * points[..., 1:, :]
        inner = np.stack([near, far], axis=-2).reshape(*points.shape[:-2], -1, 2)
        points = np.concatenate([first, inner[..., 1:-1, :], last], axis=-2)
    return points


def spline_through(points: np.ndarray, step_m: float, closed: bool = False) -> np.ndarray:
    """Points (n, 2) on a cubic spline through the given ones, about step_m apart."""
    if closed:
        points = np.vstack([points, points[:1]])
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    spline = CubicSpline(length, points, bc_type="periodic" if closed else "natural")
    return spline(np.linspace(0.0, length[-1], max(4, int(length[-1] / step_m)) + 1))


def blob(
    rng: np.random.Generator, centre: tuple[float, float], radii: tuple[float, float], wobble: float = 1.0
):
    """Polygon of a rounded shape: an ellipse with four harmonics, 96 corners."""
    angle = np.linspace(0.0, 2.0 * np.pi, 96, endpoint=False)
    radius = np.ones_like(angle)
    for order in (2, 3, 4, 5):
        radius += wobble * rng.uniform(0.02, 0.2 / order) * np.sin(order * angle + rng.uniform(0.0, 6.28))
    x = centre[0] + radii[0] * radius * np.cos(angle)
    y = centre[1] + radii[1] * radius * np.sin(angle)
    return shapely.polygons(np.column_stack([x, y]))


def offset_points(points: np.ndarray, distance_m: np.ndarray) -> np.ndarray:
    """Points moved to the left of the direction of travel by distance_m, (n, 2)."""
    tangent = np.gradient(points, axis=0)
    tangent /= np.hypot(tangent[:, 0], tangent[:, 1])[:, None]
    normal = np.column_stack([-tangent[:, 1], tangent[:, 0]])
    return points + normal * np.asarray(distance_m)[..., None]
