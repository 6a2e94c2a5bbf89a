"""The bands of the smooth heat: side by side, with nothing between them and nothing twice."""

import itertools

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from geodata.analysis.density import density_surface
from layers.heat_surface import Frame, _bands, _lines, line_densities

BOUNDS = (530_000.0, 2_803_000.0, 534_000.0, 2_807_000.0)
BREAKS = (20.0, 40.0, 70.0, 100.0, 120.0)
# A hundred square metres, in square degrees: bands thinned each by itself differ by a hundred times as much.
SLACK = 100 * 1e-10


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_bands_leave_no_gap_and_do_not_overlap(seed: int) -> None:
    chance = np.random.default_rng(seed)
    middles = chance.uniform(500, 3500, (6, 2))
    points = np.concatenate([chance.normal(middle, 150, (60, 2)) for middle in middles]) + BOUNDS[:2]
    frame = Frame(None, BOUNDS, 200.0, 50.0)
    made = density_surface(points, BOUNDS, bandwidth_m=200.0, step_m=50.0, days=30)
    bands = [shape(one["geometry"]) for one in _bands(made, frame, BREAKS)[0]]
    (whole,) = [shape(one["geometry"]) for one in _bands(made, frame, BREAKS[:1])[0]]
    assert len(bands) == len(BREAKS)
    together = shapely.union_all(bands)
    assert sum(band.area for band in bands) - together.area < SLACK
    assert together.symmetric_difference(whole).area < SLACK


def test_what_too_few_events_make_is_hatched_and_nowhere_coloured() -> None:
    chance = np.random.default_rng(4)
    points = chance.uniform(0, 4000, (90, 2)) + BOUNDS[:2]
    frame = Frame(None, BOUNDS, 200.0, 50.0)
    made = density_surface(points, BOUNDS, bandwidth_m=200.0, step_m=50.0, days=30)
    breaks = (2.0, 4.0, 8.0, 12.0, 16.0)
    plain, none = _bands(made, frame, breaks)
    coloured, few = _bands(made, frame, breaks, least=10.0)
    assert none is None
    assert few is not None
    assert [one["properties"]["band"] for one in coloured] == [2, 3, 4]
    (whole, classed) = (
        shapely.union_all([shape(one["geometry"]) for one in found]) for found in (plain, coloured)
    )
    assert shape(few).intersection(classed).area < whole.area / 500
    assert shape(few).area > whole.area / 4
    # Edges of a hundred kilometres are rounded to a metre.
    assert shape(few).union(classed).symmetric_difference(whole).area < whole.area / 500


def test_lines_run_inside_the_highest_class_at_their_density() -> None:
    chance = np.random.default_rng(5)
    points = chance.normal(2000, 250, (900, 2)) + BOUNDS[:2]
    frame = Frame(shapely.box(*BOUNDS), BOUNDS, 200.0, 50.0)
    made = density_surface(points, BOUNDS, bandwidth_m=200.0, step_m=50.0, days=30)
    densities = line_densities(BREAKS[-1], float(made.values.max()))
    assert len(densities) >= 3
    drawn = _lines(made, frame, densities)
    assert drawn is not None
    highest = shape(_bands(made, frame, BREAKS)[0][-1]["geometry"])
    lines = shapely.get_parts(shape(drawn))
    # Edges are rounded to a metre.
    assert shapely.difference(shapely.union_all(lines), highest.buffer(2e-5)).is_empty
    # Each higher line lies within the one below.
    rings = sorted((shapely.Polygon(line.coords) for line in lines), key=lambda ring: -ring.area)
    assert len(rings) == len(densities)
    assert all(low.contains(high) for low, high in itertools.pairwise(rings))
    middle = made.values[np.searchsorted(made.y, BOUNDS[1] + 2000), :]
    across = [int((middle >= density).sum()) * 50 for density in densities]
    widths = [(ring.bounds[2] - ring.bounds[0]) * 111_320 * np.cos(np.radians(25.34)) for ring in rings]
    assert widths == pytest.approx(across, abs=110)


def test_a_highest_class_that_hardly_rises_has_no_lines() -> None:
    frame = Frame(None, BOUNDS, 200.0, 50.0)
    made = density_surface(np.array([BOUNDS[:2]]) + 2000, BOUNDS, bandwidth_m=200.0, step_m=50.0, days=30)
    assert _lines(made, frame, line_densities(3.0, float(made.values.max()))) is None
