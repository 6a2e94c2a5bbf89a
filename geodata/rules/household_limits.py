"""How many households a grid may have, and into how many grids a number of households can go."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from .grid_types import GridKind


@dataclass(frozen=True)
class Band:
    """The smallest and largest number of households of a grid, both included.

    >>> Band(300, 500).holds(500), Band(300, 500).middle
    (True, 400.0)
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.high:
            raise ValueError(f"a band goes from above 0 upwards, not from {self.low} to {self.high}")

    @property
    def middle(self) -> float:
        """What a grid should have."""
        return (self.low + self.high) / 2

    def holds(self, households: float) -> bool:
        """Whether a grid of so many households is in the band."""
        return self.low <= households <= self.high


# Sources: the grid party-branch plan and the door-knocking plan (urban 300–500 households, rural 100–200).
URBAN = Band(300, 500)
RURAL = Band(100, 200)
# No plan gives commercially dense or dedicated grids a band: they have measures of their own.
BAND_OF_TYPE: dict[GridKind, Band | None] = {
    GridKind.URBAN_GENERAL: URBAN,
    GridKind.OLD_RESIDENTIAL: URBAN,
    GridKind.AGRICULTURAL: RURAL,
    GridKind.COMMERCIAL_DENSE: None,
}
# "base" (基础网格) follows its type; a campus or market (dedicated) and a part of a grid (micro) have no band.
BANDED_KINDS = ("", "base")
# Source: the grid-centre plan, one full-time worker per 300 households.
HOUSEHOLDS_PER_WORKER = 300
# Blocks heavier than this make the urban band hard to meet (a quarter of its upper end and less is comfortable).
MOST_HOUSEHOLDS_OF_BLOCK = 100


def band_of(grid_type: GridKind | str, grid_kind: str = "base") -> Band | None:
    """The band of a grid by its type and kind, None where it is measured by something else than households.

    >>> band_of("agricultural"), band_of("commercial_dense"), band_of("urban_general", "dedicated")
    (Band(low=100, high=200), None, None)
    """
    return BAND_OF_TYPE[GridKind(grid_type)] if grid_kind in BANDED_KINDS else None


def workers_needed(households: float) -> int:
    """Full-time workers for so many households.

    >>> workers_needed(300), workers_needed(301), workers_needed(0)
    (1, 2, 0)
    """
    return ceil(households / HOUSEHOLDS_PER_WORKER)


def grid_counts(households: float, band: Band) -> range:
    """All numbers of grids whose mean is in the band; empty where there is none.

    >>> grid_counts(1000, Band(300, 500)), grid_counts(550, Band(300, 500)), len(grid_counts(200, Band(300, 500)))
    (range(2, 4), range(2, 2), 0)
    """
    exact = Fraction(households)
    return range(max(1, ceil(exact / Fraction(band.high))), floor(exact / Fraction(band.low)) + 1)


def best_grid_count(households: float, band: Band) -> int:
    """The number of grids whose mean is nearest to the middle of the band.

    Where none fits, the one that leaves fewest households outside the band or missing in it, the smaller of two.

    >>> best_grid_count(1000, Band(300, 500)), best_grid_count(520, Band(300, 500)), best_grid_count(20, Band(300, 500))
    (3, 1, 1)
    """
    fitting = grid_counts(households, band)
    if fitting:
        return min(fitting, key=lambda count: (abs(households / count - band.middle), count))
    near = max(1, floor(households / band.middle))

    def outside(count: int) -> float:
        return max(band.low * count - households, households - band.high * count)

    return min((near, near + 1), key=lambda count: (outside(count), count))
