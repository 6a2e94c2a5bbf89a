"""Who has a plan open at the moment, so that two people do not draw the same community unknowingly."""

from django.db import models
from django.db.models import UniqueConstraint

from .boundary_plan import BoundaryPlan
from .staff import Staff


class PlanPresence(models.Model):
    """A person at a screen (seat: a random number of the page) in a community (12 digits, or none) of a plan.

    It expires when the page says nothing for half a minute.
    """

    plan = models.ForeignKey(BoundaryPlan, on_delete=models.CASCADE, related_name="present")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    seat = models.UUIDField()
    community = models.CharField(max_length=12, blank=True, default="")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(fields=["plan", "staff", "seat"], name="planpresence_once")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.staff_id}"
