"""Borders made simpler for tiles, level by level on shared edges; which set of borders they were made from is kept."""

from django.contrib.gis.db import models
from django.db.models import UniqueConstraint

from geodata.crs import WEB

from .boundary import BoundaryVersion


class Generalised(models.Model):
    """A border as tiles of one band of zooms draw it (EPSG:3857).

    coverage: the name of the set of borders in force that it was simplified with; it fits no other set. Rows of other
    sets are left for the next rebuild to remove, so a removed boundary needs no care for them.
    """

    boundary = models.ForeignKey(
        BoundaryVersion, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    band = models.PositiveSmallIntegerField()
    coverage = models.CharField(max_length=32)
    web = models.MultiPolygonField(srid=WEB)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["coverage", "band", "boundary"], name="generalised_once"),
        ]

    def __str__(self) -> str:
        return f"{self.boundary_id} band {self.band}"
