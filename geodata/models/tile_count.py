"""How many rows lie in each cell, so that far-out tiles need no rows; written by triggers alone.

A cell is a web tile of zoom 17 (x, y). Each writing statement adds what it changed, as one row a cell, so that
writers never wait for each other; the number of a cell is the sum of its rows.
"""

from django.db import models


class EventCount(models.Model):
    """Events more (or fewer) in a cell on a local day."""

    day = models.DateField()
    x = models.IntegerField()
    y = models.IntegerField()
    n = models.IntegerField()

    class Meta:
        # With the number, so that far-out tiles read the index alone.
        indexes = [models.Index(fields=["day", "x", "y"], include=["n"], name="eventcount_day_cell")]

    def __str__(self) -> str:
        return f"{self.day} {self.x}/{self.y} {self.n}"


class BuildingCount(models.Model):
    """Buildings more (or fewer) in a cell, each counted where the middle of its box lies."""

    x = models.IntegerField()
    y = models.IntegerField()
    n = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["x", "y"], name="buildingcount_cell")]

    def __str__(self) -> str:
        return f"{self.x}/{self.y} {self.n}"
