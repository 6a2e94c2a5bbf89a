"""Give an upload up."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from geodata.errors import Forbidden, NotFound
from geodata.models import ImportJob
from geodata.rules.import_flow import JobState
from geodata.rules.import_kinds import may_import
from geodata.rules.viewer import Viewer


@transaction.atomic
def drop_import_job(uuid: UUID, viewer: Viewer, now: datetime) -> ImportJob:
    """The job, given up; the caller holds the lock of its folder, so nobody works on it.

    Raises NotFound for a job the viewer may not see, Forbidden for one that has been written.
    """
    job = ImportJob.objects.select_for_update(of=("self",)).filter(uuid=uuid).first()
    if job is None or not may_import(viewer, job.kind):
        raise NotFound("没有这次导入，或者您不能查看。", "No such import, or you may not see it.")
    if job.state == JobState.DONE:
        raise Forbidden("已经写入，请用“撤销”。", "It has been written already; undo it instead.")
    job.state, job.changed_at = JobState.CANCELLED.value, now
    job.save(update_fields=["state", "changed_at"])
    return job
