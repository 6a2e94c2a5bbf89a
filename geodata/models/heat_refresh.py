"""What was looked at when hot spots, warnings and rankings were worked out last."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from .event_category import EventCategory


class HeatRefresh(models.Model):
    """One category's findings (category None: of all events together); the next refresh replaces them whole.

    first_day, last_day: local days of the hot spots, both included. reports: events of those days; incidents: what is
    left of them when repeats are collapsed, and what was counted. judged, too_few: cells that could be judged, and not.
    data_version: of events and buildings, so that nothing is worked out twice. chance: how large a warning's statistic gets
    by chance, as {location, scale, share, day}; None where the category holds no events of its own.
    """

    category = models.ForeignKey(
        EventCategory, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    as_of = models.DateTimeField()
    made_at = models.DateTimeField()
    first_day = models.DateField()
    last_day = models.DateField()
    data_version = models.CharField(max_length=80)
    reports = models.IntegerField()
    incidents = models.IntegerField()
    cell_m = models.FloatField()
    judged = models.IntegerField()
    too_few = models.IntegerField()
    chance = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["category"], nulls_distinct=False, name="heatrefresh_category_once"),
            CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="heatrefresh_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.category or 'all'} {self.last_day}"
