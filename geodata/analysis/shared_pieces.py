"""Who gets a piece of ground that several polygons cover, or none: the one with the longest common border."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from .arrangement import Arrangement
from .coverage_faults import SMALL

# A polygon that holds less than this part of itself alone keeps what it shares: it was drawn over another.
NEEDY_SHARE = 0.5
# One that holds less than this alone would vanish without it.
VANISHING_SHARE = 0.05

Pair = tuple[int, int]


@dataclass(frozen=True)
class Transfer:
    """A face that a polygon (position) gained or lost, its area in m² and the key of the fault it was for."""

    face: int
    polygon: int
    gained: bool
    area_m2: float
    key: str


@dataclass(frozen=True)
class Agreed:
    """Which overlaps may be mended: keys of the listed pairs; chosen keys, None for all."""

    listed: Mapping[Pair, str]
    chosen: frozenset[str] | None

    def key(self, one: int, other: int) -> str | None:
        """The key of a pair's overlap, None where it may not be mended."""
        key = self.listed.get((min(one, other), max(one, other)), SMALL)
        return key if self.chosen is None or key in self.chosen else None


def share_overlaps(
    ground: Arrangement, size_m2: NDArray[np.float64], agreed: Agreed
) -> tuple[list[Transfer], set[str]]:
    """Who lost which face, ground.owners brought up to date, and the keys of overlaps that stay.

    size_m2: area of every polygon (n,). Pieces with few owners come first, so that one with many lies beside settled
    ground.
    """
    alone = _alone(ground, size_m2)
    lost: list[Transfer] = []
    left: set[str] = set()
    for piece in _pieces(ground):
        owners = ground.owners[piece[0]]
        keys = {key for one in owners for two in owners if one < two and (key := agreed.key(one, two))}
        if sum(alone[one] < VANISHING_SHARE for one in owners) > 1:
            left |= keys
            continue
        needy = min(sorted(owners), key=alone.__getitem__)
        winner = needy if alone[needy] < NEEDY_SHARE else _nearest(ground, piece, owners)
        losers = {one: key for one in owners - {winner} if (key := agreed.key(one, winner))}
        for face in piece:
            ground.owners[face] = owners - losers.keys()
            lost += [Transfer(face, one, False, float(ground.area[face]), key) for one, key in losers.items()]
    return lost, left


def share_gaps(ground: Arrangement, gaps: Mapping[int, str]) -> list[Transfer]:
    """Who gained which face, ground.owners brought up to date. gaps: faces to give away → key of their fault."""
    gained: list[Transfer] = []
    open_faces = dict(gaps)
    while open_faces:
        settled = []
        for face, key in open_faces.items():
            beside = _beside(ground, [face])
            if not beside:
                continue
            winner = max(beside, key=lambda one: (beside[one], -one))
            gained.append(Transfer(face, winner, True, float(ground.area[face]), key))
            settled.append((face, winner))
        if not settled:
            break
        for face, winner in settled:
            ground.owners[face] = frozenset((winner,))
            del open_faces[face]
    return gained


def _alone(ground: Arrangement, size_m2: NDArray[np.float64]) -> dict[int, float]:
    """For each polygon that shares ground the part of it that it holds alone."""
    shared: dict[int, float] = defaultdict(float)
    for face, owners in enumerate(ground.owners):
        if len(owners) > 1:
            for one in owners:
                shared[one] += float(ground.area[face])
    return {one: 1 - area / float(size_m2[one]) for one, area in shared.items()}


def _pieces(ground: Arrangement) -> list[list[int]]:
    """Connected faces with the same several owners; those with the fewest owners and the largest first."""
    several = np.array([len(who) > 1 for who in ground.owners], dtype=bool)
    same = [
        several[one] and ground.owners[one] == ground.owners[two]
        for one, two in zip(ground.left, ground.right, strict=True)
    ]
    one, two = ground.left[np.array(same, dtype=bool)], ground.right[np.array(same, dtype=bool)]
    links = coo_array((np.ones(len(one)), (one, two)), shape=(len(several), len(several)))
    _, label = connected_components(links, directed=False)
    pieces: dict[int, list[int]] = defaultdict(list)
    for face in np.flatnonzero(several):
        pieces[int(label[face])].append(int(face))
    return sorted(
        pieces.values(), key=lambda faces: (len(ground.owners[faces[0]]), -ground.area[faces].sum(), faces[0])
    )


def _nearest(ground: Arrangement, piece: list[int], owners: Iterable[int]) -> int:
    """The owner with the longest common border with a piece; the first of equals."""
    beside = _beside(ground, piece)
    return max(sorted(owners), key=lambda one: round(beside.get(one, 0.0), 6))


def _beside(ground: Arrangement, piece: list[int]) -> dict[int, float]:
    """The length (m) of the border of a piece with what each polygon holds alone."""
    found: dict[int, float] = defaultdict(float)
    mine = set(piece)
    for face in piece:
        for other, length in ground.neighbours(face):
            if other not in mine and len(ground.owners[other]) == 1:
                found[next(iter(ground.owners[other]))] += length
    return dict(found)
