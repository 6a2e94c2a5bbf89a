"""The life of the town into its tables: departments, categories, staff, service points, people in care."""

from datetime import date, datetime

import numpy as np

from geodata.models import CareSubject, Department, EventCategory, ServicePoint, Staff, StaffArea
from geodata.town.ground.tables import Ground
from geodata.town.identity import uuids
from geodata.town.life.care import RISKS, Care
from geodata.town.life.care_rhythm import due_days, last_visits, make_rhythm
from geodata.town.life.point_checks import checks_on
from geodata.town.life.points import Points, point_geometry
from geodata.town.life.staffing import StaffRow
from geodata.town.life.taxonomy import DEPARTMENTS, KINDS, TOP_LEVEL
from geodata.town.store.copying import array_text, copy_in, geometry, moments
from geodata.town.store.load_ground import GroundIds


def load_taxonomy() -> None:
    """Write departments and the category tree, or bring the ones of the same code up to date."""
    departments = {}
    for entry in DEPARTMENTS:
        departments[entry.code], _ = Department.objects.update_or_create(
            code=entry.code, defaults={"name": entry.name, "name_en": entry.name_en}
        )
    parents: dict[str, EventCategory] = {}
    for category in (*TOP_LEVEL, *KINDS):
        parents[category.code], _ = EventCategory.objects.update_or_create(
            code=category.code,
            defaults={
                "name": category.name,
                "name_en": category.name_en,
                "parent": parents.get(category.parent),
                "department": departments.get(category.department),
            },
        )


def load_staff(staff: list[StaffRow], ids: GroundIds, seed: int) -> None:
    """Write everyone who works for the district, with the areas they serve."""
    departments = dict(Department.objects.values_list("code", "id"))
    columns = {
        "uuid": uuids(seed, "staff", range(len(staff))),
        "role": [row.role.value for row in staff],
        "name": [row.name for row in staff],
        "full_time": [row.full_time for row in staff],
        "department_id": [departments.get(row.department) for row in staff],
    }
    staff_ids = copy_in(Staff, columns, len(staff))
    served = [
        (int(key), int(ids.area[area]))
        for key, row in zip(staff_ids, staff, strict=True)
        for area in row.areas
    ]
    copy_in(
        StaffArea,
        {"staff_id": [pair[0] for pair in served], "area_id": [pair[1] for pair in served]},
        len(served),
    )


def load_points(ground: Ground, points: Points, addresses: np.ndarray, ids: GroundIds, today: date) -> None:
    """Write the service points as they stand on a local day."""
    count = len(points.kind)
    checked_on, closed_until = checks_on(count, ground.seed, today)
    columns = {
        "uuid": uuids(ground.seed, "service_point", range(count)),
        "kind": [kind.value for kind in points.kind],
        "name": points.name,
        "name_en": points.name_en,
        "address": addresses[points.building],
        "phone": points.phone,
        "opening_hours": points.opening_hours,
        "accessibility": [array_text(facts) for facts in points.accessibility],
        "closed_until": closed_until,
        "checked_on": checked_on,
        "area_id": ids.area[ground.buildings.grid[points.building]],
        "geom": geometry(point_geometry(ground, points)),
    }
    copy_in(ServicePoint, columns, count)


def load_care(ground: Ground, care: Care, ids: GroundIds, as_of: datetime) -> None:
    """Write the people in care with their visits as of a moment."""
    rhythm = make_rhythm(care.risk, ground.seed)
    visits = last_visits(rhythm, int(as_of.timestamp()))
    columns = {
        "uuid": uuids(ground.seed, "care_subject", range(len(care.building))),
        "categories": [array_text(words) for words in care.categories],
        "risk": [RISKS[index].value for index in care.risk],
        "active": True,
        "building_id": ids.building[care.building],
        "area_id": ids.area[ground.buildings.grid[care.building]],
        "last_visit_at": moments(visits),
        "next_due_on": [date.fromordinal(int(day)) for day in due_days(rhythm, visits)],
    }
    copy_in(CareSubject, columns, len(care.building))
