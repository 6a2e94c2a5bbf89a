"""Where to draw the versions of grids: a column each, lines from what a grid was to what it became."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

COLUMN, ROW = 240, 34
BOX_WIDTH, BOX_HEIGHT = 96, 26
TOP = 30
# Between a text and the line it belongs to.
GAP = 5


@dataclass(frozen=True)
class Box:
    """A grid in a version, at a place of the drawing; word: kept, new, or gone (it ends here)."""

    code: str
    x: int
    y: int
    word: str


@dataclass(frozen=True)
class Line:
    """From what a grid was to what it became, with the households that went along as a text at x, y.

    anchor: end of the text that stands there (start or end). The text stands where fewer lines meet.
    """

    path: str
    text: str
    old: str
    new: str
    same: bool
    x: int
    y: int
    anchor: str


@dataclass(frozen=True)
class Drawing:
    """Boxes and lines in a frame of width and height; heads: the x of each column."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    heads: tuple[int, ...]
    width: int
    height: int


def draw_lineage(versions: Sequence[Sequence[Mapping[str, Any]]]) -> Drawing:
    """The drawing of versions, oldest first, each a list of links with old_code, new_code and households.

    >>> found = draw_lineage([[{"old_code": "001", "new_code": "001", "households": 5},
    ...                        {"old_code": "001", "new_code": "002", "households": 3}]])
    >>> [(box.code, box.x, box.word) for box in found.boxes], len(found.lines)
    ([('001', 0, 'kept'), ('001', 240, 'kept'), ('002', 240, 'new')], 2)
    """
    columns = [sorted({str(link["old_code"]) for link in versions[0]})] if versions else []
    columns += [sorted({str(link["new_code"]) for link in links}) for links in versions]
    places = [{code: TOP + ROW * row for row, code in enumerate(codes)} for codes in columns]
    boxes = tuple(
        Box(code, COLUMN * place, y, _word(code, place, columns))
        for place, column in enumerate(places)
        for code, y in column.items()
    )
    lines = tuple(
        _line(link, place, places, links)
        for place, links in enumerate(versions)
        for link in links
        if str(link["old_code"]) in places[place]
    )
    height = TOP + ROW * max((len(codes) for codes in columns), default=0)
    # Room for the stroke of the outermost boxes.
    width = COLUMN * max(0, len(columns) - 1) + BOX_WIDTH + 4
    return Drawing(boxes, lines, tuple(COLUMN * place for place in range(len(columns))), width, height)


def _word(code: str, place: int, columns: Sequence[Sequence[str]]) -> str:
    if place and code not in columns[place - 1]:
        return "new"
    return "gone" if place + 1 < len(columns) and code not in columns[place + 1] else "kept"


def _line(
    link: Mapping[str, Any],
    place: int,
    places: Sequence[Mapping[str, int]],
    links: Sequence[Mapping[str, Any]],
) -> Line:
    old, new = str(link["old_code"]), str(link["new_code"])
    x, y = COLUMN * place + BOX_WIDTH, places[place][old] + BOX_HEIGHT // 2
    to_x, to_y = COLUMN * (place + 1), places[place + 1][new] + BOX_HEIGHT // 2
    middle = (x + to_x) // 2
    path = f"M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}"
    arriving = sum(str(one["new_code"]) == new for one in links)
    at_end = arriving <= sum(str(one["old_code"]) == old for one in links)
    text = (to_x - GAP, to_y - GAP, "end") if at_end else (x + GAP, y - GAP, "start")
    return Line(path, f"{int(link['households']):,}", old, new, old == new, *text)
