"""What a suggested division should be like, and what one grid costs by those wishes."""

from dataclasses import dataclass

import numpy as np

from geodata.rules.household_limits import Band

from .block_graph import Floats

# Households outside the band weigh this much more than any wish: no shape is worth leaving it.
OUTSIDE = 25.0
# A border along the strongest barrier counts as this part of its length.
ALONG_BARRIER = 0.3


@dataclass(frozen=True)
class Wishes:
    """How much each property weighs.

    balance: squared share by which a grid misses the middle. shape: 1 − Polsby-Popper. cut: metres of border between
    grids, against the outline of a square of mean size, less along barriers. keep: households that would sit in a grid
    with people of another present grid, in grids.
    """

    balance: float = 12.0
    shape: float = 1.0
    cut: float = 0.4
    keep: float = 0.0


PLAIN = Wishes()
BALANCED = Wishes(balance=40.0)
COMPACT = Wishes(balance=8.0, shape=1.5, cut=0.8)
STEADY = Wishes(keep=3.0)


@dataclass(frozen=True)
class Price:
    """The price of a grid: wishes, the band and the number of households every grid should have."""

    wishes: Wishes
    band: Band
    target: float

    def of(self, households: float, area_m2: float, perimeter_m: float) -> float:
        """What one grid costs.

        >>> round(Price(Wishes(), Band(300, 500), 400).of(400, 100, 40), 3)
        0.215
        """
        low, high, target = self.band.low, self.band.high, self.target
        off = (households - target) / target
        out = (
            low - households if households < low else households - high if households > high else 0.0
        ) / target
        compact = 12.566370614359172 * area_m2 / (perimeter_m * perimeter_m) if perimeter_m else 0.0
        return (
            self.wishes.balance * off * off
            + (OUTSIDE * out + 1.0 if out > 0 else 0.0)
            + self.wishes.shape * (1.0 - compact)
        )

    def of_each(self, households: Floats, area_m2: Floats, perimeter_m: Floats) -> Floats:
        """What each of many grids costs: `of` on arrays."""
        off = (households - self.target) / self.target
        out = (
            np.maximum(np.maximum(self.band.low - households, households - self.band.high), 0.0) / self.target
        )
        compact = 4 * np.pi * area_m2 / np.maximum(perimeter_m, 1e-9) ** 2
        fined = np.where(out > 0, OUTSIDE * out + 1.0, 0.0)
        return self.wishes.balance * off**2 + fined + self.wishes.shape * (1.0 - compact)
