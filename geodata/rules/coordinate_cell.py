"""One cell of a table as a coordinate, or as both: decimals, degrees-minutes-seconds, labels, in any usual spelling."""

import math
import re
import unicodedata
from enum import IntEnum
from typing import NamedTuple


class Axis(IntEnum):
    """Which coordinate a cell says it is."""

    UNSAID = -1
    LON = 0
    LAT = 1


class Angle(NamedTuple):
    """A number (degrees or metres; nan where the text is none) and the axis its label names."""

    value: float
    axis: Axis


NOTHING = Angle(math.nan, Axis.UNSAID)
# Before NFKC, which would take several of these apart.
_MARKS = str.maketrans(
    {
        **dict.fromkeys("º˚゜⁰°度", "°"),
        **dict.fromkeys("′’‘`´ʹʼ分", "'"),
        **dict.fromkeys("″”“ʺ〃秒", '"'),
        **dict.fromkeys("−–—‐‑﹣－", "-"),
        "經": "经",
        "緯": "纬",
        "東": "东",
        "。": ".",
        "、": ",",
        "\u00a0": " ",
        "\u200b": None,
        "\ufeff": None,
    }
)
_UNIT_LETTERS = re.compile(
    r"(?<=\d)\s*d(?:eg)?\s*(?:(\d[\d.]*)\s*m(?:in)?\s*(?:(\d[\d.]*)\s*s(?:ec)?)?)?(?![a-z])"
)
# 经度 and 纬度 have met the table above when they are looked for.
_LABELS = {
    "东经": (Axis.LON, 1), "西经": (Axis.LON, -1), "经°": (Axis.LON, 1), "东坐标": (Axis.LON, 1),
    "longitude": (Axis.LON, 1), "easting": (Axis.LON, 1), "long": (Axis.LON, 1), "lon": (Axis.LON, 1),
    "lng": (Axis.LON, 1), "east": (Axis.LON, 1), "west": (Axis.LON, -1), "e": (Axis.LON, 1), "w": (Axis.LON, -1),
    "北纬": (Axis.LAT, 1), "南纬": (Axis.LAT, -1), "纬°": (Axis.LAT, 1), "北坐标": (Axis.LAT, 1),
    "latitude": (Axis.LAT, 1), "northing": (Axis.LAT, 1), "lat": (Axis.LAT, 1), "north": (Axis.LAT, 1),
    "south": (Axis.LAT, -1), "n": (Axis.LAT, 1), "s": (Axis.LAT, -1),
}  # fmt: skip
_LABEL = "|".join(sorted(_LABELS, key=len, reverse=True))
_ANY_LABEL = re.compile(rf"(?<![a-z])(?:{_LABEL})(?![a-z])")
_LABELLED = re.compile(rf"(?P<before>{_LABEL})?\s*[:=]?\s*(?P<body>[^a-z:=].*?)\s*(?P<after>{_LABEL})?")
_PART = r"(\d{1,3}(?:\.\d*)?)"
_MARKED = re.compile(rf"([-+]?)\s*{_PART}\s*°(?:\s*{_PART}\s*(?:'(?!')|$)(?:\s*{_PART}\s*(?:\"|''|$))?)?")
_SPACED = re.compile(r"([-+]?)(\d{1,3})\s*[-: ]\s*(\d{1,2}(?:\.\d*)?)(?:\s*[-: ]\s*(\d{1,2}(?:\.\d*)?))?")
_METRES = re.compile(r"\s*(?:米|公尺|m|ft|英尺|met(?:re|er)s?)$")
_PLAIN = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,2})?")
_BY_SPACES = re.compile(r"[-+]?\d{1,3}(?: \d{3})+(?:\.\d*)?")
_BY_COMMAS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")
_BY_POINTS = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+,\d+")
_MOST_DEGREES = 180


def clean(text: str) -> str:
    """The text in half-width lower-case characters with ° ' " - . as its only marks.

    >>> clean("１０２°４２′３０．５″Ｅ")
    '102°42\\'30.5"e'
    """
    plain = unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS)
    plain = " ".join(plain.lower().replace("''", '"').split())
    return _UNIT_LETTERS.sub(_with_marks, plain)


def _with_marks(match: re.Match[str]) -> str:
    minutes, seconds = match.groups()
    return "°" + (f"{minutes}'" if minutes else "") + (f'{seconds}"' if seconds else "")


def comma_is_decimal(text: str) -> bool | None:
    """Whether a clean cell shows that its column writes decimals with a comma; None where it shows nothing.

    >>> comma_is_decimal("102,7123"), comma_is_decimal("39,568,123"), comma_is_decimal("102,712")
    (True, False, None)
    """
    if _BY_COMMAS.fullmatch(text):
        return False if text.count(",") > 1 or "." in text else None
    return True if _DECIMAL_COMMA.fullmatch(text) or _BY_POINTS.fullmatch(text) else None


def read_angle(text: str, decimal_comma: bool | None = None) -> Angle:
    """The one coordinate a clean cell holds, NOTHING where it holds none.

    decimal_comma: what the column's other cells show of "102,712"; None decides by size (degrees are decimals).

    >>> read_angle("东经102°42'36\\"")
    Angle(value=102.71, axis=<Axis.LON: 0>)
    """
    match = _LABELLED.fullmatch(text)
    if match is None:
        return NOTHING
    labels = [_LABELS[label] for label in (match["before"], match["after"]) if label]
    value = _value(match["body"], decimal_comma)
    if not labels:
        return Angle(value, Axis.UNSAID)
    if len({axis for axis, _ in labels}) > 1:
        return NOTHING
    west_or_south = any(sign < 0 for _, sign in labels)
    return Angle(-abs(value) if west_or_south else value, labels[0][0])


def _value(body: str, decimal_comma: bool | None) -> float:
    sexagesimal = _MARKED.fullmatch(body) or _SPACED.fullmatch(body)
    if sexagesimal:
        return _sexagesimal(*sexagesimal.groups())
    return _number(_METRES.sub("", body), decimal_comma)


def _sexagesimal(sign: str, degrees: str, minutes: str | None, seconds: str | None) -> float:
    """Degrees; nan where a part that has smaller ones is no whole number or minutes or seconds exceed 60."""
    whole = [part for part, finer in ((degrees, minutes), (minutes, seconds)) if finer is not None]
    parts = [float(part or 0) for part in (degrees, minutes, seconds)]
    if max(parts[1:]) > 60 or any(not float(part or 0).is_integer() for part in whole):
        return math.nan
    value = parts[0] + (parts[1] * 60 + parts[2]) / 3600
    return -value if sign == "-" else value


def _number(text: str, decimal_comma: bool | None) -> float:
    if _PLAIN.fullmatch(text):
        value = float(text)
        return value if math.isfinite(value) else math.nan
    if _BY_SPACES.fullmatch(text):
        return float(text.replace(" ", ""))
    if _BY_POINTS.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    return _with_comma(text, decimal_comma)


def _with_comma(text: str, decimal_comma: bool | None) -> float:
    thousands, decimal = _BY_COMMAS.fullmatch(text), _DECIMAL_COMMA.fullmatch(text)
    if thousands and decimal and decimal_comma is None:
        decimal_comma = abs(int(text.split(",", maxsplit=1)[0])) <= _MOST_DEGREES
    if decimal and (not thousands or decimal_comma):
        return float(text.replace(",", "."))
    return float(text.replace(",", "")) if thousands else math.nan


_POINT = re.compile(r"(?:srid=\d+;)?\s*point\s*(?:z|m|zm)?\s*\((.*)\)")
_COORDINATES = re.compile(r'.*"coordinates"\s*:\s*\[(.*)\].*')
_XY = re.compile(r"x\s*[:=]?\s*(?P<x>[^xy]+?)[\s,;]*y\s*[:=]?\s*(?P<y>[^xy]+)")


def read_both(text: str) -> tuple[Angle, Angle]:
    """The two coordinates a clean cell holds, in the cell's order; twice NOTHING where it does not hold two.

    >>> [angle.value for angle in read_both("25.04 102.71")]
    [25.04, 102.71]
    """
    wrapped = _POINT.fullmatch(text) or _COORDINATES.fullmatch(text)
    if wrapped:
        parts = re.split(r"[\s,]+", wrapped[1].strip())[:2]
        return _both(parts) or (NOTHING, NOTHING)
    inner = text.strip("()[]{}<>【】「」 ")
    named = _XY.fullmatch(inner)
    if named:
        return _both([named["x"], named["y"]]) or (NOTHING, NOTHING)
    return next((found for halves in _halves(inner) if (found := _both(halves))), (NOTHING, NOTHING))


def _both(parts: list[str]) -> tuple[Angle, Angle] | None:
    """Two coordinates where every part is one and they are not said to be the same axis."""
    if len(parts) != 2:
        return None
    first, second = (read_angle(part.strip(" ,;()[]")) for part in parts)
    same = first.axis == second.axis != Axis.UNSAID
    return None if same or math.isnan(first.value) or math.isnan(second.value) else (first, second)


def _halves(text: str) -> list[list[str]]:
    """The ways a text can fall into two, the surest first."""
    words, pieces = text.split(), text.split(",")
    middle = len(words) // 2
    ways = [re.split(r"\s*[;|/]\s*", text), re.split(r",\s+|\s+,", text), _by_labels(text)]
    if len(words) == 2:
        ways.append(words)
    ways.append(pieces)
    if len(pieces) == 3 and "." in pieces[0] and "." in pieces[1]:
        ways.append(pieces[:2])  # the third is a height
    if len(pieces) == 4 and all(piece.strip("+-").isdigit() for piece in pieces):
        ways.append([f"{pieces[0]}.{pieces[1]}", f"{pieces[2]}.{pieces[3]}"])
    if len(words) % 2 == 0:
        ways.append([" ".join(words[:middle]), " ".join(words[middle:])])
    return ways


def _by_labels(text: str) -> list[str]:
    labels = list(_ANY_LABEL.finditer(text))
    if len(labels) != 2:
        return []
    if labels[0].start() == 0:
        return [text[: labels[1].start()], text[labels[1].start() :]]
    return [text[: labels[0].end()], text[labels[0].end() :]]
