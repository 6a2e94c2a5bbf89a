"""Make a new version of the district's blocks where the ground they are made from has changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Any

import numpy as np
import shapely
from django.db import models, transaction
from django.utils import timezone

from geodata.actions.copy_text import copy_lines
from geodata.analysis.block_district import DistrictBlocks, Told, blocks_of_district
from geodata.crs import MEASURE
from geodata.errors import BadParameter
from geodata.models import Block, BlockBorder, BlockVersion
from geodata.queries.blocks import BlockSource, block_source
from geodata.rules.block_borders import BORDER_KINDS
from geodata.rules.household_limits import MOST_HOUSEHOLDS_OF_BLOCK
from geodata.sql import copy_into, rows


@dataclass(frozen=True)
class RefreshedBlocks:
    """The current version's uuid, whether it is new, and its figures.

    heavy: blocks above 100 households. whole: codes of communities that could not be cut and are one block.
    """

    version: str
    made: bool
    blocks: int
    borders: int
    bridges: int
    heavy: int
    most_households: int
    households: int
    whole: tuple[str, ...]
    seconds: float


def refresh_blocks(now: datetime, *, told: Told | None = None, count: int = 0) -> RefreshedBlocks:
    """The version of the blocks that fits the ground as it is, made in one transaction where there is none.

    count: more blocks than the ground asks for, as trials of large plans need them; a version of its own.
    Older versions stay as they are: plans refer to them. Raises BadParameter where no community is in force.
    """
    began = perf_counter()
    with transaction.atomic():
        rows("lock_blocks")
        source = block_source(timezone.localdate(now), count)
        if not len(source.community_id):
            raise BadParameter(
                "还没有现行的社区边界，无法生成街块：请先导入社区。",
                "No community is in force, so no blocks can be made: import communities first.",
            )
        known = BlockVersion.objects.filter(source=source.digest, sealed_at__isnull=False).first()
        if known:
            return _told(known, made=False, whole=(), began=began)
        version = BlockVersion.objects.create(source=source.digest, made_at=now)
        found = blocks_of_district(source.ground, told, count)
        store_blocks(version, source, found)
        version.sealed_at = now
        version.save()
        codes = dict(zip(source.community_id.tolist(), _codes(source), strict=True))
        whole = tuple(codes[int(source.community_id[number])] for number in found.whole)
        return _told(version, made=True, whole=whole, began=began)


def store_blocks(version: BlockVersion, source: BlockSource, found: DistrictBlocks) -> None:
    """Write the blocks of a version, numbered from 1 in their order, and their borders."""
    count = len(found.block)
    _copy(
        Block,
        {
            "version_id": [version.pk] * count,
            "number": range(1, count + 1),
            "community_id": source.community_id[found.community].tolist(),
            "households": found.households.tolist(),
            "persons": found.persons.tolist(),
            "workplaces": found.workplaces.tolist(),
            "geom": _hex(found.block),
            "place": _hex(found.place),
        },
    )
    ids = np.array([row["id"] for row in rows("list_block_ids", version=version.pk)], np.int64)
    ends = np.sort(np.column_stack([ids[found.one], ids[found.other]]), axis=1)
    _copy(
        BlockBorder,
        {
            "version_id": [version.pk] * len(ends),
            "one_id": ends[:, 0].tolist(),
            "other_id": ends[:, 1].tolist(),
            "length_m": found.length_m.tolist(),
            "kind": [BORDER_KINDS[kind] for kind in found.kind.tolist()],
            "bridge": found.bridge.tolist(),
        },
    )


def _copy(model: type[models.Model], columns: dict[str, Sequence[Any]]) -> None:
    copy_into(model._meta.db_table, list(columns), copy_lines(columns.values()))


def _hex(shapes: np.ndarray) -> list[str]:
    return list(shapely.to_wkb(shapely.set_srid(shapes, MEASURE), hex=True, include_srid=True))


def _codes(source: BlockSource) -> list[str]:
    from geodata.models import Area

    known = dict(Area.objects.filter(pk__in=source.community_id.tolist()).values_list("pk", "code"))
    return [known[pk] for pk in source.community_id.tolist()]


def _told(version: BlockVersion, *, made: bool, whole: tuple[str, ...], began: float) -> RefreshedBlocks:
    figures = version.blocks.filter(cut=None).aggregate(
        blocks=models.Count("id"),
        heavy=models.Count("id", filter=models.Q(households__gt=MOST_HOUSEHOLDS_OF_BLOCK)),
        most=models.Max("households", default=0),
        households=models.Sum("households", default=0),
    )
    return RefreshedBlocks(
        version=str(version.uuid),
        made=made,
        blocks=figures["blocks"],
        borders=version.borders.count(),
        bridges=version.borders.filter(bridge=True).count(),
        heavy=figures["heavy"],
        most_households=figures["most"],
        households=figures["households"],
        whole=whole,
        seconds=round(perf_counter() - began, 2),
    )
