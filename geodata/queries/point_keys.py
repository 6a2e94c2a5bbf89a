"""Which service points a search names; what they are found by is read once and kept until it changes."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Max

from geodata.models import DataVersion, ServicePoint
from geodata.queries.kept_value import KeptValue
from geodata.rules.levels import CHANGE_KINDS
from geodata.rules.point_search import PointKey, Word, matches, pieces, point_key, search_word
from geodata.rules.search_text import plain_text
from geodata.rules.service_matters import matter_of

_VERSIONED = ("service_points", *CHANGE_KINDS.values())
_AREAS = ("area__name", "area__parent__name", "area__parent__parent__name")
_KEYS: KeptValue[dict[int, PointKey]] = KeptValue()


def points_named(words: Iterable[str]) -> frozenset[int] | None:
    """Ids of the points that hold every word; None for all where nothing is asked (2 statements, once kept).

    Words that are a matter together count as one; a word found nowhere is tried in two pieces (青松街道社保);
    signs alone are left out.
    """
    typed = list(words)
    if not typed:
        return None
    asked = [text for text in typed if plain_text(text)]
    if not asked:
        return frozenset()
    whole = " ".join(asked)
    keys = _kept_keys()
    told = [search_word(text) for text in ([whole] if matter_of(whole) else asked)]
    return _found(keys, told) or _found_in_pieces(keys, asked)


def _found(keys: Mapping[int, PointKey], words: list[Word]) -> frozenset[int]:
    return frozenset(pk for pk, key in keys.items() if matches(key, words))


def _found_in_pieces(keys: Mapping[int, PointKey], asked: list[str]) -> frozenset[int]:
    """The points that hold every word, each whole or in two pieces."""
    ways = [[(search_word(text),), *pieces(text)] for text in asked]
    return frozenset(
        pk for pk, key in keys.items() if all(any(matches(key, way) for way in word) for word in ways)
    )


def _kept_keys() -> dict[int, PointKey]:
    """The key of every point by id, kept in this process until points or areas change."""
    versions = DataVersion.objects.filter(kind__in=_VERSIONED).order_by("kind").values_list("kind", "version")
    # Counted besides, since a version rises only when a transaction ends.
    state = (tuple(versions), tuple(ServicePoint.objects.aggregate(Count("pk"), Max("pk")).values()))
    return _KEYS.of(state, _read_keys)


def _read_keys() -> dict[int, PointKey]:
    found = ServicePoint.objects.values("pk", "kind", "name", "name_en", "address", *_AREAS)
    return {row["pk"]: _key(row) for row in found.iterator()}


def _key(row: dict[str, Any]) -> PointKey:
    return point_key(
        row["kind"], [row["name"], *(row[name] for name in _AREAS)], [row["name_en"], row["address"]]
    )
