"""A Chinese address text as parts: areas, road, crossing, numbers, estate, building, door, landmark."""

import re
from dataclasses import dataclass, replace
from typing import Any

from .address_admin import Admin, cut_admin
from .address_places import split_places
from .address_text import normalise
from .address_tokens import Token, cut_tokens
from .address_words import BETWEEN, CJK, DIRECTIONS, ESTATE_SIGNS, ESTATE_WORDS, LANDMARK_WORDS

__all__ = ["Address", "normalise", "parse_address", "split_places"]

_BRACKET = re.compile(r"\(([^()]*)\)")
_ESTATE = re.compile(rf"(?:{'|'.join(ESTATE_WORDS)}|[{ESTATE_SIGNS}])(?:\(\d+\))?$")
_LANDMARK = re.compile(rf"(?:{'|'.join(LANDMARK_WORDS)})(?:\(\d+\))?$")
_LETTER_NUMBER = str.maketrans("甲乙丙丁戊己庚", "ABCDEFG")
_SIDE = re.compile(DIRECTIONS)


@dataclass(frozen=True)
class Address:
    """Parts of an address, '' where the text has none; numbers are digits without leading zeros.

    road: with a direction in its name (人民西路). crossing: the other road. segment: the two roads a stretch lies
    between. lane: N弄. number: house number, '18附2', '18A'; yard: it was N号院. building: N栋, 'A'. landmark: a
    named place that is no estate. bearing: 东 … 西北, to which side; offset_m: how far, metres.
    """

    text: str = ""
    district: str = ""
    subdistrict: str = ""
    community: str = ""
    grid: str = ""
    road: str = ""
    crossing: str = ""
    segment: tuple[str, ...] = ()
    lane: str = ""
    number: str = ""
    yard: bool = False
    estate: str = ""
    phase: str = ""
    building: str = ""
    unit: str = ""
    floor: str = ""
    door: str = ""
    landmark: str = ""
    relative: str = ""
    bearing: str = ""
    offset_m: float | None = None
    notes: tuple[str, ...] = ()


def parse_address(text: str) -> Address:
    """The parts of one place's address text; a text without any gives an Address that only has `text`.

    Parameters: text, any, one place (see split_places). Returns: Address. Never raises.
    Source: order and spelling of Chinese addresses, tabled in tests/geodata/rules/test_address.py.

    >>> found = parse_address("澜溪区南湖街道青莲路十三号院１６幢2单元501室")
    >>> found.subdistrict, found.road, found.number, found.yard, found.building, found.unit, found.door
    ('南湖街道', '青莲路', '13', True, '16', '2', '501')
    >>> found = parse_address("青莲路与柳泉街交叉口北侧约50米")
    >>> found.road, found.crossing, found.bearing, found.offset_m
    ('青莲路', '柳泉街', '北', 50.0)
    """
    plain = normalise(text)
    body, notes = _without_brackets(plain)
    admin = cut_admin(body)
    found = _Reading()
    found.read(cut_tokens(admin.rest))
    for note in notes:
        found.read_note(cut_tokens(note))
    return replace(_address(found, admin), text=plain, notes=tuple(notes))


def _without_brackets(text: str) -> tuple[str, list[str]]:
    """The text without its bracketed notes, and these; bare numbers in brackets belong to a name and stay."""
    notes: list[str] = []

    def out(found: re.Match[str]) -> str:
        if found[1].isdigit():
            return found[0]
        if found[1]:
            notes.append(found[1])
        return ""

    return _BRACKET.sub(out, text), notes


class _Reading:
    """Parts as they are read from tokens, one after the other."""

    def __init__(self) -> None:
        self.part: dict[str, str] = {}
        self.yard = False
        self.offset_m: float | None = None
        self.roads: list[str] = []
        self.links: dict[int, str] = {}
        self.junction_at = -1
        self.names: list[str] = []
        self.last = ""

    def read(self, tokens: list[Token]) -> None:
        """Take tokens in order."""
        for token in tokens:
            getattr(self, f"_{token.kind}", self._simple)(token)
            self.last = token.kind

    def read_note(self, tokens: list[Token]) -> None:
        """Take a bracketed note: roads between which or at which the place lies, and an estate."""
        roads = [token.text for token in tokens if token.kind == "road"]
        if len(self.roads) == 1 and len(roads) == 2:
            self.roads += roads
            self.links[2] = "-"
        elif len(self.roads) == 1 and roads and any(token.kind == "junction" for token in tokens):
            self.roads += roads[:1]
            self.junction_at = 2
        self.names += [token.text for token in tokens if token.kind == "name" and _is_estate(token.text)]

    def put(self, name: str, value: str) -> None:
        """Keep the first value of a part."""
        if value:
            self.part.setdefault(name, value)

    def _road(self, token: Token) -> None:
        self.roads.append(token.text)

    def _name(self, token: Token) -> None:
        if self.last == "link" and self.roads and len(self.roads) == 1 and not self.names:
            self.roads.append(token.text)
            return
        if self.last == "road" and token.text in ESTATE_WORDS:  # 花园路小区: the road names the estate
            self.names.append(self.roads.pop() + token.text)
            return
        if (
            self.last == "name" and self.names and not _is_estate(self.names[-1])
        ):  # 菊湖公园大酒店 is not the park
            self.names[-1] += token.text
            return
        self.names.append(token.text)

    def _link(self, token: Token) -> None:
        self.links[len(self.roads)] = token.text

    def _junction(self, token: Token) -> None:
        self.junction_at = len(self.roads)
        self.put("relative", token.text)
        side = _SIDE.match(token.text)
        if side:
            self.put("bearing", side[0])

    def _number(self, token: Token) -> None:
        base, letter, first, second = token.parts
        if self.last in {"yard", "lane", "link"} and "number" in self.part:
            return
        more = (letter.translate(_LETTER_NUMBER) if letter else "") + "".join(
            f"附{_plain(part)}" for part in (first, second) if part
        )
        self.put("number", _plain(base) + more)

    def _bare(self, token: Token) -> None:
        if "building" in self.part or "unit" in self.part:
            self.put("door", _plain(token.parts[0]))
        elif self.roads or self.names:
            self.put("number", _plain(token.parts[0]) + token.parts[1].translate(_LETTER_NUMBER))

    def _yard(self, token: Token) -> None:
        if "number" not in self.part:
            self.yard = True
            self.put("number", _plain(token.parts[0]))

    def _trio(self, token: Token) -> None:
        for name, value in zip(("building", "unit", "door"), token.parts, strict=True):
            self.put(name, _plain(value))

    def _pair(self, token: Token) -> None:
        self.put("building", _plain(token.parts[0]))
        self.put("door", _plain(token.parts[1]))

    def _distance(self, token: Token) -> None:
        self.offset_m = self.offset_m if self.offset_m is not None else float(token.parts[0])

    def _bearing(self, token: Token) -> None:
        self.put("bearing", next((part for part in token.parts if part), ""))
        self.put("relative", token.text)

    def _relative(self, token: Token) -> None:
        self.put("relative", token.text)

    def _noise(self, token: Token) -> None:
        """Means nothing by itself."""

    def _simple(self, token: Token) -> None:
        """Lane, building, phase, unit, floor, door, group: the counted part."""
        self.put(token.kind, _plain(token.parts[0]))


def _plain(number: str) -> str:
    """A number without leading zeros, letters in Latin."""
    return (number.lstrip("0") or number[:1]).translate(_LETTER_NUMBER)


def _address(found: _Reading, admin: Admin) -> Address:
    road, crossing, segment = _ways(found)
    estates = [name for name in found.names if _is_estate(name)]
    landmarks = [name for name in found.names if not _is_estate(name) and _has_han(name)]
    parts = Address(
        district=admin.district,
        subdistrict=admin.subdistrict,
        community=admin.community,
        grid=admin.grid,
        road=road,
        crossing=crossing,
        segment=segment,
        yard=found.yard,
        estate=estates[0] if estates else "",
        landmark=landmarks[0] if landmarks else (estates[1] if len(estates) > 1 else ""),
        offset_m=found.offset_m,
    )
    counted: dict[str, Any] = {name: found.part[name] for name in _COUNTED if name in found.part}
    return replace(parts, **counted)


_COUNTED = ("lane", "number", "phase", "building", "unit", "floor", "door", "relative", "bearing")


def _ways(found: _Reading) -> tuple[str, str, tuple[str, ...]]:
    """The road, the road it crosses and the roads its stretch lies between."""
    roads = found.roads
    if not roads:
        return "", "", ()
    if len(roads) == 1:
        return roads[0], "", ()
    if len(roads) >= 3 and found.links.get(2, "") in BETWEEN:
        return roads[0], "", (roads[1], roads[2])
    if found.links.get(1, "") in BETWEEN and found.junction_at < 0:
        return roads[0], "", (roads[0], roads[1])
    if "number" in found.part and not found.links and found.junction_at < 0:
        return roads[-1], "", ()
    return roads[0], roads[1], ()


def _is_estate(name: str) -> bool:
    return bool(_ESTATE.search(name)) and not _LANDMARK.search(name)


def _has_han(name: str) -> bool:
    return len(re.findall(f"[{CJK}]", name)) >= 2
