"""More blocks for trials: as many as asked, still a coverage of the same ground, nothing tiny."""

import numpy as np
import pytest
import shapely

from geodata.analysis.block_fineness import cut_finer
from geodata.analysis.block_joints import share_joints
from geodata.analysis.block_slivers import TINY_M2

from .block_lattice import squares


def field() -> np.ndarray:
    """Four squares of 100 m and a crooked one beside them."""
    crooked = shapely.Polygon([(200, 0), (200, 100), (200, 200), (430, 260), (390, 90), (480, -20)])
    return np.array([*squares(2, 2), crooked], dtype=object)


@pytest.mark.parametrize("count", [6, 9, 20])
def test_blocks_are_cut_on_until_there_are_so_many(count: int) -> None:
    block = field()
    rng = np.random.default_rng(3)
    places = rng.uniform((0, 0), (400, 200), (60, 2))
    found, community = cut_finer(block, np.array([0, 0, 1, 1, 1]), places, rng.integers(0, 9, 60), count)
    assert len(found) == len(community) == count
    whole = share_joints(found)
    assert shapely.coverage_is_valid(whole)
    assert (
        shapely.area(shapely.symmetric_difference(shapely.union_all(whole), shapely.union_all(block))) < 1e-6
    )
    assert shapely.area(found).min() >= TINY_M2
    # Every part lies in the community of the block it comes from.
    for one in (0, 1):
        own = shapely.union_all(block[np.array([0, 0, 1, 1, 1]) == one])
        assert shapely.area(shapely.difference(shapely.union_all(whole[community == one]), own)) < 1e-6


def test_what_is_too_small_to_cut_stays() -> None:
    nobody = np.zeros((0, 2)), np.zeros(0, dtype=np.int64)
    found, _ = cut_finer(squares(1, 2, 30.0), np.zeros(2, dtype=np.int64), *nobody, 50)
    assert len(found) == 2
    assert TINY_M2 > 30.0 * 30.0 / 2


def test_where_people_live_it_is_cut_first() -> None:
    homes = np.array([[10.0, 50.0], [90.0, 50.0], [150.0, 50.0]])
    found, _ = cut_finer(squares(1, 2), np.zeros(2, dtype=np.int64), homes, np.array([40, 40, 1]), 3)
    assert sorted(round(area) for area in shapely.area(found)) == [5000, 5000, 10000]
