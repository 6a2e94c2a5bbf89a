"""Land cover, water and roads made simpler for tiles, and which data they were made from."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex
from django.db.models import UniqueConstraint

from geodata.crs import WEB


class SimpleGround(models.Model):
    """A surface, or a road of several pieces, as tiles of one band of zooms draw it (EPSG:3857).

    layer: landcover, water or roads. source_id: the row it stands for; of a joined road one of its pieces. What a tile
    tells of it is kept beside it; area_web is that of the exact surface in EPSG:3857 m², 0 for lines.
    """

    layer = models.CharField(max_length=12)
    band = models.PositiveSmallIntegerField()
    source_id = models.BigIntegerField()
    category = models.CharField(max_length=16)
    name = models.CharField(max_length=80, blank=True, default="")
    width_m = models.PositiveIntegerField(null=True)
    stairs = models.BooleanField(default=False)
    area_web = models.FloatField(default=0.0)
    web = models.GeometryField(srid=WEB, spatial_index=False)

    class Meta:
        verbose_name_plural = "simple ground"
        indexes = [GistIndex(fields=["layer", "band", "web"], name="simpleground_place")]
        constraints = [
            UniqueConstraint(fields=["layer", "band", "source_id"], name="simpleground_once"),
        ]

    def __str__(self) -> str:
        return f"{self.layer} {self.source_id} band {self.band}"


class SimpleGroundState(models.Model):
    """The data version of a layer that its simple forms show; they are drawn while it is the present one."""

    layer = models.CharField(max_length=12, primary_key=True)
    version = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.layer} {self.version}"
