"""A place offered for an address, and entries that lie together made one place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

import numpy as np
from pyproj import Transformer

from geodata.analysis.address_entries import Gazetteer
from geodata.crs import LONLAT, MEASURE

# Entries of one address nearer than this are one place (several outlines behind one door number).
SAME_PLACE_M = 60.0


class Precision(StrEnum):
    """What kind of place a candidate is."""

    BUILDING = "building"
    DOOR_INTERPOLATED = "door_interpolated"
    POINT = "point"
    ESTATE = "estate"
    CROSSING = "crossing"
    ROAD = "road"
    AREA = "area"


@dataclass(frozen=True)
class Candidate:
    """A place for an address: gazetteer position of the entry, metres in MEASURE, score 0..1, and why.

    uncertainty_m: how far the true place may lie from the point. matched: the register's text.
    """

    entry: int
    x_m: float
    y_m: float
    score: float
    precision: Precision
    uncertainty_m: float
    matched: str
    why_zh: str
    why_en: str

    def scaled(self, factor: float, zh: str, en: str) -> "Candidate":
        """The same with a lower score, saying why."""
        return replace(
            self,
            score=self.score * factor,
            why_zh="；".join(filter(None, (self.why_zh, zh))),
            why_en="; ".join(filter(None, (self.why_en, en))),
        )

    def as_dict(self) -> dict[str, Any]:
        """The candidate as it is kept with an unlocated row: lon and lat in degrees WGS 84."""
        lon, lat = _to_lonlat().transform(self.x_m, self.y_m)
        return {
            "lon": round(lon, 7),
            "lat": round(lat, 7),
            "score": round(self.score, 3),
            "precision": str(self.precision),
            "uncertainty_m": round(self.uncertainty_m),
            "name": self.matched,
            "why_zh": self.why_zh,
            "why_en": self.why_en,
        }

    def distance_m(self, other: "Candidate") -> float:
        """How far another candidate lies away, metres."""
        return float(np.hypot(self.x_m - other.x_m, self.y_m - other.y_m))


@cache
def _to_lonlat() -> Transformer:
    return Transformer.from_crs(MEASURE, LONLAT, always_xy=True)


@dataclass(frozen=True)
class Spot:
    """Entries taken as one place: the one nearest the middle, the middle, and how far they reach (m)."""

    entry: int
    x_m: float
    y_m: float
    reach_m: float


def spots_of(gazetteer: Gazetteer, entries: Sequence[int], apart_m: float = SAME_PLACE_M) -> list[Spot]:
    """Entries grouped into places that lie farther than apart_m from one another.

    Parameters: entries, positions in the gazetteer; apart_m, metres. Returns: one Spot a group, in order of its
    first entry. Source: greedy grouping by the first member, enough for the few entries of one address.
    """
    groups: list[list[int]] = []
    for entry in entries:
        x, y = gazetteer.x_m[entry], gazetteer.y_m[entry]
        for group in groups:
            if np.hypot(gazetteer.x_m[group[0]] - x, gazetteer.y_m[group[0]] - y) <= apart_m:
                group.append(entry)
                break
        else:
            groups.append([entry])
    return [_spot(gazetteer, group) for group in groups]


def _spot(gazetteer: Gazetteer, group: list[int]) -> Spot:
    if len(group) == 1:
        entry = group[0]
        return Spot(entry, float(gazetteer.x_m[entry]), float(gazetteer.y_m[entry]), 0.0)
    x, y = gazetteer.x_m[group], gazetteer.y_m[group]
    away = np.hypot(x - x.mean(), y - y.mean())
    return Spot(group[int(away.argmin())], float(x.mean()), float(y.mean()), float(away.max()))


def best_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates by falling score, of those at one place the best only."""
    kept: list[Candidate] = []
    for one in sorted(candidates, key=lambda candidate: (-candidate.score, candidate.uncertainty_m)):
        if not any(one.distance_m(other) < 1.0 for other in kept):
            kept.append(one)
    return kept
