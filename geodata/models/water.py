"""A water surface."""

from django.contrib.gis.db import models

from geodata.rules.ground_kinds import WATER_KINDS

from .choices import one_of
from .geometry import stored, valid_geometry, web_index, web_of
from .provenance import external_key, known_once, last_run, row_uuid


class Water(models.Model):
    """A river, stream, lake or pond as a surface."""

    uuid = row_uuid()
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=80, blank=True, default="")
    external_key = external_key()
    geom = stored(models.PolygonField)
    web = web_of(models.PolygonField)
    run = last_run()

    class Meta:
        verbose_name_plural = "water"
        indexes = [web_index("water")]
        constraints = [known_once("water"), one_of("water", "kind", WATER_KINDS), valid_geometry("water")]

    def __str__(self) -> str:
        return self.name or self.kind
