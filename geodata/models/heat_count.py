"""How many events of each kind were reported on each day, by cell and by hour, so that heat of millions needs no rows.

The statements that write events note nothing but the days they touch (HeatDue): these are read from the rows until they are
counted, at night or when a file was loaded. A cell is a web tile of zoom 17. Written by the database's own functions alone.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class HeatCount(models.Model):
    """The events of a category, priority and source on a local day, n; again: those of them that repeat an earlier report.

    marks: cell (x << 20 | y) << 26 | repeat << 25 | how many there; events without a place are in none.
    areas, area_events, area_repeats: the same by the area each event was reported in; 0 where it is in none.
    hours: n << 8 | status unknown << 6 | repeat << 5 | hour.
    """

    day = models.DateField()
    category_id = models.BigIntegerField()
    priority = models.CharField(max_length=16)
    source = models.CharField(max_length=8)
    n = models.IntegerField()
    again = models.IntegerField()
    marks = ArrayField(models.BigIntegerField())
    areas = ArrayField(models.BigIntegerField())
    area_events = ArrayField(models.IntegerField())
    area_repeats = ArrayField(models.IntegerField())
    hours = ArrayField(models.IntegerField())

    class Meta:
        indexes = [
            models.Index(
                fields=["day"],
                include=["category_id", "priority", "source", "n", "again"],
                name="heatcount_day_kinds",
            ),
            models.Index(fields=["category_id", "day"], name="heatcount_category_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.category_id} {self.priority} {self.source} {self.n}"


class HeatSum(models.Model):
    """The marks of HeatCount over all kinds of a day, over those of a source or of a priority; "" where it may be any.

    Most who look at heat choose no more than sources or priorities, and have a quarter to read.
    """

    day = models.DateField()
    source = models.CharField(max_length=8, blank=True)
    priority = models.CharField(max_length=16, blank=True)
    marks = ArrayField(models.BigIntegerField())

    class Meta:
        indexes = [
            models.Index(fields=["source", "priority", "day"], name="heatsum_kind_day"),
            models.Index(fields=["day"], name="heatsum_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.source} {self.priority}"


class HeatDue(models.Model):
    """A local day whose events changed since it was counted; one row for each writing statement, so that none waits."""

    day = models.DateField()

    def __str__(self) -> str:
        return str(self.day)
