"""A device of the district: a camera, a sensor, a call button."""

import uuid

from django.contrib.gis.db import models

from geodata.rules.resource_kinds import DeviceKind, DeviceState

from .area import Area
from .choices import one_of
from .geometry import stored, web_index, web_of
from .provenance import external_key, known_once, last_run


class Device(models.Model):
    """A device at a place and whether it was in order when last heard of."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=12, default=DeviceState.UNKNOWN.value)
    state_at = models.DateTimeField(null=True, blank=True)
    address = models.CharField(max_length=200, blank=True, default="")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="devices")
    external_key = external_key()
    geom = stored(models.PointField)
    web = web_of(models.PointField)
    run = last_run()

    class Meta:
        indexes = [web_index("device")]
        constraints = [
            known_once("device"),
            one_of("device", "kind", DeviceKind),
            one_of("device", "state", DeviceState),
        ]

    def __str__(self) -> str:
        return self.name
