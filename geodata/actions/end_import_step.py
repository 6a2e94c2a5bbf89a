"""Note how a step of an upload ended."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from geodata.models import ImportJob, ImportRun
from geodata.rules.import_flow import WORKING, JobState
from geodata.rules.import_steps import stopped_state


@transaction.atomic
def end_import_step(uuid: UUID, state: JobState | None, now: datetime, **results: Any) -> bool:
    """Whether the step was still under way and now is not; results are fields of the job.

    state None: where a stopped step leaves a job. run: the uuid of the run that was written.
    """
    job = ImportJob.objects.select_for_update(of=("self",)).filter(uuid=uuid).first()
    if job is None or job.state not in WORKING:
        return False
    run = results.pop("run", None)
    if run:
        job.run = ImportRun.objects.get(uuid=run)
    for name, value in results.items():
        setattr(job, name, value)
    job.state = (state or stopped_state(JobState(job.state), was_read=job.preview is not None)).value
    job.changed_at = now
    job.save()
    return True
