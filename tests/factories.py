"""A district of four square grids, drawn by hand, for tests that want to know every number.

  x=0      500     1000 m        subdistrict 999901001, community 999901001001 (west)
y=1000 +-------+-------+                          and 999901001002 (east)
       |  W2   |  E2   |
 500   +-------+-------+         grids 999901001001001 (W1), ...002 (W2),
       |  W1   |  E1   |               999901001002001 (E1), ...002 (E2)
   0   +-------+-------+
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.gis.geos import LineString, MultiPolygon, Point, Polygon

from geodata.crs import MEASURE
from geodata.models import (
    Area,
    BoundaryVersion,
    Building,
    CareSubject,
    Department,
    Event,
    EventCategory,
    Road,
    ServicePoint,
    Staff,
)
from geodata.rules.deadlines import due_at
from geodata.rules.event_flow import Priority, Step
from geodata.rules.levels import Level, parent_level
from geodata.rules.viewer import Role

# The lower left corner of the drawing, metres in EPSG:4543 (about 102.30 E, 25.35 N).
ORIGIN = (530_000.0, 2_803_000.0)
FIRST_DAY = date(2025, 1, 1)


def square(x: float, y: float, width: float, height: float | None = None) -> Polygon:
    """A rectangle in drawing metres."""
    left, low = ORIGIN[0] + x, ORIGIN[1] + y
    box = Polygon.from_bbox((left, low, left + width, low + (height or width)))
    box.srid = MEASURE
    return box


def point(x: float, y: float) -> Point:
    """A point in drawing metres."""
    return Point(ORIGIN[0] + x, ORIGIN[1] + y, srid=MEASURE)


@dataclass
class SquareDistrict:
    """The areas of the drawing, by code."""

    areas: dict[str, Area]

    def grid(self, name: str) -> Area:
        """The grid W1, W2, E1 or E2."""
        community = {"W": "999901001001", "E": "999901001002"}[name[0]]
        return self.areas[f"{community}00{name[1]}"]


LAYOUT = (
    ("999901", Level.DISTRICT, "方正区", (0, 0, 1000, 1000)),
    ("999901001", Level.SUBDISTRICT, "方正街道", (0, 0, 1000, 1000)),
    ("999901001001", Level.COMMUNITY, "西社区", (0, 0, 500, 1000)),
    ("999901001002", Level.COMMUNITY, "东社区", (500, 0, 500, 1000)),
    ("999901001001001", Level.GRID, "西社区001网格", (0, 0, 500, 500)),
    ("999901001001002", Level.GRID, "西社区002网格", (0, 500, 500, 500)),
    ("999901001002001", Level.GRID, "东社区001网格", (500, 0, 500, 500)),
    ("999901001002002", Level.GRID, "东社区002网格", (500, 500, 500, 500)),
)


def make_square_district() -> SquareDistrict:
    """The four levels with published boundaries since FIRST_DAY."""
    areas: dict[str, Area] = {}
    for code, level, name, box in LAYOUT:
        above = parent_level(level)
        parent = next(
            (a for a in areas.values() if above and a.level == above and code.startswith(a.code)), None
        )
        areas[code] = Area.objects.create(code=code, level=level.value, name=name, parent=parent)
        outline = square(*box)
        BoundaryVersion.objects.create(
            area=areas[code],
            valid=(FIRST_DAY, None),
            status="published",
            geom=MultiPolygon(outline, srid=MEASURE),
            anchor=outline.centroid,
        )
    return SquareDistrict(areas)


def make_building(area: Area | None, x: float, y: float, **fields: Any) -> Building:
    """A 20 m house; ten households of thirty people unless told."""
    counts = {
        "households": 10,
        "persons_0_14": 5,
        "persons_15_59": 19,
        "persons_60_79": 5,
        "persons_80_plus": 1,
    }
    return Building.objects.create(area=area, geom=square(x, y, 20), use="residential", **(counts | fields))


def make_category(code: str = "noise", parent: EventCategory | None = None) -> EventCategory:
    """An event category."""
    return EventCategory.objects.get_or_create(code=code, defaults={"name": code, "parent": parent})[0]


def make_event(area: Area | None, x: float, y: float, reported_at: datetime, **fields: Any) -> Event:
    """An event reported at an aware time, open unless closed_at is given."""
    category = fields.pop("category", None) or make_category()
    priority = Priority(fields.get("priority", Priority.GENERAL))
    step = Step.EVALUATED if fields.get("closed_at") else Step.REPORTED
    fields = {"due_at": due_at(reported_at, priority), "step": step.value, "category": category} | fields
    return Event.objects.create(area=area, geom=point(x, y), reported_at=reported_at, **fields)


def make_care_subject(building: Building, today: date, days_late: int, **fields: Any) -> CareSubject:
    """A person in care whose next visit was due days_late ago."""
    fields = {"categories": ["living_alone_elderly"]} | fields
    due = today - timedelta(days=days_late)
    return CareSubject.objects.create(building=building, area=building.area, next_due_on=due, **fields)


def make_login(role: Role, *areas: Area, department: Department | None = None) -> Any:
    """A user with a staff row of that role serving those areas."""
    user = get_user_model().objects.create_user(username=role.value, password=role.value)
    staff = Staff.objects.create(user=user, role=role.value, name=f"测试{role.value}", department=department)
    staff.areas.set(areas)
    return user


def make_service_point(area: Area | None, x: float, y: float, **fields: Any) -> ServicePoint:
    """A station open on working days, with a fictional number."""
    plain = {
        "kind": "station",
        "name": "工作站",
        "phone": "0999-5550-100",
        "opening_hours": "Mo-Fr 09:00-12:00,13:30-17:30; PH off",
        "accessibility": ["step_free", "seats"],
    }
    return ServicePoint.objects.create(area=area, geom=point(x, y), **(plain | fields))


def make_road(*corners: tuple[float, float], **fields: Any) -> Road:
    """A local road along corners in drawing metres."""
    line = LineString([(ORIGIN[0] + x, ORIGIN[1] + y) for x, y in corners], srid=MEASURE)
    return Road.objects.create(geom=line, **({"road_class": "local"} | fields))
