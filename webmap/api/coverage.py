"""Coverage on foot for planners and operators: shares, who has none, access by capacity, and what a change would do."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from geodata.analysis.access_floating import Catchment
from geodata.queries.areas import area_names
from geodata.queries.walking import WalkState, walk_state
from geodata.queries.walking_change import capacity_access, differences_told, share_told, what_if
from geodata.queries.walking_coverage import (
    COUNTED,
    COVERAGE_ROLES,
    AreaCoverage,
    coverage,
    unserved,
    whole,
)
from geodata.queries.walking_minutes import whole_minutes
from geodata.rules.service_points import ServiceKind
from geodata.rules.service_standards import FEWEST_HOUSEHOLDS_OF_BUILDING, FEWEST_PEOPLE
from geodata.rules.walking import CIRCLE_MINUTES, COVERAGE_TARGET, Pace
from webmap.access import audience, viewer_of
from webmap.counting import few_at_once

from .area_words import name_of
from .coverage_ask import read_below, read_circle, read_level, read_one_kind, read_what_if
from .nearby_ask import asked, read_count, read_kinds, read_pace, read_word
from .walking_answer import json_answer, local_text, reads_only

MOST_LISTED = 20_000
_NOT_TOLD = {"count": None, "share": None}


@reads_only
@audience(*COVERAGE_ROLES)
@few_at_once
def shares(request: HttpRequest) -> HttpResponse:
    """Shares of people by age and of lived-in buildings within 10 and 15 minutes, by category and area, at both paces."""
    query = asked(request)
    kinds = read_kinds(query) or tuple(kind.value for kind in ServiceKind)
    level, below = read_level(query), read_below(query)
    found = coverage(viewer_of(request), kinds, level, below)
    names = area_names(code for _, code in found)
    body = {
        "categories": [
            {
                "category": kind,
                **_coverage(whole(found.values(), kind)),
                "areas": [
                    {"code": code, **name_of(code, names), **_coverage(one)}
                    for (of, code), one in found.items()
                    if of == kind
                ],
            }
            for kind in kinds
        ],
        "level": level.value,
        "target": COVERAGE_TARGET,
    }
    return json_answer(body | _as_of(walk_state()))


@reads_only
@audience(*COVERAGE_ROLES)
@few_at_once
def unserved_homes(request: HttpRequest) -> HttpResponse:
    """Lived-in buildings farther than minutes from every point of a category, as GeoJSON, most people first."""
    query = asked(request)
    kind, pace = read_one_kind(query), read_pace(query)
    minutes, most = read_circle(query), read_count(query, "limit", MOST_LISTED, 500)
    found = unserved(viewer_of(request), kind, minutes, pace, below=read_below(query), most=most)
    features = []
    for one in found.rows:
        facts = _without_few(asdict(one))
        place = [round(facts.pop("lon"), 6), round(facts.pop("lat"), 6)]
        geometry = {"type": "Point", "coordinates": place}
        features.append(
            {"type": "Feature", "id": str(facts.pop("uuid")), "geometry": geometry, "properties": facts}
        )
    body = {
        "type": "FeatureCollection",
        "features": features,
        "buildings": found.buildings,
        "persons": found.persons,
        "category": kind,
        "minutes": minutes,
        "pace": pace.value,
    }
    return json_answer(body | _as_of(walk_state()))


@reads_only
@audience(*COVERAGE_ROLES)
@few_at_once
def access(request: HttpRequest) -> HttpResponse:
    """Hours open a week per 1,000 people within reach, shared with all who reach them, by area."""
    query = asked(request)
    method = Catchment(read_word(query, "method", tuple(Catchment), Catchment.ENHANCED))
    minutes, pace, level = read_circle(query), read_pace(query), read_level(query)
    found, state = capacity_access(
        viewer_of(request), read_one_kind(query), level, timezone.localdate(),
        pace=pace, minutes=minutes, method=method, below=read_below(query),
    )  # fmt: skip
    rows = [
        {
            "code": one.code,
            "persons": round(one.persons),
            "hours_per_1000": round(one.mean, 3),
            "share_without": round(one.share_none, 4),
        }
        for one in found
    ]
    told = {
        "areas": rows,
        "method": method.value,
        "minutes": minutes,
        "pace": pace.value,
        "level": level.value,
    }
    return json_answer(told | _as_of(state))


@reads_only
@audience(*COVERAGE_ROLES)
@few_at_once
def change(request: HttpRequest) -> HttpResponse:
    """What closing close=uuid,… and opening open=lon,lat;… of a category changes; a moved point is in both.

    homes=1 adds the buildings whose walk changes, with their minutes after it.
    """
    query = asked(request)
    level = read_level(query)
    found = what_if(viewer_of(request), read_what_if(query), level, read_below(query))
    body = {
        "whole": differences_told(found.whole),
        "areas": {code: differences_told(one) for code, one in found.areas.items()},
        "open_off_network": list(found.off),
        "level": level.value,
    }
    if read_word(query, "homes", ("0", "1"), "0") == "1":
        body["homes"] = {"id": found.homes.tolist()} | {
            pace.value: whole_minutes(found.seconds[pace]).tolist() for pace in Pace
        }
    return json_answer(body | _as_of(found.state))


def _coverage(one: AreaCoverage) -> dict[str, Any]:
    """Totals, and counted → pace → minutes → how many are within; too_few: what has too few people to tell it."""
    few = [name for name in COUNTED if name != "buildings" and 0 < one.totals[name] < FEWEST_PEOPLE]
    return {
        "totals": {name: None if name in few else total for name, total in one.totals.items()},
        "too_few": few,
        "within": {
            counted: {
                pace.value: {
                    str(minutes): _NOT_TOLD
                    if counted in few
                    else share_told(one.share(counted, pace, minutes))
                    for minutes in CIRCLE_MINUTES
                }
                for pace in Pace
            }
            for counted in COUNTED
        },
    }


def _without_few(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts of a building without its people where only a few families live there."""
    if facts.pop("households") < FEWEST_HOUSEHOLDS_OF_BUILDING:
        facts |= {"persons": None, "persons_80_plus": None}
    return facts


def _as_of(state: WalkState) -> dict[str, Any]:
    return {"as_of": local_text(state.nearest_at), "current": state.current}
