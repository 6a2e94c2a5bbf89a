"""Event categories for the words an imported file uses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from geodata.models import EventCategory, ImportRun
from geodata.sql import rows

UNCATEGORISED = ("uncategorised", "未分类", "Uncategorised")
_LONGEST_CODE = 48
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Ensured:
    """Ids by word, the words that became new categories, and the ids of all new ones, the uncategorised one too."""

    ids: dict[str, int]
    new: list[str]
    made: list[int]


def ensure_categories(words: Iterable[str]) -> Ensured:
    """A category for every word, new ones where there is none; '' is the uncategorised one (2 statements).

    A word is known by a category's code or by its Chinese or English name, whatever its case.
    """
    known: dict[str, int] = {}
    codes = set()
    for pk, code, name, name_en in EventCategory.objects.values_list("pk", "code", "name", "name_en"):
        codes.add(code)
        for alias in (name_en, name, code):
            known[alias.lower()] = pk
    wanted = sorted(set(words))
    new = list({_alias(word): word for word in reversed(wanted) if _alias(word) not in known}.values())[::-1]
    made = EventCategory.objects.bulk_create([_category(word, codes) for word in new])
    known |= {_alias(word): category.pk for word, category in zip(new, made, strict=True)}
    ids = {word: known[_alias(word)] for word in wanted}
    return Ensured(ids, [word for word in new if word], [category.pk for category in made])


def note_categories(made: Sequence[int], run: ImportRun) -> None:
    """Note categories made for a run, so that they go with it (1 statement, none where none were made)."""
    if made:
        rows("note_import_categories", ids=list(made), run=run.pk)


def forget_categories() -> int:
    """How many categories made for runs taken back were removed: those nobody else uses or changed (1 statement)."""
    return int(rows("forget_import_categories")[0]["forgotten"])


def _alias(word: str) -> str:
    return word.lower()[:_LONGEST_NAME] or UNCATEGORISED[0]


def _category(word: str, codes: set[str]) -> EventCategory:
    """A top-level category named by the word, with a code nobody has yet (added to codes)."""
    if not word:
        code, name, name_en = UNCATEGORISED
    else:
        code, name = _free_code(word, codes), word[:_LONGEST_NAME]
        name_en = name if name.isascii() else ""
    codes.add(code)
    return EventCategory(code=code, name=name, name_en=name_en)


def _free_code(word: str, codes: set[str]) -> str:
    stem = slugify(word, allow_unicode=True).replace("-", "_")[: _LONGEST_CODE - 4] or "category"
    number = 1
    code = stem
    while code in codes:
        number += 1
        code = f"{stem}_{number}"
    return code
