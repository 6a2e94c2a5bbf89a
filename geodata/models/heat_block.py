"""The events of each day by piece of the map, so that close heat is read where it is looked at and nowhere else.

Written with HeatCount, day by day, by the database's own functions alone.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class HeatKind(models.Model):
    """A number for a category, priority and source that occur together."""

    category_id = models.BigIntegerField()
    priority = models.CharField(max_length=16)
    source = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category_id", "priority", "source"], name="heatkind_once"),
        ]

    def __str__(self) -> str:
        return f"{self.category_id} {self.priority} {self.source}"


class HeatBlock(models.Model):
    """The events of a local day in a web tile of zoom 15 (x, y), by its 32 × 32 cells of zoom 20, some 34 m of ground.

    marks: kind << 42 | how many << 16 | hour << 11 | repeat << 10 | column of the cell << 5 | its row; kind: of HeatKind.
    """

    day = models.DateField()
    x = models.IntegerField()
    y = models.IntegerField()
    marks = ArrayField(models.BigIntegerField())

    class Meta:
        indexes = [
            models.Index(fields=["x", "y", "day"], name="heatblock_place_day"),
            models.Index(fields=["day"], name="heatblock_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.x} {self.y} {len(self.marks)}"


class HeatPatch(models.Model):
    """The events of a local day in a web tile of zoom 13 (x, y), by its 32 × 32 cells of zoom 18, as HeatSum sums kinds.

    marks: how many << 28 | repeat << 27 | place; place: what the cell adds to its tile's corner, as column << 25 and row
    << 10 of the tile of zoom 15 with column << 5 and row of the cell of zoom 20.
    """

    day = models.DateField()
    x = models.IntegerField()
    y = models.IntegerField()
    source = models.CharField(max_length=8, blank=True)
    priority = models.CharField(max_length=16, blank=True)
    marks = ArrayField(models.BigIntegerField())

    class Meta:
        indexes = [
            models.Index(fields=["x", "y", "source", "priority", "day"], name="heatpatch_place_kind_day"),
            models.Index(fields=["day"], name="heatpatch_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.x} {self.y} {self.source} {self.priority}"
