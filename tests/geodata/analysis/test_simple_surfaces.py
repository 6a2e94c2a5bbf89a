"""Simpler surfaces: shared edges stay shared, what lies upon another keeps its place, and all stay valid."""

import numpy as np
import pytest
import shapely

from geodata.analysis.simple_surfaces import simplify_surfaces, stack_surfaces


def wavy(start: tuple[float, float], end: tuple[float, float], seed: int) -> list[tuple[float, float]]:
    """An edge with many small corners between two points."""
    chance = np.random.default_rng(seed)
    share = np.linspace(0, 1, 60)
    line = np.outer(1 - share, start) + np.outer(share, end)
    line[1:-1] += chance.normal(0, 0.1, (58, 2))
    return [tuple(corner) for corner in line.tolist()]


def quarters() -> list[shapely.Geometry]:
    """Four fields round a middle, with wavy edges between them and outside."""
    middle, corners = (50.0, 50.0), [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]
    spokes = [wavy(middle, corner, place) for place, corner in enumerate(corners)]
    rim = [wavy(corners[n], corners[(n + 1) % 4], 10 + n) for n in range(4)]
    rings = [spokes[n] + rim[n][1:] + spokes[(n + 1) % 4][::-1][1:] for n in range(4)]
    return [shapely.Polygon(ring) for ring in rings]


def test_fields_side_by_side_stay_without_gap_or_overlap() -> None:
    fields = quarters()
    storeys = stack_surfaces(fields)
    simple = simplify_surfaces(fields, storeys, 2.0)
    assert storeys.tolist() == [0, 0, 0, 0]
    assert shapely.is_valid(simple).all()
    assert shapely.coverage_is_valid(simple)
    assert shapely.union_all(simple).area == pytest.approx(shapely.area(simple).sum())
    assert len(shapely.union_all(simple).interiors) == 0
    assert shapely.get_num_coordinates(simple).sum() < shapely.get_num_coordinates(fields).sum() / 10


def test_simplified_one_by_one_they_would_gape() -> None:
    alone = shapely.simplify(quarters(), 2.0)
    assert not shapely.coverage_is_valid(alone)


def test_a_pond_on_a_field_and_an_island_in_it_are_on_storeys_of_their_own() -> None:
    field, pond, island = (shapely.Point(0, 0).buffer(radius) for radius in (100, 40, 10))
    assert stack_surfaces([island, field, pond]).tolist() == [2, 0, 1]


def test_borders_drawn_twice_do_not_make_two_storeys() -> None:
    left, right = shapely.box(0, 0, 100, 100), shapely.box(99.9, 0, 200, 100)
    assert stack_surfaces([left, right]).tolist() == [0, 0]
    assert stack_surfaces([left, shapely.box(90, 0, 200, 100)]).max() == 1


def test_surfaces_that_only_touch_share_a_storey() -> None:
    board = [shapely.box(x, y, x + 1, y + 1) for x in range(8) for y in range(8)]
    assert not stack_surfaces(board).any()


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_drawn_stays_valid(seed: int) -> None:
    chance = np.random.default_rng(seed)
    blobs = []
    for _ in range(30):
        radii = chance.uniform(0.3, 1, 40) * chance.uniform(1, 8)
        turns = np.linspace(0, 2 * np.pi, 40, endpoint=False)
        corners = np.column_stack([radii * np.cos(turns), radii * np.sin(turns)]) + chance.uniform(0, 30, 2)
        blobs.append(shapely.Polygon(corners))
    simple = simplify_surfaces(blobs, stack_surfaces(blobs), float(chance.uniform(0.1, 6)))
    assert shapely.is_valid(simple).all()
    assert not shapely.is_empty(simple).any()
    assert (shapely.get_type_id(simple) == 3).all()


def test_nothing_is_simplified_to_nothing() -> None:
    assert stack_surfaces([]).tolist() == []
    assert simplify_surfaces([], stack_surfaces([]), 1.0).tolist() == []
