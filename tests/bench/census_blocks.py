"""The Denver blocks as the suggester's benchmark takes them: cut, with households and communities.

Households are TOTPOP20 / 2.6. Rule of the cut: a block of more than 100 households is cut into ceil(h / 100) parts of
equal ground by parallel lines across the longer side of its smallest rectangle, all borders noded on a 1 cm grid; each
part gets its share of the households by ground. Rule of the communities: the 178 census tracts, the one with the fewest
households joined to the neighbour it shares the longest border with until 72 are left.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray

from geodata.analysis.block_borders import shared_borders

FOOT_M = 0.3048006096012192
PERSONS = 2.6
MOST = 100
COMMUNITIES = 72
GRIDS = 688


@dataclass(frozen=True)
class Blocks:
    """Polygons (n,) in metres, a valid coverage, with households and community (n,)."""

    polygon: NDArray[np.object_]
    households: NDArray[np.float64]
    community: NDArray[np.int64]


def denver(path: Path) -> Blocks:
    """The blocks of the file, cut and grouped by the rules above."""
    frame = pyogrio.read_dataframe(path, columns=["TRACTCE20", "TOTPOP20"])
    polygon = shapely.transform(frame.geometry.to_numpy(), lambda feet: feet * FOOT_M)
    households = frame["TOTPOP20"].to_numpy() / PERSONS
    cut, owner = cut_heavy(polygon, households)
    ground = shapely.area(cut)
    share = ground / np.bincount(owner, ground)[owner]
    tract = np.unique(frame["TRACTCE20"].to_numpy(), return_inverse=True)[1][owner]
    return Blocks(cut, households[owner] * share, communities(cut, households[owner] * share, tract))


def cut_heavy(
    polygon: NDArray[np.object_], households: NDArray[np.float64]
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """The blocks with heavy ones cut (m,), and which block each is a part of (m,)."""
    lines = [
        line
        for place in np.flatnonzero(households > MOST)
        for line in _cuts(polygon[place], int(np.ceil(households[place] / MOST)))
    ]
    drawn = np.concatenate([shapely.boundary(polygon), np.array(lines, dtype=object)])
    noded = shapely.union_all(drawn, grid_size=0.01)
    faces = np.array(shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))))
    face, block = shapely.STRtree(polygon).query(shapely.point_on_surface(faces), predicate="within")
    return faces[face], block.astype(np.int64)


def _cuts(block: shapely.Geometry, parts: int) -> list[shapely.Geometry]:
    """Lines across a block that leave parts of equal ground, found by halving."""
    corners = shapely.get_coordinates(shapely.minimum_rotated_rectangle(block))
    sides = np.diff(corners[:3], axis=0)
    long = sides[np.argmax(np.hypot(*sides.T))]
    along = long / np.hypot(*long)
    across = np.array([-along[1], along[0]])
    reach = float(np.hypot(*np.ptp(corners, axis=0)))
    low = (corners @ along).min()
    centre = across * float(corners[:4].mean(axis=0) @ across)

    def before(distance: float) -> shapely.Geometry:
        start, end = centre + along * (low - 1), centre + along * distance
        return shapely.Polygon(
            [start - across * reach, end - across * reach, end + across * reach, start + across * reach]
        )

    found = []
    for part in range(1, parts):
        bounds = [low, low + reach]
        for _ in range(40):
            middle = sum(bounds) / 2
            enough = before(middle).intersection(block).area > block.area * part / parts
            bounds[1 if enough else 0] = middle
        end = centre + along * bounds[0]
        line = shapely.LineString([end - across * reach, end + across * reach])
        found.append(line.intersection(block))
    return found


def communities(
    polygon: NDArray[np.object_], households: NDArray[np.float64], tract: NDArray[np.int64]
) -> NDArray[np.int64]:
    """(n,) 0 … 71: tracts joined, the one with the fewest households first, to the neighbour with most border."""
    group = tract.copy()
    borders = shared_borders(polygon)
    while len(left := np.unique(group)) > COMMUNITIES:
        weight = np.bincount(group, households, int(tract.max()) + 1)
        for small in left[np.argsort(weight[left], kind="stable")]:
            one, other = group[borders.one], group[borders.other]
            beside = np.concatenate([other[one == small], one[other == small]])
            length = np.concatenate([borders.length_m[one == small], borders.length_m[other == small]])
            shared = np.bincount(beside, length, int(tract.max()) + 1)
            shared[small] = 0
            if shared.any():
                group[group == small] = int(np.argmax(shared))
                break
    return np.unique(group, return_inverse=True)[1].astype(np.int64)
