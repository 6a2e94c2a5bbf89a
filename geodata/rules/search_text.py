"""How typed text and stored names are compared: full-width, letter case and white space make no difference."""

import re
import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

_BETWEEN = re.compile(r"[\W_]+")
_LATIN = re.compile(r"[a-z]+")
# A letter of pinyin alone would begin nearly every name.
FEWEST_LETTERS = 2


def plain_text(text: str) -> str:
    """The letters and digits of a text, half-width and small, nothing between them.

    >>> plain_text("柳荫路　５８ 号（Ｂ座）")
    '柳荫路58号b座'
    """
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text).casefold())


def pinyin_syllables(text: str) -> tuple[str, ...]:
    """The pinyin of a text without tones, a syllable a character; letters and digits as they are.

    Source: pypinyin's dictionary of phrases, so that 重庆 is chongqing.

    >>> pinyin_syllables("银行路")
    ('yin', 'hang', 'lu')
    """
    return tuple(part for part in map(plain_text, lazy_pinyin(text, style=Style.NORMAL)) if part)


@lru_cache(maxsize=50_000)
def _spelt(syllables: tuple[str, ...]) -> tuple[str, str]:
    """The syllables without a gap, and their initials."""
    return "".join(syllables), "".join(syllable[0] for syllable in syllables)


def sounds_like(typed: str, syllables: tuple[str, ...]) -> bool:
    """Whether Latin letters are pinyin or initials of a part of a name that begins at a syllable.

    Parameters: typed, plain text; syllables, of the name. The last syllable may be unfinished.

    >>> sounds_like("liuyin", ("liu", "yin", "lu")), sounds_like("lyl", ("liu", "yin", "lu"))
    (True, True)
    >>> sounds_like("iuyin", ("liu", "yin", "lu")), sounds_like("l", ("liu",))
    (False, False)
    """
    if len(typed) < FEWEST_LETTERS or not _LATIN.fullmatch(typed):
        return False
    joined, initials = _spelt(syllables)
    if typed in initials:
        return True
    return typed in joined and any(
        "".join(syllables[start:]).startswith(typed) for start in range(len(syllables))
    )
