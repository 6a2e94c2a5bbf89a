"""What was imported, from which file, under which assumptions."""

import uuid

from django.conf import settings
from django.db import models

from .department import Department


class ImportRun(models.Model):
    """The provenance of an import: file digest, datum, CRS, options, and the report that was shown.

    stored: table → columns the run wrote, filled in by geodata_store_stage; undo_report: what an undo did.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=24)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    datum = models.CharField(max_length=8)
    srid = models.PositiveIntegerField()
    options = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT)
    stored = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    undo_report = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"
