"""Plans beside plans and days: only real moves are counted, with everything that lies in them."""

import json
from hashlib import sha256

import pyogrio
import pytest

from geodata.actions.change_plan import change_plan
from geodata.actions.cut_plan_block import cut_plan_block
from geodata.actions.make_plan import make_plan
from geodata.actions.submit_plan import check_plan, submit_plan
from geodata.crs import MEASURE
from geodata.errors import NotFound
from geodata.exporters.plan_file import plan_difference_json, plan_table, write_plan_gpkg
from geodata.models import BoundaryPlan, PlanGrid
from geodata.queries.plan_codes import planned_codes
from geodata.queries.plan_compare import Other, compared, compared_community, other_side
from geodata.rules.plan_verbs import Asked, PlanVerb
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.factories import ORIGIN, SquareDistrict
from tests.plan_field import NOW, make_blocks, number

WEST = "999901001001"
PLANNER = Viewer(Role.PLANNER)
TODAY = NOW.date()


@pytest.fixture
def district(db: None) -> SquareDistrict:
    """The square district with blocks."""
    district = factories.make_square_district()
    make_blocks(district)
    return district


def split(plan: BoundaryPlan, at_m: float) -> None:
    """W1 split along a line from west to east, so many metres north of its southern border."""
    x, y = ORIGIN
    line = ((x - 10, y + at_m), (x + 600, y + at_m))
    change_plan(
        plan.uuid, Asked(PlanVerb.SPLIT_LINE, WEST, grid=1, line=line), 0, PLANNER, user_id=0, now=NOW
    )
    plan.refresh_from_db()


def draft(name: str, at_m: float | None = None) -> BoundaryPlan:
    """A draft from the grids in force, W1 split where that is asked for."""
    plan = make_plan(name, PLANNER, user_id=0, now=NOW)
    if at_m is not None:
        split(plan, at_m)
    return plan


def test_a_plan_compared_with_today_counts_what_it_moves(district: SquareDistrict) -> None:
    plan = draft("甲", 300)
    for y in (350, 360, 370):
        house = factories.make_building(district.grid("W1"), 110, y, households=4)
        factories.make_care_subject(house, TODAY, 0)
    factories.make_event(district.grid("W1"), 150, 450, NOW)
    factories.make_service_point(district.grid("W1"), 250, 350)
    factories.make_login(Role.GRID_WORKER, district.grid("W1"))
    told = compared(plan, Other(day=TODAY))
    (change,) = told["changes"]
    assert change["from"]["code"] == f"{WEST}001"
    assert change["to"]["code"] == ""
    carried = {
        name: change[name] for name in ("blocks", "households", "buildings", "events", "points", "workers")
    }
    assert carried == {
        "blocks": 10,
        "households": 400,
        "buildings": 3,
        "events": 1,
        "points": 1,
        "workers": 1,
    }
    # Three people in care are too few to be told; the whole is to five.
    assert change["subjects"] is None
    assert told["total"]["subjects"] == 5
    assert (told["total"]["grids_before"], told["total"]["grids_after"]) == (4, 5)


def test_two_plans_are_compared_with_each_other(district: SquareDistrict) -> None:
    one, other = draft("甲", 300), draft("乙", 400)
    told = compared(one, Other(plan=other))
    (change,) = told["changes"]
    # What differs is the row of blocks between the two lines; the new grids are the same but for it.
    assert (change["blocks"], change["households"]) == (5, 200)
    assert compared(one, Other(plan=one))["changes"] == []


def test_plans_that_cut_otherwise_are_compared_where_the_pieces_lie(district: SquareDistrict) -> None:
    one, other = draft("甲", 300), draft("乙", 300)
    x, y = ORIGIN[0] + 240, ORIGIN[1] + 200
    cut = Asked(PlanVerb.CUT, WEST, (number(2, 2),), line=((x, y - 5), (x, y + 105)))
    cut_plan_block(one.uuid, cut, one.revision, PLANNER, user_id=0, now=NOW)
    assert compared(one, Other(plan=other))["changes"] == []
    assert compared(other, Other(plan=one))["changes"] == []


def test_one_community_is_drawn_with_both_sides(district: SquareDistrict) -> None:
    told = compared_community(draft("甲", 300), Other(day=TODAY), WEST, TODAY)
    moved = [one["id"] for one in told["shapes"]["features"] if one["properties"]["moved"]]
    assert sorted(moved) == sorted(number(column, row) for column in range(5) for row in (3, 4))
    assert len(told["here"]) == len(told["there"]) + 1


@pytest.mark.parametrize("text", ["2026-13-01", "nonsense", "7b0a3c1e-0000-4000-8000-000000000001"])
def test_an_unknown_other_side_is_said(db: None, text: str) -> None:
    with pytest.raises(NotFound):
        other_side(text, TODAY)


def test_codes_before_the_submission_are_those_after_it(district: SquareDistrict) -> None:
    plan = draft("甲", 300)
    person = factories.make_login(Role.PLANNER, district.areas["999901"]).pk
    foreseen = planned_codes(plan, TODAY)
    checked, _ = check_plan(plan.uuid, PLANNER, now=NOW)
    submit_plan(plan.uuid, PLANNER, user_id=person, revision=checked.revision, now=NOW)
    assert foreseen == dict(PlanGrid.objects.filter(plan=plan).values_list("key", "code"))
    assert f"{WEST}003" in foreseen.values()


def test_a_plan_leaves_as_a_geopackage_with_its_crs(district: SquareDistrict, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "grids.gpkg"
    write_plan_gpkg(path, draft("甲", 300), TODAY)
    assert sorted(name for name, _ in pyogrio.list_layers(path)) == ["blocks", "grids"]
    info = pyogrio.read_info(path, layer="grids")
    assert info["crs"] == f"EPSG:{MEASURE}"
    assert info["features"] == 5
    assert pyogrio.read_info(path, layer="blocks")["features"] == 100


def test_the_table_has_every_block_once(district: SquareDistrict) -> None:
    lines = plan_table(draft("甲", 300), TODAY).lstrip("\ufeff").strip().split("\r\n")
    assert lines[0].split(",")[:4] == ["block", "community", "grid_key", "grid_code"]
    assert [int(line.split(",")[0]) for line in lines[1:]] == list(range(1, 101))


def test_the_digest_is_that_of_the_text_in_the_file(district: SquareDistrict) -> None:
    plan = draft("甲", 300)
    person = factories.make_login(Role.PLANNER, district.areas["999901"]).pk
    checked, _ = check_plan(plan.uuid, PLANNER, now=NOW)
    told = submit_plan(plan.uuid, PLANNER, user_id=person, revision=checked.revision, now=NOW)
    body = json.loads(plan_difference_json(told, TODAY))
    assert sha256(body["signed_text"].encode()).hexdigest() == body["digest"] == told.digest
    assert body["effects"]["total"]["households"] == 400
