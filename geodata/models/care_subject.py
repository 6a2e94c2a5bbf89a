"""A person in care, without a name and without a point."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, Q

from geodata.rules.care import CareCategory, Risk

from .area import Area
from .building import Building
from .choices import one_of


class CareSubject(models.Model):
    """A pseudonymous person in care, placed by building only; who it is lives in the identity vault.

    next_due_on is a local day (Asia/Shanghai).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    categories = ArrayField(models.CharField(max_length=24))
    risk = models.CharField(max_length=8, default=Risk.NORMAL.value)
    active = models.BooleanField(default=True)
    building = models.ForeignKey(Building, on_delete=models.PROTECT, related_name="care_subjects")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="care_subjects")
    last_visit_at = models.DateTimeField(null=True, blank=True)
    next_due_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["area", "next_due_on"], name="caresubject_area_due")]
        constraints = [
            one_of("caresubject", "risk", Risk),
            CheckConstraint(
                condition=Q(categories__contained_by=sorted(str(c) for c in CareCategory))
                & Q(categories__len__gt=0),
                name="caresubject_categories_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)
