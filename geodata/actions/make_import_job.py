"""Take an upload on: who brought which file, for which kind."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from geodata.errors import Forbidden
from geodata.models import ImportJob
from geodata.rules.import_kinds import may_import
from geodata.rules.viewer import Viewer


@dataclass(frozen=True)
class Upload:
    """A stored file: uuid names its folder, size is in bytes; options are the answers given with it."""

    uuid: UUID
    kind: str
    file_name: str
    size: int
    department_id: int | None = None
    options: dict[str, Any] = field(default_factory=dict)


def make_import_job(upload: Upload, viewer: Viewer, user_id: int | None, now: datetime) -> ImportJob:
    """The new job of an upload; raises Forbidden for a kind the viewer may not import (1 statement)."""
    if not may_import(viewer, upload.kind):
        raise Forbidden("您不能导入这一类数据。", "You may not import this kind of data.")
    return ImportJob.objects.create(
        uuid=upload.uuid,
        kind=upload.kind,
        file_name=upload.file_name[:200],
        size=upload.size,
        by_id=user_id,
        department_id=upload.department_id,
        created_at=now,
        changed_at=now,
        options=upload.options,
    )
