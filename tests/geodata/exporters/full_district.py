"""The square district with rows of every kind, written to be hard on files: formula signs, quotes, leading zeros, gaps."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import shapely
from django.contrib.gis.geos import GEOSGeometry, LineString, Polygon

from geodata.crs import MEASURE
from geodata.models import (
    Building,
    Business,
    Department,
    Device,
    Dwelling,
    EventCategory,
    LandCover,
    Partner,
    PartyBranch,
    PartyBranchArea,
    Resource,
    Road,
    Staff,
    StaffArea,
    Water,
)
from geodata.rules.import_kinds import KindName
from tests import factories
from tests.factories import ORIGIN, SquareDistrict, point, square

MORNING = datetime(2026, 5, 1, 0, 30, tzinfo=UTC)
HARD_NAMES = ("=1+1 便利店", "+86 老号", '-3号"引号"，逗号,分号;', "@微 站'")


def _ring(*corners: tuple[float, float]) -> list[tuple[float, float]]:
    return [(ORIGIN[0] + x, ORIGIN[1] + y) for x, y in corners]


def odd_polygon() -> Polygon:
    """A shape with a hole and corners that are no whole centimetres, as importing stores it (clockwise, 1 µm)."""
    outer = _ring(
        (100.123457, 100), (100.5, 160.654321), (171.25, 160.1), (160, 99.999999), (100.123457, 100)
    )
    hole = _ring((120, 120), (130, 120), (130, 130), (120, 130), (120, 120))
    return _normal(shapely.Polygon(outer, [hole]))


def _normal(shape: shapely.Geometry) -> Any:
    grid = shapely.set_precision(shape, 1e-6)
    return GEOSGeometry(memoryview(shapely.to_wkb(grid)), srid=MEASURE)


def _line(*corners: tuple[float, float]) -> LineString:
    return _normal(shapely.LineString(_ring(*corners)))


def make_full_district() -> SquareDistrict:
    """Areas, then rows of every kind, each under a number of its own; two places have no geometry."""
    district = factories.make_square_district()
    department = Department.objects.create(code="d01", name="城管局", name_en="Urban management")
    _make_ground()
    west, east = district.grid("W1"), district.grid("E2")
    house = factories.make_building(west, 20, 20, external_key="id:007", address="昆石路 7 号", floors=6,
                                    built_year=1998, floating_persons=3)  # fmt: skip
    Building.objects.create(
        area=east, external_key="id:B-8#2", use="mixed", persons_15_59=4, geom=square(620, 620, 31.5)
    )
    for door, state, checked in (("2单元301", "let", date(2026, 4, 30)), ("=3-302", "unknown", None)):
        Dwelling.objects.create(building=house, door=door, state=state, checked_on=checked,
                                external_key=f"id:{house.pk}:{door}")  # fmt: skip
    _make_places(district)
    _make_people(district, department)
    _make_events(district)
    return district


def _make_ground() -> None:
    Road.objects.create(external_key="id:r1", name="昆石路", road_class="arterial", width_m=31.25,
                        geom=_line((0, 0), (333.3333, 250.000001), (900, 10)))  # fmt: skip
    Road.objects.create(external_key="id:r2", road_class="path", width_m=2.5, stairs=True, walkable=False,
                        geom=_line((5, 5), (5, 500)))  # fmt: skip
    Water.objects.create(external_key="id:w1", kind="pond", name="=塘", geom=odd_polygon())
    LandCover.objects.create(external_key="id:l1", kind="park", name="公园", geom=odd_polygon())


def _make_places(district: SquareDistrict) -> None:
    area = district.grid("W1")
    for number, name in enumerate(HARD_NAMES):
        key, x, y = f"id:000{number}", 40 + 0.01 * number, 50 + number
        at = point(x, y)
        factories.make_service_point(area, x, y, name=name, external_key=key, name_en="Station",
                                     accessibility=["wheelchair", "ramp", "seats"],
                                     address="昆石路, 7", checked_on=date(2026, 1, 2))  # fmt: skip
        Business.objects.create(external_key=key, name=name, category="餐饮", address="昆石路", employees=number or None,
                                checked_on=None, area=area, geom=at)  # fmt: skip
        Resource.objects.create(external_key=key, name=name, kind="supplies", quantity=0.1 + number, unit="件",
                                phone="+86 871 5550", expires_on=date(2027, 1, 1), area=area, geom=at)  # fmt: skip
        Device.objects.create(external_key=key, name=name, kind="camera", state="faulty", state_at=MORNING,
                              area=area, geom=at)  # fmt: skip


def _make_people(district: SquareDistrict, department: Department) -> None:
    west, east = district.grid("W1"), district.grid("E1")
    for key, name, served in (("id:0012", "=张三", (west, east)), ("id:0013", "李四", ())):
        person = Staff.objects.create(external_key=key, name=name, role="grid_worker", full_time=bool(served),
                                      department=department if served else None)  # fmt: skip
        for area in served:
            StaffArea.objects.create(staff=person, area=area, external_key=f"{person.pk}:{area.pk}")
    for key, place, members in (("id:p1", point(60, 60), 12), ("id:p2", None, None)):
        branch = PartyBranch.objects.create(external_key=key, name=f"支部{key}", kind="joint", members=members,
                                            address="昆石路", founded_on=date(2020, 7, 1), geom=place)  # fmt: skip
        PartyBranchArea.objects.create(branch=branch, area=west, external_key=f"{branch.pk}:{west.pk}")
        Partner.objects.create(external_key=key, name=f"队{key}", kind="volunteer_team", members=members, services="助餐、代购",
                               phone="-5550", geom=place, area=west if place else None)  # fmt: skip


def _make_events(district: SquareDistrict) -> None:
    noise = EventCategory.objects.create(code="noise", name="噪音", name_en="Noise")
    for number in range(3):
        at = MORNING + timedelta(hours=number, seconds=7)
        factories.make_event(district.grid("W1"), 10 + number, 20.01, at, category=noise, external_key=f"id:E-{number}",
                             closed_at=at + timedelta(hours=5) if number else None)  # fmt: skip


# What a file can hold of each kind, for comparing what came back.
FIELDS: dict[KindName, tuple[str, ...]] = {
    KindName.ROADS: ("name", "road_class", "width_m", "stairs", "walkable"),
    KindName.WATER: ("name", "kind"),
    KindName.LANDCOVER: ("name", "kind"),
    KindName.BUILDINGS: ("use", "floors", "built_year", "address", "households", "persons_0_14", "persons_15_59",
                         "persons_60_79", "persons_80_plus", "floating_persons", "area__code"),
    KindName.SERVICE_POINTS: ("kind", "name", "name_en", "address", "phone", "opening_hours", "accessibility",
                              "checked_on", "area__code"),
    KindName.STAFF: ("name", "role", "full_time", "department__code"),
    KindName.EVENTS: ("category__code", "reported_at", "closed_at", "due_at", "step", "status_known", "area__code"),
    KindName.BUSINESSES: ("name", "category", "address", "employees", "checked_on", "area__code"),
    KindName.RESOURCES: ("name", "kind", "quantity", "unit", "address", "phone", "checked_on", "expires_on",
                         "area__code"),
    KindName.DEVICES: ("name", "kind", "state", "state_at", "address", "area__code"),
    KindName.PARTY_BRANCHES: ("name", "kind", "members", "address", "founded_on"),
    KindName.PARTNERS: ("name", "kind", "members", "services", "address", "phone", "area__code"),
    KindName.DWELLINGS: ("building__external_key", "door", "state", "checked_on"),
    KindName.HOUSEHOLDS: ("external_key", "households", "persons_0_14", "persons_15_59", "persons_60_79",
                          "persons_80_plus", "floating_persons"),
}  # fmt: skip
