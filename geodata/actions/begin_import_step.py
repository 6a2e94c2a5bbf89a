"""Begin a step of an upload, with the answers it goes by."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from geodata.errors import Forbidden, NotFound
from geodata.models import ImportJob
from geodata.rules.import_flow import JobState
from geodata.rules.import_kinds import may_import
from geodata.rules.import_steps import WORKING_STATE, Step, may_begin
from geodata.rules.viewer import Viewer


@transaction.atomic
def begin_import_step(
    uuid: UUID, step: Step, viewer: Viewer, now: datetime, answers: dict[str, Any] | None = None
) -> ImportJob:
    """The job, now in the step's working state; the caller holds the lock of its folder, so nobody works on it.

    Raises NotFound for a job the viewer may not see, Forbidden where the step cannot begin from where it stands.
    """
    job = ImportJob.objects.select_for_update(of=("self",)).filter(uuid=uuid).first()
    if job is None or not may_import(viewer, job.kind):
        raise NotFound("没有这次导入，或者您不能查看。", "No such import, or you may not see it.")
    if not may_begin(step, JobState(job.state)):
        raise Forbidden(
            "这次导入已经走到别的步骤，请刷新页面看现在的状态。",
            "This import stands elsewhere by now; reload the page to see where.",
        )
    job.state, job.changed_at, job.refusal = WORKING_STATE[step].value, now, None
    if answers is not None:
        job.options = answers
    if step is not Step.WRITE:
        job.report = None
    job.save(update_fields=["state", "changed_at", "refusal", "options", "report"])
    return job
