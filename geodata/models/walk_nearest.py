"""The nearest service point of every kind on foot, for every building."""

from django.db import models


class WalkNearest(models.Model):
    """Nearest point of a kind by an adult's and by an elderly person's minutes; the walk there in metres and seconds."""

    kind = models.CharField(max_length=24)
    building_id = models.BigIntegerField()
    point_id = models.BigIntegerField()
    metres = models.FloatField()
    seconds = models.FloatField()
    elderly_point_id = models.BigIntegerField()
    elderly_metres = models.FloatField()
    elderly_seconds = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "building_id"], name="walknearest_once")]
        indexes = [models.Index(fields=["building_id"], name="walknearest_building")]

    def __str__(self) -> str:
        return f"{self.kind} {self.building_id} {self.metres:.0f} m"
