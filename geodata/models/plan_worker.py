"""Who will serve the grids of a plan."""

from django.db import models

from .boundary_plan import BoundaryPlan
from .staff import Staff


class PlanWorker(models.Model):
    """A grid worker for a grid of a plan; a worker may have several grids, a grid several workers.

    The row goes with the grid (composite foreign key in sql/install/plan_workers.sql) and is frozen with the plan.
    """

    plan = models.ForeignKey(BoundaryPlan, on_delete=models.CASCADE, related_name="workers")
    key = models.PositiveIntegerField()
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "key", "staff"], name="planworker_once")]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.key} {self.staff_id}"
