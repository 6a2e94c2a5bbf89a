"""Blocks follow the ground: one version for each state of it, exactly the communities, never changed again."""

import json
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import numpy as np
import pytest
import shapely
from django.core.management import call_command
from django.db import IntegrityError, transaction

from geodata.actions.refresh_blocks import refresh_blocks
from geodata.analysis.suggest import suggest_division
from geodata.analysis.suggest_wishes import STEADY
from geodata.errors import BadParameter
from geodata.models import Block, BlockBorder, BlockVersion, BoundaryVersion, Business, Road, Water
from geodata.queries.blocks import stored_blocks
from geodata.rules.household_limits import Band
from tests import factories

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> factories.SquareDistrict:
    """The two communities side by side with a cross of roads in each and a river across the western one."""
    made = factories.make_square_district()
    for x in (250, 750):
        factories.make_road((x, -50), (x, 1050), road_class="arterial")
    factories.make_road((-50, 400), (1050, 400), road_class="local")
    Water.objects.create(kind="river", geom=factories.square(-20, 700, 520, 30))
    for column in range(10):
        for row in range(10):
            factories.make_building(None, 100 * column + 40, 100 * row + 20, households=30)
    return made


def shapes(version: BlockVersion, community: Any) -> np.ndarray:
    geoms = Block.objects.filter(version=version, community=community).values_list("geom", flat=True)
    return np.array([shapely.from_wkb(bytes(geom.wkb)) for geom in geoms])


def current() -> BlockVersion:
    return BlockVersion.objects.latest("made_at", "id")


def test_blocks_are_exactly_the_communities(district: factories.SquareDistrict) -> None:
    done = refresh_blocks(NOW)
    assert (done.made, done.whole, done.households) == (True, (), 3000)
    for code in ("999901001001", "999901001002"):
        found = shapes(current(), district.areas[code])
        outline = BoundaryVersion.objects.get(area=district.areas[code]).geom
        whole = shapely.union_all(found)
        assert len(found) > 4
        assert shapely.coverage_is_valid(found)
        assert shapely.symmetric_difference(whole, shapely.from_wkb(bytes(outline.wkb))).area == 0
    everything = np.concatenate([shapes(current(), area) for area in district.areas.values()])
    assert shapely.coverage_is_valid(everything)
    assert done.most_households <= 100


def test_the_same_ground_makes_no_second_version(district: factories.SquareDistrict) -> None:
    first, second = refresh_blocks(NOW), refresh_blocks(NOW)
    assert (first.made, second.made) == (True, False)
    assert first.version == second.version
    assert first.blocks == second.blocks == Block.objects.count()


def test_other_ground_makes_another_version_and_the_old_one_stays(district: factories.SquareDistrict) -> None:
    first = refresh_blocks(NOW)
    factories.make_road((-50, 900), (1050, 900), road_class="secondary")
    second = refresh_blocks(NOW)
    assert second.made
    assert second.version != first.version
    assert Block.objects.filter(version__uuid=first.version).count() == first.blocks
    Road.objects.latest("id").delete()
    assert refresh_blocks(NOW).version == first.version


def test_footpaths_and_tunnels_cut_nothing(district: factories.SquareDistrict) -> None:
    before = refresh_blocks(NOW).blocks
    factories.make_road((-50, 550), (1050, 550), road_class="path")
    factories.make_road((-50, 560), (1050, 560), road_class="arterial", level=-1)
    assert refresh_blocks(NOW).blocks == before


def test_blocks_of_a_version_cannot_be_changed(district: factories.SquareDistrict) -> None:
    refresh_blocks(NOW)
    for change in (
        lambda: Block.objects.update(households=1),
        lambda: BlockBorder.objects.all().delete(),
        lambda: BlockVersion.objects.update(source="0"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_borders_tell_what_runs_along_them(district: factories.SquareDistrict) -> None:
    refresh_blocks(NOW)
    for border in BlockBorder.objects.select_related("one", "other"):
        shared = border.one.geom.intersection(border.other.geom)
        assert border.length_m == pytest.approx(shared.length, abs=1e-6)
    x_of_arterial = factories.ORIGIN[0] + 250
    along = [
        border.kind
        for border in BlockBorder.objects.filter(length_m__gt=50).select_related("one", "other")
        if max(abs(x - x_of_arterial) for x, _ in _line(border)) < 1
    ]
    assert along
    assert set(along) == {"main_road"}


def _line(border: BlockBorder) -> list[tuple[float, float]]:
    shared = border.one.geom.intersection(border.other.geom)
    return [tuple(pair) for pair in shapely.get_coordinates(shapely.from_wkb(bytes(shared.wkb))).tolist()]


def test_a_bridge_joins_the_banks(district: factories.SquareDistrict) -> None:
    done = refresh_blocks(NOW)
    assert done.bridges > 0
    for border in BlockBorder.objects.filter(bridge=True, length_m=0).select_related("one", "other"):
        sides = sorted(block.place.y - factories.ORIGIN[1] for block in (border.one, border.other))
        assert sides[0] < 700
        assert sides[1] > 730


def test_households_persons_and_workplaces_are_those_inside(district: factories.SquareDistrict) -> None:
    Business.objects.create(name="店", geom=factories.point(333, 333))
    refresh_blocks(NOW)
    (shop,) = Block.objects.filter(workplaces__gt=0)
    assert shop.geom.contains(factories.point(333, 333))
    houses = sum(block.households for block in Block.objects.all())
    assert houses == 3000


def test_no_community_in_force_is_refused() -> None:
    with pytest.raises(BadParameter, match="import communities first"):
        refresh_blocks(NOW)


def test_stored_blocks_divide_into_grids(district: factories.SquareDistrict) -> None:
    refresh_blocks(NOW)
    stored = stored_blocks(current().pk, NOW.date())
    assert stored.graph.households.sum() == 3000
    assert set(stored.present.tolist()) == {district.grid(name).pk for name in ("W1", "W2", "E1", "E2")}
    found = suggest_division(stored.graph, Band(300, 500), wishes=STEADY, present=stored.present)
    assert (found.figures.in_band, found.figures.extra_pieces, found.figures.nesting_violations) == (
        1.0,
        0,
        0,
    )
    west = stored_blocks(current().pk, NOW.date(), [district.areas["999901001001"].pk])
    assert west.graph.households.sum() == 1500


def test_command_tells_the_figures(district: factories.SquareDistrict) -> None:
    out = StringIO()
    call_command("refresh_blocks", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["made"], told["households"], told["heavy"]) == (True, 3000, 0)
    call_command("refresh_blocks", stdout=out)
    assert "未变" in out.getvalue()
