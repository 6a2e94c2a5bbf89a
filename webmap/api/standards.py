"""Coverage judged by the standard of each place: a circle on foot in town, visits of a mobile unit in the country."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from geodata.queries.areas import area_names
from geodata.queries.walking_coverage import COVERAGE_ROLES
from geodata.queries.walking_standards import Judged, judged_areas
from geodata.rules.service_standards import STANDARDS, Standard, Verdict
from webmap.access import audience, viewer_of
from webmap.counting import few_at_once

from .area_words import name_of
from .coverage_ask import read_below, read_level
from .nearby_ask import asked
from .walking_answer import json_answer, local_text, reads_only


@reads_only
@audience(*COVERAGE_ROLES)
@few_at_once
def standards(request: HttpRequest) -> HttpResponse:
    """By area and setting: people, those served by the standard of the setting, and the verdict; the standards themselves."""
    query = asked(request)
    level = read_level(query)
    found, state = judged_areas(viewer_of(request), level, timezone.localdate(), read_below(query))
    names = area_names(one.code for one in found)
    body = {
        "level": level.value,
        "standards": {setting.value: _standard(one) for setting, one in STANDARDS.items()},
        "areas": [_judged(one, name_of(one.code, names)) for one in found],
        "as_of": local_text(state.network_at),
        "current": state.current,
    }
    return json_answer(body)


def _standard(one: Standard) -> dict[str, Any]:
    return {
        "fixed": list(one.fixed),
        "visiting": list(one.visiting),
        "minutes": one.minutes,
        "visits": one.visits,
        "share": one.share,
        "source": one.source[0],
        "source_en": one.source[1],
    }


def _judged(one: Judged, name: dict[str, str]) -> dict[str, Any]:
    told = one.verdict not in (Verdict.TOO_FEW, Verdict.NOBODY)
    return {
        "code": one.code,
        **name,
        "setting": one.setting.value,
        "persons": one.persons if told else None,
        "share": round(one.within / one.persons, 4) if told else None,
        "verdict": one.verdict.value,
    }
