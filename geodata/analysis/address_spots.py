"""Candidates for named places: service points, estates, parks and stations, and areas as a last resort."""

import numpy as np
import shapely

from geodata.analysis.address_candidate import Candidate, Precision, spots_of
from geodata.analysis.address_doors import estate_candidates, near_estate
from geodata.analysis.address_entries import AREA, POINT
from geodata.analysis.address_index import AddressIndex
from geodata.analysis.name_index import NameHit
from geodata.rules.address import Address
from geodata.rules.address_names import name_key

NAMED_POINT, NAMED_PLACE, NAMED_AREA, UNKNOWN_DOOR, FAR_FROM_ROAD = 1.0, 0.95, 0.4, 0.7, 0.6
# A known estate or village, for something in it that is not known (翠林小区幼儿园).
UNKNOWN_INSIDE = 0.85
_FAR_M = 400.0
_MOST_NEAR = 8


def spot_candidates(index: AddressIndex, address: Address) -> list[Candidate]:
    """Places whose name the address gives, with the areas before it or without.

    Parameters: a parsed address. Returns: candidates; a building asked for in a named estate is looked for near it.
    Source: registers write names with their area in front (兴隆社区网格工作站), people often do not.
    """
    found: list[Candidate] = []
    for name in _names(address):
        hits = _hits(index, address, name)
        factor = UNKNOWN_INSIDE if address.landmark not in ("", name) else 1.0
        for hit in hits[:_MOST_NEAR]:
            found += [one.scaled(factor, "", "") for one in _at_name(index, hit, address)]
        if not any(hit.how in {"exact", "alias"} for hit in hits):
            for hit in index.way_names.find(name)[:_MOST_NEAR]:
                found += [one.scaled(_door_factor(address), "", "") for one in estate_candidates(index, hit)]
    return [_checked_against_road(index, one, address) for one in found]


def _names(address: Address) -> list[str]:
    return list(dict.fromkeys(name for name in (address.landmark, address.estate) if name))


def _hits(index: AddressIndex, address: Address, name: str) -> list[NameHit]:
    """Hits for a name, longest form first: with the areas, road or village before it (柳泉街小学), then alone."""
    parts = [address.district, address.subdistrict, address.community, address.grid]
    forms = ["".join(parts[start:]) + name for start in range(len(parts))]
    joined = [
        before + name for before in (address.road, address.estate) if before and name == address.landmark
    ]
    for form in dict.fromkeys([address.text, *forms, *joined, name]):
        if name_key(form) in index.spot_names.keys:
            return index.spot_names.find(form)
    short = [hit for form in (*forms[2:], name) for hit in index.spot_names.find(form)]
    return sorted(dict.fromkeys(short), key=lambda hit: -hit.factor)


def _at_name(index: AddressIndex, hit: NameHit, address: Address) -> list[Candidate]:
    gazetteer = index.gazetteer
    found = []
    for spot in spots_of(gazetteer, index.spots[hit.key]):
        kind = gazetteer.kind[spot.entry]
        if kind == AREA:
            continue
        score = (NAMED_POINT if kind == POINT else NAMED_PLACE) * hit.factor
        reach = max(spot.reach_m, float(gazetteer.radius_m[spot.entry]))
        precision = Precision.POINT if kind == POINT or not address.estate else Precision.ESTATE
        found.append(
            Candidate(
                spot.entry, spot.x_m, spot.y_m, score * _door_factor(address), precision, reach,
                gazetteer.name[spot.entry], *_why(hit),
            )
        )  # fmt: skip
        if address.building and not address.number:
            found += near_estate(index, spot.entry, address.building, hit.factor)
    return found


def _why(hit: NameHit) -> tuple[str, str]:
    if hit.how == "exact":
        return "名称相符", "name agrees"
    if hit.how == "near":
        return "名称有一字之差", "name differs in one sign"
    if hit.how == "part":
        return "只认出名称的一部分", "only part of the name is known"
    return "名称写法略有不同", "name written slightly differently"


def _door_factor(address: Address) -> float:
    """Less where the address names a door the place itself cannot answer for."""
    return UNKNOWN_DOOR if address.building or (address.number and not address.road) else 1.0


def _checked_against_road(index: AddressIndex, one: Candidate, address: Address) -> Candidate:
    """The candidate, less likely when it lies far from the road the address names."""
    named_after = address.road in one.matched
    entries = () if named_after else index.roads.get(name_key(address.road), ())
    point = shapely.Point(one.x_m, one.y_m)
    if not entries or any(shapely.dwithin(index.gazetteer.shape[entry], point, _FAR_M) for entry in entries):
        return one
    return one.scaled(FAR_FROM_ROAD, f"离{address.road}较远", f"far from {address.road}")


def area_candidates(index: AddressIndex, address: Address) -> list[Candidate]:
    """The middle of the smallest area the address names: where to start looking, never sure."""
    gazetteer = index.gazetteer
    for name in (address.community + address.grid, address.community, address.estate, address.subdistrict):
        entries = index.areas.find(name) if name else ()
        if entries:
            return [
                Candidate(
                    entry, float(gazetteer.x_m[entry]), float(gazetteer.y_m[entry]), NAMED_AREA, Precision.AREA,
                    float(gazetteer.radius_m[entry]), gazetteer.name[entry], "只知道所在辖区", "only the area is known",
                )
                for entry in entries
                if np.isfinite(gazetteer.x_m[entry])
            ]  # fmt: skip
    return []
