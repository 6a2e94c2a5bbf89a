"""Event density on a square grid: linear binning and a Gaussian kernel, in events per km² per 30 days."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import convolve1d

REACH_SIGMAS = 4.0


@dataclass(frozen=True)
class Surface:
    """A density raster in the measuring CRS.

    values: (rows, columns) float64, events per km² per 30 days, row 0 southernmost; x, y: node
    coordinates in metres, one per column and row.
    """

    values: NDArray[np.float64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]


def density_surface(
    points: NDArray[np.float64],
    bounds: tuple[float, float, float, float],
    *,
    bandwidth_m: float,
    step_m: float,
    days: int,
    events: NDArray[np.float64] | None = None,
    square_m: float = 0.0,
) -> Surface:
    """The Gaussian density of points on nodes every step_m inside bounds.

    Parameters
    ----------
    points : (n, 2) array, metres in the measuring CRS; points outside bounds widened by four bandwidths
        are left out.
    bounds : xmin, ymin, xmax, ymax in metres.
    bandwidth_m : standard deviation of the kernel; step_m at most a quarter of it (error ≤ 0.5 % of peak).
    days : length of the period the points come from; the result is scaled to 30 days.
    events : (n,) how many events each point stands for; one where None.
    square_m : side of the ground squares in which events were counted and whose middles the points are; 0 for events
        where they happened. At most bandwidth_m / 4.

    Raises
    ------
    ValueError : when step_m or square_m is larger than bandwidth_m / 4 or days is not positive.

    Source: linear binning and separable convolution, Wand (1994), Fast computation of multivariate
    kernel estimators.

    >>> surface = density_surface(np.array([[0.0, 0.0]]), (-800, -800, 800, 800),
    ...                           bandwidth_m=200, step_m=50, days=30)
    >>> round(float(surface.values.max()), 1)   # 1 event / (2 pi 0.2²) km²
    4.0
    """
    if max(step_m, square_m) > bandwidth_m / 4 or days <= 0:
        raise ValueError(
            f"step {step_m} m and squares {square_m} m must be ≤ bandwidth/4 = {bandwidth_m / 4} m and days {days} > 0"
        )
    pad = int(np.ceil(REACH_SIGMAS * bandwidth_m / step_m))
    nx = int(np.ceil((bounds[2] - bounds[0]) / step_m)) + 1 + 2 * pad
    ny = int(np.ceil((bounds[3] - bounds[1]) / step_m)) + 1 + 2 * pad
    origin = np.array([bounds[0] - pad * step_m, bounds[1] - pad * step_m])
    weights = _bin_linearly((points - origin) / step_m, events, (ny, nx))
    kernel = _kernel(bandwidth_m / step_m, square_m / step_m, pad)
    smooth = convolve1d(convolve1d(weights, kernel, axis=0, mode="constant"), kernel, axis=1, mode="constant")
    values = smooth[pad : ny - pad, pad : nx - pad] * (1e6 / step_m**2) * (30.0 / days)
    x = bounds[0] + step_m * np.arange(values.shape[1])
    y = bounds[1] + step_m * np.arange(values.shape[0])
    return Surface(values, x, y)


def _kernel(sigma: float, square: float, reach: int) -> NDArray[np.float64]:
    """A Gaussian sampled at whole steps with unit sum.

    Linear binning has already spread each point with a variance of 1/6 step², so the kernel takes that less:
    it brings the error at step = bandwidth/4 from 0.9 % of the peak to under 0.1 %. So has counting in squares, by 1/12
    of their side squared.
    """
    offsets = np.arange(-reach, reach + 1)
    kernel = np.exp(-0.5 * offsets**2 / (sigma**2 - 1 / 6 - square**2 / 12))
    return kernel / kernel.sum()


def _bin_linearly(
    steps: NDArray[np.float64], events: NDArray[np.float64] | None, shape: tuple[int, int]
) -> NDArray[np.float64]:
    """The events of each point shared among its four nodes; steps are (n, 2) x, y in node units."""
    rows, columns = shape
    inside = np.all((steps >= 0) & (steps < [columns - 1, rows - 1]), axis=1)
    steps, events = steps[inside], None if events is None else events[inside]
    corner = np.floor(steps).astype(np.int64)
    fraction = steps - corner
    flat = np.zeros(rows * columns)
    for dx in (0, 1):
        for dy in (0, 1):
            share = np.abs(1 - dx - fraction[:, 0]) * np.abs(1 - dy - fraction[:, 1])
            share = share if events is None else share * events
            cells = (corner[:, 1] + dy) * columns + corner[:, 0] + dx
            flat += np.bincount(cells, weights=share, minlength=rows * columns)
    return flat.reshape(shape)


def class_breaks(
    values: NDArray[np.float64], *, quiet_share: float = 0.8, top_share: float = 0.01, classes: int = 5
) -> list[float]:
    """Ascending lower bounds of the colour classes, rounded to two digits, fixed for a district.

    values: densities of inhabited nodes (any shape, empty ones left out by the caller). About
    `quiet_share` of them stay below the first bound and `top_share` lie in the top class; between the two
    the bounds grow by one factor. An empty input gives bounds from 0.15 upwards.

    >>> class_breaks(np.linspace(0, 500, 1000))
    [400.0, 420.0, 440.0, 470.0, 500.0]
    """
    low, top = np.quantile(values, [quiet_share, 1 - top_share]) if values.size else (0.0, 0.0)
    top = max(float(top), 1.0)
    low = min(max(float(low), 0.15 * top), top)
    return _distinct([float(f"{bound:.2g}") for bound in np.geomspace(low, top, classes)])


def least_density(events: float, *, bandwidth_m: float, days: int) -> float:
    """The density (events per km² per 30 days) below which fewer than so many events carry a Gaussian surface.

    events : how many; with five the density at a place is known to 45 per cent (one standard error).
    bandwidth_m : standard deviation of the kernel, metres.
    days : length of the period the events come from.

    Source: the variance of a kernel density estimate is about f R(K) / (n h²), with R(K) = 1 / 4π of the Gaussian in
    the plane; Wand and Jones (1995), Kernel Smoothing, 4.3.

    >>> round(least_density(5, bandwidth_m=200, days=30), 2), round(least_density(5, bandwidth_m=400, days=60), 2)
    (9.95, 1.24)
    """
    weighed_km2 = 4 * np.pi * (bandwidth_m / 1000) ** 2
    return float(events / weighed_km2 * 30 / days)


def _distinct(breaks: list[float]) -> list[float]:
    """The same breaks, strictly growing (rounding can make neighbours equal)."""
    for i in range(1, len(breaks)):
        if breaks[i] <= breaks[i - 1]:
            breaks[i] = float(f"{breaks[i - 1] * 1.5:.2g}")
    return breaks
