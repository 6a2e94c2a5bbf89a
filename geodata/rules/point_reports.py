"""What residents may report about a service point, and what staff make of it."""

import re
from enum import StrEnum

from geodata.errors import BadParameter

MOST_LETTERS = 200
# An ID card number or a mobile number is nobody's business in a report: numbers of that length go.
_PERSONAL = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![\dXx])")
HIDDEN = "（号码已隐去）"


class Wrong(StrEnum):
    """What is wrong."""

    HOURS = "hours"
    PHONE = "phone"
    PLACE = "place"
    GONE = "gone"
    ACCESS = "access"
    MATTERS = "matters"
    OTHER = "other"


class Outcome(StrEnum):
    """What staff found."""

    CORRECTED = "corrected"
    RIGHT = "right"
    UNCLEAR = "unclear"


def report_note(wrong: Wrong, text: str) -> str:
    """The resident's own words as they are kept: one line, numbers of persons left out.

    Raises BadParameter where there are more than MOST_LETTERS, or none though nothing else tells what is wrong.

    >>> report_note(Wrong.PHONE, " 打不通，\\n我的手机 138 0000 0000 ")
    '打不通， 我的手机 （号码已隐去）'
    """
    note = _PERSONAL.sub(HIDDEN, " ".join(text.replace("\x00", " ").split()))
    if len(note) > MOST_LETTERS:
        raise BadParameter(
            f"说明有 {len(note)} 个字，最多 {MOST_LETTERS} 个，请写短一点。",
            f"The note has {len(note)} characters of at most {MOST_LETTERS}; please shorten it.",
        )
    if wrong is Wrong.OTHER and not note:
        raise BadParameter("请写一下哪里不对。", "Please write what is wrong.")
    return note
