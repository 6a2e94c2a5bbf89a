"""Where road lines meet: the marks along each line that become junctions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from geodata.analysis.walking_lines import WalkLines
from geodata.rules.walking import JOIN_M, SAME_PLACE_M

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Marks:
    """Marks on lines, sorted by line and along: metres from the line's start; node: the junction they belong to."""

    line: Ints
    along: Floats
    node: Ints


@dataclass
class _Meetings:
    """Pairs of marks that are one place, as (line, along) on both sides."""

    line: list[Ints]
    along: list[Floats]

    def add(self, left: Ints, left_along: Floats, right: Ints, right_along: Floats) -> None:
        """Note that the places on the left lines and those on the right lines are the same."""
        self.line += [left, right]
        self.along += [left_along, right_along]

    def pairs(self) -> tuple[Ints, Floats, Ints]:
        """Line, along and the number of the meeting of every side."""
        sizes = [len(part) for part in self.line[::2]]
        starts = np.cumsum([0, *sizes])
        meeting = [np.arange(starts[i], starts[i + 1]) for i in range(len(sizes)) for _ in (0, 1)]
        return np.concatenate(self.line), np.concatenate(self.along), np.concatenate(meeting)


def junction_marks(lines: WalkLines) -> Marks:
    """Every line's ends and the places where it meets others, each with its junction.

    Parameters: lines, metres of MEASURE. Returns: Marks; junctions are numbered by their first mark.
    Lines meet where they cross on the same level, where the end of one lies on the other (within JOIN_M on the same
    level, SAME_PLACE_M else), and nowhere else: a bridge passes over what it crosses.
    Source: noding by pairs from an STR tree, as in the noding of overlays, with levels of OpenStreetMap's key layer.

    >>> import shapely
    >>> cross = shapely.linestrings([[(0, 0), (9, 0)], [(3, -5), (3, 5)]])
    >>> junction_marks(WalkLines.of(cross)).along.tolist()
    [0.0, 3.0, 9.0, 0.0, 5.0, 10.0]
    >>> junction_marks(WalkLines.of(cross, level=np.array([0, 1]))).along.tolist()
    [0.0, 9.0, 0.0, 10.0]
    """
    length = shapely.length(lines.line)
    every = np.arange(len(length))
    meetings = _Meetings([], [])
    meetings.add(every, np.zeros(len(length)), every, np.zeros(len(length)))
    meetings.add(every, length, every, length)
    tree = shapely.STRtree(lines.line)
    left, right = tree.query(lines.line, predicate="dwithin", distance=JOIN_M)
    below = left < right
    left, right = left[below], right[below]
    _add_crossings(meetings, lines, left, right)
    _add_ends(meetings, lines, length, np.concatenate([left, right]), np.concatenate([right, left]))
    _add_rings(meetings, lines, length)
    return _merged(*meetings.pairs())


def _add_crossings(meetings: _Meetings, lines: WalkLines, left: Ints, right: Ints) -> None:
    """Crossings of lines of one level."""
    same = lines.level[left] == lines.level[right]
    left, right = left[same], right[same]
    shared = shapely.intersection(lines.line[left], lines.line[right])
    xy, pair = shapely.get_coordinates(shared, return_index=True)
    at = shapely.points(xy)
    left, right = left[pair], right[pair]
    meetings.add(
        left,
        shapely.line_locate_point(lines.line[left], at),
        right,
        shapely.line_locate_point(lines.line[right], at),
    )


def _add_ends(meetings: _Meetings, lines: WalkLines, length: Floats, one: Ints, other: Ints) -> None:
    """Ends of one line that lie on the other."""
    reach = np.where(lines.level[one] == lines.level[other], JOIN_M, SAME_PLACE_M)
    for index, along in ((0, np.zeros(len(one))), (-1, length[one])):
        end = shapely.get_point(lines.line[one], index)
        there = shapely.distance(end, lines.line[other]) <= reach
        foot = shapely.line_locate_point(lines.line[other], end)
        # The foot of an end beside the other's own end is that end.
        foot = np.where(foot <= JOIN_M, 0.0, np.where(foot >= length[other] - JOIN_M, length[other], foot))
        near_end = np.minimum(foot, length[other] - foot) == 0.0
        there &= ~near_end | (shapely.distance(end, _point_at(lines.line[other], foot)) <= 2 * reach)
        meetings.add(one[there], along[there], other[there], foot[there])


def _point_at(line: NDArray[np.object_], along: Floats) -> NDArray[np.object_]:
    """The point of each line so many metres along it."""
    return np.asarray(shapely.line_interpolate_point(line, along), dtype=object)


def _add_rings(meetings: _Meetings, lines: WalkLines, length: Floats) -> None:
    """Lines that end where they began."""
    gap = shapely.distance(shapely.get_point(lines.line, 0), shapely.get_point(lines.line, -1))
    ring = np.flatnonzero(gap <= SAME_PLACE_M)
    meetings.add(ring, np.zeros(len(ring)), ring, length[ring])


def _merged(line: Ints, along: Floats, meeting: Ints) -> Marks:
    """Marks of one line within SAME_PLACE_M become one; those that meet share a junction."""
    order = np.lexsort((along, line))
    line, along, meeting = line[order], along[order], meeting[order]
    fresh = np.ones(len(line), bool)
    fresh[1:] = (line[1:] != line[:-1]) | (along[1:] - along[:-1] > SAME_PLACE_M)
    mark = np.cumsum(fresh) - 1
    by_meeting = np.argsort(meeting, kind="stable")
    first, second = mark[by_meeting].reshape(-1, 2).T
    size = int(mark[-1]) + 1 if len(mark) else 0
    graph = coo_matrix((np.ones(len(first), np.int8), (first, second)), shape=(size, size))
    _, group = connected_components(graph, directed=False)
    return Marks(line[fresh], along[fresh], group.astype(np.int64))
