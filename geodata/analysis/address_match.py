"""Addresses matched to what is loaded: candidates with a score, and whether the best is sure.

A score is a product: what the place is (an exact door 1.0, a crossing 0.96, a named place 0.95, a number between two
known ones 0.9, a road 0.6, an area 0.4) × how well the name is written (1.0 as in the register, 0.94 without its
ending, at most 0.83 with a wrong sign) × how it fits the areas the address and its row name (0.5 outside them).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from geodata.analysis.address_areas import OUTSIDE, Named
from geodata.analysis.address_candidate import SAME_PLACE_M, Candidate, Precision, best_first
from geodata.analysis.address_doors import door_candidates
from geodata.analysis.address_index import AddressIndex, doors_of
from geodata.analysis.address_spots import area_candidates, spot_candidates
from geodata.analysis.address_ways import crossing_candidates, road_candidates, stretch_candidates
from geodata.rules.address import Address, parse_address, split_places

# Placed without asking: so good, so much better than any other place, and so near.
SURE, SURE_MARGIN, SURE_UNCERTAINTY_M = 0.85, 0.10, 60.0
# Offered to a person: at least this good.
OFFERED = 0.30
UNKNOWN_NUMBER, UNKNOWN_PART = 0.75, 0.85
_AROUND_M = {
    "附近": 50.0,
    "周边": 100.0,
    "周围": 100.0,
    "一带": 150.0,
    "沿线": 200.0,
    "沿街": 200.0,
    "对面": 25.0,
}
_BESIDE_M, _SHIFT_SHARE = 15.0, 0.3
_COMPASS = {"东": 90, "南": 180, "西": 270, "北": 0, "东南": 135, "西南": 225, "东北": 45, "西北": 315}
_MOST_PLACES = 20


class Verdict(StrEnum):
    """What is done with a row: placed, shown with candidates, or put on the unlocated list."""

    PLACED = "placed"
    DOUBTFUL = "doubtful"
    UNLOCATED = "unlocated"


@dataclass(frozen=True)
class Located:
    """Where a row lies: metres in MEASURE and how far off that may be; all None unless placed.

    candidates: best first, for a person to choose from; places: the texts the row was split into.
    """

    text: str
    verdict: Verdict
    x_m: float | None
    y_m: float | None
    uncertainty_m: float | None
    candidates: tuple[Candidate, ...]
    places: tuple[str, ...]


def match(
    index: AddressIndex, texts: Sequence[str], context: Sequence[str] | None = None, most: int = 5
) -> list[list[Candidate]]:
    """Candidates for each text, best first.

    Parameters: texts (n,), one place each; context (n,) names of the areas each row belongs to, '' where unknown;
    most, how many candidates at most. Returns: n lists, coordinates in metres of MEASURE.
    Raises: ValueError where texts and context differ in length. Source: this module's docstring.

    >>> from geodata.analysis.address_entries import make_gazetteer
    >>> rows = [{"kind": "building", "key": 7, "address": "青莲路 8 号", "x_m": 5.0, "y_m": 6.0}]
    >>> found = match(AddressIndex(make_gazetteer(rows)), ["青莲路八号"])[0][0]
    >>> found.entry, found.x_m, found.score, str(found.precision)
    (0, 5.0, 1.0, 'building')
    """
    contexts = context if context is not None else [""] * len(texts)
    return [
        _match_one(index, parse_address(text), told or "", most)
        for text, told in zip(texts, contexts, strict=True)
    ]


def judge(candidates: Sequence[Candidate]) -> Verdict:
    """Whether the best candidate (they come best first) can be placed without asking.

    >>> judge([])
    <Verdict.UNLOCATED: 'unlocated'>
    """
    if not candidates or candidates[0].score < OFFERED:
        return Verdict.UNLOCATED
    best = candidates[0]
    rivals = [one.score for one in candidates[1:] if one.distance_m(best) > SAME_PLACE_M]
    clear = best.score - max(rivals, default=0.0) >= SURE_MARGIN
    near = best.uncertainty_m <= SURE_UNCERTAINTY_M
    return Verdict.PLACED if best.score >= SURE and clear and near else Verdict.DOUBTFUL


def locate_rows(
    texts: Sequence[str], contexts: Sequence[str] | None, index: AddressIndex, most: int = 5
) -> list[Located]:
    """What is done with each row, and where it lies.

    Parameters: texts (n,), a row's address, which may name several places; contexts (n,) or None, names of the
    areas it belongs to; index of the gazetteer. Returns: n Located. A row that names places far apart is never placed.
    Raises: ValueError where texts and contexts differ in length. Source: match and judge.
    """
    told = contexts if contexts is not None else [""] * len(texts)
    return [_located(index, text, area or "", most) for text, area in zip(texts, told, strict=True)]


def _located(index: AddressIndex, text: str, context: str, most: int) -> Located:
    places = split_places(text)[:_MOST_PLACES]
    found = match(index, places, [context] * len(places), most)
    crossing = _crossing_of(index, places, context) if len(places) == 2 else []
    verdicts = [judge(candidates) for candidates in found]
    merged = best_first(one for candidates in (*found, crossing) for one in candidates)
    merged = merged[: most * max(1, len(places))]
    together = _together([candidates[0] for candidates in found if candidates])
    if verdicts and together and all(verdict is Verdict.PLACED for verdict in verdicts):
        best = merged[0]
        return Located(
            text, Verdict.PLACED, best.x_m, best.y_m, best.uncertainty_m, tuple(merged), tuple(places)
        )
    offered = any(verdict is not Verdict.UNLOCATED for verdict in verdicts)
    verdict = Verdict.DOUBTFUL if offered else Verdict.UNLOCATED
    return Located(text, verdict, None, None, None, tuple(merged) if offered else (), tuple(places))


def _crossing_of(index: AddressIndex, places: list[str], context: str) -> list[Candidate]:
    """Where two places that are bare roads meet: 青莲路/柳泉街 may mean both or their crossing."""
    roads = [parse_address(place) for place in places]
    if any(road.text != road.road for road in roads):
        return []
    crossing = replace(roads[0], crossing=roads[1].road)
    return [one for one in _match_one(index, crossing, context, 1) if one.precision is Precision.CROSSING]


def _together(best: list[Candidate]) -> bool:
    return all(one.distance_m(best[0]) <= SAME_PLACE_M for one in best[1:])


def _match_one(index: AddressIndex, address: Address, context: str, most: int) -> list[Candidate]:
    named = index.areas.named(address, context)
    found = _exact_first(index, address, named) or area_candidates(index, address)
    fitted = [_fitted(index, one, named) for one in found]
    return [_moved(one, address) for one in best_first(fitted) if one.score >= OFFERED][:most]


def _exact_first(index: AddressIndex, address: Address, named: list[Named]) -> list[Candidate]:
    """Candidates of every kind the address allows, before they are checked against the areas it names."""
    found: list[Candidate] = []
    for name, door in doors_of(address):
        for hit in index.way_names.find(name):
            found += door_candidates(index, hit, door)
    found += spot_candidates(index, address)
    hits = index.way_names.find(address.road)
    if address.crossing:
        found += crossing_candidates(index, hits, index.way_names.find(address.crossing))
    if len(address.segment) == 2:
        first, second = (index.way_names.find(name) for name in address.segment)
        found += stretch_candidates(index, hits, (first, second)) if first and second else []
        found += crossing_candidates(index, first, second) if address.road in address.segment else []
    if hits and max((one.score for one in found), default=0.0) < SURE:
        found += road_candidates(index, hits, index.areas.shape_of(named), _left_unsaid(address))
    return found


def _left_unsaid(address: Address) -> float:
    """What the bare road counts for, by what else the address says and nothing is known of."""
    if address.number or address.building:
        return UNKNOWN_NUMBER
    return UNKNOWN_PART if address.crossing or address.landmark or address.estate or address.segment else 1.0


def _fitted(index: AddressIndex, one: Candidate, named: list[Named]) -> Candidate:
    """The candidate checked against every area named: outside of one, or one nobody knows, it counts less."""
    for area in named:
        if not area.entries:
            one = one.scaled(area.unknown_factor, f"未收录“{area.text}”", f"{area.text} is not known here")
        elif not index.areas.holds(area.entries, one.x_m, one.y_m):
            one = one.scaled(OUTSIDE, f"不在“{area.text}”内", f"not in {area.text}")
    return one


def _moved(one: Candidate, address: Address) -> Candidate:
    """The candidate moved by what the address says of it: 北侧约50米, 对面, 附近."""
    if one.precision is Precision.AREA:
        return one
    doubt = max((metres for word, metres in _AROUND_M.items() if word in address.relative), default=0.0)
    if address.offset_m is None:
        beside = _BESIDE_M if address.bearing else 0.0
        return replace(one, uncertainty_m=one.uncertainty_m + max(doubt, beside))
    if not address.bearing:
        return replace(one, uncertainty_m=one.uncertainty_m + address.offset_m)
    angle = math.radians(_COMPASS[address.bearing])
    return replace(
        one,
        x_m=one.x_m + address.offset_m * math.sin(angle),
        y_m=one.y_m + address.offset_m * math.cos(angle),
        uncertainty_m=one.uncertainty_m + _SHIFT_SHARE * address.offset_m + _BESIDE_M,
    )
