"""A door of a building: its state and when it was last checked, never who lives behind it."""

import uuid

from django.db import models

from geodata.rules.resource_kinds import DoorState

from .building import Building
from .choices import one_of
from .provenance import external_key, known_once, last_run


class Dwelling(models.Model):
    """One door; door is the part of the address inside the building, such as 2单元301."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="dwellings")
    door = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default=DoorState.UNKNOWN.value)
    checked_on = models.DateField(null=True, blank=True)
    external_key = external_key()
    run = last_run()

    class Meta:
        constraints = [
            known_once("dwelling"),
            one_of("dwelling", "state", DoorState),
            models.UniqueConstraint(fields=["building", "door"], name="dwelling_door_once"),
        ]

    def __str__(self) -> str:
        return f"{self.building_id} {self.door}"
