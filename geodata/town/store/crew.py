"""Who does which step of an event: workers of its grid, operators, handlers of the department."""

from dataclasses import dataclass

import numpy as np

from geodata.models import EventCategory, Staff, StaffArea
from geodata.rules.event_flow import Step
from geodata.rules.viewer import Role
from geodata.town.events.days import Draws
from geodata.town.events.lives import NEVER, STEPS
from geodata.town.events.rows import SOURCE_ORDER, EventRows, Source
from geodata.town.events.world import World
from geodata.town.life.taxonomy import KIND_CODES

_REVISIT_SHARE = 0.35  # closings confirmed by the grid's worker instead of the desk


@dataclass(frozen=True)
class Crew:
    """Ids: category and department per kind; staff per grid row, per kind and at the desk."""

    category: np.ndarray
    department: np.ndarray
    workers: list[np.ndarray]
    handlers: list[np.ndarray]
    operators: np.ndarray


def read_crew(world: World) -> Crew:
    """The people and categories events refer to (5 statements)."""
    kinds = {row[0]: row[1:] for row in EventCategory.objects.values_list("code", "id", "department_id")}
    department = np.array([kinds[code][1] for code in KIND_CODES], dtype=np.int64)
    serving = StaffArea.objects.filter(staff__role=Role.GRID_WORKER).order_by("staff_id")
    by_grid: dict[int, list[int]] = {}
    for staff, area in serving.values_list("staff_id", "area_id"):
        by_grid.setdefault(area, []).append(staff)
    handlers = Staff.objects.filter(role=Role.HANDLER).order_by("id").values_list("department_id", "id")
    by_department: dict[int, list[int]] = {}
    for owner, staff in handlers:
        by_department.setdefault(owner, []).append(staff)
    return Crew(
        category=np.array([kinds[code][0] for code in KIND_CODES], dtype=np.int64),
        department=department,
        workers=[np.array(by_grid.get(int(area), []), dtype=np.int64) for area in world.grid_ids],
        handlers=[np.array(by_department.get(int(key), []), dtype=np.int64) for key in department],
        operators=np.array(
            Staff.objects.filter(role=Role.OPERATOR).order_by("id").values_list("id", flat=True),
            dtype=np.int64,
        ),
    )


def _choose(lists: list[np.ndarray], which: np.ndarray, draw: np.ndarray) -> np.ndarray:
    """One id per row out of the list of its group, 0 where that is empty."""
    length = np.array([len(ids) for ids in lists])
    start = np.concatenate([[0], np.cumsum(length)])[:-1]
    flat = np.concatenate([*lists, [0]]).astype(np.int64)
    place = np.minimum(np.floor(draw * length[which]).astype(np.int64), np.maximum(length[which] - 1, 0))
    return np.where(length[which] > 0, flat[np.minimum(start[which] + place, len(flat) - 1)], 0)


def actors(crew: Crew, rows: EventRows, draws: Draws, times: np.ndarray) -> np.ndarray:
    """Staff ids (n, 6) of whoever does each step, 0 where it is nobody of the district."""
    worker = _choose(crew.workers, rows.grid, draws.of("worker"))
    handler = _choose(crew.handlers, rows.category, draws.of("handler"))
    operator = _choose([crew.operators], np.zeros_like(rows.category), draws.of("dispatcher"))
    own = np.isin(rows.source, [SOURCE_ORDER.index(Source.WORKER), SOURCE_ORDER.index(Source.VISIT)])
    on_the_spot = times[:, STEPS.index(Step.DISPATCHED)] == NEVER
    reporter = np.where(own, worker, 0)
    return np.column_stack(
        [
            reporter,
            reporter,
            operator,
            np.where(on_the_spot & own, worker, handler),
            handler,
            np.where(draws.of("closer") < _REVISIT_SHARE, worker, operator),
        ]
    )
