"""What a plan must be whatever is done to it, found out by shapely from its blocks alone."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import shapely

from geodata.models import Block, BoundaryPlan, BoundaryVersion, PlanBlock, PlanGrid, PlanLock


@dataclass(frozen=True)
class PlanPicture:
    """A plan as it is stored: the grid of each block by number, grids with community and lock, locked borders."""

    keys: dict[int, int]
    grids: dict[int, tuple[int, bool]]
    borders: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, plan: BoundaryPlan) -> "PlanPicture":
        """The plan now."""
        grids = PlanGrid.objects.filter(plan=plan).values_list("key", "community_id", "locked")
        return cls(
            dict(PlanBlock.objects.filter(plan=plan).values_list("block__number", "key")),
            {key: (community, locked) for key, community, locked in grids},
            frozenset(PlanLock.objects.filter(plan=plan).values_list("one", "other")),
        )

    def changed(self, other: "PlanPicture") -> set[int]:
        """The keys of grids that gained, lost, were cut in or changed a lock between two pictures."""
        moved = {key for _, key in self.keys.items() ^ other.keys.items()}
        locks = {key for key, told in (self.grids.items() ^ other.grids.items()) if told[1]}
        return moved | locks | {key for pair in self.borders ^ other.borders for key in pair}


class PlanOracle:
    """The blocks of a plan's version and the communities they lie in."""

    def __init__(self, plan: BoundaryPlan) -> None:
        self.plan = plan
        self.shape: dict[int, shapely.Geometry] = {}
        self.households: dict[int, int] = {}
        self.home: dict[int, int] = {}
        self._learn()
        borders = BoundaryVersion.objects.filter(area__level="community", status="published")
        self.outline = {one.area_id: shapely.from_wkb(bytes(one.geom.wkb)) for one in borders}
        self._known: dict[frozenset[int], shapely.Geometry] = {}

    def _learn(self) -> None:
        """The blocks that are there now; cuts make more."""
        for one in Block.objects.filter(version=self.plan.version_id).exclude(number__in=self.shape):
            self.shape[one.number] = shapely.from_wkb(bytes(one.geom.wkb))
            self.households[one.number] = one.households
            self.home[one.number] = one.community_id

    def grids(self, picture: PlanPicture) -> dict[int, shapely.Geometry]:
        """The polygon of each grid, its blocks put together."""
        if not picture.keys.keys() <= self.shape.keys():
            self._learn()
        own: dict[int, set[int]] = defaultdict(set)
        for number, key in picture.keys.items():
            own[key].add(number)
        return {key: self._union(frozenset(numbers)) for key, numbers in own.items()}

    def _union(self, numbers: frozenset[int]) -> shapely.Geometry:
        if numbers not in self._known:
            self._known[numbers] = shapely.union_all([self.shape[number] for number in sorted(numbers)])
        return self._known[numbers]

    def moved(self, before: PlanPicture, after: PlanPicture) -> set[int]:
        """The grids of a picture whose ground another one has not; what cuts move of borders (0.01 m² each) is none."""
        old, new = self.grids(before), self.grids(after)
        return {
            key
            for key, shape in old.items()
            if key not in new
            or (new[key] is not shape and shapely.area(new[key].symmetric_difference(shape)) > 0.05)
        }

    def faults(self, picture: PlanPicture) -> list[str]:
        """What is wrong with a plan, in words; nothing where it is whole."""
        grids = self.grids(picture)
        found = []
        if grids.keys() != picture.grids.keys():
            found.append(f"grids {sorted(grids.keys() ^ picture.grids.keys())} have no blocks or no row")
        if not shapely.coverage_is_valid(list(grids.values())):
            found.append("the grids are no coverage")
        found += [
            f"grid {key} is {one.geom_type}" for key, one in grids.items() if one.geom_type != "Polygon"
        ]
        foreign = {
            number for number, key in picture.keys.items() if picture.grids[key][0] != self.home[number]
        }
        if foreign:
            found.append(f"blocks {sorted(foreign)} are in a grid of another community")
        for community, outline in self.outline.items():
            own = [shape for key, shape in grids.items() if picture.grids[key][0] == community]
            found += _beside(f"community {community}", own, outline)
        return found


def _beside(name: str, grids: list[shapely.Geometry], outline: shapely.Geometry) -> list[str]:
    """How the union of grids differs from the ground they are to make up."""
    whole = shapely.union_all(grids)
    differing = float(shapely.area(shapely.symmetric_difference(whole, outline)))
    found = [f"{name} and its grids differ by {differing} m²"] if differing > 1e-6 else []
    if _holes(whole) != _holes(outline):
        found.append(f"{name} has {_holes(outline)} holes, its grids {_holes(whole)}")
    area = float(np.sum(shapely.area(grids)))
    if abs(area - outline.area) > 1e-6:
        found.append(f"{name} has {outline.area} m², its grids {area} m²")
    return found


def _holes(shape: shapely.Geometry) -> int:
    return int(shapely.get_num_interior_rings(shapely.get_parts(shape)).sum())
