"""People, staff, service points, addresses and people in care of the small town; no database."""

import re
from collections import Counter
from datetime import date, timedelta

import numpy as np
import pytest
from opening_hours import OpeningHours

from geodata.rules.care import CareCategory, visit_state
from geodata.rules.service_points import ACCESS_FACTS, ServiceKind
from geodata.rules.viewer import STAFF, Role
from geodata.town.calendar import local_day
from geodata.town.ground.names.addresses import make_addresses
from geodata.town.life.care import make_care
from geodata.town.life.care_rhythm import due_days, last_visits, make_rhythm
from geodata.town.life.people import PERSONS_PER_HOUSEHOLD, make_people, share_out
from geodata.town.life.point_checks import checks_on
from geodata.town.life.points import make_points
from geodata.town.life.staffing import OLD_BEFORE, StaffRow, demo_community, make_staff
from geodata.town.life.taxonomy import DEPARTMENTS, KINDS, TOP_LEVEL
from tests.town import AS_OF, SEED, small_ground


@pytest.fixture(scope="module")
def staff() -> list[StaffRow]:
    """Everyone who works for the small town."""
    ground = small_ground()
    return make_staff(ground.areas, ground.buildings, SEED)


def test_persons_and_age_bands_sum_exactly() -> None:
    buildings = small_ground().buildings
    people = make_people(buildings, SEED)
    total = int(people.bands.sum())
    assert total == round(int(buildings.households.sum()) * PERSONS_PER_HOUSEHOLD)
    assert people.bands[:, 2:].sum() == pytest.approx(0.198 * total, abs=1)


def test_every_household_has_a_person_and_empty_buildings_have_none() -> None:
    buildings = small_ground().buildings
    people = make_people(buildings, SEED)
    persons = people.bands.sum(axis=1)
    assert (persons >= buildings.households).all()
    assert (persons[buildings.households == 0] == 0).all()
    assert (people.floating <= persons).all()
    assert (people.bands >= 0).all()


def test_old_slabs_are_older_than_towers() -> None:
    buildings = small_ground().buildings
    bands = make_people(buildings, SEED).bands
    shares = {
        fabric: bands[buildings.fabric == fabric][:, 2:].sum() / bands[buildings.fabric == fabric].sum()
        for fabric in ("slab", "tower")
    }
    assert shares["slab"] > 1.5 * shares["tower"]


@pytest.mark.parametrize("total", [0, 1, 7, 1000])
def test_shares_always_sum_to_the_total(total: int) -> None:
    weights = np.array([0.0, 0.3, 2.0, 5.5])
    assert share_out(weights, total).sum() == total


def test_every_grid_has_a_worker_and_a_third_work_full_time(staff: list[StaffRow]) -> None:
    areas = small_ground().areas
    workers = [row for row in staff if row.role is Role.GRID_WORKER]
    grids = set(np.flatnonzero(areas.level == "grid").tolist())
    assert {area for row in workers for area in row.areas} == grids
    assert len(workers) == 2 * len(grids)
    assert sum(row.full_time for row in workers) == pytest.approx(0.35 * len(workers), abs=1)
    assert any(len(row.areas) > 1 for row in workers)


def test_every_role_is_there(staff: list[StaffRow]) -> None:
    assert {row.role for row in staff} == STAFF


def test_one_worker_serves_the_two_oldest_grids_of_the_demo_community(staff: list[StaffRow]) -> None:
    ground = small_ground()
    buildings, areas = ground.buildings, ground.areas
    old = np.where(buildings.year < OLD_BEFORE, buildings.households, 0)
    by_grid = np.bincount(buildings.grid, weights=old, minlength=len(areas.level))
    grids = np.flatnonzero(areas.parent == demo_community(areas, buildings))
    oldest = set(sorted(grids.tolist(), key=lambda grid: by_grid[grid])[-2:])
    assert oldest in [set(row.areas) for row in staff if row.role is Role.GRID_WORKER]


def test_staff_are_numbered_not_named(staff: list[StaffRow]) -> None:
    assert all(re.search(r"\d\d$|[甲乙丙丁戊己庚辛]$", row.name) for row in staff)
    assert len({row.name for row in staff}) == len(staff)


def test_the_taxonomy_has_six_top_levels_twelve_departments_and_no_orphan() -> None:
    assert len(TOP_LEVEL) == 6
    assert len(DEPARTMENTS) == 12
    assert {kind.parent for kind in KINDS} == {top.code for top in TOP_LEVEL}
    assert {kind.department for kind in KINDS} == {department.code for department in DEPARTMENTS}
    assert all(entry.name_en for entry in (*DEPARTMENTS, *TOP_LEVEL, *KINDS))


def test_service_points_have_own_names_hours_and_phones_nobody_has() -> None:
    ground = small_ground()
    points = make_points(ground, SEED)
    assert len(set(points.name)) == len(points.name) == len(set(points.name_en))
    assert all(re.fullmatch(r"0999-5550-\d{3}", phone) for phone in points.phone)
    assert all(OpeningHours(hours) for hours in points.opening_hours)
    assert {fact for facts in points.accessibility for fact in facts} <= set(ACCESS_FACTS)
    assert len(set(points.building.tolist())) == len(points.building)


def test_every_subdistrict_has_a_centre_and_every_community_a_station() -> None:
    ground = small_ground()
    points = make_points(ground, SEED)
    community = ground.areas.parent[ground.buildings.grid[points.building]]
    kind = np.array([entry.value for entry in points.kind])
    stations = community[kind == ServiceKind.STATION]
    centres = ground.areas.parent[community[kind == ServiceKind.PARTY_SERVICE_CENTRE]]
    assert sorted(stations) == np.flatnonzero(ground.areas.level == "community").tolist()
    assert sorted(centres) == np.flatnonzero(ground.areas.level == "subdistrict").tolist()


def test_an_entrance_with_a_step_is_never_called_step_free() -> None:
    points = make_points(small_ground(), SEED)
    for facts in points.accessibility:
        assert len({"step_free", "ramp", "one_step"} & set(facts)) == 1
        assert not {"wheelchair", "one_step"} <= set(facts)


def test_every_building_has_an_address_of_its_own() -> None:
    addresses = make_addresses(small_ground())
    assert all(re.search(r"\d+ [号栋]$", address) for address in addresses)
    assert len(set(addresses)) > 0.97 * len(addresses)


def test_care_subjects_are_counted_by_households_and_live_where_people_live() -> None:
    buildings = small_ground().buildings
    care = make_care(buildings, SEED)
    assert len(care.building) == round(int(buildings.households.sum()) * 0.025)
    assert (buildings.households[care.building] > 0).all()
    assert {category for categories in care.categories for category in categories} == set(CareCategory)


def test_most_visits_are_in_time_and_every_lateness_occurs() -> None:
    risk = make_care(small_ground().buildings, SEED).risk
    rhythm = make_rhythm(risk, SEED)
    due = due_days(rhythm, last_visits(rhythm, int(AS_OF.timestamp())))
    today = local_day(AS_OF)
    states = Counter(visit_state(date.fromordinal(int(day)), today).value for day in due)
    late = states["blue"] + states["yellow"] + states["red"]
    assert min(states["due"], states["blue"], states["yellow"], states["red"]) > 0
    assert late < 0.1 * len(due)
    assert states["visited"] + states["due_soon"] > 0.8 * len(due)


def test_a_later_moment_never_takes_a_visit_back() -> None:
    rhythm = make_rhythm(np.tile([0, 1, 2], 500), SEED)
    moments = [int((AS_OF + timedelta(hours=5 * step)).timestamp()) for step in range(60)]
    visits = np.array([last_visits(rhythm, moment) for moment in moments])
    assert (np.diff(visits, axis=0) >= 0).all()
    assert (visits <= np.array(moments)[:, None]).all()


def test_points_are_checked_every_two_months_and_few_are_shut() -> None:
    today = local_day(AS_OF)
    checked, closed = checks_on(300, SEED, today)
    assert all(timedelta(0) <= today - day <= timedelta(days=60) for day in checked)
    shut = [day for day in closed if day]
    assert 0 < len(shut) < 10
    assert all(day >= today for day in shut)
