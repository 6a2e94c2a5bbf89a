"""An area of one of the four levels: who it is, independent of where its border runs."""

import uuid

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from geodata.rules.levels import CODE_LENGTH, Level

from .choices import one_of
from .provenance import last_run

KINDS = ("", "street", "town", "township", "community", "village", "base", "dedicated", "micro")


def _code_shape() -> Q:
    """Each level's code has its own number of digits."""
    shape = Q()
    for level, digits in CODE_LENGTH.items():
        shape |= Q(level=str(level), code__regex=rf"^\d{{{digits}}}$")
    return shape


class Area(models.Model):
    """A district, subdistrict, community or grid; the uuid stays when the code changes.

    The parent's level and code prefix are checked by trigger (sql/install/area_nesting.sql).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    level = models.CharField(max_length=12)
    code = models.CharField(max_length=15)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True, default="")
    kind = models.CharField(max_length=12, blank=True, default="")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    run = last_run()

    class Meta:
        ordering = ["code"]
        constraints = [
            UniqueConstraint(fields=["level", "code"], name="area_level_code"),
            CheckConstraint(condition=_code_shape(), name="area_code_shape"),
            one_of("area", "level", Level),
            one_of("area", "kind", KINDS),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.code}"
