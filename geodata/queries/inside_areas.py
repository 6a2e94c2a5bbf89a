"""The border of an area as a shape that things can be inside of."""

from dataclasses import dataclass
from datetime import date

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.models import BoundaryVersion


@dataclass(frozen=True)
class AreaShape:
    """An area with its border in MEASURE."""

    code: str
    level: str
    name: str
    name_en: str
    shape: BaseGeometry


def area_shape(code: str, today: date) -> AreaShape | None:
    """The area with this code as in force on the day; None when there is none (1 statement)."""
    found = BoundaryVersion.objects.filter(area__code=code, status="published", valid__contains=today)
    row = found.values_list("area__code", "area__level", "area__name", "area__name_en", "geom").first()
    if row is None:
        return None
    code, level, name, name_en, geom = row
    return AreaShape(code, level, name, name_en, shapely.from_wkb(bytes(geom.wkb)))
