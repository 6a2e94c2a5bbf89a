"""A call for attention at a place."""

import uuid

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, Q

from geodata.rules.alarm_flow import AlarmKind, AlarmState

from .choices import one_of
from .geometry import stored, web_index, web_of
from .staff import Staff


class Alarm(models.Model):
    """An alarm from its raising on; an acknowledged one names who took notice, one closed at the desk who closed it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default=AlarmState.RAISED.value)
    raised_at = models.DateTimeField()
    acknowledged_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    geom = stored(models.PointField)
    web = web_of(models.PointField)

    class Meta:
        indexes = [web_index("alarm"), models.Index(fields=["state", "raised_at"], name="alarm_state_raised")]
        constraints = [
            one_of("alarm", "kind", AlarmKind),
            one_of("alarm", "state", AlarmState),
            CheckConstraint(
                condition=Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False)
                | ~Q(state=AlarmState.ACKNOWLEDGED.value),
                name="alarm_acknowledged_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"
