"""The type a grid was given, with the figures behind it."""

from django.db import models

from geodata.rules.grid_types import GridKind

from .area import Area
from .choices import one_of


class GridType(models.Model):
    """The current classification of a grid; figures holds the rule's inputs (m², households)."""

    area = models.OneToOneField(Area, on_delete=models.CASCADE, related_name="grid_type")
    grid_type = models.CharField(max_length=20)
    deciding_share = models.FloatField()
    margin = models.FloatField()
    figures = models.JSONField(default=dict)
    classified_at = models.DateTimeField()

    class Meta:
        constraints = [one_of("gridtype", "grid_type", GridKind)]

    def __str__(self) -> str:
        return f"{self.area_id} {self.grid_type}"
