"""All faults of a coverage with keys that stay the same, so that each can be shown, named and agreed to.

Polygons (n,) in metres of a measuring CRS go in; positions, areas and places come out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import shapely

from .coverage import LEAST_M2, Geometries, Overlap, Void, find_overlaps, find_voids
from .near_misses import NearMiss, find_near_misses

# The one key of all faults too small to be listed.
SMALL = "small"


class FaultKind(StrEnum):
    """What is wrong, or to be confirmed, between polygons that should cover a place."""

    OVERLAP = "overlap"
    GAP = "gap"
    VOID = "void"
    NEAR_MISS = "near_miss"


@dataclass(frozen=True)
class Fault:
    """One fault: its key, the polygons concerned (positions), area (m²), width (m) where known, place and shape.

    length_m is how far two borders run beside each other (near misses only, whose area is not enclosed). islands_m2 is
    how much of a void's area polygons inside it cover again.
    """

    kind: FaultKind
    key: str
    members: tuple[int, ...]
    area_m2: float
    place: shapely.Point = field(repr=False)
    shape: shapely.Geometry = field(repr=False, compare=False)
    width_m: float | None = None
    length_m: float | None = None
    islands_m2: float = 0.0

    @property
    def is_mendable(self) -> bool:
        """Whether a repair may touch it: overlaps, and gaps between polygons; never a void or a polygon's own hole."""
        return self.kind is FaultKind.OVERLAP or (self.kind is FaultKind.GAP and len(self.members) > 1)


@dataclass(frozen=True)
class CoverageFaults:
    """The faults of LEAST_M2 and more, the largest of each kind first, and the smaller ones, all with key SMALL."""

    listed: tuple[Fault, ...]
    small: tuple[Fault, ...]

    def of(self, kind: FaultKind) -> list[Fault]:
        """The listed faults of one kind."""
        return [fault for fault in self.listed if fault.kind == kind]

    def total_m2(self, kind: FaultKind) -> float:
        """The area of all faults of one kind, small ones included."""
        return sum(fault.area_m2 for fault in (*self.listed, *self.small) if fault.kind == kind)


def find_faults(polygons: Geometries, numbers: Sequence[int] | None = None) -> CoverageFaults:
    """All faults of polygons (n,), valid and in metres of a measuring CRS.

    numbers: what users call the polygons, such as rows of a file (n,); positions where None. Keys are
    overlap:NUMBER-NUMBER, gap:RANK, void:RANK (ranked by area) and near_miss:NUMBER-NUMBER: the same polygons in the
    same order always give the same keys. Faults below LEAST_M2 share the key SMALL.

    >>> boxes = shapely.box([0, 9], [0, 0], [10, 20], [10, 10])
    >>> [(fault.key, fault.area_m2) for fault in find_faults(boxes, [12, 15]).listed]
    [('overlap:12-15', 10.0)]

    Source: the three things a coverage may get wrong are those of GEOS' CoverageValidator (overlap, gap, mismatch).
    """
    names = range(len(polygons)) if numbers is None else numbers
    overlaps = [_from_overlap(found, names) for found in find_overlaps(polygons)]
    voids = [void for void in find_voids(polygons) if not shapely.is_empty(void.shape)]
    enclosed = _from_voids(voids)
    large = [fault for fault in (*overlaps, *enclosed) if fault.area_m2 >= LEAST_M2]
    small = tuple(_small(fault) for fault in (*overlaps, *enclosed) if fault.area_m2 < LEAST_M2)
    missed = find_near_misses(polygons, np.array([fault.shape for fault in (*large, *small)], dtype=object))
    return CoverageFaults((*large, *(_from_near_miss(found, names) for found in missed)), small)


def _from_overlap(found: Overlap, names: Sequence[int]) -> Fault:
    return Fault(
        FaultKind.OVERLAP,
        f"overlap:{names[found.first]}-{names[found.second]}",
        (found.first, found.second),
        found.area_m2,
        found.place,
        found.shape,
    )


def _from_voids(voids: Sequence[Void]) -> list[Fault]:
    faults = []
    for kind, chosen in (
        (FaultKind.GAP, [void for void in voids if void.is_gap]),
        (FaultKind.VOID, [void for void in voids if not void.is_gap]),
    ):
        for rank, void in enumerate(chosen, start=1):
            key = f"{kind}:{rank}"
            faults.append(
                Fault(
                    kind,
                    key,
                    void.neighbours,
                    void.area_m2,
                    void.place,
                    void.shape,
                    void.width_m,
                    islands_m2=void.islands_m2,
                )
            )
    return faults


def _small(fault: Fault) -> Fault:
    return Fault(fault.kind, SMALL, fault.members, fault.area_m2, fault.place, fault.shape, fault.width_m)


def _from_near_miss(found: NearMiss, names: Sequence[int]) -> Fault:
    pair = (found.first, found.second)
    return Fault(
        FaultKind.NEAR_MISS,
        f"near_miss:{names[found.first]}-{names[found.second]}",
        pair,
        0.0,
        found.place,
        found.shape,
        found.width_m,
        found.length_m,
    )
