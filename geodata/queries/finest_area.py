"""The finest area in force at a place."""

from datetime import date

from django.contrib.gis.geos import Point
from django.db.models.functions import Length

from geodata.models import BoundaryVersion


def finest_area_id(place: Point, day: date) -> int | None:
    """Id of the finest area whose boundary covers a place (MEASURE) on a local day; None outside all (1 statement)."""
    covering = BoundaryVersion.objects.filter(status="published", valid__contains=day, geom__covers=place)
    by_size = covering.order_by(Length("area__code").desc(), "area__code")
    return by_size.values_list("area_id", flat=True).first()
