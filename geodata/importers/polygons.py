"""Polygons from a file's coordinates to valid multipolygons in MEASURE, fault by fault."""

from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.analysis.arrangement import on_grid
from geodata.analysis.coverage import LEAST_M2
from geodata.analysis.polygon_faults import (
    Invalid,
    count_repeated,
    count_tiny_parts,
    find_invalid,
    find_spikes,
    find_twins,
    is_sliver,
    mean_width,
    shared_tips,
)
from geodata.analysis.polygon_repair import mend_polygon
from geodata.analysis.ring_corners import corners_of

from . import polygon_problems as told
from .coordinates import Pairs, Reference, check_extent, place_problems, to_lonlat, to_measure
from .map_places import MapPlace, map_place
from .polygon_types import as_multipolygons
from .report import Problem

# Coordinates are kept to a micrometre (geodata.analysis.arrangement.GRID_M), corner by corner. A grid of 1 cm, snapped
# polygon by polygon, changed the area of single precincts of Delaware by up to 65 m² and of Denver by 27 m², tore two
# new gaps into Denver and made a sound coverage unsound; 1 mm still changed 6.6 m², 0.1 mm 0.39 m². A micrometre
# changes less than 0.01 m² everywhere, keeps common borders common, and hides the last digits that differ between
# machines.


@dataclass(frozen=True)
class MeasuredPolygons:
    """Multipolygons (n,) in MEASURE, None where a row was rejected; lonlat: WGS 84 of all vertices."""

    polygon: NDArray[np.object_]
    lonlat: Pairs
    problems: list[Problem]


@dataclass
class _Work:
    """Polygons on the way: what is known of each by position."""

    polygon: NDArray[np.object_]
    row: list[int]
    known: Reference
    invalid: dict[int, Invalid]
    place: dict[int, MapPlace | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def measure_polygons(
    polygons: NDArray[np.object_], row: list[int], known: Reference, *, repair: bool
) -> MeasuredPolygons:
    """The polygons (n,) of a file in metres; raises ImportRefused where their bulk does not belong here.

    Takes any geometry and None. Without repair invalid ones are rejected and lesser faults only told; with it each
    repair is told with what it changed. Slivers and the same shape again are told and stay.
    """
    shapes, problems = as_multipolygons(polygons, row, repair=repair)
    pairs, owner = shapely.get_coordinates(shapes, return_index=True)
    lonlat = to_lonlat(pairs, known)
    check_extent(lonlat, pairs, known)
    misplaced = _misplaced(lonlat, owner, row)
    work = _Work(_in_metres(shapes, lonlat), row, known, {}, problems=[*problems, *misplaced])
    far = {problem.row for problem in misplaced}
    out = [place for place, number in enumerate(row) if number in far]
    work.polygon[out] = None
    _note_invalid(work, shapes)
    _mend(work) if repair else _tell(work)
    _tell_shapes(work)
    return MeasuredPolygons(work.polygon, lonlat, work.problems)


def _misplaced(lonlat: Pairs, owner: NDArray[np.int64], row: list[int]) -> list[Problem]:
    """One problem for each polygon with a vertex that cannot be placed."""
    stated = np.ones(len(lonlat), dtype=bool)
    first: dict[int | None, Problem] = {}
    for problem in place_problems(lonlat, stated, [row[place] for place in owner]):
        first.setdefault(problem.row, problem)
    return list(first.values())


def _in_metres(shapes: NDArray[np.object_], lonlat: Pairs) -> NDArray[np.object_]:
    return on_grid(shapely.set_coordinates(shapes.copy(), np.nan_to_num(to_measure(lonlat))))


def _note_invalid(work: _Work, in_file: NDArray[np.object_]) -> None:
    """What is invalid in the file, or has become so on the way, with its place on the map."""
    for found in find_invalid(work.polygon):
        work.invalid[found.position] = found
        work.place[found.position] = map_place(found.place)
    for found in find_invalid(in_file):
        if work.polygon[found.position] is not None:
            work.invalid[found.position] = found
            work.place[found.position] = map_place(found.place, work.known)


def _tell(work: _Work) -> None:
    """Reject what is invalid or has no area; tell what is odd."""
    for place, found in sorted(work.invalid.items()):
        work.problems.append(told.invalid(found, work.row[place], work.place[place]))
        work.polygon[place] = None
    _reject_empty(work)
    work.problems += [told.spikes(found, work.row[found.position]) for found in find_spikes(work.polygon)]
    for count, tell in ((count_repeated, told.repeated_corners), (count_tiny_parts, told.tiny_parts)):
        number = count(work.polygon)
        work.problems += [tell(int(number[place]), work.row[place]) for place in np.flatnonzero(number)]


def _mend(work: _Work) -> None:
    """Mend what can be mended and tell what it changed; reject what is nothing afterwards."""
    corners = corners_of(work.polygon)
    kept = frozenset(map(tuple, corners.at[shared_tips(corners)].tolist()))
    spikes = {found.position: found for found in find_spikes(work.polygon)}
    odd = set(np.flatnonzero(count_repeated(work.polygon))) | set(
        np.flatnonzero(count_tiny_parts(work.polygon))
    )
    for place in sorted(odd | spikes.keys() | work.invalid.keys()):
        before, row, found = work.polygon[place], work.row[place], work.invalid.get(place)
        where = work.place.get(place) or (map_place(spikes[place].place) if place in spikes else None)
        mended = mend_polygon(before, kept)
        if mended.polygon is None:
            work.problems.append(told.beyond_repair(found, before.area, row, where))
        else:
            work.problems += [told.repaired(done, found, row, where) for done in mended.steps]
        work.polygon[place] = mended.polygon
    _reject_empty(work)


def _reject_empty(work: _Work) -> None:
    area = shapely.area(work.polygon)
    for place in np.flatnonzero(area < LEAST_M2):
        where = map_place(shapely.centroid(work.polygon[place]))
        work.problems.append(told.beyond_repair(None, float(area[place]), work.row[place], where))
        work.polygon[place] = None


def _tell_shapes(work: _Work) -> None:
    """Tell slivers and shapes that came before."""
    width = mean_width(work.polygon)
    for place in np.flatnonzero(is_sliver(work.polygon)):
        work.problems.append(told.sliver(work.polygon[place], float(width[place]), work.row[place]))
    for place, first in find_twins(work.polygon):
        polygon = work.polygon[place]
        where = map_place(polygon.representative_point())
        work.problems.append(told.twin(work.row[first], work.row[place], polygon.area, where))


def anchor_of(polygon: shapely.MultiPolygon) -> shapely.Point:
    """The middle of the largest circle inside the largest part of a multipolygon (metres)."""
    parts = shapely.get_parts(polygon)
    largest = parts[int(np.argmax(shapely.area(parts)))]
    tolerance = max(1.0, float(np.sqrt(largest.area)) / 200)
    return shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=tolerance), 0)
