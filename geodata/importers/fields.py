"""What a kind of data is made of: its fields, the names files use for them, and how a cell is read."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .codes import plain_text

_DAY = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$")
# 1,204 and 1，204 count thousands; 12,5 may be a decimal comma and is taken for neither.
_THOUSANDS = re.compile(r"^[+-]?\d{1,3}(?:[,，]\d{3})+(?:\.\d*)?$")
_YES = frozenset({"1", "true", "t", "yes", "y", "是", "有", "对", "√"})
_NO = frozenset({"0", "false", "f", "no", "n", "否", "无", "×", ""})


@dataclass(frozen=True)
class Cell:
    """How a cell is read: read gives a value or raises ValueError; zh and en name the accepted form.

    known: the words it takes, for mapping pages; other: what an unknown word becomes, '' = it is not taken.
    """

    read: Callable[[Any], Any]
    zh: str
    en: str
    known: Mapping[str, str] | None = None
    other: str = ""


@dataclass(frozen=True)
class Field:
    """A field of a kind: role is its name in options, usual are names files give its column.

    required: the column must be there; filled: each row must have a value. column: the database column it goes
    to as it is, None where the kind works it out.
    """

    role: str
    zh: str
    en: str
    usual: tuple[str, ...]
    cell: Cell
    required: bool = False
    filled: bool = False
    column: str | None = None

    @property
    def has_words(self) -> bool:
        """Whether the file's words for it may be told as ours (--word); names and numbers stay as they are."""
        return self.cell.known is not None or self.role == "category"


def text(longest: int) -> Cell:
    """Text of at most so many characters; empty where the file has none."""

    def read(value: Any) -> str:
        told = plain_text(value)
        if isinstance(value, float) and value.is_integer():
            told = str(int(value))
        if len(told) > longest:
            raise ValueError(told)
        return told

    return Cell(read, f"不超过 {longest} 字", f"at most {longest} characters")


def whole(most: int = 2_000_000_000, *, empty: Any = None) -> Cell:
    """A whole number from 0 to most; `empty` where the cell is.

    >>> whole().read("1,204.0"), whole(empty=0).read("")
    (1204, 0)
    >>> whole().read("12,5")
    Traceback (most recent call last):
    ValueError: could not convert string to float: '12,5'
    """

    def read(value: Any) -> Any:
        number_ = plain_number(value)
        if number_ is None:
            return empty
        if number_ != int(number_) or not 0 <= number_ <= most:
            raise ValueError(value)
        return int(number_)

    return Cell(read, f"0 到 {most:,} 的整数", f"a whole number from 0 to {most:,}")


def number(least: float, most: float) -> Cell:
    """A number within bounds; None where the cell is empty."""

    def read(value: Any) -> float | None:
        found = plain_number(value)
        if found is not None and not least <= found <= most:
            raise ValueError(value)
        return found

    return Cell(read, f"{least:g} 到 {most:g} 的数", f"a number from {least:g} to {most:g}")


def plain_number(value: Any) -> float | None:
    """A number as files write them, None for an empty cell; raises ValueError for what is none.

    >>> plain_number("1,204"), plain_number(" 3.5 "), plain_number("")
    (1204.0, 3.5, None)
    """
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, int | float):
        return None if math.isnan(value) else float(value)
    told = plain_text(value)
    if _THOUSANDS.match(told):
        told = told.replace(",", "").replace("，", "")
    if "_" in told:
        raise ValueError(told)
    return float(told) if told else None


def _read_day(value: Any) -> date | None:
    told = plain_text(value)
    if not told:
        return None
    match = _DAY.match(told)
    if match is None:
        raise ValueError(told)
    return date(*map(int, match.groups()))


DAY = Cell(_read_day, "2026-05-01、2026/5/1 或 2026年5月1日", "2026-05-01 or 2026/5/1")


def _read_yes_no(value: Any) -> bool:
    told = plain_text(value).lower()
    if told in _YES:
        return True
    if told in _NO:
        return False
    raise ValueError(told)


YES_NO = Cell(_read_yes_no, "是 或 否", "yes or no")


def word(known: Mapping[str, str], empty: str | None = None, other: str = "") -> Cell:
    """One of known words (lower case) as our code for it; `empty` where the cell is, None = not allowed.

    other: what unknown words become; they are noticed by name. '' rejects their rows.
    """

    def read(value: Any) -> str:
        told = plain_text(value).lower()
        if not told and empty is not None:
            return empty
        if told not in known and not other:
            raise ValueError(told)
        return known.get(told, other)

    shown = [key for key in known if not key.isascii()] or list(known)
    return Cell(
        read, "、".join(shown[:12]), ", ".join(dict.fromkeys(list(known.values())[:40])), known, other
    )


def words_of(names: Mapping[Any, tuple[str, str]], more: Mapping[str, Any] | None = None) -> dict[str, str]:
    """Lower-case words for codes: the codes themselves, their Chinese and English names, and further ones.

    >>> words_of({"own": ("单独支部", "Own branch")}, {"单独": "own"})["own branch"]
    'own'
    """
    found = {str(code): str(code) for code in names}
    for code, titles in names.items():
        found |= {title.lower(): str(code) for title in titles}
    return found | {spelling.lower(): str(code) for spelling, code in (more or {}).items()}
