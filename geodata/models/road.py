"""A piece of road between two junctions."""

from django.contrib.gis.db import models

from geodata.rules.ground_kinds import ROAD_CLASSES

from .choices import one_of
from .geometry import stored, valid_geometry, web_index, web_of
from .provenance import external_key, known_once, last_run, row_uuid


class Road(models.Model):
    """A road or rail edge; width is between kerbs."""

    uuid = row_uuid()
    name = models.CharField(max_length=80, blank=True, default="")
    road_class = models.CharField(max_length=12)
    width_m = models.FloatField(default=6.0)
    stairs = models.BooleanField(default=False)
    walkable = models.BooleanField(default=True)
    # 0 on the ground, above it for bridges, below for tunnels; lines of different levels do not meet where they cross.
    level = models.SmallIntegerField(default=0, db_default=0)
    # Rise over run, up or down; None where nobody measured it: walked as flat.
    slope = models.FloatField(null=True, blank=True)
    external_key = external_key()
    geom = stored(models.LineStringField)
    web = web_of(models.LineStringField)
    run = last_run()

    class Meta:
        indexes = [web_index("road")]
        constraints = [
            known_once("road"),
            one_of("road", "road_class", ROAD_CLASSES),
            valid_geometry("road"),
            models.CheckConstraint(condition=models.Q(width_m__gt=0), name="road_width_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.road_class} {self.pk}"
