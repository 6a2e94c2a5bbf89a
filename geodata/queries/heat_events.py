"""The events behind a cell, a grid or a warning, repeats grouped."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from geodata.analysis.cells import Box
from geodata.analysis.web_cells import WORLD_M, cell_side
from geodata.crs import MEASURE
from geodata.errors import NotFound
from geodata.models import Area, EmergingWarning
from geodata.rules.levels import Level
from geodata.sql import rows

from .event_filters import EventFilters
from .events import category_ids

GROUPS_OF_A_PAGE = 50
_EVENT = ("uuid", "reported_at", "source", "priority")
Row = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where events are looked up: a box of EPSG:3857 metres, an area, or a shape (WKB hex in MEASURE)."""

    box: Box | None = None
    area_id: int | None = None
    shape: str | None = None


@dataclass(frozen=True)
class Incidents:
    """A page of incidents, how many there are on all pages, and where the next begins ("" after the last)."""

    reports: int
    incidents: int
    groups: list[Row]
    next: str


def place_of_cell(zoom: int, x: int, y: int) -> Place:
    """The cell of web tiles as a place."""
    side, half = cell_side(zoom), WORLD_M / 2
    return Place(box=(x * side - half, half - (y + 1) * side, (x + 1) * side - half, half - y * side))


def place_of_grid(uuid: UUID) -> Place:
    """A grid as a place (1 statement); NotFound where there is none."""
    found = Area.objects.filter(uuid=uuid, level=Level.GRID.value).values_list("id", flat=True).first()
    if found is None:
        raise NotFound("没有这个网格。", "There is no such grid.")
    return Place(area_id=found)


def of_warning(uuid: UUID, filters: EventFilters) -> tuple[Place, EventFilters]:
    """The square of a warning and the filters with its category and days (2 statements); NotFound where there is none."""
    found = EmergingWarning.objects.filter(uuid=uuid).values_list(
        "geom", "category__code", "starts_on", "last_seen_on"
    )
    row = found.first()
    if row is None:
        raise NotFound("没有这条预警。", "There is no such warning.")
    shape, code, first, last = row
    days: tuple[date, date] = (first, last)
    narrowed = EventFilters(*days, category_ids=tuple(category_ids(code)), late_at=filters.late_at)
    return Place(shape=bytes(shape.wkb).hex()), narrowed


def incidents_at(place: Place, filters: EventFilters, now: datetime, after: UUID | None) -> Incidents:
    """A page of incidents at a place, latest first (1 statement)."""
    corners = dict(zip(("west", "south", "east", "north"), place.box or (None,) * 4, strict=True))
    found = rows(
        "list_heat_incidents",
        **filters.values() | {"incidents": False},
        **corners,
        place=place.shape,
        srid=MEASURE,
        area_id=place.area_id,
        now=now,
        after=after,
        row_limit=GROUPS_OF_A_PAGE + 1,
    )
    groups = [_group(list(members)) for _, members in groupby(found, lambda row: row["first_uuid"])]
    more = groups[GROUPS_OF_A_PAGE - 1]["uuid"] if len(groups) > GROUPS_OF_A_PAGE else ""
    reports, incidents = (found[0]["reports"], found[0]["incidents"]) if found else (0, 0)
    return Incidents(reports, incidents, groups[:GROUPS_OF_A_PAGE], str(more))


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
        "events": [{name: one[name] for name in _EVENT} | {"state": one["standing"]} for one in members],
    }
