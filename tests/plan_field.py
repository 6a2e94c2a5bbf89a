"""Blocks of 100 m over the square district, and plans on them."""

from datetime import UTC, datetime

from django.contrib.gis.geos import Point

from geodata.crs import MEASURE
from geodata.models import Block, BlockBorder, BlockVersion
from tests.factories import ORIGIN, SquareDistrict, square

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
SIDE_M = 100
COLUMNS = ROWS = 10


def number(column: int, row: int) -> int:
    """The number of the block in a column (from the west) and a row (from the south), both from 0."""
    return row * COLUMNS + column + 1


def make_blocks(district: SquareDistrict, households: int = 40) -> BlockVersion:
    """A hundred blocks, sealed; five columns in each community, the same households in every one."""
    version = BlockVersion.objects.create(source="f" * 64, made_at=NOW)
    west, east = (district.areas[f"99990100100{side}"] for side in (1, 2))
    blocks = Block.objects.bulk_create(
        Block(
            version=version,
            number=number(column, row),
            community=west if column < COLUMNS / 2 else east,
            households=households,
            persons=3 * households,
            geom=square(SIDE_M * column, SIDE_M * row, SIDE_M),
            place=Point(ORIGIN[0] + SIDE_M * (column + 0.5), ORIGIN[1] + SIDE_M * (row + 0.5), srid=MEASURE),
        )
        for row in range(ROWS)
        for column in range(COLUMNS)
    )
    by_number = {block.number: block for block in blocks}
    BlockBorder.objects.bulk_create(
        BlockBorder(
            version=version,
            one=by_number[number(column, row)],
            other=by_number[number(column + right, row + up)],
            length_m=SIDE_M,
            kind="road" if right and column == 2 else "plain",
        )
        for row in range(ROWS)
        for column in range(COLUMNS)
        for right, up in ((1, 0), (0, 1))
        if column + right < COLUMNS and row + up < ROWS
    )
    version.sealed_at = NOW
    version.save()
    return version
