"""Workers: processes of their own that read, check and write an upload, started by the server that answers people."""

import os
import subprocess
import sys
import threading
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from geodata.actions.begin_import_step import begin_import_step
from geodata.actions.drop_import_job import drop_import_job
from geodata.errors import Forbidden, NotFound
from geodata.importers.job_folder import JobFolder, folder_of
from geodata.rules.import_steps import Step
from geodata.rules.viewer import Viewer

# Threads of numerical libraries would take signals meant for the worker, and the processors from the pages.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_BUSY = Forbidden(
    "这次导入正在处理，请等它结束，或先停止。",
    "This import is being worked on; wait for it or stop it first.",
)
_GONE = NotFound(
    "这次上传的文件已经清理，请重新上传。", "The files of this upload have been cleared; upload it again."
)


def start_step(
    uuid: UUID, step: Step, viewer: Viewer, now: datetime, answers: dict[str, Any] | None = None
) -> None:
    """Begin a step and start its worker, which takes over the lock without a gap.

    Raises Forbidden where somebody works on it, and what begin_import_step raises.
    """
    folder = folder_of(uuid)
    lock = _held(folder)
    try:
        folder.begin()
        begin_import_step(uuid, step, viewer, now, answers)
        process = _started(folder, uuid, step, lock)
    finally:
        os.close(lock)
    # Somebody has to hear of its end, or it stays in the process table.
    threading.Thread(target=process.wait, daemon=True, name="import-worker").start()


def drop_job(uuid: UUID, viewer: Viewer, now: datetime) -> None:
    """Give an upload up and clear what was read; the file stays for its time. Raises as start_step does."""
    folder = folder_of(uuid)
    if not folder.path.is_dir():
        drop_import_job(uuid, viewer, now)
        return
    lock = _held(folder)
    try:
        drop_import_job(uuid, viewer, now)
        folder.forget_reading()
    finally:
        os.close(lock)


def _held(folder: JobFolder) -> int:
    if not folder.path.is_dir():
        raise _GONE
    lock = folder.hold()
    if lock is None:
        raise _BUSY
    return lock


def _started(folder: JobFolder, uuid: UUID, step: Step, lock: int) -> "subprocess.Popen[bytes]":
    words = [
        "import_job",
        str(uuid),
        "--step",
        step.value,
        "--lock-fd",
        str(lock),
        "--parent",
        str(os.getpid()),
    ]
    environment = {name: value for name, value in os.environ.items() if name != "DB_ROLE"}
    environment |= {"IMPORT_DIR": str(settings.IMPORT_DIR)} | _ONE_THREAD
    with os.fdopen(os.open(folder.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as log:
        return subprocess.Popen(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), *words],
            cwd=settings.BASE_DIR,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            pass_fds=[lock],
            start_new_session=True,
        )
