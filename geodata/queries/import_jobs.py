"""Uploads and what became of them, for those who may import their kind."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from geodata.errors import NotFound
from geodata.models import ImportJob, ImportRun
from geodata.rules.import_kinds import kinds_for, may_import
from geodata.rules.viewer import Viewer
from geodata.sql import rows

PAGE = 20
# What pages call a job in their annotations; they know models only through queries.
JobOnPage = ImportJob
RunOnPage = ImportRun
_JSON = ("report", "undo_report")
_UNKNOWN = ("没有这次导入，或者您不能查看。", "No such import, or you may not see it.")


@dataclass(frozen=True)
class ImportRow:
    """An import in the history: an upload, or a run of a command (job None). report: its counts, None before any."""

    job: UUID | None
    run: UUID | None
    kind: str
    file_name: str
    at: datetime
    state: str
    report: dict[str, Any] | None
    undone_at: datetime | None
    undo_report: dict[str, int] | None
    who: str | None
    department: str | None


@dataclass(frozen=True)
class ImportPage:
    """One page of the history and how many imports there are on all of them."""

    rows: list[ImportRow]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


def import_history(viewer: Viewer, page: int) -> ImportPage:
    """A page (from 1) of the imports of kinds the viewer may import, newest first (1 statement)."""
    kinds = [kind.value for kind in kinds_for(viewer)]
    found = rows("list_imports", kinds=kinds, skip=(page - 1) * PAGE, most=PAGE)
    names = ImportRow.__dataclass_fields__
    listed = [
        ImportRow(**{name: row[name] for name in names} | {name: _json(row[name]) for name in _JSON})
        for row in found
    ]
    return ImportPage(listed, found[0]["total"] if found else 0, page)


def _json(value: Any) -> Any:
    """JSON of a named statement comes as text."""
    return json.loads(value) if isinstance(value, str) else value


def import_job(uuid: UUID, viewer: Viewer) -> ImportJob:
    """The upload with its run and department; raises NotFound where there is none the viewer may see (1 statement)."""
    found = ImportJob.objects.select_related("run", "department").filter(uuid=uuid).first()
    if found is None or not may_import(viewer, found.kind):
        raise NotFound(*_UNKNOWN)
    return found


def import_run(uuid: UUID, viewer: Viewer) -> ImportRun:
    """A finished run; raises NotFound where there is none the viewer may see (1 statement)."""
    found = ImportRun.objects.filter(uuid=uuid, finished_at__isnull=False).first()
    if found is None or not may_import(viewer, found.kind):
        raise NotFound(*_UNKNOWN)
    return found


def outdated_jobs(before: datetime) -> list[UUID]:
    """Uploads nobody has touched since (1 statement)."""
    return list(ImportJob.objects.filter(changed_at__lt=before).values_list("uuid", flat=True)[:200])
