"""Access that counts capacity: the two-step floating catchment area family."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Catchment(StrEnum):
    """Which method: TWO_STEP counts everything within reach alike, ENHANCED by distance, THREE_STEP shares demand out."""

    TWO_STEP = "2sfca"
    ENHANCED = "e2sfca"
    THREE_STEP = "3sfca"


@dataclass(frozen=True)
class Zones:
    """Rings of a catchment: a cost up to upper[i] (and above upper[i - 1]) weighs weight[i]; beyond the last nothing.

    Source of the usual weights: Luo and Qi 2009, Gaussian with 1, 0.68 and 0.22 for three rings of equal width.
    """

    upper: tuple[float, ...]
    weight: tuple[float, ...]

    def of(self, cost: Floats) -> Floats:
        """The weight of each cost, 0 beyond the last ring and where the cost is not finite.

        >>> Zones((5.0, 10.0), (1.0, 0.5)).of(np.array([0.0, 5.0, 7.0, 11.0, np.inf])).tolist()
        [1.0, 1.0, 0.5, 0.0, 0.0]
        """
        ring = np.searchsorted(np.array(self.upper), cost, side="left")
        return np.append(np.array(self.weight), 0.0)[np.minimum(ring, len(self.weight))]


def walking_zones(minutes: float) -> Zones:
    """Three rings of equal width up to so many minutes, costs in seconds."""
    return Zones(tuple(minutes * 60.0 * part / 3 for part in (1, 2, 3)), (1.0, 0.68, 0.22))


def floating_access(
    cost: Floats, demand: Floats, supply: Floats, zones: Zones, method: Catchment = Catchment.ENHANCED
) -> Floats:
    """How much supply a person at each place has, shared with everybody else who reaches it.

    Parameters
    ----------
    cost : (d, s) from demand places to supply points, any unit; inf where not reached.
    demand : (d,) people. supply : (s,) capacity.
    zones : rings of the catchment in the unit of cost; TWO_STEP only uses the outermost.

    Returns
    -------
    (d,) supply per person; summed over people it is the supply of all points that anybody reaches.

    Raises ValueError where shapes do not fit or numbers are negative.
    Source: Luo and Wang 2003 (2SFCA), Luo and Qi 2009 (E2SFCA), Wan, Zou and Sternberg 2012 (3SFCA).

    >>> cost = np.array([[1.0], [9.0]])
    >>> floating_access(cost, np.array([3.0, 1.0]), np.array([8.0]), Zones((5.0, 10.0), (1.0, 0.5))).round(3).tolist()
    [2.286, 1.143]
    """
    if cost.shape != (len(demand), len(supply)) or (demand < 0).any() or (supply < 0).any():
        raise ValueError(f"cost {cost.shape} needs demand and supply of its shape, not negative")
    if method is Catchment.TWO_STEP:
        zones = Zones(zones.upper[-1:], (1.0,))
    weight = zones.of(cost)
    if method is Catchment.THREE_STEP:
        # The third step: people choose between the points they reach, nearer ones the likelier.
        whole = weight.sum(axis=1, keepdims=True)
        weight = weight * np.divide(weight, whole, out=np.zeros_like(weight), where=whole > 0)
    asked = weight.T @ demand
    ratio = np.divide(supply, asked, out=np.zeros(len(supply)), where=asked > 0)
    return np.asarray(weight @ ratio, dtype=float)
