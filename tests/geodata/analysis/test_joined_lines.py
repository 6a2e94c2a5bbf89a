"""Pieces of a road joined: no metre lost, no piece counted twice, junctions kept."""

import numpy as np
import pytest
import shapely

from geodata.analysis.joined_lines import join_lines


def line(*corners: tuple[float, float]) -> shapely.LineString:
    """A line of corners."""
    return shapely.LineString(corners)


def test_pieces_of_a_kind_become_one_whichever_way_they_run() -> None:
    pieces = [line((1, 0), (0, 0)), line((1, 0), (2, 0)), line((3, 1), (2, 0))]
    ((place, joined),) = join_lines("aaa", pieces)
    assert place == 0
    assert joined.equals(line((0, 0), (1, 0), (2, 0), (3, 1)))


def test_a_junction_of_three_of_a_kind_stays_one() -> None:
    pieces = [line((0, 0), (1, 0)), line((1, 0), (2, 0)), line((1, 0), (1, 1))]
    assert len(join_lines("aaa", pieces)) == 3
    assert len(join_lines("aab", pieces)) == 2


def test_a_ring_stays_whole() -> None:
    ((_, ring),) = join_lines("aa", [line((0, 0), (1, 0), (1, 1)), line((1, 1), (0, 1), (0, 0))])
    assert ring.is_closed
    assert ring.length == 4


def test_a_piece_told_twice_is_drawn_once() -> None:
    twice = [line((0, 0), (1, 0)), line((0, 0), (1, 0)), line((5, 5), (6, 5))]
    joined = join_lines("aaa", twice)
    assert {place for place, _ in joined} >= {2}
    assert len({place for place, _ in joined}) == len(joined)
    assert shapely.union_all([one for _, one in joined]).length == 2


@pytest.mark.parametrize("seed", range(10))
def test_a_street_grid_keeps_every_metre_and_every_kind(seed: int) -> None:
    chance = np.random.default_rng(seed)
    nodes = [(x, y) for x in range(6) for y in range(6)]
    pieces = [line(a, (a[0] + dx, a[1] + dy)) for a in nodes for dx, dy in ((1, 0), (0, 1))]
    kinds = chance.choice(list("abc"), len(pieces)).tolist()
    joined = join_lines(kinds, pieces)
    assert len(joined) < len(pieces)
    assert [place for place, _ in joined] == sorted({place for place, _ in joined})
    for kind in "abc":
        own = shapely.union_all([one for place, one in joined if kinds[place] == kind])
        assert own.equals(
            shapely.union_all([piece for piece, of in zip(pieces, kinds, strict=True) if of == kind])
        )
    assert all(shapely.intersection(one, pieces[place]).length == 1 for place, one in joined)


def test_without_lines_there_is_nothing_to_join() -> None:
    assert join_lines([], []) == []
