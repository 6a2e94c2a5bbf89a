"""In which grid each event lies, a few points at a time, against every pair of a point and a grid."""

import numpy as np
import pytest
import shapely

from geodata.queries import hotspot_events
from geodata.queries.hotspot_events import GridShapes


def quarters() -> GridShapes:
    """Four squares of 10 m that share borders."""
    boxes = [shapely.box(x, y, x + 10, y + 10) for x in (0, 10) for y in (0, 10)]
    return GridShapes([7, 8, 9, 10], np.array(boxes, dtype=object), np.ones(4, dtype=np.int64))


@pytest.mark.parametrize("at_a_time", [1, 3, 1000])
def test_points_are_located_however_many_are_taken_at_a_time(
    monkeypatch: pytest.MonkeyPatch, at_a_time: int
) -> None:
    monkeypatch.setattr(hotspot_events, "POINTS_AT_A_TIME", at_a_time)
    grids = quarters()
    # Whole metres: many lie on a border, some outside.
    points = np.random.default_rng(5).integers(-3, 24, (200, 2)).astype(float)
    expected = [
        next((n for n, shape in enumerate(grids.shapes) if shape.intersects(shapely.Point(point))), -1)
        for point in points
    ]
    assert grids.locate(points).tolist() == expected
    assert {-1, 0, 1, 2, 3} == set(expected)


def test_no_points_and_no_grids_are_in_none() -> None:
    assert quarters().locate(np.empty((0, 2))).size == 0
    none = GridShapes([], np.empty(0, dtype=object), np.empty(0, dtype=np.int64))
    assert none.locate(np.zeros((2, 2))).tolist() == [-1, -1]
