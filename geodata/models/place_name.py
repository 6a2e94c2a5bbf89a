"""A name that stands on the map at a point."""

from django.contrib.gis.db import models

from geodata.rules.ground_kinds import PLACE_KINDS

from .choices import one_of
from .geometry import stored, web_index, web_of


class PlaceName(models.Model):
    """A label of the basemap: a village, park, station or estate."""

    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True, default="")
    kind = models.CharField(max_length=12)
    geom = stored(models.PointField)
    web = web_of(models.PointField)

    class Meta:
        indexes = [web_index("placename")]
        constraints = [one_of("placename", "kind", PLACE_KINDS)]

    def __str__(self) -> str:
        return self.name
