"""What the district can call on in need: shelters, stores, supplies, teams, vehicles."""

import uuid

from django.contrib.gis.db import models

from geodata.rules.resource_kinds import ResourceKind

from .area import Area
from .choices import one_of
from .geometry import stored, web_index, web_of
from .provenance import external_key, known_once, last_run


class Resource(models.Model):
    """A resource at a place; quantity is counted in unit (件, 顶, 人, m² …)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=120)
    quantity = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=16, blank=True, default="")
    address = models.CharField(max_length=200, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    checked_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="resources")
    external_key = external_key()
    geom = stored(models.PointField)
    web = web_of(models.PointField)
    run = last_run()

    class Meta:
        indexes = [web_index("resource")]
        constraints = [known_once("resource"), one_of("resource", "kind", ResourceKind)]

    def __str__(self) -> str:
        return self.name
