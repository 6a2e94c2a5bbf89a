"""Who works for the district and which areas each of them serves."""

from dataclasses import dataclass

import numpy as np

from geodata.rules.viewer import Role
from geodata.town.ground.tables import Areas, Buildings
from geodata.town.identity import stream
from geodata.town.life.taxonomy import DEPARTMENTS

WORKERS_PER_GRID = 2  # Panlong's plan: 432 workers for 216 grids
FULL_TIME_SHARE = 0.35  # Panlong's plan
OLD_BEFORE = 2000
_SECOND_GRID_SHARE = 0.25
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_DESK = ((Role.OPERATOR, "值班员", 12), (Role.PLANNER, "规划员", 3), (Role.DISTRICT_ADMIN, "管理员", 2))
_HANDLERS_PER_DEPARTMENT = 4


@dataclass(frozen=True)
class StaffRow:
    """One person: areas are rows of the ground's Areas."""

    role: Role
    name: str
    full_time: bool
    department: str
    areas: tuple[int, ...]


def make_staff(areas: Areas, buildings: Buildings, seed: int) -> list[StaffRow]:
    """Everyone who works for the district; one worker serves the two oldest grids of the demo community."""
    return [*_workers(areas, buildings, seed), *_heads(areas), *_handlers(), *_desk()]


def demo_community(areas: Areas, buildings: Buildings) -> int:
    """The community with the most households in buildings from before 2000, as a row of Areas."""
    old = np.where(buildings.year < OLD_BEFORE, buildings.households, 0)
    by_community = np.bincount(areas.parent[buildings.grid], weights=old, minlength=len(areas.level))
    return int(by_community.argmax())


def _stem(areas: Areas, row: int) -> str:
    """The letter of the subdistrict a community belongs to."""
    subdistricts = np.flatnonzero(areas.level == "subdistrict")
    return _STEMS[int(np.searchsorted(subdistricts, areas.parent[row])) % len(_STEMS)]


def _workers(areas: Areas, buildings: Buildings, seed: int) -> list[StaffRow]:
    """Two workers per grid, some of whom also serve the next grid of their community."""
    rng = stream(seed, "staffing")
    grids = np.flatnonzero(areas.level == "grid")
    full_time = rng.permutation(WORKERS_PER_GRID * len(grids)) < round(
        FULL_TIME_SHARE * WORKERS_PER_GRID * len(grids)
    )
    second = rng.random(WORKERS_PER_GRID * len(grids)) < _SECOND_GRID_SHARE
    demo_grids = _busiest_grids(areas, buildings, demo_community(areas, buildings))
    rows = []
    for number in range(WORKERS_PER_GRID * len(grids)):
        grid = int(grids[number // WORKERS_PER_GRID])
        is_demo = grid == demo_grids[0] and number % WORKERS_PER_GRID == 0
        served = demo_grids if is_demo else _served(areas, grid, bool(full_time[number] and second[number]))
        name = f"网格员{_stem(areas, areas.parent[grid])}{number + 1:03d}"
        rows.append(StaffRow(Role.GRID_WORKER, name, bool(full_time[number]), "", served))
    return rows


def _busiest_grids(areas: Areas, buildings: Buildings, community: int) -> tuple[int, ...]:
    """The two grids of a community with the most old households (one where there is only one)."""
    children = np.flatnonzero(areas.parent == community)
    old = np.where(buildings.year < OLD_BEFORE, buildings.households, 0)
    count = np.bincount(buildings.grid, weights=old, minlength=len(areas.level))[children]
    return tuple(int(row) for row in children[np.argsort(-count, kind="stable")[:2]])


def _served(areas: Areas, grid: int, also_next: bool) -> tuple[int, ...]:
    siblings = np.flatnonzero(areas.parent == areas.parent[grid])
    if not also_next or len(siblings) < 2:
        return (grid,)
    place = int(np.searchsorted(siblings, grid))
    return (grid, int(siblings[(place + 1) % len(siblings)]))


def _heads(areas: Areas) -> list[StaffRow]:
    """One head per community and per subdistrict."""
    rows = []
    for row in np.flatnonzero(areas.level == "subdistrict"):
        communities = np.flatnonzero(areas.parent == row)
        stem = _stem(areas, int(communities[0]))
        rows.append(StaffRow(Role.SUBDISTRICT_HEAD, f"街道负责人{stem}", True, "", (int(row),)))
        for number, community in enumerate(communities, start=1):
            name = f"社区负责人{stem}{number:02d}"
            rows.append(StaffRow(Role.COMMUNITY_HEAD, name, True, "", (int(community),)))
    return rows


def _handlers() -> list[StaffRow]:
    """Handlers of every department."""
    return [
        StaffRow(
            Role.HANDLER,
            f"{department.short}经办人{number:02d}",
            True,
            department.code,
            (),
        )
        for department in DEPARTMENTS
        for number in range(1, _HANDLERS_PER_DEPARTMENT + 1)
    ]


def _desk() -> list[StaffRow]:
    """Operators, planners, administrators and the auditor of the district centre."""
    rows = [
        StaffRow(role, f"{title}{number:02d}", True, "", ())
        for role, title, count in _DESK
        for number in range(1, count + 1)
    ]
    return [*rows, StaffRow(Role.AUDITOR, "审计员01", True, "", ())]
