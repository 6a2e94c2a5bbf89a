"""Names found by how they are written: as known, by alias, by stem, as the end of a longer text, one sign off."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from geodata.rules.address_names import ALIAS, OTHER_SUFFIX, name_key, one_sign_factor, stem_of, suffix_factor

# A known name at the end of a longer text: what stands before it may be a stray word or make another name.
ENDS_TEXT = 0.80
# A known name at the start of a longer one: another thing beside it (菊湖公园大酒店).
BEGINS_TEXT = 0.60
_LEAST_HEAD = 3
_LEAST_LEFT = 2
_MOST_NEAR = 40


class NameHit(NamedTuple):
    """A known name's key, what it counts for (0..1), and how it was found: exact, alias, variant, part, near."""

    key: str
    factor: float
    how: str


class NameIndex:
    """Known names (keys); near ones are found through the keys with one sign left out."""

    def __init__(self, keys: Iterable[str], aliases: Mapping[str, str]) -> None:
        self.keys = frozenset(key for key in keys if key)
        self._aliases = {name_key(other): name_key(name) for other, name in aliases.items()}
        self._stems: defaultdict[str, list[str]] = defaultdict(list)
        self._shortened: defaultdict[str, list[str]] = defaultdict(list)
        for key in sorted(self.keys):
            self._stems[stem_of(key)].append(key)
            for short in {key, *_shortened(key)}:
                self._shortened[short].append(key)
        self._found: dict[str, list[NameHit]] = {}

    def find(self, name: str) -> list[NameHit]:
        """Known names for a written one, best first; near ones only where nothing else is known.

        Parameters: name, any text. Returns: hits. Source: one-deletion index (Garbe's symmetric deletes).

        >>> NameIndex(["青莲路", "柳泉街"], {}).find("青连路")
        [NameHit(key='青莲路', factor=0.83, how='near')]
        """
        if name not in self._found:
            self._found[name] = self._look(name_key(name)) if name else []
        return self._found[name]

    def _look(self, key: str) -> list[NameHit]:
        if key in self.keys:
            return [NameHit(key, 1.0, "exact")]
        if self._aliases.get(key) in self.keys:
            return [NameHit(self._aliases[key], ALIAS, "alias")]
        variants = self._variants(key)
        if variants and variants[0].factor > OTHER_SUFFIX:
            return variants
        known = {hit.key for hit in variants}
        others = [
            hit
            for hit in self._endings(key) + self._near(key) + self._beginnings(key)
            if hit.key not in known
        ]
        return sorted(variants + others, key=lambda hit: -hit.factor)

    def _variants(self, key: str) -> list[NameHit]:
        stems = {stem_of(key), key}
        known = sorted({other for stem in stems for other in self._stems.get(stem, ())})
        hits = [NameHit(other, suffix_factor(key, other), "variant") for other in known]
        return sorted((hit for hit in hits if hit.factor), key=lambda hit: -hit.factor)

    def _endings(self, key: str) -> list[NameHit]:
        """The longest known name the text ends in, where more than a sign stands before it."""
        for start in range(_LEAST_LEFT, len(key) - 2):
            if key[start:] in self.keys:
                return [NameHit(key[start:], ENDS_TEXT, "part")]
        return []

    def _beginnings(self, key: str) -> list[NameHit]:
        """The longest known name the text begins with."""
        for end in range(len(key) - _LEAST_LEFT, _LEAST_HEAD - 1, -1):
            if key[:end] in self.keys:
                return [NameHit(key[:end], BEGINS_TEXT, "part")]
        return []

    def _near(self, key: str) -> list[NameHit]:
        near = {other for short in (key, *_shortened(key)) for other in self._shortened.get(short, ())}
        hits = [NameHit(other, one_sign_factor(key, other), "near") for other in sorted(near)]
        return sorted((hit for hit in hits if hit.factor), key=lambda hit: -hit.factor)[:_MOST_NEAR]


def _shortened(key: str) -> list[str]:
    """The key with each sign left out in turn; nothing for names too short to be told apart then."""
    return [key[:at] + key[at + 1 :] for at in range(len(key))] if len(key) > _LEAST_LEFT else []
