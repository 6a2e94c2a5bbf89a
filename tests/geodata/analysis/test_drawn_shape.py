"""Drawn shapes: measured like the ellipsoid measures, refused where they cannot be."""

import itertools
import math

import pytest
import shapely
from pyproj import Geod

from geodata.analysis.drawn_shape import (
    LONGEST_RADIUS_M,
    MOST_DRAWN_M2,
    MOST_VERTICES,
    check_size,
    drawn_circle,
    drawn_ring,
    leg_lengths,
    of_measured,
)
from geodata.errors import BadParameter

# CGCS2000 and WGS 84 differ by 0.1 mm in the minor axis.
ELLIPSOID = Geod(ellps="WGS84")
LINE = [(102.30, 25.35), (102.31, 25.36), (102.33, 25.355), (102.33, 25.40)]
RING = [(102.30, 25.35), (102.34, 25.352), (102.335, 25.38), (102.31, 25.39)]


def test_legs_are_the_lengths_of_geodesics() -> None:
    legs = leg_lengths(LINE)
    expected = [ELLIPSOID.inv(*a, *b)[2] for a, b in itertools.pairwise(LINE)]
    assert legs.tolist() == pytest.approx(expected, rel=1e-4)


def test_a_length_is_not_the_one_of_the_screen() -> None:
    """Web mercator would be 1 / cos(latitude) too long."""
    (leg,) = leg_lengths([(102.30, 25.35), (102.31, 25.35)])
    screen = 0.01 / 360 * 2 * math.pi * 6378137
    assert screen / leg == pytest.approx(1 / math.cos(math.radians(25.35)), rel=2e-3)


def test_an_area_is_the_one_on_the_ellipsoid() -> None:
    drawn = drawn_ring(RING)
    area, perimeter = ELLIPSOID.polygon_area_perimeter(*zip(*RING, strict=True))
    assert drawn.area_m2 == pytest.approx(abs(area), rel=2e-4)
    assert drawn.perimeter_m == pytest.approx(perimeter, rel=1e-4)


def test_a_ring_may_come_closed_or_either_way_round() -> None:
    one = drawn_ring(RING).area_m2
    assert drawn_ring([*RING, RING[0]]).area_m2 == pytest.approx(one)
    assert drawn_ring(RING[::-1]).area_m2 == pytest.approx(one)


def test_every_point_of_a_circle_is_its_radius_away() -> None:
    drawn = drawn_circle(102.30, 25.35, 800.0)
    to_lonlat = shapely.transform(drawn.web, _degrees)
    away = [ELLIPSOID.inv(102.30, 25.35, *corner)[2] for corner in to_lonlat.exterior.coords]
    assert away == pytest.approx([800.0] * len(away), rel=1e-3)
    assert drawn.area_m2 == pytest.approx(math.pi * 800**2, rel=2e-3)


def test_a_shape_of_the_plane_keeps_its_holes() -> None:
    ring = drawn_ring(RING).measured
    holed = ring.difference(ring.centroid.buffer(100))
    drawn = of_measured(holed)
    assert len(drawn.web.interiors) == 1
    assert drawn.area_m2 == pytest.approx(holed.area)


#  a +-----+ b      the bow tie: a b d c
#    |\   /|
#    | \ / |
#  c +-----+ d
BOW_TIE = [(102.30, 25.36), (102.31, 25.36), (102.30, 25.35), (102.31, 25.35)]


@pytest.mark.parametrize(
    ("ring", "said"),
    [
        (BOW_TIE, "交叉"),
        ([(102.3, 25.3)], "至少要 3 个"),
        ([(102.3, 25.3), (102.31, 25.3)], "至少要 3 个"),
        ([(102.3, 25.3), (102.31, 25.3), (102.3, 25.3)], "至少要 3 个"),
        ([(102.3, 25.3), (102.31, 25.3), (102.32, 25.3), (102.305, 25.3)], ""),
        ([(102.3 + n * 1e-4, 25.3 + (n % 2) * 1e-3) for n in range(MOST_VERTICES + 1)], f"最多 {MOST_VERTICES}"),
        ([(2.3, 48.8), (2.31, 48.8), (2.31, 48.81)], "经度应在 96 至 108"),
        ([(102.3, 89.8), (102.31, 89.8), (102.31, 89.81)], "纬度不超过 85"),
        ([(102.3, math.nan), (102.31, 25), (102.31, 25.1)], "EPSG:4543"),
    ],
    ids=["crossing", "one point", "two points", "two different points", "flat", "too many", "far away", "polar", "nan"],
)  # fmt: skip
def test_a_ring_that_cannot_be_is_refused_in_both_languages(
    ring: list[tuple[float, float]], said: str
) -> None:
    with pytest.raises(BadParameter) as refused:
        drawn_ring(ring)
    assert said in refused.value.zh
    assert refused.value.en


@pytest.mark.parametrize("radius", [0.0, -5.0, LONGEST_RADIUS_M + 1, math.nan, math.inf])
def test_a_radius_out_of_range_is_refused(radius: float) -> None:
    with pytest.raises(BadParameter, match="半径"):
        drawn_circle(102.3, 25.35, radius)


def test_a_drawn_area_over_the_limit_is_refused_with_both_figures() -> None:
    large = drawn_ring([(102.0, 25.0), (102.5, 25.0), (102.5, 25.5), (102.0, 25.5)])
    assert large.area_m2 > MOST_DRAWN_M2
    with pytest.raises(BadParameter) as refused:
        check_size(large)
    assert f"{large.area_m2 / 1e6:,.0f}" in refused.value.zh
    check_size(drawn_ring(RING))


def _degrees(web: object) -> object:
    import numpy as np
    from pyproj import Transformer

    return np.column_stack(Transformer.from_crs(3857, 4326, always_xy=True).transform(*np.asarray(web).T))
