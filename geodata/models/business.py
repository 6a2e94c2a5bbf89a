"""A shop, workshop or firm at a place."""

import uuid

from django.contrib.gis.db import models

from .area import Area
from .geometry import stored, web_index, web_of
from .provenance import external_key, known_once, last_run


class Business(models.Model):
    """A business premises; category is the word of the register it comes from."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    category = models.CharField(max_length=60, blank=True, default="")
    address = models.CharField(max_length=200, blank=True, default="")
    employees = models.PositiveIntegerField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="businesses")
    external_key = external_key()
    geom = stored(models.PointField)
    web = web_of(models.PointField)
    run = last_run()

    class Meta:
        verbose_name_plural = "businesses"
        indexes = [web_index("business")]
        constraints = [known_once("business")]

    def __str__(self) -> str:
        return self.name
