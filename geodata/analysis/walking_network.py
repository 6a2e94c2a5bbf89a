"""The walking network made from road lines: cut at junctions, loose pieces linked or left out."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.analysis.walking_edges import WalkNetwork
from geodata.analysis.walking_lines import WalkLines
from geodata.analysis.walking_marks import Marks, junction_marks
from geodata.analysis.walking_pieces import link_pieces, piece_lengths
from geodata.rules.walking import SAME_PLACE_M, SMALLEST_PIECE_M

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
# A mark on a corner stands for it; what lies between two marks keeps its shape.
_SAME_CORNER_M = 1e-6


def make_network(lines: WalkLines, barriers: NDArray[np.object_] | None = None) -> WalkNetwork:
    """The network of walkable lines.

    Parameters: lines, metres of MEASURE; barriers, geometries nobody walks across off the roads (water, motorways, rail).
    Returns: WalkNetwork, the same for the same lines in the same order.
    Pieces within LINK_M of a larger one on their level get a straight link where no barrier lies between; what still hangs on
    nothing and has less than SMALLEST_PIECE_M of walkway is left out, the largest piece never.
    Source: noding as in junction_marks; pieces are connected components.

    >>> network = make_network(WalkLines.of(shapely.linestrings([[(0, 0), (9, 0)], [(3, -5), (3, 5)]])))
    >>> len(network.node), sorted(network.length.tolist())
    (5, [3.0, 5.0, 5.0, 6.0])
    """
    lines = _usable(lines)
    network = _cut(lines, junction_marks(lines)) if len(lines.line) else _nothing()
    if len(network.length) == 0:
        return network
    links = link_pieces(network, barriers)
    if len(links):
        lines = lines.with_links(links)
        network = _cut(lines, junction_marks(lines))
    piece, length = piece_lengths(network.start, network.end, network.length)
    keep = (length >= SMALLEST_PIECE_M) | (length == length.max())
    return network.only(keep[piece])


def _usable(lines: WalkLines) -> WalkLines:
    """The lines that have a length."""
    keep = shapely.length(lines.line) > SAME_PLACE_M
    return WalkLines(*(getattr(lines, name)[keep] for name in ("line", "row", "stairs", "level", "slope")))


def _nothing() -> WalkNetwork:
    none, flat = np.zeros(0, np.int64), np.zeros(0)
    return WalkNetwork(
        node=np.zeros((0, 2)), start=none, end=none, length=flat, stairs=np.zeros(0, bool), slope=flat,
        row=none, level=none, corner=np.zeros((0, 2)), first=none, last=none,
    )  # fmt: skip


def _cut(lines: WalkLines, marks: Marks) -> WalkNetwork:
    """The lines cut at their marks; pieces without length are left out."""
    corner, mark_row = _corners(lines, marks)
    same_line = np.flatnonzero(marks.line[1:] == marks.line[:-1])
    start, end = marks.node[same_line], marks.node[same_line + 1]
    length = marks.along[same_line + 1] - marks.along[same_line]
    keep = (length > SAME_PLACE_M) & ~((start == end) & (length <= 2 * SAME_PLACE_M))
    same_line, start, end = same_line[keep], start[keep], end[keep]
    of = marks.line[same_line]
    node = np.empty((int(marks.node.max()) + 1, 2))
    node[marks.node[::-1]] = corner[mark_row[::-1]]
    whole = WalkNetwork(
        node=node,
        start=start,
        end=end,
        length=length[keep],
        stairs=lines.stairs[of],
        slope=lines.slope[of],
        row=lines.row[of],
        level=lines.level[of],
        corner=corner,
        first=mark_row[same_line],
        last=mark_row[same_line + 1],
    )
    return whole.only(np.ones(len(of), bool))


def _corners(lines: WalkLines, marks: Marks) -> tuple[Floats, Ints]:
    """All corners and marks in order along their lines, and the row of every mark among them."""
    xy, of = shapely.get_coordinates(lines.line, return_index=True)
    step = np.hypot(*np.diff(xy, axis=0, prepend=xy[:1]).T)
    step[np.flatnonzero(np.diff(of, prepend=-1))] = 0.0
    run = np.cumsum(step)
    along = run - run[np.searchsorted(of, of)]
    inner = _away_from_marks(of, along, marks)
    marked = shapely.get_coordinates(shapely.line_interpolate_point(lines.line[marks.line], marks.along))
    line = np.concatenate([of[inner], marks.line])
    at = np.concatenate([along[inner], marks.along])
    order = np.lexsort((at, line))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return np.concatenate([xy[inner], marked])[order], place[inner.sum() :]


def _away_from_marks(of: Ints, along: Floats, marks: Marks) -> NDArray[np.bool_]:
    """Which corners are no marks themselves: no mark of their line lies on them."""
    longest = max(along.max(), marks.along.max()) + 1.0
    key, mark_key = of * longest + along, marks.line * longest + marks.along
    after = np.searchsorted(mark_key, key)
    before = np.clip(after - 1, 0, len(mark_key) - 1)
    after = np.clip(after, 0, len(mark_key) - 1)
    gap = np.minimum(np.abs(key - mark_key[before]), np.abs(mark_key[after] - key))
    return np.asarray(gap > _SAME_CORNER_M)
