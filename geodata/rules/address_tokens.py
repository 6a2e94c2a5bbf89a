"""Normalised address text cut into tokens: roads, numbers, buildings, links, relative words, names."""

import re
from typing import NamedTuple

from .address_words import (
    BEARINGS,
    CJK,
    JUNCTIONS,
    LINKS,
    NAME_ENDS,
    NO_ROADS,
    NOISE,
    RELATIVES,
    ROAD_ENDS,
)


class Token(NamedTuple):
    """A piece of an address: its kind, its text, and the parts its pattern named."""

    kind: str
    text: str
    parts: tuple[str, ...] = ()


_LETTER = "A-Z甲乙丙丁戊己庚"
# 二号路, 一号桥 and 三号线 are names.
_NOT_A_NAME = "(?!线|桥|公路|路)"
_DETAIL = (
    ("lane", r"(\d{1,5})弄"),
    ("yard", r"(\d{1,5})(?:-\d+)?号(?:大院|院(?![落墙]))"),
    ("trio", r"(\d{1,3})-(\d{1,2})-(\d{3,4})(?:号|室)?"),
    ("building", rf"([0-9]{{1,4}}[{_LETTER}]?|[{_LETTER}][0-9]{{0,2}}|[东南西北中][0-9]?)栋楼?"),
    ("phase", r"(\d{1,2})期"),
    ("unit", rf"([0-9]{{1,2}}|[{_LETTER}])单元"),
    ("door", r"(?:房)?(\d{1,4}[A-Z]?)(?:号房|室|房(?![东产管地])|户)"),
    ("number", rf"(\d{{1,5}})([{_LETTER}])?(?:(?:-|之|附)(\d{{1,4}}))?号{_NOT_A_NAME}(?:(?:附|之|-)(\d{{1,4}})号?)?"),
    ("number", r"(\d{1,5})()(?:附|之)(\d{1,4})号?()"),
    ("floor", r"(负?\d{1,3})(?:层|楼(?!巷|街|路))"),
    ("distance", r"(?:大约|约|近)?(\d{1,5}(?:\.\d)?)(?:余|多)?(?:米|M)(?:处|左右|远|开外)*"),
    ("group", r"(\d{1,2})组"),
)  # fmt: skip
_WORDS = (
    ("junction", f"({JUNCTIONS})"),
    ("bearing", BEARINGS),
    ("relative", f"({RELATIVES})"),
    ("noise", f"({NOISE})"),
)
_BARE = re.compile(rf"(\d{{1,5}})([{_LETTER}]?)(?=$|[^\d{CJK}A-Z()]|对|旁|附近|门)")
# 青莲路868菊湖医院: a number between a road and a name, but not the number of a school or another road.
_BEFORE_NAME = re.compile(rf"(\d{{2,5}})()(?=[{CJK}])(?![路街道巷弄中小厂院线])")
_PAIR = re.compile(r"(\d{1,3})-(\d{3,4})(?=$|\D)")
_LINK = re.compile(f"({LINKS})")
_AT_START = [(kind, re.compile(pattern)) for kind, pattern in (*_DETAIL, *_WORDS)]
# Counters behind digits, or a building's letter: where a name in front of them must have ended.
_COUNTED = (
    rf"\d{{1,5}}[{_LETTER}]?(?=号{_NOT_A_NAME}|弄|栋|单元|期|室|层|楼|米|-|附|之|组|$|[^\d{CJK}A-Z()])"
    rf"|[{_LETTER}]\d?(?=栋|单元)"
)
_PLAIN_BEARINGS = re.sub(r"\?P<\w+>", "?:", BEARINGS)
_SURE_LINK = "与|×|&|~|(?<=[路街巷道])(?:和|及|跟|至|到|-)|、"
_STOP = re.compile(
    rf"(?P<road>{ROAD_ENDS})|(?P<name>{NAME_ENDS})|(?P<stop>{_COUNTED}|(?:大?约|近)\d|{_SURE_LINK}|"
    rf"{JUNCTIONS}|{_PLAIN_BEARINGS}|"
    rf"{RELATIVES}|(?:{NOISE})(?=$)|下穿|轻度|重度|积水|[^{CJK}\dA-Z()])"
)


def cut_tokens(text: str) -> list[Token]:
    """The tokens of a normalised text, in order; what means nothing is left out.

    Parameters: text, normalised. Returns: tokens whose kinds are road, name, lane, yard, number, building, phase,
    unit, floor, door, trio, pair, bare, distance, group, link, junction, bearing, relative, noise.
    Source: order and spelling of Chinese addresses (from large to small).

    >>> [(token.kind, token.text) for token in cut_tokens("青莲路与柳泉街交叉口")]
    [('road', '青莲路'), ('link', '与'), ('road', '柳泉街'), ('junction', '交叉口')]
    """
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        token, at = _next_token(text, at, tokens)
        if token is not None:
            tokens.append(token)
    return tokens


def _next_token(text: str, at: int, before: list[Token]) -> tuple[Token | None, int]:
    """The token that begins at a place, and where the next one does."""
    for kind, pattern in _AT_START:
        found = pattern.match(text, at)
        if found and not _belongs_to_name(kind, text, at, found.end()):
            return Token(kind, found[0], tuple(part or "" for part in found.groups())), found.end()
    if before:
        linked = _number_or_link(text, at, before)
        if linked:
            return linked, at + len(linked.text)
    return _named(text, at)


def _belongs_to_name(kind: str, text: str, at: int, end: int) -> bool:
    """Whether words that look relative begin a name (东门街, 前面巷, 段家营路)."""
    if kind not in {"bearing", "relative", "noise", "junction"} or at:
        return False
    found = _STOP.search(text, at + 1)
    return bool(found and (found["road"] or found["name"]) and found.start() - at <= 4)


def _number_or_link(text: str, at: int, before: list[Token]) -> Token | None:
    """A number without its word, or a link between two names."""
    found = _PAIR.match(text, at) if before[-1].kind == "name" else None
    if found:
        return Token("pair", found[0], found.groups())
    found = _BARE.match(text, at) or (_BEFORE_NAME.match(text, at) if before[-1].kind == "road" else None)
    if found:
        return Token("bare", found[0], found.groups())
    found = _LINK.match(text, at)
    if found and _links(text, at, found.end(), before[-1]):
        return Token("link", found[0])
    return None


def _links(text: str, at: int, end: int, before: Token) -> bool:
    """Whether 和 or 至 stands between two names, and does not begin the second (青莲路和平路口)."""
    if before.kind not in {"road", "name", "bearing", "junction", "relative"} or end == len(text):
        return False
    if text[at] not in "和及至到同跟":
        return True
    road = re.compile(ROAD_ENDS).search(text, end)
    return road is None or road.start() - end >= 2


def _named(text: str, at: int) -> tuple[Token | None, int]:
    """A road or another name from a place on, up to where something else begins."""
    found = _STOP.search(text, at + 1)
    if found is None:
        return Token("name", text[at:]), len(text)
    if found["road"]:
        name = text[at : found.end()]
        return (None if name in NO_ROADS else Token("road", name)), found.end()
    if found["name"]:
        return Token("name", text[at : found.end()]), found.end()
    name = text[at : found.start()]
    return (Token("name", name) if _speaks(name) else None), found.start()


def _speaks(name: str) -> bool:
    return any(sign.isalnum() for sign in name)
