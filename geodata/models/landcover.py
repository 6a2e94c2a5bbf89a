"""What a piece of ground is used for."""

from django.contrib.gis.db import models

from geodata.rules.ground_kinds import LANDCOVER_KINDS

from .choices import one_of
from .geometry import stored, valid_geometry, web_index, web_of
from .provenance import external_key, known_once, last_run, row_uuid


class LandCover(models.Model):
    """A surface of one use; surfaces may lie on one another (a track on a school ground)."""

    uuid = row_uuid()
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=80, blank=True, default="")
    external_key = external_key()
    geom = stored(models.PolygonField)
    web = web_of(models.PolygonField)
    run = last_run()

    class Meta:
        verbose_name_plural = "land cover"
        indexes = [web_index("landcover")]
        constraints = [
            known_once("landcover"),
            one_of("landcover", "kind", LANDCOVER_KINDS),
            valid_geometry("landcover"),
        ]

    def __str__(self) -> str:
        return self.name or self.kind
