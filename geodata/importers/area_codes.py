"""Codes and parents of areas: by code, by name, by place; grids without a code are numbered."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from geodata.queries.boundaries import Outline
from geodata.rules.levels import CODE_LENGTH, Level, parent_level

from .codes import is_code
from .report import Problem, Report, Severity

# A child lies in the parent that covers more than this share of it.
INSIDE_SHARE = 0.5
_MOST_GRIDS = 999
# Rows of a community are told apart when their anchors lie this far from each other, north to south (metres).
_BAND_M = 150.0
_GRID_NAME = "{parent}第{number}网格"


@dataclass(frozen=True)
class Draft:
    """A feature on its way to an area: position among the features, row in the file, what the file calls it."""

    place: int
    row: int
    code: str
    name: str
    parent: str
    households: float | None = None


@dataclass(frozen=True)
class Drawn:
    """Drafts with the polygon (MEASURE) of each."""

    drafts: list[Draft]
    polygons: list[shapely.MultiPolygon]

    def only(self, kept: Sequence[int]) -> "Drawn":
        """The drafts at some positions."""
        return Drawn([self.drafts[one] for one in kept], [self.polygons[one] for one in kept])


def settle_codes(
    drawn: Drawn, level: Level, parents: Sequence[Outline], taken: set[str], report: Report
) -> Drawn:
    """The drafts with parents and codes as far as they can be found; taken: codes of the level in use."""
    above = parent_level(level)
    if above is None:  # a district's parent, where a file names one, is no area of ours
        return Drawn([replace(draft, parent="") for draft in drawn.drafts], drawn.polygons)
    by_place = _parents_by_place(drawn.polygons, parents)
    settled = [
        _with_parent(draft, above, by_place[place], parents, report)
        for place, draft in enumerate(drawn.drafts)
    ]
    if level is Level.GRID:
        settled = _numbered(Drawn(settled, drawn.polygons), parents, taken, report)
    return Drawn(settled, drawn.polygons)


def _parents_by_place(
    polygons: Sequence[shapely.MultiPolygon], parents: Sequence[Outline]
) -> list[int | None]:
    """Position of the parent that covers most of each polygon, None where none covers half of it."""
    found: list[int | None] = [None] * len(polygons)
    if not parents or not polygons:
        return found
    shapes = np.array(polygons, dtype=object)
    outlines = np.array([parent.polygon for parent in parents], dtype=object)
    child, parent = shapely.STRtree(outlines).query(shapes, predicate="intersects")
    share = shapely.area(shapely.intersection(shapes[child], outlines[parent])) / shapely.area(shapes[child])
    for one, other, covered in zip(child, parent, share, strict=True):
        if covered > INSIDE_SHARE:
            found[int(one)] = int(other)
    return found


def _with_parent(
    draft: Draft, above: Level, by_place: int | None, parents: Sequence[Outline], report: Report
) -> Draft:
    """The draft with its parent's code: what the file tells, else the code's beginning, else where it lies."""
    lies_in = parents[by_place] if by_place is not None else None
    told = _parent_told(draft.parent, above, parents)
    digits = CODE_LENGTH[above]
    by_code = draft.code[:digits] if len(draft.code) > digits and draft.code.isdigit() else ""
    code = told or by_code or (lies_in.code if lies_in else "")
    if lies_in is not None and code and code != lies_in.code:
        known = {parent.code: parent.name for parent in parents}
        zh = f"{draft.name}按代码属于 {known.get(code, code)}，但位置在{lies_in.name}内"
        en = f"{draft.name} belongs to {known.get(code, code)} by its code but lies in {lies_in.name}"
        report.add(Problem("parent_disagrees", zh, en, draft.row, severity=Severity.NOTICE))
    return replace(draft, parent=code)


def _parent_told(told: str, above: Level, parents: Sequence[Outline]) -> str:
    """The code of the parent a file names by code or by name; '' where it names none that is known."""
    if is_code(told[: CODE_LENGTH[above]], CODE_LENGTH[above]) and not told[CODE_LENGTH[above] :].strip("0"):
        return told[: CODE_LENGTH[above]]
    named = [parent.code for parent in parents if parent.name == told]
    return named[0] if len(named) == 1 else ""


def _numbered(drawn: Drawn, parents: Sequence[Outline], taken: set[str], report: Report) -> list[Draft]:
    """Grids without a code get the next free numbers of their community, west to east, then north to south."""
    names = {parent.code: parent.name for parent in parents}
    waiting: dict[str, list[int]] = defaultdict(list)
    for place, draft in enumerate(drawn.drafts):
        if not draft.code and draft.parent:
            waiting[draft.parent].append(place)
    used = taken | {draft.code for draft in drawn.drafts}
    settled = list(drawn.drafts)
    for parent, places in waiting.items():
        free = (n for n in range(1, _MOST_GRIDS + 1) if f"{parent}{n:03}" not in used)
        for place, number in zip(_reading_order(places, drawn.polygons), free, strict=False):
            draft = settled[place]
            name = draft.name or _GRID_NAME.format(parent=names.get(parent, ""), number=number)
            settled[place] = replace(draft, code=f"{parent}{number:03}", name=name)
    count = sum(map(len, waiting.values()))
    if count:
        zh, en = (
            f"{count:,} 个网格没有代码，已按自西向东、自北向南编号",
            f"{count:,} grids without code were numbered",
        )
        report.notice("codes_numbered", zh, f"{en}, west to east, then north to south", float(count))
    return settled


def _reading_order(places: Sequence[int], polygons: Sequence[shapely.MultiPolygon]) -> list[int]:
    """Places from west to east within bands from north to south."""
    middles = {place: polygons[place].centroid for place in places}
    north = max(middle.y for middle in middles.values())
    return sorted(places, key=lambda place: (int((north - middles[place].y) // _BAND_M), middles[place].x))


def digits_problem(code: str, level: Level) -> str:
    """Which level a code of another length belongs to, for messages; '' where it is no level's.

    >>> digits_problem("530103001", Level.GRID)
    'subdistrict'
    """
    return next((str(one) for one, digits in CODE_LENGTH.items() if is_code(code, digits)), "")
