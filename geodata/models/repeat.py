"""Reports that repeat an earlier one, and from when on that must be worked out anew; written by triggers and `settle_repeats`.

An incident is its first report with all that repeat it, so incidents are the reports without a row here.
"""

from django.db import models


class Repeat(models.Model):
    """A report and the first report of its incident; plain numbers, so that nobody who writes events waits for them."""

    event_id = models.BigIntegerField(primary_key=True)
    first_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["first_id"], name="repeat_first")]

    def __str__(self) -> str:
        return f"{self.event_id} repeats {self.first_id}"


class RepeatsDue(models.Model):
    """A write of events: from this moment on repeats are to be settled. known: the few new ones were looked at already."""

    since = models.DateTimeField()
    known = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d %H:%M}"
