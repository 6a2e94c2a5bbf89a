"""Sizes and counts of the town for one scale: what the stages share before any geometry exists."""

from dataclasses import dataclass

import numpy as np

FULL_COLUMNS, FULL_ROWS = 13, 10
FULL_HOUSEHOLDS = 480_000
FULL_SUBDISTRICTS, FULL_COMMUNITIES, GRIDS_PER_COMMUNITY = 8, 72, 3
FULL_VILLAGES = 30
SHIFT_EAST_M, SHIFT_NORTH_M = 530_210, 2_804_600  # about lon 102.30 lat 25.35 in EPSG:4543


@dataclass(frozen=True)
class TownPlan:
    """Counts and lattice lines of one town; u runs east, v north, metres round (0, 0)."""

    columns: int
    rows: int
    u_lines: np.ndarray  # (columns + 1,) metres
    v_lines: np.ndarray  # (rows + 1,) metres
    river_column: int
    households: int
    subdistricts: int
    communities: int
    villages: int
    hills_m: float  # height of the rural land north of the city
    core_radius_m: float
    lake_radii_m: tuple[float, float]
    lake_cell: tuple[int, int]
    centre_cell: tuple[int, int]  # the new business centre

    @property
    def large(self) -> bool:
        """True when there is room for ring road, rail and diagonals."""
        return self.columns >= 8

    @property
    def river_u(self) -> float:
        """Lattice coordinate of the river, in the middle of its column."""
        return float(self.u_lines[self.river_column : self.river_column + 2].mean())

    @property
    def share(self) -> float:
        """Part of the full town's superblocks that this one has."""
        return self.columns * self.rows / (FULL_COLUMNS * FULL_ROWS)

    def cell_centre(self, cell: tuple[int, int]) -> tuple[float, float]:
        """Lattice coordinates of the middle of one cell (column, row)."""
        column, row = cell
        return float(self.u_lines[column : column + 2].mean()), float(self.v_lines[row : row + 2].mean())


def make_plan(scale: float, rng: np.random.Generator) -> TownPlan:
    """The plan for a scale between 0.1 (3 × 3 superblocks) and 1 (13 × 10)."""
    if not 0.1 <= scale <= 1.0:
        raise ValueError(f"scale is {scale}; expected a number from 0.1 to 1.0")
    step = (scale - 0.1) / 0.9
    columns = round(3 + step * (FULL_COLUMNS - 3))
    rows = round(3 + step * (FULL_ROWS - 3))
    share = columns * rows / (FULL_COLUMNS * FULL_ROWS)
    subdistricts = max(2, round(FULL_SUBDISTRICTS * share))
    size = min(1.0, 0.45 + 0.55 * step)
    river_column = columns // 2 if columns < 8 else 6
    return TownPlan(
        columns=columns,
        rows=rows,
        u_lines=_lattice_lines(columns, rng, river_column),
        v_lines=_lattice_lines(rows, rng, None),
        river_column=river_column,
        households=int(round(FULL_HOUSEHOLDS * share, -3)),
        subdistricts=subdistricts,
        communities=max(3 * subdistricts, round(FULL_COMMUNITIES * share)),
        villages=max(1, round(FULL_VILLAGES * scale)),
        hills_m=1500.0 + step * 3300.0,
        core_radius_m=880.0 * size,
        lake_radii_m=(1050.0 * size**2, 620.0 * size**2),
        lake_cell=(3, 2) if columns >= 8 else (columns - 1, 0),
        centre_cell=(columns - 4, rows // 2 - 1) if columns >= 8 else (columns - 1, rows - 1),
    )


def _lattice_lines(count: int, rng: np.random.Generator, wide: int | None) -> np.ndarray:
    """Positions of count + 1 lines every 800–1,100 m, centred on 0; column `wide` is 1,080 m."""
    steps = rng.uniform(810.0, 1030.0, count)
    if wide is not None:
        steps[wide] = 1080.0
    lines = np.concatenate([[0.0], np.cumsum(steps)])
    return lines - lines[-1] / 2.0
