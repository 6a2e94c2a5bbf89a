"""The gates of check and publication let through exactly what shapely finds whole, whatever somebody broke with plain SQL."""

import os
import random
from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pytest
import shapely
from django.contrib.gis.geos import GEOSGeometry
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from geodata.actions.change_plan import change_plan
from geodata.actions.make_plan import make_plan
from geodata.actions.submit_plan import check_plan, schedule_plan, sign_plan, submit_plan
from geodata.crs import MEASURE
from geodata.models import Area, BoundaryPlan, PlanBlock, PlanGrid
from geodata.queries.plan_check import plan_findings
from geodata.rules.plan_verbs import Asked, PlanVerb
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.plan_gestures import Gestures
from tests.plan_ground import EAST, NOW, WEST, make_ground
from tests.plan_oracle import PlanOracle, PlanPicture

PLANNER, HEAD, DISTRICT = Viewer(Role.PLANNER), Viewer(Role.COMMUNITY_HEAD), Viewer(Role.DISTRICT_ADMIN)
STATES = 400 if os.environ.get("PROOF") == "1" else 25
TODAY = timezone.localdate(NOW)
Grids = dict[int, shapely.Geometry]


@pytest.fixture
def people(db: None) -> dict[Role, int]:
    """User ids of a planner, a head and the district's administrator on the crooked ground."""
    make_ground()
    district = Area.objects.get(code="999901")
    roles = (Role.PLANNER, Role.COMMUNITY_HEAD, Role.DISTRICT_ADMIN)
    return {role: factories.make_login(role, district).pk for role in roles}


@pytest.fixture
def plan(people: dict[Role, int]) -> BoundaryPlan:
    """A draft with four grids in each community."""
    plan = make_plan("关口", PLANNER, user_id=people[Role.PLANNER], now=NOW)
    for revision, code in enumerate((WEST, EAST)):
        grid = PlanGrid.objects.get(plan=plan, community__code=code).key
        split = Asked(PlanVerb.SPLIT_PARTS, code, grid=grid, parts=4)
        change_plan(plan.uuid, split, revision, PLANNER, user_id=people[Role.PLANNER], now=NOW)
    return plan


def test_the_check_finds_loose_pieces_where_shapely_does(plan: BoundaryPlan) -> None:
    oracle, chance = PlanOracle(plan), random.Random(3)
    gestures = Gestures(plan, chance)
    whole = PlanPicture.of(plan)
    verdicts = set()
    for _ in range(STATES):
        with transaction.atomic():
            _swap(plan, whole, gestures, chance)
            found = {
                (one["grid"], round(one["measure"]))
                for one in plan_findings(plan, TODAY)
                if one["code"] == "pieces"
            }
            assert found == _loose(oracle, PlanPicture.of(plan))
            verdicts.add(bool(found))
            transaction.set_rollback(True)
    assert verdicts == {True, False}


def _swap(plan: BoundaryPlan, whole: PlanPicture, gestures: Gestures, chance: random.Random) -> None:
    """Give a few blocks to other grids of their community behind the actions' back."""
    for _ in range(chance.randint(1, 2)):
        key = chance.choice(sorted(whole.grids))
        blocks = gestures.clump(whole, key, chance.randint(1, 4))
        home = whole.grids[key][0]
        near = [other for other, (community, _) in sorted(whole.grids.items()) if community == home]
        PlanBlock.objects.filter(plan=plan, block__number__in=blocks).update(key=chance.choice(near))


def _loose(oracle: PlanOracle, picture: PlanPicture) -> set[tuple[int, int]]:
    """Grid and households of each piece away from its grid's heaviest (then largest), by shapely's unions."""
    found = set()
    for key, shape in oracle.grids(picture).items():
        own = np.array([number for number, grid in picture.keys.items() if grid == key])
        inner = shapely.point_on_surface([oracle.shape[number] for number in own])
        pieces = [own[shapely.contains(part, inner)] for part in shapely.get_parts(shape)]
        weights = [sum(oracle.households[number] for number in piece) for piece in pieces]
        order = sorted(
            range(len(pieces)), key=lambda at: (-weights[at], -len(pieces[at]), int(pieces[at].min()))
        )
        found |= {(key, weights[at]) for at in order[1:]}
    return found


# What somebody who lies writes for the borders of a plan: from the true ones to others.
def _nothing(grids: Grids, chance: random.Random) -> Grids:
    return grids


def _left_out(grids: Grids, chance: random.Random) -> Grids:
    gone = chance.choice(list(grids))
    return {key: shape for key, shape in grids.items() if key != gone}


def _one(
    grids: Grids, chance: random.Random, change: Callable[[shapely.Geometry], shapely.Geometry]
) -> Grids:
    key = chance.choice(list(grids))
    return grids | {key: change(grids[key])}


def _exchanged(grids: Grids, chance: random.Random) -> Grids:
    one, other = chance.sample(list(grids), 2)
    return grids | {one: grids[other], other: grids[one]}


def _grown(grids: Grids, chance: random.Random) -> Grids:
    return _one(grids, chance, lambda shape: shape.buffer(chance.choice([0.02, 1, 30]), join_style="mitre"))


def _shrunk(grids: Grids, chance: random.Random) -> Grids:
    return _one(grids, chance, lambda shape: shape.buffer(-chance.choice([0.02, 1, 5]), join_style="mitre"))


def _moved(grids: Grids, chance: random.Random) -> Grids:
    step = chance.choice([0.01, 0.5, 20])
    return _one(
        grids, chance, lambda shape: shapely.transform(shape, lambda points: points + np.array([step, 0.0]))
    )


def _one_corner(grids: Grids, chance: random.Random) -> Grids:
    """One corner of a grid a little aside."""

    def change(shape: shapely.Geometry) -> shapely.Geometry:
        ring = shapely.get_coordinates(shape.exterior)
        ring[chance.randrange(1, len(ring) - 1)] += 0.01
        return shapely.Polygon(ring, [hole.coords for hole in shape.interiors])

    return _one(grids, chance, change)


def _more_corners(grids: Grids, chance: random.Random) -> Grids:
    """The same ground with corners that no neighbour has."""
    return _one(grids, chance, lambda shape: shapely.segmentize(shape, 7.0))


def _hole_filled(grids: Grids, chance: random.Random) -> Grids:
    return {key: shapely.Polygon(shape.exterior) for key, shape in grids.items()}


def _turned(grids: Grids, chance: random.Random) -> Grids:
    """The rings written from another corner on, the other way round: the same."""
    return _one(grids, chance, lambda shape: shapely.reverse(shapely.normalize(shape)))


def _rounded_through_degrees(grids: Grids, chance: random.Random) -> Grids:
    """Sent through WGS 84 with seven decimals and back, as a client that sends polygons would."""

    def change(shape: shapely.Geometry) -> shapely.Geometry:
        away = GEOSGeometry(shapely.to_wkb(shape, hex=True), srid=MEASURE).transform(4326, clone=True)
        back = GEOSGeometry(
            shapely.to_wkb(
                shapely.transform(shapely.from_wkb(bytes(away.wkb)), lambda p: p.round(7)), hex=True
            ),
            srid=4326,
        ).transform(MEASURE, clone=True)
        return shapely.from_wkb(bytes(back.wkb))

    return _one(grids, chance, change)


LIES = (
    _nothing, _left_out, _exchanged, _grown, _shrunk, _moved, _one_corner, _more_corners, _hole_filled, _turned,
    _rounded_through_degrees,
)  # fmt: skip


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__.strip("_"))
def test_publication_agrees_with_shapely(
    plan: BoundaryPlan, people: dict[Role, int], lie: Callable[[Grids, random.Random], Grids]
) -> None:
    picture, oracle = PlanPicture.of(plan), PlanOracle(plan)
    true = oracle.grids(picture)
    _schedule(plan, people)
    areas = _areas(plan)
    chance = random.Random(lie.__name__)
    verdicts = []
    for _ in range(max(3, STATES // 20)):
        told = lie(true, chance)
        sound = _sound(told, true)
        assert _publishes(plan, areas, told) is sound, f"shapely says {sound}"
        verdicts.append(sound)
    assert all(verdicts) if lie in {_nothing, _turned} else not any(verdicts)


def _sound(told: Grids, true: Grids) -> bool:
    """Whether borders are a valid coverage, each exactly the ground of its blocks, none missing."""
    if told.keys() != true.keys() or not all(shapely.is_valid(list(told.values()))):
        return False
    differing = [shapely.symmetric_difference(told[key], true[key]).area for key in true]
    return bool(shapely.coverage_is_valid(list(told.values()))) and max(differing) == 0


def _schedule(plan: BoundaryPlan, people: dict[Role, int]) -> None:
    checked, found = check_plan(plan.uuid, PLANNER, now=NOW)
    assert not [one for one in found if one["blocking"]]
    told = submit_plan(plan.uuid, PLANNER, user_id=people[Role.PLANNER], revision=checked.revision, now=NOW)
    for viewer in (HEAD, DISTRICT):
        sign_plan(plan.uuid, told.digest[-6:], viewer, user_id=people[viewer.role], now=NOW)
    schedule_plan(plan.uuid, TODAY + timedelta(days=1), DISTRICT, now=NOW)


def _areas(plan: BoundaryPlan) -> dict[int, int]:
    """Areas for the grids of a scheduled plan, by key."""
    found = {}
    for grid in PlanGrid.objects.filter(plan=plan):
        grid.area = Area.objects.create(
            level="grid", code=grid.code, name=grid.name, parent_id=grid.community_id
        )
        grid.save(update_fields=["area"])
        found[grid.key] = grid.area.pk
    return found


def _publishes(plan: BoundaryPlan, areas: dict[int, int], told: Grids) -> bool:
    """Whether the database takes borders for a scheduled plan from plain SQL; taken back at once."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for key, shape in told.items():
                wkb = shapely.to_wkb(shapely.MultiPolygon(shapely.get_parts(shape).tolist()), hex=True)
                cursor.execute(
                    """INSERT INTO geodata_boundaryversion (uuid, area_id, valid, status, geom, anchor, plan_id)
                    SELECT gen_random_uuid(), %s, daterange(p.valid_from, NULL), 'published', g, ST_PointOnSurface(g), p.id
                    FROM geodata_boundaryplan p, ST_SetSRID(%s::geometry, %s) g WHERE p.id = %s""",
                    [areas[key], wkb, MEASURE, plan.pk],
                )
            cursor.execute("UPDATE geodata_boundaryplan SET state = 'in_force' WHERE id = %s", [plan.pk])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True
