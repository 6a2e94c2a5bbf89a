"""Frequent matters in the language of the page: what a search is about, and what is done at a point."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from geodata.rules.service_matters import Matter, kinds_in_order, matter_of, matters, matters_of_kind
from geodata.rules.service_points import ServiceKind

from .point_cards import english, kind_name


@dataclass(frozen=True)
class MatterText:
    """A matter: word is what finds it, kinds are the places in words, papers what to bring; either may be empty."""

    word: str
    name: str
    kinds: str
    papers: str


def searched_matter(text: str) -> MatterText | None:
    """What a search is about, when that is a matter."""
    found = matter_of(text) if text else None
    return _told(found) if found else None


def frequent_matters() -> list[MatterText]:
    """Every matter, to choose from."""
    return [_told(matter) for matter in matters()]


def matters_done(kind: str) -> list[MatterText]:
    """The matters done at points of a kind."""
    return [_told(matter) for matter in matters_of_kind(ServiceKind(kind))]


def _told(matter: Matter) -> MatterText:
    kinds = _("、").join(kind_name(kind) for kind in kinds_in_order(matter.kinds))
    if english():
        return MatterText(matter.word, matter.name_en, kinds, matter.papers_en)
    return MatterText(matter.word, matter.name, kinds, matter.papers)
