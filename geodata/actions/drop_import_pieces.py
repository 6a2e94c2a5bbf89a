"""Take away pieces of rows that a later file no longer has."""

from dataclasses import dataclass

from django.db import models

from geodata.models import ImportRun
from geodata.sql import rows


@dataclass(frozen=True)
class DroppedPieces:
    """Pieces removed, kept since edited by hand or in use, and rows of the file that changed by that alone."""

    removed: int
    kept: int
    updated: int


def drop_import_pieces(model: type[models.Model], run: ImportRun) -> DroppedPieces:
    """What became of surplus pieces of the rows staged and stored last; noted for undo (1 statement)."""
    (found,) = rows("drop_import_pieces", target=model._meta.db_table, run=run.pk)
    return DroppedPieces(**{name: int(count) for name, count in found.items()})


def own_keys(model: type[models.Model]) -> set[str]:
    """Stored keys that end like those of pieces and are what a file calls a row by (1 statement)."""
    return {str(row["external_key"]) for row in rows("list_import_own_keys", target=model._meta.db_table)}
