"""Event density as the exact sum of Gaussian kernels: what the binned surface is measured against."""

import numpy as np

from .cells import Floats
from .density import Surface

# Points per matrix product; keeps the two factors small.
_BATCH = 50_000


def exact_density(points: Floats, x: Floats, y: Floats, *, bandwidth_m: float, days: float) -> Surface:
    """The Gaussian density of points at the nodes x by y, without binning and without cutting the kernel off.

    Parameters
    ----------
    points : (n, 2) metres in the measuring CRS.
    x, y : node coordinates, metres, in any spacing.
    bandwidth_m : standard deviation of the kernel.
    days : length of the period the points come from; the result is scaled to 30 days.

    Returns
    -------
    Surface in events per km² per 30 days, values of shape (len(y), len(x)).

    Raises
    ------
    ValueError : when bandwidth_m or days is not positive.

    Source: a Gaussian of the plane is the product of two of the line, so the sum over the points is one matrix
    product.

    >>> made = exact_density(np.array([[0.0, 0.0]]), np.zeros(1), np.array([0.0, 200.0]), bandwidth_m=200, days=30)
    >>> made.values.round(3).ravel().tolist()
    [3.979, 2.413]
    """
    if bandwidth_m <= 0 or days <= 0:
        raise ValueError(f"bandwidth {bandwidth_m} m and days {days} must be > 0")
    values = np.zeros((len(y), len(x)))
    for start in range(0, len(points), _BATCH):
        some = points[start : start + _BATCH]
        east, north = (
            np.exp(-0.5 * ((nodes[:, None] - some[:, axis]) / bandwidth_m) ** 2)
            for axis, nodes in ((0, x), (1, y))
        )
        values += north @ east.T
    scale = 1e6 / (2 * np.pi * bandwidth_m**2) * (30.0 / days)
    return Surface(values * scale, x, y)
