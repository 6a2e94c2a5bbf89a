"""Columns of everything that can be imported: how a row is known again, and which import wrote it last."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models


def external_key() -> models.CharField:
    """What a file calls a row, or a digest of what it says; unique, so that a second import finds it."""
    return models.CharField(max_length=120, null=True, blank=True, unique=True, editable=False)


def last_run() -> models.ForeignKey:
    """The import that wrote the row last; None for what was entered by hand."""
    return models.ForeignKey(
        "geodata.ImportRun", null=True, blank=True, on_delete=models.PROTECT, editable=False, related_name="+"
    )


def row_uuid() -> models.UUIDField:
    """What an export calls a row that no file has numbered; the database makes it, also for rows copied in bulk."""
    return models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
