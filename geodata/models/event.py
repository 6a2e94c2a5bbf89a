"""Something reported at a place and time."""

import uuid

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, F, Q

from geodata.rules.event_flow import Priority, Source, Step

from .area import Area
from .building import Building
from .choices import one_of
from .department import Department
from .event_category import EventCategory
from .geometry import stored, web_index, web_of
from .provenance import external_key, known_once, last_run


class Event(models.Model):
    """An event; area is the finest area in force at the place on the day it was reported.

    due_at never changes after creation: lateness is computed from it by whoever looks.
    status_known is False where a file told only that something was reported: such an event is neither open
    nor closed, so it has no lateness and counts in no closing rate.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    category = models.ForeignKey(EventCategory, on_delete=models.PROTECT)
    priority = models.CharField(max_length=16, default=Priority.GENERAL.value)
    source = models.CharField(max_length=8, default=Source.RESIDENT.value)
    step = models.CharField(max_length=12, default=Step.REPORTED.value)
    reported_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    status_known = models.BooleanField(default=True, db_default=True)
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT)
    building = models.ForeignKey(Building, null=True, blank=True, on_delete=models.PROTECT)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="events")
    external_key = external_key()
    geom = stored(models.PointField)
    web = web_of(models.PointField)
    run = last_run()

    class Meta:
        indexes = [
            web_index("event"),
            models.Index(fields=["reported_at"], name="event_reported_at"),
            models.Index(
                fields=["due_at"],
                condition=Q(closed_at__isnull=True, status_known=True),
                name="event_open_due_at",
            ),
            models.Index(fields=["closed_at"], condition=Q(closed_at__isnull=False), name="event_closed_at"),
        ]
        constraints = [
            known_once("event"),
            one_of("event", "priority", Priority),
            one_of("event", "source", Source),
            one_of("event", "step", Step),
            CheckConstraint(condition=Q(due_at__gte=F("reported_at")), name="event_due_after_report"),
            CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("reported_at")),
                name="event_closed_after_report",
            ),
            CheckConstraint(
                condition=Q(closed_at__isnull=True) ^ Q(step=Step.EVALUATED.value),
                name="event_evaluated_is_closed",
            ),
            CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(status_known=True), name="event_closed_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)
