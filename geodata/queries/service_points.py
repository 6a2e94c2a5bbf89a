"""Service points as residents look for them: by word, by distance, or by subdistrict and name. Public data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.gis.db.models.functions import Distance, Transform
from django.contrib.gis.geos import Point
from django.db.models import QuerySet
from django.db.models.functions import Substr

from geodata.crs import LONLAT
from geodata.errors import NotFound
from geodata.models import ServicePoint
from geodata.queries.point_keys import points_named
from geodata.rules.levels import CODE_LENGTH, Level

_SUBDISTRICT_DIGITS = CODE_LENGTH[Level.SUBDISTRICT]


@dataclass(frozen=True)
class Origin:
    """Where distances are measured from, degrees WGS 84."""

    lon: float
    lat: float


@dataclass(frozen=True)
class Match:
    """The little that counting, filtering and ordering need of a point that matches a search."""

    pk: int
    kind: str
    opening_hours: str
    closed_until: date | None
    distance_m: float | None


@dataclass(frozen=True)
class ServicePointCard:
    """A service point as it is told to residents; lon and lat in degrees WGS 84."""

    pk: int
    uuid: UUID
    kind: str
    name: str
    name_en: str
    address: str
    phone: str
    opening_hours: str
    accessibility: tuple[str, ...]
    closed_until: date | None
    checked_on: date | None
    area_code: str
    lon: float
    lat: float


def matching_points(words: Iterable[str] = (), origin: Origin | None = None) -> list[Match]:
    """Points that hold every word, nearest first from an origin, else by subdistrict and name.

    1 statement, with words 3 once the search keys are kept.
    """
    named = points_named(words)
    if named is not None and not named:
        return []
    found: QuerySet[ServicePoint, Any] = ServicePoint.objects.all()
    columns = ["pk", "kind", "opening_hours", "closed_until"]
    if origin is None:
        ordered = found.order_by(Substr("area__code", 1, _SUBDISTRICT_DIGITS), "name", "pk")
        rows = [Match(distance_m=None, **row) for row in ordered.values(*columns)]
    else:
        place = Point(origin.lon, origin.lat, srid=LONLAT)
        near = found.annotate(distance=Distance("geom", place)).order_by("distance", "name", "pk")
        rows = [Match(distance_m=row.pop("distance").m, **row) for row in near.values(*columns, "distance")]
    return rows if named is None else [match for match in rows if match.pk in named]


def service_points(pks: Iterable[int]) -> list[ServicePointCard]:
    """The points with these ids, in this order (1 statement)."""
    wanted = list(pks)
    cards = {card.pk: card for card in map(_card, _rows(ServicePoint.objects.filter(pk__in=wanted)))}
    return [cards[pk] for pk in wanted if pk in cards]


def service_point(uuid: UUID) -> ServicePointCard:
    """The point with this uuid, refused as not found when there is none (1 statement)."""
    for row in _rows(ServicePoint.objects.filter(uuid=uuid)):
        return _card(row)
    raise NotFound("没有这个服务点。", "There is no such service point.")


_COLUMNS = (
    "pk", "uuid", "kind", "name", "name_en", "address", "phone", "opening_hours", "accessibility",
    "closed_until", "checked_on",
)  # fmt: skip


def _rows(points: QuerySet[ServicePoint]) -> QuerySet[ServicePoint, Any]:
    return points.annotate(lonlat=Transform("geom", LONLAT)).values(*_COLUMNS, "area__code", "lonlat")


def _card(row: dict[str, Any]) -> ServicePointCard:
    plain = {name: row[name] for name in _COLUMNS} | {"accessibility": tuple(row["accessibility"])}
    place = row["lonlat"]
    return ServicePointCard(
        area_code=row["area__code"] or "", lon=round(place.x, 6), lat=round(place.y, 6), **plain
    )
