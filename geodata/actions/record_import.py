"""Keep who imported what, in one transaction with what was imported."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from geodata.actions.keep_heat import heat_after_commit
from geodata.actions.keep_walking import walking_after_commit
from geodata.models import ImportRun
from geodata.rules.import_kinds import KindName
from geodata.sql import rows


@dataclass(frozen=True)
class Provenance:
    """Where imported rows come from: the file's digest and the assumptions it was read under."""

    kind: str
    file_name: str
    sha256: str
    datum: str
    srid: int
    options: dict[str, Any]
    by_id: int | None = None
    department_id: int | None = None


@dataclass(frozen=True)
class StoredCounts:
    """How many of the rows given were new, changed and already there as they are."""

    created: int
    updated: int
    unchanged: int


@contextmanager
def record_import(provenance: Provenance, now: datetime) -> Iterator[ImportRun]:
    """A new run around the writing of its rows: one transaction, kept only where its report says committed.

    Imports wait for each other, so that two of the same file do not both find it new. The block sets
    run.report; it is saved with the rest.
    """
    with transaction.atomic():
        rows("lock_imports")
        run = ImportRun.objects.create(
            kind=provenance.kind,
            file_name=provenance.file_name[:200],
            sha256=provenance.sha256,
            datum=provenance.datum,
            srid=provenance.srid,
            options=provenance.options,
            started_at=now,
            by_id=provenance.by_id,
            department_id=provenance.department_id,
        )
        yield run
        run.finished_at = timezone.now()
        run.save(update_fields=["report", "finished_at"])
        if not run.report.get("committed"):
            transaction.set_rollback(True)
        else:
            walking_after_commit()
            if provenance.kind == KindName.EVENTS:
                heat_after_commit()
