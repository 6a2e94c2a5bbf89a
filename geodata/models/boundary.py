"""Where an area's border ran, and from when to when."""

import uuid

from django.contrib.gis.db import models
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db.models import CheckConstraint, Q

from .area import Area
from .choices import one_of
from .geometry import stored, valid_geometry, web_index, web_of

STATUSES = ("draft", "published")


class BoundaryVersion(models.Model):
    """One polygon of an area for a range of local days [from, to); one published version a day.

    anchor: the fixed place of labels and counts, the middle of the largest inscribed circle.
    Published rows cannot change shape (trigger in sql/install/boundary_frozen.sql). plan: the boundary plan that made it;
    its shape is then exactly that of the plan's blocks (sql/install/plan_force.sql).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="boundaries")
    valid = DateRangeField()
    status = models.CharField(max_length=10, default="draft")
    geom = stored(models.MultiPolygonField)
    web = web_of(models.MultiPolygonField)
    anchor = stored(models.PointField)
    web_anchor = web_of(models.PointField, "anchor")
    run = models.ForeignKey("geodata.ImportRun", null=True, blank=True, on_delete=models.PROTECT)
    plan = models.ForeignKey(
        "geodata.BoundaryPlan", null=True, blank=True, on_delete=models.PROTECT, related_name="boundaries"
    )

    class Meta:
        indexes = [web_index("boundary"), web_index("boundary", "web_anchor")]
        constraints = [
            one_of("boundary", "status", STATUSES),
            valid_geometry("boundary"),
            CheckConstraint(
                condition=Q(valid__startswith__isnull=False) & Q(valid__isempty=False),
                name="boundary_has_first_day",
            ),
            ExclusionConstraint(
                name="boundary_one_in_force",
                expressions=[("area", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                condition=Q(status="published"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.valid}"
