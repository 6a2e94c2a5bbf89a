"""Areas judged by their own standard: a circle on foot in town, visits of a mobile unit in the country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geodata.analysis.walking_nearest import nearest_targets
from geodata.models import Area
from geodata.queries.walking import Walking, WalkPoints, WalkState, kept_points, kept_walking, walk_state
from geodata.queries.walking_change import NO_NETWORK
from geodata.queries.walking_coverage import check_viewer
from geodata.queries.walking_homes import Homes, kept_homes
from geodata.rules.grid_types import GridKind
from geodata.rules.levels import CODE_LENGTH, Level
from geodata.rules.service_standards import STANDARDS, Setting, Standard, Verdict, judge, visits_a_week
from geodata.rules.viewer import Viewer
from geodata.rules.walking import Pace


@dataclass(frozen=True)
class Judged:
    """The people of one setting in an area, how many are served by its standard, and the verdict."""

    code: str
    setting: Setting
    persons: int
    within: int
    verdict: Verdict


def judged_areas(
    viewer: Viewer, level: Level, today: date, below: str = ""
) -> tuple[list[Judged], WalkState]:
    """Both settings of every area of a level where somebody lives (2 statements while nothing changed).

    Raises NotFound for other roles, and where there is no network.
    """
    check_viewer(viewer)
    state = walk_state()
    walking = kept_walking(state)
    if walking is None:
        raise NO_NETWORK
    homes = kept_homes(state).below(below)
    points = kept_points(walking, state)
    rural = _rural(homes)
    codes = homes.code.astype(f"<U{CODE_LENGTH[level]}")
    found: list[Judged] = []
    for setting, standard in STANDARDS.items():
        here = rural if setting is Setting.RURAL else ~rural
        served = here & _served(walking, homes, points, standard, today)
        for code in np.unique(codes[here]):
            there = here & (codes == code)
            found.append(_judged(str(code), setting, homes, there, served))
    return sorted(found, key=lambda one: (one.code, one.setting)), state


def _judged(
    code: str, setting: Setting, homes: Homes, there: NDArray[np.bool_], served: NDArray[np.bool_]
) -> Judged:
    persons, within = (float(homes.persons[of].sum()) for of in (there, there & served))
    verdict = judge(within, persons, STANDARDS[setting])
    return Judged(code, setting, round(persons), round(within), verdict)


def _rural(homes: Homes) -> NDArray[np.bool_]:
    """Whether each home lies in an agricultural grid (1 statement)."""
    found = Area.objects.filter(grid_type__grid_type=GridKind.AGRICULTURAL.value, level=Level.GRID.value)
    return np.isin(homes.code, np.array(list(found.values_list("code", flat=True)), dtype="<U15"))


def _served(
    walking: Walking, homes: Homes, points: WalkPoints, standard: Standard, today: date
) -> NDArray[np.bool_]:
    """Whether each home has a point within the standard's minutes that is there often enough."""
    keep = np.isin(points.kind, [kind.value for kind in standard.fixed])
    for row in np.flatnonzero(np.isin(points.kind, [kind.value for kind in standard.visiting])):
        keep[row] = (visits_a_week(points.opening_hours[row], today) or 0) >= standard.visits
    found = nearest_targets(walking.paced[Pace.ADULT], homes.snaps, points.snaps.take(keep))
    return np.asarray(found.seconds <= standard.minutes * 60.0)
