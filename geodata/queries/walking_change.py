"""What-if of service points and access that counts capacity, on the kept network: for planners and operators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from geodata.analysis.access_floating import Catchment, floating_access, walking_zones
from geodata.analysis.access_shares import Change, Difference, Share, difference, seconds_after
from geodata.analysis.walking_costs import walk_costs
from geodata.analysis.walking_places import to_metres
from geodata.errors import BadParameter, NotFound
from geodata.models import ServicePoint
from geodata.queries.walking import Walking, WalkPoints, WalkState, kept_points, kept_walking, walk_state
from geodata.queries.walking_coverage import check_viewer
from geodata.queries.walking_homes import Homes, kept_homes
from geodata.rules.levels import CODE_LENGTH, Level
from geodata.rules.viewer import Viewer
from geodata.rules.walking import CIRCLE_MINUTES, Pace
from geodata.rules.walking_capacity import weekly_hours

Floats = NDArray[np.float64]
MOST_POINTS = 1000
NO_NETWORK = NotFound(
    "还没有步行网络：请先导入道路，或运行 refresh_walking。",
    "There is no walking network yet: import roads first, or run refresh_walking.",
)


@dataclass(frozen=True)
class WhatIf:
    """Points of a kind that close, and places in degrees WGS 84 where new ones open; a moved point is in both."""

    kind: str
    close: tuple[UUID, ...] = ()
    open: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class WhatIfAnswer:
    """(pace, minutes) → what changes, in all and by area code; off: rows of open that lie off the network.

    homes: ids of buildings whose walk changes; seconds: their walks after the change, by pace.
    """

    whole: Mapping[tuple[Pace, int], Difference]
    areas: Mapping[str, Mapping[tuple[Pace, int], Difference]]
    off: tuple[int, ...]
    state: WalkState
    homes: NDArray[np.int64]
    seconds: Mapping[Pace, Floats]


@dataclass(frozen=True)
class AreaAccess:
    """Access of an area's people: mean hours open a week per 1,000 people, share of people with none."""

    code: str
    persons: float
    mean: float
    share_none: float


@dataclass(frozen=True)
class Ground:
    """What every question here starts from."""

    state: WalkState
    walking: Walking
    homes: Homes
    points: WalkPoints
    rows: NDArray[np.int64]


def ground_of(viewer: Viewer, kind: str, below: str) -> Ground:
    """The kept network with homes and the points of a kind (1 statement while nothing changed)."""
    check_viewer(viewer)
    state = walk_state()
    walking = kept_walking(state)
    if walking is None:
        raise NO_NETWORK
    points = kept_points(walking, state)
    rows = np.flatnonzero(points.kind == kind)
    return Ground(state, walking, kept_homes(state).below(below), points, rows)


def what_if(viewer: Viewer, asked: WhatIf, level: Level, below: str = "") -> WhatIfAnswer:
    """What closing, opening and moving points changes for whom (2 statements while nothing changed).

    Raises NotFound for a point that is not of the kind, or where there is no network.
    """
    ground = ground_of(viewer, asked.kind, below)
    opened = ground.walking.snapper.snap(to_metres(np.array(asked.open).reshape(-1, 2)))
    change = Change(closed_rows(ground, asked), opened)
    before, after = _seconds(ground, Change()), _seconds(ground, change)
    codes = ground.homes.code.astype(f"<U{CODE_LENGTH[level]}")
    touched = {pace: np.abs(np.nan_to_num(after[pace] - before[pace], nan=0.0)) > 1.0 for pace in Pace}
    moved = touched[Pace.ADULT] | touched[Pace.ELDERLY]
    changed = np.unique(codes[moved])
    every = np.ones(len(codes), bool)
    return WhatIfAnswer(
        _differences(ground, before, after, every),
        {str(code): _differences(ground, before, after, codes == code) for code in changed},
        tuple(np.flatnonzero(opened.edge < 0).tolist()),
        ground.state,
        ground.homes.id[moved],
        {pace: after[pace][moved] for pace in Pace},
    )


def closed_rows(ground: Ground, asked: WhatIf) -> tuple[int, ...]:
    """Rows, among the points of the kind, of those that close."""
    known = dict(ServicePoint.objects.filter(uuid__in=asked.close).values_list("uuid", "pk"))
    row_of = {int(ground.points.id[row]): place for place, row in enumerate(ground.rows.tolist())}
    missing = [uuid for uuid in asked.close if known.get(uuid) not in row_of]
    if missing:
        raise NotFound(
            f"没有这类服务点：{missing[0]}。", f"There is no such point of that kind: {missing[0]}."
        )
    return tuple(sorted({row_of[known[uuid]] for uuid in asked.close}))


def _seconds(ground: Ground, change: Change) -> dict[Pace, Floats]:
    now = ground.points.snaps.take(ground.rows)
    return {pace: seconds_after(ground.walking.paced[pace], ground.homes.snaps, now, change) for pace in Pace}


def _differences(
    ground: Ground, before: dict[Pace, Floats], after: dict[Pace, Floats], keep: NDArray[np.bool_]
) -> dict[tuple[Pace, int], Difference]:
    people = ground.homes.persons[keep]
    return {
        (pace, minutes): difference(before[pace][keep], after[pace][keep], people, minutes)
        for pace in Pace
        for minutes in CIRCLE_MINUTES
    }


def capacity_access(
    viewer: Viewer, kind: str, level: Level, today: date, *, pace: Pace, minutes: float, method: Catchment,
    below: str = "",
) -> tuple[list[AreaAccess], WalkState]:  # fmt: skip
    """Access by area, with hours open a week as capacity (1 statement while nothing changed).

    Raises BadParameter above MOST_POINTS points of the kind, NotFound where there is no network.
    """
    ground = ground_of(viewer, kind, below)
    if len(ground.rows) > MOST_POINTS:
        raise BadParameter(
            f"这类服务点有 {len(ground.rows):,} 个，最多算 {MOST_POINTS:,} 个。",
            f"There are {len(ground.rows):,} points of this kind; at most {MOST_POINTS:,} are reckoned with.",
        )
    people = ground.homes.persons
    hours = np.array([weekly_hours(ground.points.opening_hours[row], today) for row in ground.rows])
    points = ground.points.snaps.take(ground.rows)
    cost = walk_costs(ground.walking.paced[pace], ground.homes.snaps, points, minutes * 60.0)
    got = 1000.0 * floating_access(cost, people, hours, walking_zones(minutes), method)
    codes = ground.homes.code.astype(f"<U{CODE_LENGTH[level]}")
    return [
        _area(str(code), people[codes == code], got[codes == code]) for code in np.unique(codes)
    ], ground.state


def _area(code: str, people: Floats, got: Floats) -> AreaAccess:
    whole = float(people.sum())
    return AreaAccess(code, whole, float((people * got).sum() / whole), float(people[got == 0].sum() / whole))


def share_told(share: Share) -> dict[str, Any]:
    """A share as it is sent: how many, and which part; None where there is nobody."""
    part = share.part
    return {"count": round(share.within), "share": None if part is None else round(part, 4)}


def differences_told(found: Mapping[tuple[Pace, int], Difference]) -> list[dict[str, Any]]:
    """What a change does, as it is sent: one entry a pace and number of minutes."""
    return [
        {
            "pace": pace.value,
            "minutes": minutes,
            "before": share_told(one.before),
            "after": share_told(one.after),
            "persons": round(one.before.total),
            "gained": round(one.gained),
            "lost": round(one.lost),
            "nearer": round(one.nearer),
            "farther": round(one.farther),
        }
        for (pace, minutes), one in found.items()
    ]
