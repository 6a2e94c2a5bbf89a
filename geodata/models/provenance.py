"""Columns of everything that can be imported: how a row is known again, and which import wrote it last."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models


def external_key() -> models.CharField:
    """What a file calls a row, or a digest of what it says; known_once keeps it unique."""
    return models.CharField(max_length=120, null=True, blank=True, editable=False)


def known_once(table: str) -> models.UniqueConstraint:
    """The promise that a key names one row, so that a second import finds it.

    A constraint and not a unique field: that would add a second index for LIKE, which nobody asks.
    """
    return models.UniqueConstraint(fields=["external_key"], name=f"{table}_external_key_once")


def last_run() -> models.ForeignKey:
    """The import that wrote the row last; None for what was entered by hand."""
    return models.ForeignKey(
        "geodata.ImportRun", null=True, blank=True, on_delete=models.PROTECT, editable=False, related_name="+"
    )


def row_uuid() -> models.UUIDField:
    """What an export calls a row that no file has numbered; the database makes it, also for rows copied in bulk."""
    return models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
