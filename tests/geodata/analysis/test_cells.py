"""Cells, counts and window sums against counting by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.ndimage import convolve

from geodata.analysis.cells import (
    CellGrid,
    count_cells,
    cover,
    locate,
    square_sums,
    study_bounds,
    window_sums,
)


@given(
    st.lists(st.tuples(st.floats(-4000, 4000), st.floats(-4000, 4000)), max_size=60),
    st.sampled_from([150.0, 250.0, 500.0]),
    st.sampled_from([(0.0, 0.0), (0.5, 0.0), (0.5, 0.5)]),
)
def test_every_point_inside_the_bounds_is_counted_once(points, cell_m, offset) -> None:
    grid = cover((-2000, -1000, 2000, 3000), cell_m, offset)
    counted = count_cells(np.array(points).reshape(-1, 2), grid)
    within = [p for p in points if -2000 <= p[0] <= 2000 and -1000 <= p[1] <= 3000]
    assert len(within) <= counted.sum() <= len(points)
    for x, y in within:
        (cell,) = locate(np.array([[x, y]]), grid)
        west, south, east, north = grid.box_of(*divmod(int(cell), grid.columns))
        assert west - 1e-9 <= x <= east
        assert south - 1e-9 <= y <= north


def test_the_lines_of_a_grid_do_not_move_with_the_bounds() -> None:
    one, other = cover((10, 10, 900, 900), 250), cover((-777, -60, 2000, 1200), 250)
    assert (one.west - other.west) % 250 == 0
    assert (one.south - other.south) % 250 == 0


@pytest.mark.parametrize("radius", [0, 1, 2, 4])
def test_window_sums_are_those_of_a_convolution(radius: int) -> None:
    values = np.random.default_rng(0).integers(0, 50, (13, 9))
    kernel = np.ones((2 * radius + 1, 2 * radius + 1), dtype=int)
    np.testing.assert_array_equal(window_sums(values, radius), convolve(values, kernel, mode="constant"))


def test_squares_are_added_layer_by_layer() -> None:
    values = np.random.default_rng(0).integers(0, 50, (3, 5, 6))
    by_hand = [
        [[values[k, i : i + 2, j : j + 2].sum() for j in range(5)] for i in range(4)] for k in range(3)
    ]
    np.testing.assert_array_equal(square_sums(values, 2), by_hand)


def test_a_place_that_is_no_number_is_outside() -> None:
    assert locate(np.array([[np.nan, 1.0]]), CellGrid(0, 0, 1, 2, 2)).tolist() == [-1]


def test_a_slip_300_km_away_does_not_widen_the_map() -> None:
    points = np.vstack([np.random.default_rng(0).uniform(0, 9000, (500, 2)), [[300_000.0, 0.0]]])
    assert study_bounds(points)[2] <= 9000


@pytest.mark.parametrize("cell_m", [0, -5, float("nan")])
def test_a_cell_without_size_is_refused(cell_m: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        cover((0, 0, 1, 1), cell_m)
