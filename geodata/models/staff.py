"""People who work for the district and the areas they serve."""

import uuid

from django.conf import settings
from django.db import models

from geodata.rules.viewer import STAFF

from .area import Area
from .choices import one_of
from .department import Department
from .provenance import external_key, known_once, last_run


class Staff(models.Model):
    """A worker, head, operator or official; may serve several areas and may have a login."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="staff"
    )
    role = models.CharField(max_length=20)
    name = models.CharField(max_length=40)
    full_time = models.BooleanField(default=True)
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT)
    areas = models.ManyToManyField(Area, through="StaffArea", related_name="staff")
    external_key = external_key()
    run = last_run()

    class Meta:
        verbose_name_plural = "staff"
        constraints = [known_once("staff"), one_of("staff", "role", STAFF)]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"


class StaffArea(models.Model):
    """One area that a person serves."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE)
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    external_key = external_key()
    run = last_run()

    class Meta:
        constraints = [
            known_once("staffarea"),
            models.UniqueConstraint(fields=["staff", "area"], name="staff_area_once"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.area_id}"
