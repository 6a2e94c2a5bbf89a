"""A warning: more events than usual at a place lately, rarer by chance than the budget allows."""

import uuid

from django.contrib.gis.db import models
from django.db.models import CheckConstraint, F, Q

from geodata.rules.warning_flow import WarningState

from .choices import one_of
from .event_category import EventCategory
from .geometry import stored, web_index, web_of
from .staff import Staff


class EmergingWarning(models.Model):
    """What stands out at a square since a local day; goes on from refresh to refresh with its state.

    observed, expected: incidents inside since starts_on; reports: the same before repeats are collapsed.
    recurrence_days: how rarely chance does this in the category. raised_on: the day that was looked at when it was
    found first, last_seen_on: the latest.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    category = models.ForeignKey(EventCategory, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=12, default=WarningState.NEW.value)
    starts_on = models.DateField()
    raised_on = models.DateField()
    last_seen_on = models.DateField()
    observed = models.IntegerField()
    expected = models.FloatField()
    reports = models.IntegerField()
    recurrence_days = models.FloatField()
    acknowledged_by = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    muted_until = models.DateField(null=True, blank=True)
    geom = stored(models.PolygonField)
    web = web_of(models.PolygonField)

    class Meta:
        indexes = [
            web_index("emergingwarning"),
            models.Index(fields=["last_seen_on"], name="emergingwarning_last_seen"),
        ]
        constraints = [
            one_of("emergingwarning", "state", WarningState),
            CheckConstraint(
                condition=Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False)
                | ~Q(state=WarningState.ACKNOWLEDGED.value),
                name="emergingwarning_acknowledged_by_someone",
            ),
            CheckConstraint(
                condition=Q(muted_until__isnull=False) | ~Q(state=WarningState.MUTED.value),
                name="emergingwarning_muted_until_a_day",
            ),
            CheckConstraint(
                condition=Q(starts_on__lte=F("last_seen_on"), raised_on__lte=F("last_seen_on")),
                name="emergingwarning_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category_id} {self.starts_on} {self.uuid}"
