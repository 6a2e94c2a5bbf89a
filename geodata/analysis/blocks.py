"""The blocks of one community: the faces its roads, waters and clusters of buildings cut it into.

The community's outline gets no corner it has not got, save where a road meets a long straight stretch of it; so the
blocks together are the community itself, and neighbours' blocks fit to each other.
"""

from dataclasses import dataclass
from itertools import chain

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.rules.household_limits import MOST_HOUSEHOLDS_OF_BLOCK

from .block_barriers import owners_within
from .block_clusters import cluster_cuts, other_cuts
from .block_faces import faces_of
from .block_joints import share_joints
from .block_slivers import merge_slivers

Shapes = NDArray[np.object_]
# Cutting a block at its clusters may leave a part that is still too heavy: so often it is tried again.
ROUNDS = 6
# Cuts between houses end at a corner of their block only where one is near.
CUT_BESIDE_M, CUT_CORNER_M = 0.5, 5.0


@dataclass(frozen=True)
class Homes:
    """Buildings that count: place (b, 2) metres, a point inside each; households (b,)."""

    place: NDArray[np.float64]
    households: NDArray[np.int64]


@dataclass(frozen=True)
class CommunityBlocks:
    """block: (n,) polygons that are a coverage of the community, from west to east and north to south.

    whole: the lines could not be fitted, so that the community is one block (or one for each of its parts).
    """

    block: Shapes
    whole: bool = False


def blocks_of_community(community: shapely.Geometry, lines: Shapes, homes: Homes) -> CommunityBlocks:
    """The blocks of a community (polygon or multipolygon, metres) along lines (l,), with at most 100 households.

    Heavier ones are cut between clusters of buildings as long as there are two buildings to part. A block that is tiny
    or thin and has no households goes to the neighbour it shares most border with. The same input gives the same blocks.
    Source: polygonising a noded arrangement of lines (GEOS), snap-rounded to 1 cm; clusters by recursive bisection.

    >>> square, road = shapely.box(0, 0, 200, 200), shapely.LineString([(-50, 100), (250, 100)])
    >>> nobody = Homes(np.zeros((0, 2)), np.zeros(0, dtype=np.int64))
    >>> [block.area for block in blocks_of_community(square, np.array([road]), nobody).block]
    [20000.0, 20000.0]
    """
    parts = shapely.get_parts(community)
    found = [_blocks_of_part(part, lines, homes) for part in parts]
    block = np.concatenate([one.block for one in found])
    return CommunityBlocks(block[_order(block)], any(one.whole for one in found))


def _blocks_of_part(outline: shapely.Polygon, lines: Shapes, homes: Homes) -> CommunityBlocks:
    drawn = lines[shapely.intersects(lines, outline)] if len(lines) else lines
    inside = shapely.contains_xy(outline, *homes.place.T)
    own = Homes(homes.place[inside], homes.households[inside])
    faces = faces_of(outline, drawn)
    if not len(faces):
        return CommunityBlocks(np.array([outline], dtype=object), whole=True)
    faces = _lightened(faces, own)
    return CommunityBlocks(merge_slivers(faces, households_in(faces, own)))


def _lightened(faces: Shapes, own: Homes) -> Shapes:
    """The faces with heavy ones cut between clusters of buildings, all fitting to each other."""
    for _ in range(ROUNDS):
        owner = owners_within(faces, own.place)
        counted = np.bincount(owner[owner >= 0], own.households[owner >= 0], len(faces))
        heavy = np.flatnonzero(counted > MOST_HOUSEHOLDS_OF_BLOCK)
        parts = [
            _parted(faces[one], Homes(own.place[owner == one], own.households[owner == one])) for one in heavy
        ]
        if all(len(found) == 1 for found in parts):
            break
        faces = np.concatenate([np.delete(faces, heavy), *parts])
    return share_joints(faces)


def _parted(face: shapely.Polygon, own: Homes) -> Shapes:
    """The parts of one face along the cuts between its clusters, or along the first of them that can be made."""
    cuts = cluster_cuts(face, own.place, own.households, MOST_HOUSEHOLDS_OF_BLOCK)
    several = (cuts, *(cuts[place : place + 1] for place in range(len(cuts)))) if len(cuts) else ()
    # Led straight to the outline where no corner of it is fit.
    for tried in chain(several, other_cuts(face, own.place, own.households)):
        for corner_m in (CUT_CORNER_M, 0.0):
            found = faces_of(face, tried, beside_m=CUT_BESIDE_M, corner_m=corner_m)
            if len(found) > 1:
                return found
    return np.array([face], dtype=object)


def households_in(block: Shapes, homes: Homes) -> NDArray[np.int64]:
    """(n,) Households of the buildings in each block; a building on a border counts in the first it touches."""
    owner = owners_within(block, homes.place)
    there = owner >= 0
    return np.rint(np.bincount(owner[there], homes.households[there], len(block))).astype(np.int64)


def _order(block: Shapes) -> NDArray[np.int64]:
    """From west to east, then from north to south, by the middle of each block's box."""
    west, south, east, north = shapely.bounds(block).T
    return np.lexsort((-(south + north), west + east))
