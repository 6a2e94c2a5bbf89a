"""How many events of each kind lie in each cell, so that heat of millions of events needs no rows; written by triggers alone.

A cell is a web tile of zoom 17 (x, y). Each writing statement adds what it changed, as rows of their own, so that writers
never wait for each other; a number is the sum of its rows.
"""

from django.db import models
from django.db.models import Q


class HeatCount(models.Model):
    """Events more (or fewer) of a category, priority and source in a cell.

    on a local day; whole_month: of the whole month that begins on day (folded at night, when it is some weeks past).
    """

    day = models.DateField()
    x = models.IntegerField()
    y = models.IntegerField()
    category_id = models.BigIntegerField()
    priority = models.CharField(max_length=16)
    source = models.CharField(max_length=8)
    whole_month = models.BooleanField(db_default=False, default=False)
    n = models.IntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["day", "x", "y"], name="heatcount_day_cell"),
            models.Index(fields=["day"], condition=Q(whole_month=True), name="heatcount_months"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.x}/{self.y} {self.n}"
