"""What a file of polygons says of itself as a coverage, and of its children in their parents: one dictionary."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from geodata.analysis.coverage import CROSSING_SHARE, Crossing, find_crossings
from geodata.analysis.coverage_faults import CoverageFaults, Fault, FaultKind, find_faults
from geodata.analysis.polygon_faults import find_twins

from .plain_polygons import PlainPolygons, Reading, read_plain


@dataclass(frozen=True)
class CoverageCheck:
    """A file's polygons, the faults between them, the same shapes again, and children that cross parents."""

    file: str
    polygons: PlainPolygons
    faults: CoverageFaults
    twins: list[tuple[int, int]]
    parents: PlainPolygons | None
    crossings: list[Crossing]

    def as_dict(self) -> dict[str, Any]:
        """The result as --json prints it; a, b and features are rows of the file, from 1; areas in m²."""
        zh, en = self.polygons.measure.title
        told: dict[str, Any] = {
            "file": self.file,
            "features": self.polygons.read,
            "polygons": len(self.polygons.row),
            "invalid": self.polygons.invalid,
            "measured_in": {"srid": self.polygons.measure.srid, "zh": zh, "en": en},
            "overlaps": [self._pair(fault) for fault in self.faults.of(FaultKind.OVERLAP)],
            "gaps": [self._void(fault) for fault in self.faults.of(FaultKind.GAP)],
            "voids": [self._void(fault) for fault in self.faults.of(FaultKind.VOID)],
            "near_misses": [self._near_miss(fault) for fault in self.faults.of(FaultKind.NEAR_MISS)],
            "duplicates": [{"a": self._row(first), "b": self._row(place)} for place, first in self.twins],
            "small": self._small(),
            "problems": [problem.as_dict() for problem in self.polygons.problems],
        }
        if self.parents is not None:
            told["crossings"] = [self._crossing(one) for one in self.crossings if one.share > CROSSING_SHARE]
            small = [one.area_m2 for one in self.crossings if one.share <= CROSSING_SHARE]
            told["small_crossings"] = {"count": len(small), "sum_m2": round(sum(small), 3)}
        return told

    def _row(self, position: int) -> int:
        return self.polygons.row[position]

    def _pair(self, fault: Fault) -> dict[str, Any]:
        a, b = sorted(map(self._row, fault.members))
        return {
            "key": fault.key,
            "a": a,
            "b": b,
            "area_m2": round(fault.area_m2, 4),
            "place": _xy(fault.place),
        }

    def _void(self, fault: Fault) -> dict[str, Any]:
        return {
            "key": fault.key,
            "area_m2": round(fault.area_m2, 4),
            "width_m": round(fault.width_m or 0.0, 3),
            "islands_m2": round(fault.islands_m2, 4),
            "neighbours": sorted(map(self._row, fault.members)),
            "own_hole": len(fault.members) == 1,
            "place": _xy(fault.place),
        }

    def _near_miss(self, fault: Fault) -> dict[str, Any]:
        a, b = sorted(map(self._row, fault.members))
        sizes = {"length_m": round(fault.length_m or 0.0, 3), "width_m": round(fault.width_m or 0.0, 3)}
        return {"key": fault.key, "a": a, "b": b, **sizes, "place": _xy(fault.place)}

    def _small(self) -> dict[str, Any]:
        overlaps = [fault.area_m2 for fault in self.faults.small if fault.kind is FaultKind.OVERLAP]
        gaps = [fault.area_m2 for fault in self.faults.small if fault.kind is not FaultKind.OVERLAP]
        return {
            "count": len(self.faults.small),
            "sum_m2": round(sum(overlaps) + sum(gaps), 6),
            "overlaps": {"count": len(overlaps), "sum_m2": round(sum(overlaps), 6)},
            "gaps": {"count": len(gaps), "sum_m2": round(sum(gaps), 6)},
        }

    def _crossing(self, found: Crossing) -> dict[str, Any]:
        assert self.parents is not None
        return {
            "child": self._row(found.child),
            "parent": self.parents.row[found.parent],
            "area_m2": round(found.area_m2, 4),
            "share": round(found.share, 6),
            "place": _xy(found.place),
        }


def check_coverage(reading: Reading, parent: Reading | None = None) -> CoverageCheck:
    """The check of one file, and of how it lies in the polygons of another.

    A child's own parent is the one that holds most of it. Raises ImportRefused where a file cannot be used.
    """
    polygons = read_plain(reading)
    faults = find_faults(polygons.polygon, polygons.row)
    twins = find_twins(polygons.polygon)
    parents = read_plain(parent, polygons.measure) if parent else None
    crossings = _crossings(polygons, parents) if parents else []
    return CoverageCheck(reading.path.name, polygons, faults, twins, parents, crossings)


def _crossings(children: PlainPolygons, parents: PlainPolygons) -> list[Crossing]:
    child, parent = shapely.STRtree(parents.polygon).query(children.polygon, predicate="intersects")
    area = shapely.area(shapely.intersection(children.polygon[child], parents.polygon[parent]))
    own = np.full(len(children.polygon), -1, dtype=np.int64)
    # The largest comes last and stays.
    order = np.argsort(area, kind="stable")
    order = order[area[order] > 0]
    own[child[order]] = parent[order]
    return find_crossings(children.polygon, parents.polygon, own)


def _xy(place: shapely.Point) -> list[float]:
    return [round(place.x, 3), round(place.y, 3)]
