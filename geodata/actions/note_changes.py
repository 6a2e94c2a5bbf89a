"""Note what an action wrote row by row, so that its import can be undone."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models

from geodata.models import ImportRun
from geodata.sql import rows


def row_texts(model: type[models.Model], ids: Sequence[int], columns: Sequence[str]) -> dict[str, Any]:
    """Id → column → text of rows as they are now (1 statement)."""
    table = model._meta.db_table
    found = rows("read_row_texts", target=table, ids=list(ids), columns=list(columns))[0]["texts"]
    return dict(found if isinstance(found, dict) else json.loads(found))


def note_changes(
    model: type[models.Model],
    made: int,
    columns: Sequence[str],
    befores: Mapping[str, Any],
    run: ImportRun,
) -> None:
    """Note rows written by a run: how many it made, and those it changed as they were before (1 statement)."""
    if made or befores:
        rows(
            "note_import_changes",
            target=model._meta.db_table,
            made=made,
            columns=list(columns),
            befores=json.dumps(dict(befores)),
            run=run.pk,
        )
