"""The newest complete blocks are drawn, for planners and district administrators."""

from datetime import timedelta
from typing import Any

from geodata.models import BlockVersion, DataVersion
from geodata.rules.viewer import Role
from geodata.sql import execute
from tests.factories import SquareDistrict
from tests.plan_field import NOW, make_blocks

BOX = "/layers/blocks.geojson?bbox=102.2,25.3,102.4,25.4"


def test_only_the_newest_complete_version_is_drawn(as_role: Any, square_district: SquareDistrict) -> None:
    version = make_blocks(square_district)
    BlockVersion.objects.create(source="a" * 64, made_at=NOW + timedelta(days=1))
    found = as_role(Role.PLANNER).get(BOX).json()["features"]
    assert len(found) == version.blocks.count() == 100
    told = found[0]["properties"]
    assert told["community"] in {"999901001001", "999901001002"}
    assert told["households"] == 40


def test_a_new_version_is_told_to_open_maps(square_district: SquareDistrict) -> None:
    make_blocks(square_district)
    execute("settle_changes")
    assert DataVersion.objects.filter(kind="blocks").exists()
