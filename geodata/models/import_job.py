"""An uploaded file on its way into the database."""

import uuid

from django.conf import settings
from django.db import models

from geodata.rules.import_flow import JobState

from .choices import one_of
from .department import Department
from .import_run import ImportRun


class ImportJob(models.Model):
    """An upload: what it is, what was chosen for it, how far it is and what was found.

    The file lies in the folder named by uuid below settings.IMPORT_DIR. preview and report are what the pages show.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=24)
    file_name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=JobState.UPLOADED.value)
    options = models.JSONField(default=dict)
    preview = models.JSONField(null=True)
    report = models.JSONField(null=True)
    refusal = models.JSONField(null=True)
    run = models.OneToOneField(
        ImportRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="job"
    )

    class Meta:
        indexes = [models.Index(fields=["-created_at"], name="importjob_newest")]
        constraints = [one_of("importjob", "state", JobState)]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name} {self.state}"
