"""Divisions a plan could take over: worked out by a process of its own, looked at, taken or left."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from .boundary_plan import BoundaryPlan
from .choices import one_of

SUGGESTION_STATES = ("waiting", "working", "done", "refused", "stopped")


class PlanSuggestion(models.Model):
    """A search for better divisions of a community, a subdistrict or the district, from a plan as it stands.

    scope: code of the area. blocks and before: what it started from, place by place; a plan that is no longer so cannot
    take it. result: what the plan is like now, and the places where the band cannot be met.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(BoundaryPlan, on_delete=models.CASCADE, related_name="suggestions")
    scope = models.CharField(max_length=12)
    revision = models.PositiveIntegerField()
    wanted = models.CharField(max_length=12, default="")
    state = models.CharField(max_length=12, default="waiting")
    step = models.CharField(max_length=24, blank=True, default="")
    share_done = models.FloatField(default=0.0)
    blocks = ArrayField(models.BigIntegerField(), default=list)
    before = ArrayField(models.PositiveIntegerField(), default=list)
    result = models.JSONField(default=dict)
    refusal = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("plansuggestion", "state", SUGGESTION_STATES)]
        indexes = [models.Index(fields=["plan", "-created_at"], name="plansuggestion_latest")]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.scope} {self.state}"


class PlanAlternative(models.Model):
    """One of a suggestion's divisions: keys as in `redraw`, 0 and below for grids to be made, and its trade-offs.

    shapes: what changes and the new borders, as GeoJSON in degrees.
    """

    suggestion = models.ForeignKey(PlanSuggestion, on_delete=models.CASCADE, related_name="alternatives")
    name = models.CharField(max_length=12)
    keys = ArrayField(models.IntegerField())
    figures = models.JSONField(default=dict)
    shapes = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["suggestion", "name"], name="planalternative_once")]

    def __str__(self) -> str:
        return f"{self.suggestion_id} {self.name}"
