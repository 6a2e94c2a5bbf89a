"""The small town as it stands in the tables."""

from collections import Counter
from datetime import timedelta

import numpy as np
import pytest
from django.contrib.auth import get_user_model
from django.contrib.gis.db.models.functions import Area as AreaOf
from django.db import DatabaseError, connection, transaction
from django.db.models import Count, Exists, F, OuterRef, Sum

from geodata.models import (
    Area,
    BoundaryVersion,
    Building,
    CareSubject,
    Event,
    EventCategory,
    EventStep,
    GridType,
    ServicePoint,
    Staff,
)
from geodata.rules.deadlines import due_at
from geodata.rules.event_flow import Priority, Step
from geodata.rules.viewer import STAFF, Role
from tests.town import Town

COUNTED = (
    "households",
    "persons_0_14",
    "persons_15_59",
    "persons_60_79",
    "persons_80_plus",
    "floating_persons",
)


def _sums(path: str) -> dict[str, tuple[int, ...]]:
    """Counted columns per area, reached from a building by a path."""
    found = Building.objects.values_list(path).annotate(*(Sum(column) for column in COUNTED))
    return {row[0]: row[1:] for row in found}


def test_sums_are_exact_from_building_to_grid_to_district(town: Town) -> None:
    totals = tuple(Building.objects.aggregate(*(Sum(column) for column in COUNTED)).values())
    paths = (
        "area__code",
        "area__parent__code",
        "area__parent__parent__code",
        "area__parent__parent__parent__code",
    )
    for path in paths:
        assert tuple(map(sum, zip(*_sums(path).values(), strict=True))) == totals, path
    assert totals[0] == int(town.ground.buildings.households.sum())


def test_all_areas_have_one_boundary_in_force_and_their_anchor_inside(town: Town) -> None:
    versions = BoundaryVersion.objects.filter(status="published")
    assert versions.count() == Area.objects.count() == len(town.ground.areas.code)
    assert not versions.exclude(geom__contains=F("anchor")).exists()
    land = {row.area.level: 0.0 for row in versions.select_related("area")}
    for level, m2 in versions.annotate(m2=AreaOf("geom")).values_list("area__level", "m2"):
        land[level] += m2.sq_m
    assert max(land.values()) == pytest.approx(min(land.values()), abs=0.5)


def test_every_event_lies_in_its_grid_and_before_the_moment(town: Town) -> None:
    inside = BoundaryVersion.objects.filter(area=OuterRef("area"), geom__covers=OuterRef("geom"))
    assert not Event.objects.exclude(Exists(inside)).exists()
    assert not Event.objects.filter(reported_at__gt=town.as_of).exists()
    assert not EventStep.objects.filter(at__gt=town.as_of).exists()


def test_due_times_follow_the_rule(town: Town) -> None:
    for reported, due, priority in Event.objects.values_list("reported_at", "due_at", "priority")[:500]:
        assert due == due_at(reported, Priority(priority))


def test_an_event_stands_at_the_last_step_of_its_log(town: Town) -> None:
    last: dict[int, str] = {}
    for event, step in EventStep.objects.order_by("event", "at", "id").values_list("event", "step"):
        last[event] = step
    stored = dict(Event.objects.values_list("id", "step"))
    assert last == stored
    closing = dict(EventStep.objects.filter(step=Step.EVALUATED).values_list("event", "at"))
    assert closing == dict(Event.objects.exclude(closed_at=None).values_list("id", "closed_at"))


def test_dispatched_events_belong_to_their_category_s_department(town: Town) -> None:
    dispatched = Event.objects.filter(
        Exists(EventStep.objects.filter(event=OuterRef("id"), step=Step.DISPATCHED))
    )
    assert not dispatched.exclude(department=F("category__department")).exists()
    assert not EventStep.objects.filter(step=Step.HANDLING, actor__role=Role.OPERATOR).exists()


def test_most_old_events_are_closed_and_some_are_late(town: Town) -> None:
    old = Event.objects.filter(reported_at__lt=town.as_of - timedelta(days=30))
    assert old.exclude(closed_at=None).count() > 0.97 * old.count()
    open_events = Event.objects.filter(closed_at=None)
    late = open_events.filter(due_at__lt=town.as_of).count()
    assert 0 < late < open_events.count() < 0.02 * Event.objects.count()


def test_the_log_cannot_be_rewritten(town: Town) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        EventStep.objects.filter(step=Step.REPORTED).update(note="x")


def test_every_role_can_sign_in_and_sees_its_areas(town: Town) -> None:
    for role in STAFF:
        user = get_user_model().objects.get(username=role.value)
        assert user.check_password(role.value)
        assert user.staff.role == role.value
    worker = Staff.objects.get(user__username=Role.GRID_WORKER)
    assert worker.areas.count() == 2
    assert set(worker.areas.values_list("grid_type__grid_type", flat=True)) == {"old_residential"}
    assert CareSubject.objects.filter(area__in=worker.areas.all()).count() >= 5


def test_every_grid_is_served(town: Town) -> None:
    served = Area.objects.filter(level="grid").annotate(staff_count=Count("staff"))
    assert not served.filter(staff_count=0).exists()


def test_service_points_stand_in_their_grid(town: Town) -> None:
    inside = BoundaryVersion.objects.filter(area=OuterRef("area"), geom__covers=OuterRef("geom"))
    assert ServicePoint.objects.exists()
    assert not ServicePoint.objects.exclude(Exists(inside)).exists()
    assert not ServicePoint.objects.filter(address="").exists()


def test_care_subjects_are_in_the_grid_of_their_building(town: Town) -> None:
    assert not CareSubject.objects.exclude(area=F("building__area")).exists()
    assert not CareSubject.objects.filter(last_visit_at__gt=town.as_of).exists()


def test_visible_rule_finds_the_built_types(town: Town) -> None:
    found = dict(GridType.objects.values_list("area__code", "grid_type"))
    truth = town.ground.true_grid_type
    assert found.keys() == truth.keys()
    right = sum(found[code] == kind for code, kind in truth.items())
    assert right >= 0.85 * len(truth), Counter((truth[code], found[code]) for code in truth)


def test_figures_behind_a_type_sum_to_the_district(town: Town) -> None:
    figures = list(GridType.objects.values_list("figures", flat=True))
    assert sum(row["households"] for row in figures) == int(town.ground.buildings.households.sum())


def test_no_table_holds_the_planted_truth(town: Town) -> None:
    """Neither a column nor a value tells hot spots, repeats or the fabric that the generator built."""
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names(cursor) if t.startswith("geodata_")]
        columns = {
            column.name
            for table in tables
            for column in connection.introspection.get_table_description(cursor, table)
        }
    assert not {"spot", "hot_spot", "parent_event", "repeat_of", "fabric", "planted", "truth"} & columns
    assert set(EventStep.objects.values_list("note", flat=True).distinct()) == {""}
    assert not Event.objects.exclude(external_key=None).exists()
    assert not EventCategory.objects.filter(name__in=[spot.name for spot in town.stream.spots]).exists()


def test_planted_truth_is_kept_beside_the_tables(town: Town) -> None:
    reported = town.stream.rows.reported_s <= int(town.as_of.timestamp())
    assert Event.objects.count() == reported.sum()
    assert np.mean(town.stream.rows.spot[reported] >= 0) > 0.1
