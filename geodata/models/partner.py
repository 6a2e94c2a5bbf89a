"""Volunteer teams and partner organisations."""

import uuid

from django.contrib.gis.db import models

from geodata.rules.resource_kinds import PartnerKind

from .area import Area
from .choices import one_of
from .geometry import stored, web_index, web_of
from .provenance import external_key, known_once, last_run


class Partner(models.Model):
    """A team or organisation that helps; members is a head count, no person is named."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    members = models.PositiveIntegerField(null=True, blank=True)
    services = models.CharField(max_length=200, blank=True, default="")
    address = models.CharField(max_length=200, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="partners")
    external_key = external_key()
    geom = stored(models.PointField, null=True, blank=True)
    web = web_of(models.PointField)
    run = last_run()

    class Meta:
        indexes = [web_index("partner")]
        constraints = [known_once("partner"), one_of("partner", "kind", PartnerKind)]

    def __str__(self) -> str:
        return self.name
