"""What happens and who lives on each block, counted once and summed for grids while they are drawn."""

from django.db import models
from django.db.models import CheckConstraint, Q

from geodata.rules.grid_types import GridKind

from .block import Block


class BlockFigures(models.Model):
    """Sums of one block as they were at `counted_at`; the block itself never changes.

    events: reported in the year before; workload: the same weighted by SLA class. subjects: people in care (never shown
    for a block). served: persons within fifteen minutes' walk of a service room, null where walks are not known.
    homes: buildings with households. shops: commercial and office buildings. grid_type: what the ground is like by the
    rule for grids.
    """

    block = models.OneToOneField(Block, primary_key=True, on_delete=models.CASCADE, related_name="figures")
    events = models.PositiveIntegerField(default=0)
    workload = models.FloatField(default=0.0)
    subjects = models.PositiveIntegerField(default=0)
    served = models.PositiveIntegerField(null=True)
    homes = models.PositiveIntegerField(default=0)
    shops = models.PositiveIntegerField(default=0)
    grid_type = models.CharField(max_length=20, default=GridKind.URBAN_GENERAL.value)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(grid_type__in=sorted(kind.value for kind in GridKind)),
                name="blockfigures_grid_type_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.block_id} {self.events}"
