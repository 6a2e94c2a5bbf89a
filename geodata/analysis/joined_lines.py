"""Pieces of lines joined where two of a kind meet end to end, so that fewer and longer lines are drawn."""

from collections.abc import Hashable, Sequence
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

Segment = frozenset[tuple[float, float]]


def join_lines(kinds: Sequence[Hashable], lines: Sequence[BaseGeometry]) -> list[tuple[int, BaseGeometry]]:
    """The joined lines, each with the place of one of its pieces, which no other line has; in order of those places.

    Parameters: kinds, one a line: lines of different kinds are never joined; lines in any planar CRS. Lines end where
    more than two of a kind meet. A piece that lies on another of its kind may be left out.

    >>> first, second, other = (shapely.LineString([(x, 0), (x + 1, 0)]) for x in (0, 1, 2))
    >>> [(place, line.wkt) for place, line in join_lines("aab", [first, second, other])]
    [(0, 'LINESTRING (0 0, 1 0, 2 0)'), (2, 'LINESTRING (2 0, 3 0)')]

    Source: the line merger of GEOS.
    """
    members: dict[Hashable, list[int]] = {}
    for place, kind in enumerate(kinds):
        members.setdefault(kind, []).append(place)
    found: dict[int, BaseGeometry] = {}
    for places in members.values():
        own = [lines[place] for place in places]
        owners = _owners(places, own)
        for line in shapely.get_parts(shapely.line_merge(shapely.multilinestrings(own))):
            free = {owners[part] for part in _segments(line) if part in owners} - found.keys()
            if free:
                found[min(free)] = line
    return sorted(found.items())


def _owners(places: Sequence[int], lines: Sequence[BaseGeometry]) -> dict[Segment, int]:
    """Segment → the place of the line it belongs to."""
    return {part: place for place, line in zip(places, lines, strict=True) for part in _segments(line)}


def _segments(line: BaseGeometry) -> list[Segment]:
    corners = [tuple(corner) for corner in np.asarray(shapely.get_coordinates(line)).tolist()]
    return [frozenset(pair) for pair in pairwise(corners)]
