"""How well imported areas cover the ground, as notices that reject nothing, and their repair where it is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geodata.analysis.coverage import CROSSING_SHARE, Crossing, find_crossings
from geodata.analysis.coverage_faults import SMALL, CoverageFaults, FaultKind, find_faults
from geodata.analysis.coverage_repair import Change, repair_coverage
from geodata.queries.boundaries import Outline

from .coverage_texts import Said, change_said, fault_said, left_said, small_said
from .map_places import MapPlace, map_place
from .report import Problem, Report, Severity


@dataclass(frozen=True)
class Loaded:
    """Loaded areas as columns: polygons in MEASURE, names, rows in the file, codes of their parents.

    households: of each area, where the file or the database has them; told how many a repair moves.
    """

    polygons: Sequence[shapely.MultiPolygon]
    names: Sequence[str]
    rows: Sequence[int]
    parent_codes: Sequence[str]
    households: Sequence[float] | None = None

    @property
    def shapes(self) -> np.ndarray:
        """The polygons (n,) as analysis takes them."""
        shapes = np.empty(len(self.polygons), dtype=object)
        shapes[:] = list(self.polygons)
        return shapes


def faults_of(loaded: Loaded) -> CoverageFaults:
    """The faults of loaded areas; their keys name rows of the file."""
    return find_faults(loaded.shapes, loaded.rows)


def report_coverage(report: Report, loaded: Loaded, faults: CoverageFaults | None = None) -> None:
    """Note overlaps, gaps, voids and near misses, and their sums in m². faults: of these areas, where known."""
    known = faults or faults_of(loaded)
    for fault in known.listed:
        row = loaded.rows[fault.members[0]] if fault.kind is FaultKind.OVERLAP else None
        said = fault_said(fault, loaded.names)
        measure = fault.length_m if fault.kind is FaultKind.NEAR_MISS else fault.area_m2
        report.add(_notice(said, row, measure or 0.0, fault.key, map_place(fault.place)))
    if known.small:
        total = sum(fault.area_m2 for fault in known.small)
        report.add(_notice(small_said(len(known.small), total), None, total, SMALL))
    report.figures["overlap_m2"] = round(known.total_m2(FaultKind.OVERLAP), 2)
    enclosed = known.total_m2(FaultKind.GAP) + known.total_m2(FaultKind.VOID)
    report.figures["void_m2"] = round(enclosed, 2)


def mend_coverage(
    report: Report, loaded: Loaded, chosen: frozenset[str] | None, faults: CoverageFaults | None = None
) -> list[shapely.MultiPolygon]:
    """The polygons with the chosen faults mended (None: all that may be), each change noted as a repair.

    Call it after report_coverage and load what it returns. The keys are those of report_coverage.
    """
    known = faults or faults_of(loaded)
    mended = repair_coverage(loaded.shapes, known, chosen=chosen, households=loaded.households)
    place_of = {fault.key: fault.place for fault in known.listed}
    for change in mended.changes:
        report.add(_repaired(change, loaded, place_of))
    report.add(*(_notice(left_said(key), None, 0.0, key) for key in mended.left))
    report.figures["repair_gained_m2"] = round(mended.gained_m2, 2)
    report.figures["repair_lost_m2"] = round(mended.lost_m2, 2)
    return list(mended.polygons)


def finding_shapes(
    loaded: Loaded, faults: CoverageFaults | None = None
) -> list[tuple[str, shapely.Geometry]]:
    """Key and outline (MEASURE) of each listed fault, for the map of the preview; near misses are lines."""
    known = faults or faults_of(loaded)
    return [(fault.key, fault.shape) for fault in known.listed]


def report_crossings(report: Report, loaded: Loaded, parents: Sequence[Outline]) -> None:
    """Note areas that reach into another area of the level above than their own, with m²."""
    place_of = {outline.code: place for place, outline in enumerate(parents)}
    own = np.array([place_of.get(code, -1) for code in loaded.parent_codes], dtype=np.int64)
    outlines = np.array([outline.polygon for outline in parents], dtype=object)
    crossings = find_crossings(loaded.shapes, outlines, own)
    told = [found for found in crossings if found.share > CROSSING_SHARE]
    report.add(*(_crossing(found, loaded, parents[found.parent].name) for found in told))
    report.figures["crossing_parent"] = len(told)
    report.figures["crossing_parent_m2"] = round(sum(found.area_m2 for found in crossings), 2)


def _crossing(found: Crossing, loaded: Loaded, parent: str) -> Problem:
    name, size, row = loaded.names[found.child], f"{found.area_m2:,.0f} m²", loaded.rows[found.child]
    said = Said(
        "crosses_parent",
        f"{name}越过上级界线进入{parent} {size}（{found.share:.2%}）",
        f"{name} crosses into {parent} by {size} ({found.share:.2%})",
    )
    return _notice(said, row, found.area_m2, f"crossing:{row}", map_place(found.place))


def _repaired(change: Change, loaded: Loaded, place_of: dict[str, shapely.Point]) -> Problem:
    said = change_said(change)
    places = [place_of[key] for key in change.keys if key in place_of]
    return Problem(
        said.code,
        f"{loaded.names[change.position]}{said.zh}",
        f"{loaded.names[change.position]} {said.en}",
        loaded.rows[change.position],
        round(change.moved_m2, 2),
        Severity.REPAIRED,
        place=map_place(places[0]) if places else None,
    )


def _notice(
    said: Said, row: int | None, measure: float, key: str = "", place: MapPlace | None = None
) -> Problem:
    return Problem(said.code, said.zh, said.en, row, round(measure, 2), Severity.NOTICE, key, place)
