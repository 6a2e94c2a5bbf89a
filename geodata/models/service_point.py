"""A place where residents get something done."""

import uuid

from django.contrib.gis.db import models
from django.contrib.postgres.fields import ArrayField

from geodata.rules.service_points import ServiceKind

from .area import Area
from .choices import one_of
from .geometry import stored, web_index, web_of
from .provenance import external_key, known_once, last_run


class ServicePoint(models.Model):
    """A service point; opening_hours is OSM syntax in local time, accessibility a list of fact codes."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=24)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True, default="")
    address = models.CharField(max_length=200, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    opening_hours = models.CharField(max_length=200, blank=True, default="")
    accessibility = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    closed_until = models.DateField(null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="service_points"
    )
    external_key = external_key()
    geom = stored(models.PointField)
    web = web_of(models.PointField)
    run = last_run()

    class Meta:
        indexes = [web_index("servicepoint")]
        constraints = [known_once("servicepoint"), one_of("servicepoint", "kind", ServiceKind)]

    def __str__(self) -> str:
        return self.name
