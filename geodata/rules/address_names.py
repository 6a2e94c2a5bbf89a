"""Names of roads, estates and places as keys, and how alike two of them are."""

import re

from .address_text import normalise
from .address_words import ESTATE_WORDS
from .chinese_numerals import write_numeral
from .similar_signs import alike

# What a name still counts for when it is not written as in the register; all but the first are below SURE.
VARIANT, ALIAS, NO_SUFFIX, OTHER_SUFFIX = 0.97, 0.98, 0.94, 0.82
HOMOPHONE, WRONG_SIGN_LEAST, WRONG_SIGN_MOST = 0.83, 0.62, 0.80
_WRONG_SIGN_COST = 0.95  # one sign of a name of n costs this divided by n

_DIGITS = re.compile(r"\d{1,4}")
_ROAD_SUFFIX = re.compile(r"(?:大道|大街|胡同|支路|路|街|巷)$")
_ESTATE_SUFFIX = re.compile(rf"(?:{'|'.join(sorted(ESTATE_WORDS, key=len, reverse=True))})$")
_LEAST_STEM = 2


def name_key(name: str) -> str:
    """The key of a name: normalised, numbers in Chinese signs (经3路 and 经三路 are one).

    Parameters: name, any text. Returns: key. Source: usage in road names.

    >>> name_key("经 3 路"), name_key("１２１大街")
    ('经三路', '一二一大街')
    """
    return _DIGITS.sub(lambda found: write_numeral(int(found[0])), normalise(name))


def stem_of(key: str) -> str:
    """The name without what kind of thing it is: 青莲路 → 青莲; the whole where too little would be left.

    >>> stem_of("青莲大街"), stem_of("翠林小区"), stem_of("中街")
    ('青莲', '翠林', '中街')
    """
    for suffix in (_ROAD_SUFFIX, _ESTATE_SUFFIX):
        stem = suffix.sub("", key)
        if stem != key and len(stem) >= _LEAST_STEM:
            return stem
    return key


def suffix_factor(asked: str, known: str) -> float:
    """What a name of the same stem counts for, by how the endings differ.

    Parameters: two keys of one stem. Returns: 0..1. Source: a missing ending is common in speech, another one is
    an error; 大街 and 街 are used for one another.

    >>> suffix_factor("青莲", "青莲路"), suffix_factor("青莲大街", "青莲街"), suffix_factor("青莲街", "青莲路")
    (0.94, 0.97, 0.82)
    """
    ends = asked[len(stem_of(asked)) :], known[len(stem_of(known)) :]
    if ends[0] == ends[1]:
        return 1.0
    if not ends[0] or not ends[1]:
        return NO_SUFFIX
    if bool(_ROAD_SUFFIX.search(asked)) != bool(_ROAD_SUFFIX.search(known)):
        return 0.0  # an estate and a road of one stem are two things
    if set(ends) <= {"大街", "街"} or set(ends) <= {"大道", "路"}:
        return VARIANT if "街" in ends else OTHER_SUFFIX
    return OTHER_SUFFIX


def one_sign_factor(asked: str, known: str) -> float:
    """What a name counts for that differs in one sign: put in, left out, changed, or two changed over.

    Parameters: two different keys. Returns: 0 where more differs, else WRONG_SIGN_LEAST..HOMOPHONE: one wrong
    sign of a long name leaves more of it than of a short one. Source: edit distance 1 (Damerau).

    >>> one_sign_factor("青莲路", "青连路"), one_sign_factor("青莲路", "柳泉路")
    (0.83, 0.0)
    """
    head = 0
    while head < min(len(asked), len(known)) and asked[head] == known[head]:
        head += 1
    tail = 0
    while tail < min(len(asked), len(known)) - head and asked[-1 - tail] == known[-1 - tail]:
        tail += 1
    odd, right = asked[head : len(asked) - tail], known[head : len(known) - tail]
    if len(odd) > 1 or len(right) > 1:
        return WRONG_SIGN_LEAST if len(odd) == 2 and odd == right[::-1] else 0.0
    if odd and right and alike(odd, right):
        return HOMOPHONE
    cost = _WRONG_SIGN_COST / max(len(asked), len(known))
    return max(WRONG_SIGN_LEAST, min(WRONG_SIGN_MOST, 1 - cost))
