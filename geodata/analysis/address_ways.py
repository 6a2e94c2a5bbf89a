"""Candidates on roads: where two cross, a stretch between two others, or somewhere on one."""

import numpy as np
import shapely

from geodata.analysis.address_candidate import SAME_PLACE_M, Candidate, Precision
from geodata.analysis.address_index import AddressIndex
from geodata.analysis.name_index import NameHit

# Roads that pass one another nearer than this are told of as crossing (dual carriageways, bridges, unfinished ends).
NEAR_CROSSING_M = 80.0
CROSSING, STRETCH, SHORT_ROAD, LONG_ROAD = 0.96, 0.9, 0.9, 0.6
SHORT_M = 60.0
_LEAST_UNCERTAIN_M = 15.0
_MOST_NAMES = 6


def crossing_candidates(index: AddressIndex, first: list[NameHit], second: list[NameHit]) -> list[Candidate]:
    """Places where two named roads meet, one each where they meet several times.

    Parameters: index; hits for each name. Returns: candidates at the intersection of the lines, else half-way
    at their nearest approach within NEAR_CROSSING_M, metres in MEASURE. Source: plane geometry.
    """
    found = []
    for one in first[:_MOST_NAMES]:
        for other in second[:_MOST_NAMES]:
            for a in index.roads.get(one.key, ()):
                for b in index.roads.get(other.key, ()):
                    if a != b:
                        found += _meetings(index, a, b, CROSSING * one.factor * other.factor)
    return found


def _meetings(index: AddressIndex, a: int, b: int, score: float) -> list[Candidate]:
    gazetteer = index.gazetteer
    places, gap = meeting_places(gazetteer.shape[a], gazetteer.shape[b])
    names = f"{gazetteer.name[a]} × {gazetteer.name[b]}"
    zh, en = (
        ("两条路相交", "the two roads cross")
        if not gap
        else ("两条路最近处", "where the two roads are nearest")
    )
    return [
        Candidate(
            a, float(place[0]), float(place[1]), score, Precision.CROSSING, _LEAST_UNCERTAIN_M + gap / 2, names, zh, en
        )
        for place in places
    ]  # fmt: skip


def meeting_places(first: shapely.Geometry, second: shapely.Geometry) -> tuple[list[np.ndarray], float]:
    """Places (x, y) where two lines meet, grouped within SAME_PLACE_M, and the gap (m) where they only come near.

    >>> places, gap = meeting_places(shapely.LineString([(0, 0), (9, 0)]), shapely.LineString([(5, -3), (5, 3)]))
    >>> [place.tolist() for place in places], gap
    ([[5.0, 0.0]], 0.0)
    """
    if not shapely.dwithin(first, second, NEAR_CROSSING_M):
        return [], 0.0
    common = shapely.intersection(first, second)
    if common.is_empty:
        ends = shapely.get_coordinates(shapely.shortest_line(first, second))
        return [ends.mean(axis=0)], float(np.hypot(*(ends[1] - ends[0])))
    points = shapely.get_coordinates(shapely.centroid(shapely.get_parts(shapely.get_parts(common))))
    kept: list[np.ndarray] = []
    for point in points:
        if all(np.hypot(*(point - other)) > SAME_PLACE_M for other in kept):
            kept.append(point)
    return kept, 0.0


def stretch_candidates(
    index: AddressIndex, way: list[NameHit], ends: tuple[list[NameHit], list[NameHit]]
) -> list[Candidate]:
    """The middle of a road's stretch between two others, uncertain by half its length.

    Parameters: hits of the road and of the roads at both ends. Returns: candidates. Source: the straight distance
    between both crossings; the middle is put on the road.
    """
    found = []
    for hit in way[:_MOST_NAMES]:
        for entry in index.roads.get(hit.key, ()):
            line = index.gazetteer.shape[entry]
            corners = [_corner(index, line, hits) for hits in ends]
            if corners[0] is None or corners[1] is None:
                continue
            middle = shapely.Point((corners[0] + corners[1]) / 2)
            place = shapely.get_coordinates(shapely.shortest_line(line, middle))[0]
            half = max(float(np.hypot(*(place - corner))) for corner in corners if corner is not None)
            factor = hit.factor * ends[0][0].factor * ends[1][0].factor
            found.append(
                Candidate(
                    entry, float(place[0]), float(place[1]), STRETCH * factor, Precision.ROAD, half,
                    index.gazetteer.name[entry], "两个路口之间路段的中间", "middle of the stretch between two crossings",
                )
            )  # fmt: skip
    return found


def _corner(index: AddressIndex, line: shapely.Geometry, hits: list[NameHit]) -> np.ndarray | None:
    """Where a road meets the first of the named ones it does meet."""
    for hit in hits[:_MOST_NAMES]:
        for entry in index.roads.get(hit.key, ()):
            places, _ = meeting_places(line, index.gazetteer.shape[entry])
            if places:
                return places[0]
    return None


def road_candidates(
    index: AddressIndex, hits: list[NameHit], within: shapely.Geometry | None, factor: float = 1.0
) -> list[Candidate]:
    """A place on each road of a name, inside a named area where the road runs through it.

    Parameters: hits; within, polygon in MEASURE or None; factor, for what the address says besides and is unknown.
    Returns: candidates, uncertain by the distance to the farthest part of the road.
    """
    found = []
    for hit in hits[:_MOST_NAMES]:
        for entry in index.roads.get(hit.key, ()):
            line = index.gazetteer.shape[entry]
            part = shapely.intersection(line, within) if within is not None else line
            part = line if part.is_empty else part
            place = shapely.get_coordinates(shapely.shortest_line(part, shapely.centroid(part)))[0]
            reach = float(np.hypot(*(shapely.get_coordinates(part) - place).T).max())
            base = SHORT_ROAD if reach <= SHORT_M else LONG_ROAD
            found.append(
                Candidate(
                    entry, float(place[0]), float(place[1]), base * hit.factor * factor, Precision.ROAD, reach,
                    index.gazetteer.name[entry], "只找到道路", "only the road is found",
                )
            )  # fmt: skip
    return found
