"""What is loaded near the places a file may mean, in a fixed number of statements."""

from datetime import date

import numpy as np
import pytest
import shapely
from django.db import connection

from geodata.models import Building
from geodata.queries.reference_ground import REACH_M, reference_ground
from geodata.sql import statement
from tests.factories import FIRST_DAY, ORIGIN, make_square_district, square
from tests.town import AS_OF

DAY = date(2026, 5, 13)


def places(*drawn: tuple[float, float]) -> np.ndarray:
    """Places in drawing metres (see tests/factories.py)."""
    return np.array(drawn, dtype=float) + np.array(ORIGIN)


def house(x: float, y: float) -> None:
    Building.objects.create(geom=square(x, y, 10))


@pytest.mark.django_db
def test_borders_come_as_single_segments_each_once():
    """Four grids of four sides, three crossing lines shared: 12 different sides, plus the longer ones above them."""
    make_square_district()
    ground = reference_ground(places((100, 100)), DAY)
    assert ground.bounds == (*ORIGIN, ORIGIN[0] + 1000, ORIGIN[1] + 1000)
    assert len(ground.district) == 1
    lengths = sorted(shapely.length(ground.borders))
    # grids: 12 sides of 500 m; communities: 3 sides of 1,000 m and 4 of 500 m shared; district: 2 more of 1,000 m.
    assert lengths == [500.0] * 12 + [1000.0] * 5


@pytest.mark.django_db
def test_only_buildings_near_the_places_are_fetched_each_once():
    make_square_district()
    for x in (100, 180, 600):
        house(x, 100)
    ground = reference_ground(places((100, 100), (110, 100)), DAY)
    found = sorted(shapely.get_coordinates(shapely.centroid(ground.buildings))[:, 0] - ORIGIN[0])
    assert found == [105.0, 185.0]
    assert REACH_M < 80


@pytest.mark.django_db
def test_places_far_from_the_district_or_missing_find_nothing():
    make_square_district()
    Building.objects.create(geom=square(40_000, 0, 10))
    ground = reference_ground(places((40_000, 0), (np.nan, np.nan)), DAY)
    assert len(ground.buildings) == 0
    assert not ground.empty


@pytest.mark.django_db
def test_nothing_loaded_is_empty_ground():
    ground = reference_ground(places((0, 0)), DAY)
    assert ground.empty
    assert ground.bounds is None


@pytest.mark.django_db
def test_borders_not_yet_in_force_are_not_ground():
    make_square_district()
    assert reference_ground(places((0, 0)), date(FIRST_DAY.year - 1, 1, 1)).empty


def test_the_town_is_read_in_three_statements(town, django_assert_num_queries):
    house = Building.objects.order_by("pk")[0].geom.centroid
    with django_assert_num_queries(3):
        ground = reference_ground(np.array([[house.x, house.y]]), AS_OF.date())
    at = shapely.points(house.x, house.y)
    assert shapely.distance(ground.buildings, at).min() == 0
    assert shapely.distance(ground.roads, at).min() < 200
    assert len(ground.buildings) < Building.objects.count() / 4


@pytest.mark.parametrize("kind", ["building", "road"])
def test_the_index_of_the_header_is_used(town, kind):
    house = Building.objects.order_by("pk")[0].geom.centroid
    values = {"x": [house.x], "y": [house.y], "reach_m": 100.0, "srid": house.srid}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + statement(f"list_{kind}s_near"), values)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert f"geodata_{kind}_geom" in plan, plan
