"""Count what happens, who lives and what stands on blocks, so that figures of drawn grids are sums."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from geodata.models import BlockFigures, BlockVersion, BoundaryPlan
from geodata.rules.event_flow import Priority
from geodata.rules.grid_types import (
    COMMERCIAL_USES,
    HOME_USES,
    OLD_BEFORE,
    RURAL_LAND,
    GridFigures,
    classify,
)
from geodata.rules.service_points import ServiceKind
from geodata.rules.walking import CIRCLE_MINUTES
from geodata.rules.workload import workload_weight
from geodata.sql import rows

YEAR = timedelta(days=365)
_AT_A_TIME = 1_000
_COUNTED = ("events", "workload", "subjects", "served", "homes", "shops", "grid_type", "counted_at")


def count_version(version: BlockVersion, now: datetime) -> int:
    """How many blocks of a version were counted anew."""
    return count_blocks(list(version.blocks.order_by("pk").values_list("pk", flat=True)), now)


def count_missing(plan: BoundaryPlan, now: datetime, community: int | None = None) -> int:
    """How many blocks of a plan, or of one of its communities, were counted because nobody had (1 statement if none)."""
    found = rows("list_uncounted_blocks", plan=plan.pk, community=community)
    return count_blocks([row["id"] for row in found], now)


def count_blocks(blocks: Sequence[int], now: datetime) -> int:
    """How many blocks were counted: events of the year before, people in care, walks to a room, the kind of ground."""
    for first in range(0, len(blocks), _AT_A_TIME):
        found = rows(
            "list_block_sums",
            blocks=list(blocks[first : first + _AT_A_TIME]),
            since=now - YEAR,
            urgent=workload_weight(Priority.URGENT),
            cross=workload_weight(Priority.CROSS_DEPARTMENT),
            room=ServiceKind.ROOM.value,
            seconds=CIRCLE_MINUTES[-1] * 60,
            rural_kinds=list(RURAL_LAND),
            old_before=OLD_BEFORE,
            commercial_uses=list(COMMERCIAL_USES),
            home_uses=list(HOME_USES),
        )
        BlockFigures.objects.bulk_create(
            [_counted(row, now) for row in found],
            update_conflicts=True,
            unique_fields=["block"],
            update_fields=_COUNTED,
        )
    return len(blocks)


def _counted(row: dict[str, Any], now: datetime) -> BlockFigures:
    ground = GridFigures(
        land_m2=row["area_m2"],
        rural_land_m2=min(row["rural_m2"], row["area_m2"]),
        households=row["households"],
        old_households=row["old_households"],
        floor_m2=row["floor_m2"],
        commercial_floor_m2=row["commercial_floor_m2"],
    )
    return BlockFigures(
        block_id=row["id"],
        counted_at=now,
        grid_type=classify(ground).grid_type.value,
        **{name: row[name] for name in ("events", "workload", "subjects", "served", "homes", "shops")},
    )
