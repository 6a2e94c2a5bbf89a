"""Address text in one spelling: width, spaces, signs, numerals and words for a building made the same."""

import re
import unicodedata

from .chinese_numerals import SIGNS, read_numeral
from .simplified_signs import SIMPLIFIED

MOST_SIGNS = 400  # longer texts are prose; no address needs more
_MOST_TURNS = 6

_SIGNS = SIMPLIFIED | {
    ord(a): b
    for group, b in (
        ("－—–‐‑−―─", "-"), ("〜∼", "~"), ("【[{〔「『〈《<", "("), ("】]}〕」』〉》", ")"),
        ("✕✖╳*", "×"), ("○", "〇"), ("﹟", "#"), ("“”\"'`‘’·•", None),
    )
    for a in group
}  # fmt: skip
_UPPER = {ord(sign): sign.upper() for sign in "abcdefghijklmnopqrstuvwxyz"}
_NUMERAL = re.compile(
    rf"[{SIGNS}]{{1,9}}(?=号(?!公路|路|桥|线)|栋|幢|座|单元|室|楼(?!巷|街|路)|层|弄|期|户|组|#|网格|米(?![粉线阳兰家市]))"
    rf"|(?<=号[附之])[{SIGNS}]{{1,9}}|(?<=[路街道巷]附)[{SIGNS}]{{1,9}}(?=号)"
)
_NUMBER_SIGN = re.compile(r"NO\.?(\d+)号?")
_BUILDING_WORD = re.compile(r"(?<=[0-9A-Z甲乙丙丁])(?:号楼|#楼|幢楼|栋楼|号栋|幢|座|#)")
_CROSS_SIGN = re.compile(r"(?<=[路街道巷])X(?=[\u4e00-\u9fff])")
_DROPPED = ("Z", "C", "M")


def normalise(text: str) -> str:
    """The text in the one spelling keys are made of: half width, no spaces, digits, 栋 for 幢, 座 and 号楼.

    Parameters: text, any. Returns: at most MOST_SIGNS signs; normalising them again changes nothing.
    Source: forms met in registers and reports, tabled in tests/geodata/rules/test_address_text.py.

    >>> normalise("南湖 路３２號 三 幢"), normalise("翠林苑Ａ座")
    ('南湖路32号3栋', '翠林苑A栋')
    """
    text = text[: 4 * MOST_SIGNS]
    for _ in range(_MOST_TURNS):
        turned = _turn(text)
        if turned == text:
            break
        text = turned
    return text


def _turn(text: str) -> str:
    """One pass over the text; what it brings together may need another."""
    half = unicodedata.normalize("NFKC", text)
    half = "".join(sign for sign in half if unicodedata.category(sign)[0] not in _DROPPED)
    half = half.translate(_UPPER).translate(_SIGNS)[:MOST_SIGNS]
    half = _NUMERAL.sub(_as_digits, half)
    half = _NUMBER_SIGN.sub(r"\1号", half)
    half = _CROSS_SIGN.sub("×", half)
    return _BUILDING_WORD.sub("栋", half)


def _as_digits(found: re.Match[str]) -> str:
    number = read_numeral(found[0])
    return found[0] if number is None else str(number)
