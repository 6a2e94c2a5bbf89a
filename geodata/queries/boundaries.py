"""Boundaries in force as shapes, for measuring; boundaries are public, so nobody is asked who looks."""

from dataclasses import dataclass
from datetime import date

import shapely

from geodata.models import Area, BoundaryVersion
from geodata.rules.levels import Level


@dataclass(frozen=True)
class Outline:
    """An area's published polygon, metres in MEASURE."""

    area_id: int
    code: str
    name: str
    polygon: shapely.MultiPolygon


def outlines_in_force(level: Level, day: date) -> list[Outline]:
    """The published outlines of a level that hold on a local day, by code (1 statement)."""
    versions = (
        BoundaryVersion.objects.filter(area__level=level, status="published", valid__contains=day)
        .order_by("area__code")
        .values_list("area_id", "area__code", "area__name", "geom")
    )
    return [Outline(pk, code, name, shapely.from_wkb(bytes(geom.wkb))) for pk, code, name, geom in versions]


def outlines_of_level(level: Level) -> list[Outline]:
    """Every outline that areas of a level have or had, drafts too, by code, newest first (1 statement)."""
    versions = (
        BoundaryVersion.objects.filter(area__level=level)
        .order_by("area__code", "-id")
        .values_list("area_id", "area__code", "area__name", "geom")
    )
    return [Outline(pk, code, name, shapely.from_wkb(bytes(geom.wkb))) for pk, code, name, geom in versions]


def codes_of_level(level: Level) -> set[str]:
    """The codes that areas of a level have, in force or not (1 statement)."""
    return set(Area.objects.filter(level=level).values_list("code", flat=True))
