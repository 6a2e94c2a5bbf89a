"""Cutting a block: a coverage before is one after, the pieces are the block, neighbours keep their ground."""

import numpy as np
import pytest
import shapely
import shapely.affinity
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.analysis.block_cut import Cut, CutWhy, cut_block, divided
from geodata.analysis.block_noding import node_blocks

# ┌───┬───┬───┐
# │ 6 │ 7 │ 8 │   squares of 100 m; the middle one is cut
# ├───┼───┼───┤
# │ 3 │ 4 │ 5 │
# ├───┼───┼───┤
# │ 0 │ 1 │ 2 │
# └───┴───┴───┘
SQUARES = np.array(
    [shapely.box(100 * x, 100 * y, 100 * x + 100, 100 * y + 100) for y in range(3) for x in range(3)],
    dtype=object,
)
MIDDLE, AROUND = SQUARES[4], np.delete(SQUARES, 4)


def test_a_line_across_makes_two_pieces_and_gives_both_neighbours_a_corner() -> None:
    found = cut_block(MIDDLE, AROUND, [(140.0, 90.0), (140.0, 210.0)])
    assert isinstance(found, Cut)
    assert [piece.area for piece in found.pieces] == [4_000, 6_000]
    assert sorted(found.redrawn) == [1, 6]
    assert all(shapely.get_num_coordinates(shape) == 6 for shape in found.redrawn.values())


def test_a_line_is_taken_on_to_the_outline() -> None:
    found = cut_block(MIDDLE, AROUND, [(120.0, 150.0), (180.0, 150.0)])
    assert isinstance(found, Cut)
    assert [piece.area for piece in found.pieces] == [5_000, 5_000]


def test_ends_near_a_corner_go_there_and_leave_neighbours_alone() -> None:
    found = cut_block(MIDDLE, AROUND, [(100.2, 100.1), (199.9, 199.8)])
    assert isinstance(found, Cut)
    assert found.redrawn == {}
    assert shapely.get_coordinates(found.line)[[0, -1]].tolist() == [[100, 100], [200, 200]]


@pytest.mark.parametrize("turn", range(0, 180, 7))
def test_a_line_drawn_from_outside_to_outside_cuts(turn: int) -> None:
    # Where coordinates have seven digits the part inside the block lies beside the drawn line by rounding.
    x, y = 528_697.18, 2_805_031.67
    block = shapely.affinity.rotate(shapely.box(x, y, x + 148.37, y + 123.51), 3)
    middle, way = (
        np.array(block.centroid.coords[0]),
        np.array([np.cos(np.radians(turn)), np.sin(np.radians(turn))]),
    )
    found = cut_block(
        block, np.array([], dtype=object), [tuple(middle - 130 * way), tuple(middle + 130 * way)]
    )
    assert isinstance(found, Cut)
    assert [piece.area for piece in found.pieces] == pytest.approx([block.area / 2] * 2, rel=0.05)


def test_a_line_through_a_hole_cuts_on_both_sides_of_it() -> None:
    pond = shapely.box(40, 40, 60, 60)
    ring = shapely.box(0, 0, 100, 100).difference(pond)
    found = cut_block(ring, np.array([pond], dtype=object), [(50.0, -1.0), (50.0, 101.0)])
    assert isinstance(found, Cut)
    assert [piece.area for piece in found.pieces] == [4800, 4800]
    assert shapely.union_all(found.pieces).equals(ring)
    assert found.redrawn[0].equals(pond)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        pytest.param([(0.0, 50.0), (90.0, 50.0)], CutWhy.MISSES, id="beside"),
        pytest.param([(150.0, 150.0), (150.0, 150.0)], CutWhy.MISSES, id="a-point"),
        pytest.param([(100.0, 50.0), (100.0, 250.0)], CutWhy.MISSES, id="along-its-edge"),
        pytest.param([(100.0, 199.0), (101.0, 200.0)], CutWhy.SLIVER, id="sliver"),
    ],
)
def test_what_cannot_be_cut_says_why(line: list[tuple[float, float]], why: CutWhy) -> None:
    assert cut_block(MIDDLE, AROUND, line) is why


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_any_cut_leaves_a_coverage(seed: int) -> None:
    numbers = np.random.default_rng(seed)
    frame = shapely.box(0, 0, 600, 600)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.MultiPoint(numbers.uniform(0, 600, (30, 2))), extend_to=frame)
    )
    blocks = node_blocks(np.asarray(shapely.intersection(cells, frame), dtype=object)).polygon
    place = int(numbers.integers(len(blocks)))
    block, around = blocks[place], np.delete(blocks, place)
    low, high = np.array(block.bounds).reshape(2, 2)
    found = cut_block(block, around, [(x, y) for x, y in numbers.uniform(low, high, (3, 2))])
    if not isinstance(found, Cut):
        return
    after = [*found.pieces, *(found.redrawn.get(number, shape) for number, shape in enumerate(around))]
    assert shapely.coverage_is_valid(after)
    assert min(piece.area for piece in found.pieces) >= 1
    assert all(
        shape.symmetric_difference(around[number]).area <= 0.01 for number, shape in found.redrawn.items()
    )
    # Another way to say it: nothing of the ground is lost or claimed twice.
    assert shapely.union_all(after).symmetric_difference(frame).area == pytest.approx(0, abs=0.02)
    assert sum(shape.area for shape in after) == pytest.approx(frame.area, abs=0.02)


@pytest.mark.parametrize(
    ("count", "shares", "parts"),
    [
        pytest.param(7, [1, 1], [4, 3], id="odd"),
        pytest.param(5, [0, 0], [3, 2], id="nobody"),
        pytest.param(9, [2, 1, 0], [6, 3, 0], id="in-proportion"),
        pytest.param(0, [3, 4], [0, 0], id="nothing"),
    ],
)
def test_numbers_are_divided_whole(count: int, shares: list[float], parts: list[int]) -> None:
    assert divided(count, np.array(shares, dtype=np.float64)) == parts
