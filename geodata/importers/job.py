"""One step of an upload, as its worker takes it: read and guess, check without writing, or write."""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from geodata.actions.end_import_step import end_import_step
from geodata.errors import GeodataError, ImportRefused
from geodata.models import ImportJob
from geodata.rules.import_flow import WORKING, JobState
from geodata.rules.import_kinds import KindName
from geodata.rules.import_steps import FINISHED_STATE, Step

from .files.contents import Contents
from .job_answers import is_read_so, options_of, reading_of
from .job_folder import JobFolder, folder_of, read_json, write_json
from .kind import Shape
from .kinds import KINDS, import_file
from .options import ImportOptions
from .preview import make_preview
from .report import Report
from .run import Progress, contents_of
from .worker_watch import ORPHANED, Stopped, WorkerWatch

TELL_EVERY_S = 0.3
_log = logging.getLogger(__name__)
_BROKEN = (
    "程序出错，没有写入任何内容；错误已记入这次导入的日志。请再试一次，仍不行请联系维护人员。",
    "the program failed and nothing was written; the import's log has the details. Try again, or ask maintenance.",
)


def work_on(job: ImportJob, step: Step, watch: WorkerWatch) -> JobState | None:
    """The state the step ended in; None where it was stopped or its ending could not be noted.

    The outermost loop of a worker: whatever happens is noted with the job.
    """
    folder = folder_of(job.uuid)
    try:
        _STEPS[step](job, folder, _progress(folder))
        return FINISHED_STATE[step]
    except Stopped:
        return _stopped(job, watch)
    except GeodataError as refusal:
        return _refused(job, step, refusal.zh, refusal.en, watch)
    except Exception as problem:
        if watch.reason:
            return _stopped(job, watch)
        _log.exception("the step %s broke off", step)
        told = _not_stored(problem) if isinstance(problem, DatabaseError) else _BROKEN
        return _refused(job, step, *told, watch)


def _stopped(job: ImportJob, watch: WorkerWatch) -> None:
    """Note that people stopped the step; a worker without its server leaves the job as broken off."""
    watch.let_be()
    if watch.reason != ORPHANED:
        end_import_step(job.uuid, None, timezone.now())


def _refused(job: ImportJob, step: Step, zh: str, en: str, watch: WorkerWatch) -> JobState:
    watch.let_be()
    end_import_step(
        job.uuid, JobState.REFUSED, timezone.now(), refusal={"step": step.value, "zh": zh, "en": en}
    )
    return JobState.REFUSED


def _not_stored(problem: DatabaseError) -> tuple[str, str]:
    first = str(problem).strip().split("\n", 1)[0]
    return (
        f"数据库没有接受这些数据（{first}）。没有写入任何内容。",
        f"the database did not accept the data ({first}); nothing was written.",
    )


def _progress(folder: JobFolder) -> Progress:
    """Progress that is told to whoever looks, not too often."""
    last: tuple[str, float] = ("", 0.0)

    def tell(step: str, count: int) -> None:
        nonlocal last
        now = time.monotonic()
        if step != last[0] or now - last[1] >= TELL_EVERY_S:
            last = (step, now)
            folder.tell_progress(step, count)

    return tell


def _read(job: ImportJob, folder: JobFolder, progress: Progress) -> None:
    contents, options = _contents(job, folder, progress)
    progress("guessing", contents.read)
    preview, shown = make_preview(KindName(job.kind), contents, options, job.options)
    write_json(folder.map, shown)
    _end(job, Step.READ, preview=preview)


def _contents(job: ImportJob, folder: JobFolder, progress: Progress) -> tuple[Contents, ImportOptions]:
    """What the file holds, read again only where it has to be read in another way."""
    options = options_of(job, folder)
    if folder.source() is None:
        raise ImportRefused(
            "文件已经按保存期限清理，请重新上传。",
            "the file was cleared after its keeping time; upload it again.",
        )
    if not is_read_so(read_json(folder.read_as), options):
        folder.forget_reading()
    kind = KINDS.get(KindName(job.kind))
    contents = contents_of(options, progress, tables=kind is not None and kind.shape is Shape.NONE)
    write_json(folder.read_as, reading_of(contents, options))
    return contents, options


def _check(job: ImportJob, folder: JobFolder, progress: Progress) -> None:
    _, options = _contents(job, folder, progress)
    report = import_file(KindName(job.kind), options, progress)
    _end(job, Step.CHECK, report=told_report(report))


def _write(job: ImportJob, folder: JobFolder, progress: Progress) -> None:
    """Write, and note that in the same transaction: what is written is known to be, and the other way round."""
    _contents(job, folder, progress)
    options = options_of(job, folder, commit=True)
    with transaction.atomic():
        report = import_file(KindName(job.kind), options, progress)
        if not report.committed:
            raise ImportRefused(
                f"有 {report.rejected:,} 行被拒绝，按“全部合格才写入”没有写入任何内容。",
                f"{report.rejected:,} rows were rejected; as asked for, nothing was written.",
            )
        _end(job, Step.WRITE, report=told_report(report), run=report.run)
    folder.forget_reading()


def _end(job: ImportJob, step: Step, **results: Any) -> None:
    """Raises Stopped where somebody else has ended the step."""
    if not end_import_step(job.uuid, FINISHED_STATE[step], timezone.now(), **results):
        raise Stopped


_STEPS: dict[Step, Callable[[ImportJob, JobFolder, Progress], None]] = {
    Step.READ: _read,
    Step.CHECK: _check,
    Step.WRITE: _write,
}


def told_report(report: Report) -> dict[str, Any]:
    """The report with its texts in both languages apart, as the pages show it."""
    told = report.as_dict()
    for shown, problem in zip(told["problems"], report.problems, strict=True):
        shown |= {"zh": problem.zh, "en": problem.en}
        del shown["message"]
    return told


def settle_job(job: ImportJob, now: datetime) -> bool:
    """Whether the step of a job was broken off: its state says that somebody works on it, but nobody does.

    Where people had asked to stop it, it is noted as stopped.
    """
    folder = folder_of(job.uuid)
    if job.state not in WORKING or folder.is_worked_on():
        return False
    job.refresh_from_db()
    if job.state not in WORKING:
        return False
    if folder.is_asked_to_stop() and end_import_step(job.uuid, None, now):
        job.refresh_from_db()
        return False
    return True
