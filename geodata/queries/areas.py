"""Areas: who they are, what lies below them, which one a place lies in."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.gis.db.models.functions import AsGeoJSON, Transform
from django.contrib.gis.geos import Point
from django.db.models import Q, QuerySet

from geodata.crs import LONLAT
from geodata.models import Area, BoundaryVersion
from geodata.rules.levels import Level
from geodata.rules.viewer import Viewer
from geodata.sql import rows


@dataclass(frozen=True)
class AreaName:
    """An area by code, with its names in both languages."""

    code: str
    level: str
    name: str
    name_en: str


@dataclass(frozen=True)
class AreaPlace(AreaName):
    """An area with its fixed anchor, degrees WGS 84."""

    lon: float
    lat: float


@dataclass(frozen=True)
class AreaOutline(AreaName):
    """An area with its border as a GeoJSON geometry, degrees WGS 84 to about a metre."""

    geometry: dict[str, Any]


def ids_below(staff_id: int) -> tuple[int, ...]:
    """Ids of a person's own areas and all areas below (1 statement)."""
    return tuple(row["id"] for row in rows("list_areas_below", staff_id=staff_id))


def area_names(codes: Iterable[str]) -> dict[str, AreaName]:
    """The areas with these codes (1 statement)."""
    found = Area.objects.filter(code__in=set(codes)).values_list("code", "level", "name", "name_en")
    return {row[0]: AreaName(*row) for row in found}


def area_ids_by_word(words: Iterable[str]) -> dict[str, list[int]]:
    """Ids of the areas with these codes or names, more than one where a name is shared (1 statement)."""
    wanted = set(words)
    found: dict[str, list[int]] = {}
    for pk, code, name in Area.objects.filter(Q(code__in=wanted) | Q(name__in=wanted)).values_list(
        "id", "code", "name"
    ):
        for word in {code, name} & wanted:
            found.setdefault(word, []).append(pk)
    return found


def areas_in_force(today: date, *levels: Level) -> list[AreaName]:
    """Areas of these levels that have a boundary on the day, by code (1 statement)."""
    found = _in_force(today).filter(area__level__in=[level.value for level in levels])
    columns = ("area__code", "area__level", "area__name", "area__name_en")
    return [AreaName(*row) for row in found.order_by("area__code").values_list(*columns)]


def area_place(code: str, today: date) -> AreaPlace | None:
    """The area with this code and its anchor on the day; None when there is none (1 statement)."""
    return _first_place(_in_force(today).filter(area__code=code))


def area_place_of(uuid: UUID, today: date) -> AreaPlace | None:
    """The area with this uuid and its anchor on the day; None when there is none (1 statement)."""
    return _first_place(_in_force(today).filter(area__uuid=uuid))


def area_at(lon: float, lat: float, level: Level, today: date) -> AreaPlace | None:
    """The area of a level that covers a place (degrees WGS 84) on the day; None outside (1 statement)."""
    place = Point(lon, lat, srid=LONLAT)
    return _first_place(_in_force(today).filter(area__level=level.value, geom__covers=place))


def area_outline(code: str, today: date) -> AreaOutline | None:
    """The area with this code and its border on the day; None when there is none (1 statement)."""
    return next(iter(_outlines(_in_force(today).filter(area__code=code))), None)


def outlines_of_level(level: Level, below: str, today: date) -> dict[str, AreaOutline]:
    """Code → area of a level on the day, those whose codes begin with below (1 statement)."""
    found = _in_force(today).filter(area__level=level.value, area__code__startswith=below)
    return {one.code: one for one in _outlines(found.order_by("area__code"))}


def outline_at(lon: float, lat: float, level: Level, today: date) -> AreaOutline | None:
    """The area of a level that covers a place (degrees WGS 84) with its border; None outside (1 statement)."""
    place = Point(lon, lat, srid=LONLAT)
    found = _in_force(today).filter(area__level=level.value, geom__covers=place)
    return next(iter(_outlines(found)), None)


def own_areas(viewer: Viewer, today: date) -> list[AreaOutline]:
    """The areas an area-bound viewer serves, those below them left out (1 statement)."""
    ids = viewer.area_scope or ()
    own = _in_force(today).filter(area_id__in=ids).exclude(area__parent_id__in=ids)
    return _outlines(own.order_by("area__code"))


def _in_force(today: date) -> QuerySet[BoundaryVersion, Any]:
    return BoundaryVersion.objects.filter(status="published", valid__contains=today)


def _first_place(boundaries: QuerySet[BoundaryVersion, Any]) -> AreaPlace | None:
    columns = ("area__code", "area__level", "area__name", "area__name_en", "lonlat")
    row = boundaries.annotate(lonlat=Transform("anchor", LONLAT)).values_list(*columns).first()
    if row is None:
        return None
    code, level, name, name_en, anchor = row
    return AreaPlace(code, level, name, name_en, anchor.x, anchor.y)


def _outlines(boundaries: QuerySet[BoundaryVersion, Any]) -> list[AreaOutline]:
    columns = ("area__code", "area__level", "area__name", "area__name_en", "border")
    found = boundaries.annotate(border=AsGeoJSON(Transform("geom", LONLAT), precision=5)).values_list(
        *columns
    )
    return [
        AreaOutline(code, level, name, name_en, json.loads(border))
        for code, level, name, name_en, border in found
    ]
