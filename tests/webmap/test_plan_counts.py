"""Figures that are sums over blocks: events, people in care, walks to a room, kind of ground, shape against a circle.

W1 is the square of 500 m in the south-west: 25 blocks of 100 m, 40 households and 120 persons each.
"""

import json
from datetime import timedelta
from math import pi
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from geodata.actions.count_blocks import count_version
from geodata.actions.make_plan import make_plan
from geodata.models import BlockFigures, BoundaryPlan, GridType, WalkNearest
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.factories import SquareDistrict
from tests.plan_field import NOW, make_blocks, number

WEST = "999901001001"


@pytest.fixture
def district(db: None, client: Client) -> SquareDistrict:
    """The blocks, and a planner signed in."""
    made = factories.make_square_district()
    make_blocks(made)
    client.force_login(factories.make_login(Role.PLANNER))
    return made


@pytest.fixture
def plan(district: SquareDistrict) -> BoundaryPlan:
    """A draft on the grids in force."""
    return make_plan("试划", Viewer(Role.PLANNER), user_id=0, now=NOW)


def first_grid(client: Client, plan: BoundaryPlan) -> dict[str, Any]:
    """W1 as the workbench gets it."""
    told: dict[str, Any] = client.get(f"/api/plans/{plan.uuid}/communities/{WEST}/").json()["grids"][0]
    return told


def test_events_of_the_last_year_are_counted_and_weighted_by_sla_class(
    client: Client, district: SquareDistrict, plan: BoundaryPlan
) -> None:
    now = timezone.now()
    for x, priority, days in (
        (50, "general", 1),
        (150, "urgent", 30),
        (250, "cross_department", 360),
        (350, "urgent", 370),
    ):
        factories.make_event(district.grid("W1"), x, 50, now - timedelta(days=days), priority=priority)
    factories.make_event(district.grid("W2"), 50, 750, now)
    told = first_grid(client, plan)["after"]
    assert (told["events"], told["workload"]) == (3, 1 + 2 + 1.5)


@pytest.mark.parametrize(("people", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (12, 10)])
def test_people_in_care_are_rounded_and_few_are_hidden(
    client: Client, district: SquareDistrict, plan: BoundaryPlan, people: int, shown: int | None
) -> None:
    building = factories.make_building(district.grid("W1"), 40, 40)
    for _ in range(people):
        factories.make_care_subject(building, timezone.localdate(), 0)
    assert first_grid(client, plan)["after"]["subjects"] == shown


def test_walks_to_a_room_are_unknown_until_they_are_known(
    client: Client, district: SquareDistrict, plan: BoundaryPlan
) -> None:
    near, far = (
        factories.make_building(district.grid("W1"), x, 40, persons_15_59=persons)
        for x, persons in ((40, 1489), (140, 889))
    )
    assert first_grid(client, plan)["after"]["served"] is None
    for building, seconds in ((near, 899.0), (far, 901.0)):
        WalkNearest.objects.create(
            kind="room", building_id=building.pk, point_id=1, metres=1, seconds=seconds,
            elderly_point_id=1, elderly_metres=1, elderly_seconds=seconds,
        )  # fmt: skip
    count_version(plan.version, timezone.now())
    # 1,500 of the 25 blocks' 3,000 persons.
    assert first_grid(client, plan)["after"]["served"] == 0.5


def test_the_main_type_is_that_of_most_households(
    client: Client, district: SquareDistrict, plan: BoundaryPlan
) -> None:
    for column in range(5):
        for row in range(4):
            factories.make_building(
                district.grid("W1"),
                100 * column + 40,
                100 * row + 40,
                households=40,
                built_year=1990,
            )
    told = first_grid(client, plan)["after"]
    assert (told["main_type"], told["homogeneity"]) == ("old_residential", 0.8)


def test_a_square_fills_the_circle_around_it_by_two_over_pi(client: Client, plan: BoundaryPlan) -> None:
    assert first_grid(client, plan)["after"]["reock"] == pytest.approx(2 / pi, abs=1e-3)


def test_sums_are_conserved_when_blocks_change_grid(
    client: Client, district: SquareDistrict, plan: BoundaryPlan
) -> None:
    for x in range(50, 500, 100):
        for y in range(50, 1000, 100):
            factories.make_event(district.grid("W1"), x, y, timezone.now())
    before = client.get(f"/api/plans/{plan.uuid}/communities/{WEST}/").json()["grids"]
    move = {
        "verb": "assign",
        "community": WEST,
        "blocks": [number(0, 5), number(1, 5)],
        "grid": 1,
        "revision": 0,
    }
    after = client.post(
        f"/api/plans/{plan.uuid}/operations/", json.dumps(move), content_type="application/json"
    ).json()["grids"]
    assert [one["after"]["events"] for one in before] == [25, 25]
    assert [one["after"]["events"] for one in after] == [27, 23]
    assert [one["before"]["events"] for one in after] == [25, 25]
    assert after[0]["after"]["workers"] == -(-27 * 40 // 300)


@pytest.mark.parametrize(("shops", "word"), [(39, "below"), (40, "inside"), (200, "inside"), (201, "above")])
def test_a_commercial_grid_is_measured_by_its_businesses(
    client: Client, district: SquareDistrict, plan: BoundaryPlan, shops: int, word: str
) -> None:
    GridType.objects.create(
        area=district.grid("W1"),
        grid_type="commercial_dense",
        deciding_share=0.5,
        margin=0.1,
        classified_at=NOW,
    )
    first_grid(client, plan)
    BlockFigures.objects.filter(block__number=number(0, 0)).update(shops=shops)
    told = first_grid(client, plan)
    assert (told["band"], told["word"]) == (None, "unjudged")
    assert (told["measure"]["count"], told["measure"]["band"], told["measure"]["word"]) == (
        shops,
        [40, 200],
        word,
    )


def test_heavy_blocks_are_told_apart_by_whether_one_building_is_all_of_it(
    client: Client, district: SquareDistrict, plan: BoundaryPlan
) -> None:
    told = first_grid(client, plan)["after"]
    assert (told["heavy"], told["one_building"]) == (0, 0)


def test_blocks_are_counted_when_they_are_made(district: SquareDistrict) -> None:
    factories.make_road((0, 500), (1000, 500))
    factories.make_event(district.grid("W1"), 50, 50, timezone.now())
    call_command("refresh_blocks", "--json")
    assert sum(BlockFigures.objects.values_list("events", flat=True)) == 1
