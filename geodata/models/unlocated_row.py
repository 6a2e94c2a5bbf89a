"""A row of a file that has no place yet."""

import uuid

from django.conf import settings
from django.db import models

from geodata.rules.import_flow import UnlocatedState
from geodata.rules.unlocated import DismissReason

from .choices import one_of
from .import_run import ImportRun


class UnlocatedRow(models.Model):
    """A row kept until staff place it on the map: its values by role, its address, and where it might be.

    candidates: [{lon, lat, score, precision, name, why_zh, why_en}], best first. external_key: the key it is
    stored under once placed, so that the file imported again finds it. reason: why a dismissed row gets no place.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=24)
    row = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    address = models.CharField(max_length=300, blank=True, default="")
    candidates = models.JSONField(default=list)
    state = models.CharField(max_length=12, default=UnlocatedState.OPEN.value)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=12, blank=True, default="")
    external_key = models.CharField(max_length=120, editable=False)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="unlocated")

    class Meta:
        indexes = [models.Index(fields=["state", "kind"], name="unlocated_state_kind")]
        constraints = [
            models.UniqueConstraint(fields=["external_key", "kind"], name="unlocatedrow_key_once"),
            one_of("unlocatedrow", "state", UnlocatedState),
            one_of("unlocatedrow", "reason", ["", *DismissReason]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.row} {self.state}"
