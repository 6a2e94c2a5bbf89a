"""The events behind a cell, a grid or a warning, repeats grouped."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from geodata.analysis.cells import Box
from geodata.analysis.web_cells import WORLD_M, cell_side
from geodata.crs import MEASURE
from geodata.errors import NotFound
from geodata.models import Area
from geodata.rules.levels import Level
from geodata.rules.viewer import Viewer
from geodata.sql import rows

from .event_filters import EventFilters
from .warnings import warning_place

GROUPS_OF_A_PAGE = 50
_EVENT = ("uuid", "reported_at", "source", "priority")
Row = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where events are looked up: a cell (EPSG:3857 metres), a grid by today's borders, or a square (metres of MEASURE)."""

    cell: Box | None = None
    grid_id: int | None = None
    square: Box | None = None


@dataclass(frozen=True)
class Incidents:
    """A page of groups, what there is on all pages, and where the next begins ("" after the last).

    incidents: first reports. Reports whose first one is not among these are a group that is none (begun False).
    """

    reports: int
    incidents: int
    groups: list[Row]
    next: str


def place_of_cell(zoom: int, x: int, y: int) -> Place:
    """The cell of web tiles as a place."""
    side, half = cell_side(zoom), WORLD_M / 2
    return Place(cell=(x * side - half, half - (y + 1) * side, (x + 1) * side - half, half - y * side))


def place_of_grid(uuid: UUID) -> Place:
    """A grid as a place (1 statement); NotFound where there is none."""
    found = Area.objects.filter(uuid=uuid, level=Level.GRID.value).values_list("id", flat=True).first()
    if found is None:
        raise NotFound("没有这个网格。", "There is no such grid.")
    return Place(grid_id=found)


def of_warning(uuid: UUID, viewer: Viewer) -> tuple[Place, EventFilters]:
    """The square of a warning, and its days and category (1 statement); raises as warning_place does."""
    found = warning_place(uuid, viewer)
    return Place(square=found.box), EventFilters(
        found.first_day, found.last_day, category_ids=(found.category_id,)
    )


def incidents_at(place: Place, filters: EventFilters, now: datetime, after: UUID | None) -> Incidents:
    """A page of incidents at a place, latest first (1 statement)."""
    found = rows(
        "list_heat_incidents",
        **filters.values() | {"incidents": False},
        **_corners("", place.cell),
        **_corners("square_", place.square),
        srid=MEASURE,
        grid_id=place.grid_id,
        today=timezone.localdate(now),
        zone=settings.TIME_ZONE,
        now=now,
        after=after,
        row_limit=GROUPS_OF_A_PAGE + 1,
    )
    groups = [_group(list(members)) for _, members in groupby(found, lambda row: row["first_uuid"])]
    more = groups[GROUPS_OF_A_PAGE - 1]["uuid"] if len(groups) > GROUPS_OF_A_PAGE else ""
    reports, incidents = (found[0]["reports"], found[0]["incidents"]) if found else (0, 0)
    return Incidents(reports, incidents, groups[:GROUPS_OF_A_PAGE], str(more))


def _corners(prefix: str, box: Box | None) -> dict[str, float | None]:
    sides = ("west", "south", "east", "north")
    return {f"{prefix}{side}": value for side, value in zip(sides, box or (None,) * 4, strict=True)}


def _group(members: list[Row]) -> Row:
    head = members[0]
    return {
        "uuid": head["first_uuid"],
        "category": head["category"],
        "name": head["name"],
        "name_en": head["name_en"] or head["name"],
        "first_at": head["first_at"],
        "last_at": head["last_at"],
        "n": head["n"],
        "begun": head["begun"],
        "events": [{name: one[name] for name in _EVENT} | {"state": one["standing"]} for one in members],
    }
