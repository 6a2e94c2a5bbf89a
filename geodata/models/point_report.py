"""What a resident says is wrong about a service point."""

import uuid

from django.conf import settings
from django.db import models

from geodata.rules.point_reports import MOST_LETTERS, Outcome, Wrong

from .choices import one_of


class PointReport(models.Model):
    """A report without anything about who sent it; the point by uuid and name, so that it outlives the point."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    point = models.UUIDField(db_index=True)
    point_name = models.CharField(max_length=120)
    wrong = models.CharField(max_length=20)
    note = models.CharField(max_length=MOST_LETTERS, blank=True, default="")
    reported_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, blank=True, default="")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["settled_at", "-reported_at"], name="pointreport_open")]
        constraints = [
            one_of("pointreport", "wrong", Wrong),
            one_of("pointreport", "outcome", ["", *Outcome]),
        ]

    def __str__(self) -> str:
        return f"{self.point_name} {self.wrong}"
