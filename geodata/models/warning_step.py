"""The log of what happened to a warning; rows are appended, never changed."""

from django.db import models

from geodata.rules.warning_flow import WarningStepKind

from .choices import one_of
from .staff import Staff
from .warning import EmergingWarning


class WarningStep(models.Model):
    """One logged step; actor None is the refresh. days: how long a mute was asked for."""

    warning = models.ForeignKey(EmergingWarning, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=12)
    at = models.DateTimeField()
    actor = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [one_of("warningstep", "step", WarningStepKind)]

    def __str__(self) -> str:
        return f"{self.step} {self.at:%Y-%m-%d %H:%M}"
