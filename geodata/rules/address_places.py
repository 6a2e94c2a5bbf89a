"""A cell that names several places, cut into one text per place."""

import re

from .address_text import normalise

_HARD = ";；。\n\r\t|｜"
_SOFT = "/／、"
_COMMA = ",，"
_OPEN, _CLOSE = "(（[【", ")）]】"
_LONGEST = 2_000
_TAIL = re.compile(r"(?:等地区|等地|等路段|等(?:[约近多超达大]*[0-9０-９]*余?多?(?:处|个|条|点).*)?|多处)$")
_DIGITS = "0-9０-９零〇一二三四五六七八九十百"
_DETAIL = re.compile(
    r"\d+[A-Z]?(?:-\d+)*(?:号|栋|单元|室|层|楼|弄|期|户)|\d+[A-Z]?$|[A-Z甲乙丙丁](?:栋|单元)"
)
_FINE = re.compile(r"(?:\d+[A-Z]?|[A-Z甲乙丙丁])(?:栋|单元|室|层|楼|期|户)|对面|旁|附近|门口|[东西南北]侧")
_ADMIN = re.compile(r"^[\u3400-\u9fff]{1,12}(?:省|市|区|县|街道|街道办|镇|乡|社区|居委会)$(?<!小区)")
_ROAD = re.compile(r"^.*?(?:大道|大街|路|街(?!道)|巷)(?![口段边])")
_BARE_NAME = re.compile(r"^[\u3400-\u9fffA-Z]{2,8}$")
_NAMED_WAY = re.compile("[路街巷道区园苑村]|广场|花园|大厦")
# Two roads and a word for a crossing behind the second are one place, whatever stands between them.
_ONE_CROSSING = re.compile(
    r"^[^/、,;()]{1,8}(?:大道|路|街|巷)[/、][^/、,;()]{1,8}(?:大道|路|街|巷)(?:交叉路?口|十字路口|丁字路口|路?口|交汇处?|交界处?)$"
)
_NUMBERED = re.compile(rf"[{_DIGITS}]+(?:号|弄|$)")


def split_places(text: str) -> list[str]:
    """The places a text names, each as its own text; splitting one of them again changes nothing.

    Parameters: text, any. Returns: texts without outer spaces, none empty. Semicolons and line ends always part;
    slashes and commas only where whole places stand on both sides, and a road in front is carried on to bare
    names and numbers. Brackets are kept whole. Source: lists of flooded roads, registers of complaints.

    >>> split_places("青莲路×柳泉街；环东路菊园/翠苑等")
    ['青莲路×柳泉街', '环东路菊园', '环东路翠苑']
    >>> split_places("青莲路18、20号，3栋")
    ['青莲路18', '青莲路20号3栋']
    """
    places: list[str] = []
    for part in _cut(text[:_LONGEST], _HARD):
        places.extend(_soft_places(part))
    return places


def _soft_places(part: str) -> list[str]:
    places: list[str] = []
    waiting = ""
    for mark, text in [("", part)] if _ONE_CROSSING.match(normalise(part)) else _pieces(part):
        piece = waiting + _trimmed(text)
        waiting = ""
        if not piece:
            continue
        if _ADMIN.match(piece) and mark in _COMMA and mark:
            waiting = piece
            continue
        _take(places, piece)
    if waiting:
        _take(places, waiting)
    return places


def _take(places: list[str], piece: str) -> None:
    """Add a piece as a place of its own, as more of the last place, or on the last place's road."""
    plain = normalise(piece)
    if not places:
        places.append(piece)
    elif _belongs(plain) or _completes(places[-1], plain):
        places[-1] += piece
    else:
        places.append(_carried(places[-1], plain) + piece)


def _belongs(plain: str) -> bool:
    """Whether a piece says where at the last place: A栋, 对面, 北侧."""
    return bool(_FINE.match(plain)) and not plain[0].isdigit()


def _completes(last: str, plain: str) -> bool:
    """Whether a piece goes on with the last place: 青莲路 + 18号, 18号 + 3栋."""
    if not _DETAIL.match(plain):
        return False
    return bool(_FINE.match(plain)) or not _NUMBERED.search(normalise(last))


def _carried(last: str, plain: str) -> str:
    """The road of the last place where a piece has none of its own and needs one."""
    road = _ROAD.match(last)
    if road is None:
        return ""
    more = normalise(last[road.end() :])
    if _DETAIL.match(plain):
        return road[0]
    bare = _BARE_NAME.match(plain) and not _ROAD.match(plain)
    beside = _BARE_NAME.match(more) is not None
    return road[0] if bare and beside else ""


def _pieces(part: str) -> list[tuple[str, str]]:
    """Pieces of a text at slashes and commas, each with the mark behind it."""
    pieces, start, deep = [], 0, 0
    for at, sign in enumerate(part):
        deep = _depth(part, at, sign, deep)
        if not deep and sign in _SOFT + _COMMA and not _inside_number(part, at):
            pieces.append((sign, part[start:at]))
            start = at + 1
    return [*pieces, ("", part[start:])]


def _cut(text: str, marks: str) -> list[str]:
    """The text cut at marks outside brackets."""
    parts, start, deep = [], 0, 0
    for at, sign in enumerate(text):
        deep = _depth(text, at, sign, deep)
        if not deep and sign in marks:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _depth(text: str, at: int, sign: str, deep: int) -> int:
    """1 inside brackets that are closed again, else 0."""
    if sign in _OPEN and not deep:
        return int(any(close in text[at:] for close in _CLOSE))
    return 0 if sign in _CLOSE else deep


def _inside_number(part: str, at: int) -> bool:
    """Whether a slash stands between two digits: 12/14号."""
    return part[at] in "/／" and part[at - 1 : at].isdigit() and part[at + 1 : at + 2].isdigit()


def _trimmed(piece: str) -> str:
    """The piece without spaces and without 等 and the like behind it."""
    before = None
    while piece != before:
        before, piece = piece, _TAIL.sub("", piece.strip())
    return piece
