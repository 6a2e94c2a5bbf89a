"""What was imported, from which file, under which assumptions."""

import uuid

from django.conf import settings
from django.db import models


class ImportRun(models.Model):
    """The provenance of an import: file digest, datum, CRS, options, and the report that was shown."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=24)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    datum = models.CharField(max_length=8)
    srid = models.PositiveIntegerField()
    options = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"
