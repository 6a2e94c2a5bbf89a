"""The walking network as it was last made from roads, and where every building meets it."""

from django.contrib.gis.db import models

from .geometry import stored


class WalkEdge(models.Model):
    """A piece of walkway between two junctions; id, from_node and to_node count from 0 in one making of the network."""

    id = models.IntegerField(primary_key=True)
    from_node = models.IntegerField()
    to_node = models.IntegerField()
    road_id = models.BigIntegerField(null=True)
    length_m = models.FloatField()
    stairs = models.BooleanField(default=False)
    slope = models.FloatField(default=0.0)
    adult_s = models.FloatField()
    elderly_s = models.FloatField()
    geom = stored(models.LineStringField)

    def __str__(self) -> str:
        return f"{self.from_node}–{self.to_node} {self.length_m:.0f} m"


class WalkAccess(models.Model):
    """Where a building meets the network: metres along an edge and metres off the road; no edge where none is near."""

    building_id = models.BigIntegerField(primary_key=True)
    edge = models.IntegerField(null=True)
    along_m = models.FloatField(default=0.0)
    off_m = models.FloatField(default=0.0)
    blocked = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.building_id} {self.edge}"


class WalkMade(models.Model):
    """When a part of the walking data was made and from which data versions; part: network, access or nearest:<kind>."""

    part = models.CharField(max_length=40, primary_key=True)
    made_from = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    figures = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.part} {self.made_at}"
