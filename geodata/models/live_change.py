"""What changed where, in the order of commits; written by triggers, read by open screens."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class LiveChange(models.Model):
    """One kind of data changed by one committed transaction; ids rise in commit order.

    cells: web tiles of zoom 12, each as x × 4096 + y, that the old and new places of the rows touch; NULL stands
    for everything of the kind. version: the kind's data version from then on.
    """

    kind = models.CharField(max_length=24)
    version = models.BigIntegerField()
    cells = ArrayField(models.IntegerField(), null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.id} {self.kind} {self.version}"


class LivePending(models.Model):
    """What an open transaction has changed so far; becomes a LiveChange at its commit and is seen by nobody else."""

    xact = models.BigIntegerField()
    kind = models.CharField(max_length=24)
    cells = ArrayField(models.IntegerField(), null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["xact", "kind"], name="livepending_once")]

    def __str__(self) -> str:
        return f"{self.xact} {self.kind}"
