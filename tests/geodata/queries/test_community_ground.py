"""What never changes of a community's blocks is read once; cuts come in only where a plan holds them."""

import pytest
import shapely
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geodata.actions.change_plan import change_plan
from geodata.actions.cut_plan_block import cut_plan_block
from geodata.actions.make_plan import make_plan
from geodata.models import Block, BoundaryPlan
from geodata.queries.open_plan import community_of
from geodata.queries.plan_board import community_figures
from geodata.queries.plan_community import PlanCommunity, plan_community
from geodata.rules.plan_verbs import Asked, PlanVerb
from geodata.rules.viewer import Role, Viewer
from tests import factories
from tests.plan_field import NOW, make_blocks, number

WEST = "999901001001"
PLANNER = Viewer(Role.PLANNER)


@pytest.fixture
def plan(db: None) -> BoundaryPlan:
    """A draft on a hundred blocks."""
    make_blocks(factories.make_square_district())
    return make_plan("试划", PLANNER, user_id=0, now=NOW)


def looked_at(plan: BoundaryPlan) -> PlanCommunity:
    """The western community as it stands in a plan."""
    return plan_community(plan.pk, plan.version_id, community_of(WEST).pk)


def halved(plan: BoundaryPlan) -> None:
    """The south-western block of a plan cut from south to north."""
    x, y = factories.ORIGIN[0] + 40, factories.ORIGIN[1]
    asked = Asked(PlanVerb.CUT, WEST, (number(0, 0),), line=((x, y - 5), (x, y + 105)))
    cut_plan_block(plan.uuid, asked, plan.revision, PLANNER, user_id=0, now=NOW)


def test_what_never_changes_is_read_once(plan: BoundaryPlan) -> None:
    first = looked_at(plan)
    west = community_of(WEST).pk
    with CaptureQueriesContext(
        connection,
    ) as asked:
        second = plan_community(plan.pk, plan.version_id, west)
    assert len(asked) == 1
    assert second.graph is first.graph


def test_what_is_kept_cannot_be_written_over(plan: BoundaryPlan) -> None:
    with pytest.raises(ValueError, match="read-only"):
        looked_at(plan).graph.households[0] = 1.0


def test_the_ground_of_a_plan_with_cuts_is_that_of_its_own_blocks(plan: BoundaryPlan) -> None:
    other = make_plan("二稿", PLANNER, user_id=0, now=NOW)
    whole = looked_at(other)
    halved(plan)
    for told, held in ((looked_at(plan), plan), (looked_at(other), other)):
        blocks = list(Block.objects.filter(pk__in=told.ids).order_by("pk"))
        assert len(blocks) == held.blocks.filter(community__code=WEST).count() == len(told.ids)
        assert told.numbers.tolist() == [one.number for one in blocks]
        assert told.graph.households.tolist() == [one.households for one in blocks]
        assert told.graph.area_m2 == pytest.approx([one.geom.area for one in blocks])
        shapes = [shapely.from_wkb(bytes(one.geom.wkb)) for one in blocks]
        assert all(hull.equals(shape.convex_hull) for hull, shape in zip(told.hulls, shapes, strict=True))
        shared = [
            shapes[one].intersection(shapes[two]).length
            for one, two in zip(told.graph.one.tolist(), told.graph.other.tolist(), strict=True)
        ]
        assert told.graph.length_m == pytest.approx(shared, abs=0.01)
    assert looked_at(other).graph is whole.graph


def test_figures_before_are_those_the_plan_began_with(plan: BoundaryPlan) -> None:
    """The grid an operation leaves alone has the same figures on both sides, the others those of then."""
    began = {grid["key"]: grid["after"] for grid in community_figures(plan, WEST)["grids"]}
    move = Asked(PlanVerb.ASSIGN, WEST, (number(0, 5),), grid=1)
    change_plan(plan.uuid, move, 0, PLANNER, user_id=0, now=NOW)
    split = Asked(PlanVerb.SPLIT_PARTS, WEST, grid=2, parts=2)
    change_plan(plan.uuid, split, 1, PLANNER, user_id=0, now=NOW)
    now = {grid["key"]: grid for grid in community_figures(plan, WEST)["grids"]}
    assert {key: grid["before"] for key, grid in now.items()} == {1: began[1], 2: began[2], 5: None}
    assert now[1]["after"]["blocks"] == began[1]["blocks"] + 1
