"""Where each exported kind's columns stand in the database: expressions by the name the column has in files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.db.models.functions import AsWKB, PointOnSurface
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, Func, Model, TextField, Value

from geodata.models import (
    BoundaryVersion,
    Building,
    Business,
    Device,
    Dwelling,
    Event,
    LandCover,
    Partner,
    PartyBranch,
    Resource,
    Road,
    ServicePoint,
    Staff,
    Water,
)
from geodata.rules.import_kinds import KindName

# Rows of these names stand before the columns and after them.
KEY, UUID, PLACE = "row_key", "row_uuid", "row_place"
_SERVED = StringAgg("areas__code", delimiter=";", order_by="areas__code", default=Value(""))


@dataclass(frozen=True)
class Source:
    """A kind's table: its columns by name in files, its geometry (WKB in MEASURE), the path to its area, its order.

    key, uuid: paths to what a row is known by, '' where the kind is known by its columns or has none.
    """

    model: type[Model]
    columns: Mapping[str, Any]
    place: Any = None
    area: str = ""
    order: tuple[str, ...] = ("id",)
    key: str = "external_key"
    uuid: str = "uuid"

    def annotations(self) -> dict[str, Any]:
        """What a statement selects, in order: the key, the uuid, the columns, the geometry."""
        none = Value(None, output_field=TextField())
        known = {name: F(path) if path else none for name, path in ((KEY, self.key), (UUID, self.uuid))}
        told = {f"told_{name}": expression for name, expression in self.columns.items()}
        return {**known, **told, PLACE: none if self.place is None else AsWKB(self.place)}


def _same(*names: str) -> dict[str, Any]:
    return {name: F(name) for name in names}


_COUNTS = _same(
    "households", "persons_0_14", "persons_15_59", "persons_60_79", "persons_80_plus", "floating_persons"
)
_AREA = {"area_code": F("area__code")}
_DEPARTMENT = {"department": F("department__name")}

SOURCES: dict[KindName, Source] = {
    KindName.AREAS: Source(
        BoundaryVersion,
        {
            "code": F("area__code"),
            "name": F("area__name"),
            "parent": F("area__parent__code"),
            "name_en": F("area__name_en"),
            "level": F("area__level"),
            "kind": F("area__kind"),
            "grid_type": F("area__grid_type__grid_type"),
            "valid_from": F("valid__startswith"),
        },
        F("geom"),
        "area_id",
        ("area__code",),
        key="",
        uuid="",
    ),
    KindName.ROADS: Source(Road, _same("name", "road_class", "width_m", "stairs", "walkable"), F("geom")),
    KindName.WATER: Source(Water, _same("name", "kind"), F("geom")),
    KindName.LANDCOVER: Source(LandCover, _same("name", "kind"), F("geom")),
    KindName.BUILDINGS: Source(
        Building,
        _same("use", "floors", "built_year", "address") | _COUNTS | _AREA,
        F("geom"),
        "area_id",
    ),
    KindName.DWELLINGS: Source(
        Dwelling,
        {"address": F("building__address"), **_same("door", "state", "checked_on")},
        PointOnSurface(F("building__geom")),
        "building__area_id",
        ("building_id", "door"),
        "building__external_key",
        "building__uuid",
    ),
    KindName.HOUSEHOLDS: Source(Building, _same("address") | _COUNTS, PointOnSurface(F("geom")), "area_id"),
    KindName.SERVICE_POINTS: Source(
        ServicePoint,
        {
            **_same("name", "name_en", "address", "phone"),
            "category": F("kind"),
            "opening_hours": F("opening_hours"),
            "accessibility": Func(
                F("accessibility"), Value(";"), function="array_to_string", output_field=TextField()
            ),
            **_same("checked_on"),
            **_AREA,
        },
        F("geom"),
        "area_id",
    ),
    KindName.STAFF: Source(Staff, {**_same("name", "role", "full_time"), **_DEPARTMENT, "areas": _SERVED}),
    KindName.EVENTS: Source(
        Event,
        {
            "time": F("reported_at"),
            "closed_at": F("closed_at"),
            "category": F("category__code"),
            "category_name": F("category__name"),
            **_same("status_known", "priority", "source", "step", "due_at"),
            **_DEPARTMENT,
            **_AREA,
        },
        F("geom"),
        "area_id",
        ("reported_at", "id"),
    ),
    KindName.BUSINESSES: Source(
        Business,
        _same("name", "category", "address", "employees", "checked_on") | _AREA,
        F("geom"),
        "area_id",
    ),
    KindName.RESOURCES: Source(
        Resource,
        _same("name", "kind", "quantity", "unit", "address", "phone", "checked_on", "expires_on") | _AREA,
        F("geom"),
        "area_id",
    ),
    KindName.DEVICES: Source(
        Device, _same("name", "kind", "state", "state_at", "address") | _AREA, F("geom"), "area_id"
    ),
    KindName.PARTY_BRANCHES: Source(
        PartyBranch,
        {**_same("name", "kind", "members", "address", "founded_on"), "areas": _SERVED},
        F("geom"),
    ),
    KindName.PARTNERS: Source(
        Partner,
        _same("name", "kind", "members", "services", "address", "phone") | _AREA,
        F("geom"),
        "area_id",
    ),
}
