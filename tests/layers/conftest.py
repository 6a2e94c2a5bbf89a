"""A square district with one of everything, and tools to ask layers as a role."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.gis.geos import LineString
from django.utils import timezone

from geodata.crs import MEASURE
from geodata.models import (
    Alarm,
    Business,
    Department,
    Device,
    EmergingWarning,
    GridType,
    HeatRefresh,
    HotspotCell,
    LandCover,
    PartyBranch,
    PlaceName,
    Resource,
    Road,
    ServicePoint,
    Water,
)
from geodata.rules.viewer import Role
from layers.known_changes import KNOWN, KnownChanges
from layers.tile_answers import MEMORY
from tests import factories
from tests.factories import ORIGIN, SquareDistrict


@pytest.fixture
def square_district(db: None) -> SquareDistrict:
    """Areas of all four levels."""
    return factories.make_square_district()


@pytest.fixture
def furnished(square_district: SquareDistrict) -> SquareDistrict:
    """One of everything that is drawn, most of it in grid W1."""
    now = timezone.now()
    west, east = square_district.grid("W1"), square_district.grid("E1")
    for grid in ("W1", "W2", "E1", "E2"):
        GridType.objects.create(
            area=square_district.grid(grid),
            grid_type="old_residential",
            deciding_share=0.7,
            margin=0.2,
            classified_at=now,
        )
    line = LineString((ORIGIN[0], ORIGIN[1] + 500), (ORIGIN[0] + 1000, ORIGIN[1] + 500), srid=MEASURE)
    Road.objects.create(road_class="arterial", name="中路", width_m=30, geom=line)
    Water.objects.create(kind="lake", geom=factories.square(600, 600, 200))
    LandCover.objects.create(kind="park", geom=factories.square(100, 600, 300))
    PlaceName.objects.create(name="中湖", kind="lake", geom=factories.point(700, 700))
    ServicePoint.objects.create(name="西站", kind="station", geom=factories.point(100, 100), area=west)
    PartyBranch.objects.create(name="西支部", kind="own", members=12, geom=factories.point(120, 120))
    PartyBranch.objects.create(name="无址支部", kind="mobile")
    Resource.objects.create(
        name="西仓", kind="warehouse", quantity=40, unit="顶", geom=factories.point(140, 120)
    )
    Device.objects.create(name="西路口", kind="camera", state="offline", geom=factories.point(160, 120))
    Alarm.objects.create(kind="device", raised_at=now, geom=factories.point(200, 120))
    Business.objects.create(name="西店", category="餐饮", geom=factories.point(180, 120))
    house, other = factories.make_building(west, 50, 50), factories.make_building(east, 600, 50)
    _find_something()
    own = Department.objects.create(code="own", name="城管")
    factories.make_event(west, 60, 60, now - timedelta(days=2), department=own)
    factories.make_event(east, 610, 60, now - timedelta(days=3))
    today = timezone.localdate()
    for days_late in (8, 4, 1, 0, -2, -6):
        factories.make_care_subject(house, today, days_late)
    factories.make_care_subject(other, today, 0)
    return square_district


def _find_something() -> None:
    """A hot cell and a warning of yesterday in grid W1."""
    now, yesterday = timezone.now(), timezone.localdate() - timedelta(days=1)
    refresh = HeatRefresh.objects.create(
        as_of=now, made_at=now, first_day=yesterday, last_day=yesterday, data_version="1", reports=9, incidents=9,
        cell_m=200, judged=1, too_few=0,
    )  # fmt: skip
    HotspotCell.objects.create(
        refresh=refresh, verdict="hot", trend="new", finding=1, z=5.1, q=0.01, seen=9, expected=1.5, robust=True,
        robust_share=1.0, geom=factories.square(100, 100, 200),
    )  # fmt: skip
    EmergingWarning.objects.create(
        category=factories.make_category(), starts_on=yesterday, raised_on=yesterday, last_seen_on=yesterday,
        observed=9, expected=0.8, reports=9, recurrence_days=321.4, geom=factories.square(0, 0, 500),
    )  # fmt: skip


@pytest.fixture
def hearing(transactional_db: None) -> Iterator[KnownChanges]:
    """Tiles answered from memory as in a server that hears of commits; the test says when it has heard."""
    MEMORY.clear()
    KNOWN.resume()
    KNOWN.hearing = True
    yield KNOWN
    KNOWN.hearing = False
    MEMORY.clear()


@pytest.fixture
def as_role(client: Any, furnished: SquareDistrict) -> Any:
    """A function that signs the client in as a role (the public stays out) and returns it."""
    reach = {
        Role.GRID_WORKER: [furnished.grid("W1")],
        Role.COMMUNITY_HEAD: [furnished.areas["999901001001"]],
        Role.SUBDISTRICT_HEAD: [furnished.areas["999901001"]],
    }

    def sign_in(role: Role) -> Any:
        if role is not Role.PUBLIC:
            department = Department.objects.get(code="own") if role is Role.HANDLER else None
            client.force_login(factories.make_login(role, *reach.get(role, []), department=department))
        return client

    return sign_in
