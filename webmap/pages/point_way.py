"""The way from where somebody is to one service point: minutes at both paces, what is on it, and its line for the map."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from geodata.queries.nearby import NearbyAsk, NearbyPoint, nearby
from geodata.queries.service_points import Origin
from geodata.rules.walking import Pace, minutes_up

from .distance_text import distance_text
from .home_walks import walk_text


@dataclass(frozen=True)
class Way:
    """text: how far it is; facts: what is on it; line: its corners in degrees, None where it is not walked.

    minutes: of an adult and of an elderly person, None where the streets do not lead there.
    """

    text: str
    facts: str
    line: list[list[float]] | None
    minutes: tuple[int, int] | None


def way_to(pk: int, origin: Origin, now: datetime, elder: bool) -> Way | None:
    """The way to the point with this id; None where there is no such point."""
    pace = Pace.ELDERLY if elder else Pace.ADULT
    # Somebody whose walk is asked for wants it whether or not the place is open.
    ask = NearbyAsk(origin.lon, origin.lat, pace=pace, open_only=False, limit=1, path=True, only=pk)
    return next((_told(one, elder) for one in nearby(ask, now).points), None)


def _told(one: NearbyPoint, elder: bool) -> Way:
    if one.walk is None:
        return Way(distance_text(one.straight_m, elder), "", None, None)
    adult, elderly = (minutes_up(one.walk.seconds[pace]) for pace in (Pace.ADULT, Pace.ELDERLY))
    return Way(walk_text(one.walk, elder), _facts(one), one.walk.path, (adult, elderly))


def _facts(one: NearbyPoint) -> str:
    """E.g. 全程 340 米，过 2 个路口，没有台阶。"""
    assert one.walk is not None
    facts = one.walk.facts
    if facts is None:
        return ""
    told = [_("全程 %(m)d 米") % {"m": round(one.walk.metres)}]
    told += [_("过 %(count)d 个路口") % {"count": facts.corners}] if facts.corners else []
    told += [_("有 %(m)d 米台阶") % {"m": round(facts.stairs_m)} if facts.stairs_m >= 1 else _("没有台阶")]
    return _("，").join(told)
