"""The walks from where the resident is: minutes in words, and points in the order of the minutes."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from geodata.queries.nearby import WalkTo, walks_from
from geodata.queries.service_points import Match, Origin
from geodata.rules.walking import Pace, minutes_up

Walks = Mapping[int, WalkTo]


def walks_of(origin: Origin | None) -> Walks:
    """Point → the walk there; empty where nobody is anywhere or the streets are not known there."""
    return walks_from(origin.lon, origin.lat) if origin else {}


def in_walking_order(matches: list[Match], walks: Walks, elder: bool) -> list[Match]:
    """Matches by the minutes of the walk; those that are not reached on foot come last, in their old order."""
    pace = Pace.ELDERLY if elder else Pace.ADULT
    reached = [match for match in matches if match.pk in walks]
    others = [match for match in matches if match.pk not in walks]
    return [*sorted(reached, key=lambda match: walks[match.pk].seconds[pace]), *others]


def walk_text(walk: WalkTo, elder: bool = False) -> str:
    """A walk in minutes of an adult and an elderly person; elderly people are told their own minutes alone."""
    adult, elderly = (minutes_up(walk.seconds[pace]) for pace in (Pace.ADULT, Pace.ELDERLY))
    if elder:
        return _("慢慢走大约 %(elderly)d 分钟") % {"elderly": elderly}
    return _("步行约 %(adult)d 分钟，老人约 %(elderly)d 分钟") % {"adult": adult, "elderly": elderly}
