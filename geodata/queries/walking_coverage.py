"""How many people and buildings have which service within minutes on foot, and who has none: for planners and operators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from geodata.analysis.access_shares import Share
from geodata.errors import NotFound
from geodata.queries.walking_homes import AGES
from geodata.rules.levels import CODE_LENGTH, Level
from geodata.rules.viewer import COMMAND, Role, Viewer
from geodata.rules.walking import CIRCLE_MINUTES, Pace
from geodata.sql import rows

COVERAGE_ROLES = COMMAND | {Role.PLANNER}
COUNTED = ("buildings", "persons", *AGES)
_NOT_FOR_YOU = NotFound(
    "没有这个地址，或者您的账号不能查看。", "No such address, or your account may not see it."
)


@dataclass
class AreaCoverage:
    """A kind in an area: what was counted (COUNTED) → pace → minutes → share."""

    kind: str
    code: str
    totals: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    within: dict[tuple[str, Pace, int], int] = field(default_factory=dict)

    def share(self, counted: str, pace: Pace, minutes: int) -> Share:
        """Within so many minutes, and all."""
        return Share(self.within.get((counted, pace, minutes), 0), self.totals[counted])


@dataclass(frozen=True)
class Unserved:
    """A building too far away; degrees WGS 84; metres and seconds None where no point is reached."""

    uuid: UUID
    address: str
    code: str
    households: int
    persons: int
    persons_80_plus: int
    lon: float
    lat: float
    metres: float | None
    seconds: float | None


@dataclass(frozen=True)
class UnservedList:
    """The first rows, and how many buildings and people there are in all."""

    buildings: int
    persons: int
    rows: list[Unserved]


def check_viewer(viewer: Viewer) -> None:
    """Raises NotFound for roles that do not plan services."""
    if viewer.role not in COVERAGE_ROLES:
        raise _NOT_FOR_YOU


def coverage(
    viewer: Viewer, kinds: Sequence[str], level: Level, below: str = ""
) -> dict[tuple[str, str], AreaCoverage]:
    """(kind, area code) → its coverage, areas of a level below a code, '' for homes outside every area (1 statement)."""
    check_viewer(viewer)
    limits = [minutes * 60.0 for minutes in CIRCLE_MINUTES]
    found = rows(
        "count_walk_coverage", kinds=list(kinds), digits=CODE_LENGTH[level], below=below, limits=limits
    )
    made: dict[tuple[str, str], AreaCoverage] = {}
    for row in found:
        key = (row["kind"], row["code"])
        _add(made.setdefault(key, AreaCoverage(*key)), row)
    return made


def _add(area: AreaCoverage, row: dict[str, Any]) -> None:
    """Count a row of people with walks of one length."""
    counts = {name: int(row[name]) for name in ("buildings", *AGES)}
    counts["persons"] = sum(counts[age] for age in AGES)
    for name, count in counts.items():
        area.totals[name] += count
        for pace in Pace:
            for place, minutes in enumerate(CIRCLE_MINUTES):
                if row[pace.value] <= place:
                    key = (name, pace, minutes)
                    area.within[key] = area.within.get(key, 0) + count


def whole(areas: Iterable[AreaCoverage], kind: str) -> AreaCoverage:
    """The coverage of a kind in all areas together."""
    made = AreaCoverage(kind, "")
    for area in areas:
        if area.kind == kind:
            for name, count in area.totals.items():
                made.totals[name] += count
            for key, count in area.within.items():
                made.within[key] = made.within.get(key, 0) + count
    return made


def unserved(
    viewer: Viewer, kind: str, minutes: float, pace: Pace, *, below: str = "", most: int = 500
) -> UnservedList:
    """Homes farther than so many minutes from every point of a kind, most people first (1 statement)."""
    check_viewer(viewer)
    found = rows(
        "list_walk_unserved",
        kind=kind,
        elderly=pace is Pace.ELDERLY,
        limit_s=minutes * 60.0,
        below=below,
        most=most,
    )
    totals = (int(found[0]["buildings_all"]), int(found[0]["persons_all"])) if found else (0, 0)
    names = Unserved.__dataclass_fields__
    return UnservedList(*totals, [Unserved(**{name: row[name] for name in names}) for row in found])
