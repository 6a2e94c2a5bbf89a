"""Blocks cut in two by a planner: children beside the sealed version, valid in the plans that hold the cut."""

from django.contrib.gis.db import models
from django.db.models import UniqueConstraint

from .block import BlockVersion
from .boundary_plan import BoundaryPlan
from .geometry import stored
from .staff import Staff


class BlockCut(models.Model):
    """A cut along a line: its children replace their parents, the block that was cut and neighbours with a new corner.

    Nothing of it changes once it is sealed, which checks that the children are the parents' ground
    (sql/install/plan_cuts.sql).
    """

    version = models.ForeignKey(BlockVersion, on_delete=models.CASCADE, related_name="cuts")
    line = stored(models.LineStringField)
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sealed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.version_id}/{self.pk}"


class PlanCut(models.Model):
    """A plan in which a cut holds: it has the children and not the parents."""

    plan = models.ForeignKey(BoundaryPlan, on_delete=models.CASCADE, related_name="cuts")
    cut = models.ForeignKey(BlockCut, on_delete=models.PROTECT, related_name="plans")

    class Meta:
        constraints = [UniqueConstraint(fields=["plan", "cut"], name="plancut_once")]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.cut_id}"
