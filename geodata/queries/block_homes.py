"""The grid in force of every block of a plan, kept: asking PostGIS takes a second in a whole town."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from geodata.models import BoundaryPlan, BoundaryVersion
from geodata.queries.kept_value import KeptValue
from geodata.sql import rows

# Of the plan looked at last.
_homes: KeptValue[dict[int, int]] = KeptValue()


def block_homes(plan: BoundaryPlan, blocks: Sequence[int], today: date) -> dict[int, int]:
    """The grid (area id) in force each block lies in, without those in none (1 statement, 2 when they are not kept).

    blocks: the ids of the plan's blocks, ascending.
    """
    latest = BoundaryVersion.objects.filter(area__level="grid").aggregate(most=Max("pk"))["most"]
    state = (plan.pk, len(blocks), blocks[-1] if blocks else 0, today, latest)

    def read() -> dict[int, int]:
        found = rows("list_block_grids", plan=plan.pk, today=today)
        return {row["id"]: row["grid"] for row in found if row["grid"] is not None}

    return _homes.of(state, read)


def forget_block_homes() -> None:
    """Ask for the grids of blocks anew next time: for tests, whose transactions are rolled back."""
    _homes.forget()
