"""Blocks cover their community and nothing else, hold at most 100 households, and are the same each time."""

import numpy as np
import pytest
import shapely

from geodata.analysis.block_joints import share_joints
from geodata.analysis.block_slivers import merge_slivers
from geodata.analysis.blocks import Homes, blocks_of_community, households_in

NOBODY = Homes(np.zeros((0, 2)), np.zeros(0, dtype=np.int64))


def round_outline(corners: int = 40, radius: float = 400.0) -> shapely.Polygon:
    """A wobbly outline with corners on the 1 cm grid."""
    angle = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    far = radius * (1 + 0.2 * np.sin(3 * angle) + 0.1 * np.cos(7 * angle))
    ring = np.round(5000 + np.column_stack([far * np.cos(angle), far * np.sin(angle)]), 2)
    return shapely.Polygon(ring)


def streets(seed: int = 1, count: int = 14) -> np.ndarray:
    """Bent lines from outside to outside, and some that end inside."""
    rng = np.random.default_rng(seed)
    ends = rng.uniform(4300, 5700, (count, 4, 2))
    return np.array([shapely.LineString(points) for points in ends])


def homes(outline: shapely.Polygon, count: int = 120, seed: int = 1) -> Homes:
    rng = np.random.default_rng(seed)
    places = rng.uniform(4400, 5600, (4 * count, 2))
    places = places[shapely.contains_xy(outline, *places.T)][:count]
    return Homes(places, rng.integers(0, 40, len(places)))


def assert_is(blocks: np.ndarray, outline: shapely.Geometry) -> None:
    """The blocks are a coverage, and their union is the outline with the same holes."""
    whole = shapely.union_all(blocks)
    assert shapely.coverage_is_valid(blocks)
    assert shapely.area(shapely.symmetric_difference(whole, outline)) < 1e-6
    assert shapely.get_num_interior_rings(whole) == shapely.get_num_interior_rings(outline)
    assert shapely.area(blocks).sum() == pytest.approx(outline.area, abs=1e-6)


@pytest.mark.parametrize("seed", range(1, 9))
def test_blocks_are_the_community_cut_along_its_streets(seed):
    outline = round_outline()
    found = blocks_of_community(outline, streets(seed), homes(outline, seed=seed))
    assert not found.whole
    assert len(found.block) > 10
    assert_is(found.block, outline)


def test_holes_of_the_community_stay_holes():
    outline = shapely.difference(round_outline(), shapely.box(4900, 4900, 5050.01, 5020.02))
    found = blocks_of_community(outline, streets(3), homes(outline))
    assert not found.whole
    assert_is(found.block, outline)


def test_corners_of_blocks_lie_on_the_1_cm_grid_or_on_a_border():
    """Without houses nothing is cut between them, and only joints on the community's outline are off the grid."""
    outline = round_outline()
    blocks = blocks_of_community(outline, streets(2), NOBODY).block
    corners = shapely.get_coordinates(blocks)
    off_grid = corners[(np.abs(corners * 100 - np.round(corners * 100)) > 1e-6).any(axis=1)]
    assert (shapely.distance(shapely.points(off_grid), outline.boundary) < 1e-6).all()


@pytest.mark.parametrize("seed", range(1, 5))
def test_no_block_has_more_than_100_households_where_buildings_can_be_parted(seed):
    outline = round_outline()
    people = homes(outline, count=200, seed=seed)
    blocks = blocks_of_community(outline, streets(seed, 3), people).block
    counted = households_in(blocks, people)
    assert counted.sum() == people.households.sum()
    assert counted.max() <= 100


def test_a_single_tower_of_many_households_is_a_block_that_stays_heavy():
    outline = shapely.box(0, 0, 300, 300)
    tower = Homes(np.array([[150.0, 150.0]]), np.array([240]))
    blocks = blocks_of_community(outline, np.array([]), tower).block
    assert households_in(blocks, tower).max() == 240


def test_clusters_are_cut_where_the_gap_is():
    """Two rows of houses with a lane's width between: the cut lies in the gap, x from 60 to 140."""
    places = np.array([[x, y] for x in (20.0, 40.0, 60.0, 140.0, 160.0, 180.0) for y in range(10, 100, 20)])
    village = Homes(places, np.full(len(places), 5))
    blocks = blocks_of_community(shapely.box(0, 0, 200, 100), np.array([]), village).block
    assert sorted(households_in(blocks, village).tolist()) == [75, 75]
    assert 60 < blocks[0].bounds[2] < 140


def test_a_block_is_cut_elsewhere_where_the_widest_gap_is_too_narrow_to_cut():
    """Two yards joined by a gate 1.5 m wide: the widest gap runs through the gate, so cuts inside the yards are made.

    +------+      +------+
    | o  o |======| o  o |
    +------+      +------+
    """
    yard, gate, other = (
        shapely.box(0, 0, 60, 60),
        shapely.box(60, 29, 100, 30.5),
        shapely.box(100, 0, 160, 60),
    )
    outline = shapely.union_all([yard, gate, other])
    places = np.array([[20.0, 30.0], [45.0, 30.0], [115.0, 30.0], [140.0, 30.0]])
    blocks = blocks_of_community(outline, np.array([]), Homes(places, np.full(4, 46))).block
    assert households_in(blocks, Homes(places, np.full(4, 46))).max() <= 100
    assert_is(blocks, outline)


def test_a_street_along_the_border_makes_no_sliver():
    outline = shapely.box(0, 0, 400, 400)
    along = shapely.LineString([(-10, 3), (410, 2)])
    across = shapely.LineString([(-50, 200), (450, 210)])
    blocks = blocks_of_community(outline, np.array([along, across]), NOBODY).block
    assert len(blocks) == 2
    assert_is(blocks, outline)


def test_slivers_go_to_the_neighbour_with_the_longest_common_border():
    """The middle strip, 4 m wide, borders 100 m on the left block and 30 m on the right one."""
    left, strip = (
        shapely.box(0, 0, 50, 100),
        shapely.Polygon([(50, 0), (54, 0), (54, 30), (54, 100), (50, 100)]),
    )
    right = shapely.box(54, 0, 104, 30)
    merged = merge_slivers(np.array([left, strip, right]), np.array([0, 0, 0]))
    assert sorted(shapely.area(merged).tolist()) == [1500.0, 5400.0]
    lived_in = merge_slivers(np.array([left, strip, right]), np.array([0, 3, 0]))
    assert len(lived_in) == 3


def test_the_same_ground_gives_the_same_blocks_whatever_the_order_of_its_lines():
    outline = round_outline()
    lines, people = streets(5), homes(outline)
    first = blocks_of_community(outline, lines, people).block
    turned = blocks_of_community(outline, lines[::-1], people).block
    assert shapely.equals_exact(shapely.normalize(first), shapely.normalize(turned)).all()


def test_blocks_of_neighbouring_communities_fit_to_each_other():
    west, east = shapely.box(0, 0, 500, 900.5), shapely.box(500, 0, 1000, 900.5)
    slanted = shapely.affinity.rotate(shapely.MultiPolygon([west, east]), 17, origin=(500, 450))
    parts = shapely.set_precision(np.array(slanted.geoms), 0.01)
    lines = shapely.transform(streets(7, 30), lambda xy: xy - 4500)
    made = [blocks_of_community(part, lines, NOBODY).block for part in parts]
    blocks = np.concatenate(made)
    fitted = share_joints(blocks)
    assert shapely.get_num_coordinates(fitted).sum() > shapely.get_num_coordinates(blocks).sum()
    assert shapely.get_num_interior_rings(shapely.union_all(fitted)) == 0
    assert shapely.coverage_is_valid(fitted)
    assert np.allclose(shapely.area(fitted), shapely.area(blocks), atol=1e-6)
