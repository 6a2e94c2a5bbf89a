"""The immutable log of what happened to an event."""

from django.db import models

from geodata.rules.event_flow import Step

from .choices import one_of
from .event import Event
from .staff import Staff


class EventStep(models.Model):
    """One logged step; rows are appended, never changed or removed (rights and trigger in the database).

    run: the import that told the step; only undoing that import takes it back.
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12)
    at = models.DateTimeField()
    actor = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT)
    note = models.CharField(max_length=200, blank=True, default="")
    run = models.ForeignKey(
        "geodata.ImportRun",
        null=True,
        on_delete=models.PROTECT,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )

    class Meta:
        ordering = ["at", "id"]
        constraints = [one_of("eventstep", "step", Step)]

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"
