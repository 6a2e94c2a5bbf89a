"""Whether a service point is what somebody types: by name, address, area, kind, matter, pinyin or initials."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .search_text import pinyin_syllables, plain_text, sounds_like
from .service_matters import matter_of
from .service_points import SERVICE_KIND_NAMES, ServiceKind

# A word of a search is taken apart only into pieces that mean something.
_SHORTEST_PIECE = 2


@dataclass(frozen=True)
class PointKey:
    """What a point is found by: plain texts, and the syllables of those that are spoken; made once and kept."""

    kind: ServiceKind
    texts: tuple[str, ...]
    spoken: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Word:
    """One word of a search: plain, and the kinds it means; spoken where it may be pinyin."""

    plain: str
    kinds: frozenset[ServiceKind]


@lru_cache(maxsize=20_000)
def _syllables(text: str) -> tuple[str, ...]:
    return pinyin_syllables(text)


def point_key(kind: str, spoken: Iterable[str], written: Iterable[str] = ()) -> PointKey:
    """The key of a point.

    Parameters: kind, its code; spoken, its names and its areas' names; written, texts nobody types as pinyin.

    >>> point_key("station", ["柳岸站"], ["58 号"])
    PointKey(kind=<ServiceKind.STATION: 'station'>, texts=('柳岸站', '58号'), spoken=(('liu', 'an', 'zhan'),))
    """
    names = [text for text in spoken if text]
    texts = tuple(map(plain_text, (*names, *filter(None, written))))
    return PointKey(ServiceKind(kind), texts, tuple(map(_syllables, names)))


def search_word(text: str) -> Word:
    """A typed word with the kinds it means, by their names, their pinyin or a matter done there.

    >>> sorted(search_word("助餐").kinds)
    [<ServiceKind.CANTEEN: 'canteen'>]
    """
    plain = plain_text(text)
    matter = matter_of(text)
    named = {
        kind
        for kind, names in SERVICE_KIND_NAMES.items()
        if plain and any(_names(plain, name) for name in names)
    }
    return Word(plain, frozenset(named) | (matter.kinds if matter else frozenset()))


def _names(plain: str, name: str) -> bool:
    return plain in plain_text(name) or sounds_like(plain, _syllables(name))


def matches(key: PointKey, words: Iterable[Word]) -> bool:
    """Whether a point holds every word.

    >>> key = point_key("station", ["柳岸工作站", "青松街道"], ["柳荫路58号"])
    >>> [matches(key, [search_word(text)]) for text in ("柳荫路 ５８", "lags", "qingsong", "食堂")]
    [True, False, True, False]
    >>> matches(key, [search_word("lagzz"), search_word("社保")])
    True
    """
    return all(_holds(key, word) for word in words)


def _holds(key: PointKey, word: Word) -> bool:
    if key.kind in word.kinds:
        return True
    if word.plain and any(word.plain in text for text in key.texts):
        return True
    return word.plain.isascii() and any(sounds_like(word.plain, syllables) for syllables in key.spoken)


def pieces(word: str) -> tuple[tuple[Word, Word], ...]:
    """The ways to take a word that is found nowhere apart in two, e.g. 青松街道社保.

    >>> [(one.plain, two.plain) for one, two in pieces("青松社保")]
    [('青松', '社保')]
    """
    plain = plain_text(word)
    cuts = range(_SHORTEST_PIECE, len(plain) - _SHORTEST_PIECE + 1)
    return tuple((search_word(plain[:cut]), search_word(plain[cut:])) for cut in cuts)
