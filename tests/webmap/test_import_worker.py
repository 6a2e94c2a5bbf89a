"""Workers as processes of their own: killed, stopped or orphaned at any moment they leave nothing half-written."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.utils import timezone

from geodata.actions.begin_import_step import begin_import_step
from geodata.actions.make_import_job import Upload, make_import_job
from geodata.importers.job import settle_job
from geodata.importers.job_folder import folder_of
from geodata.models import Event, ImportJob, ImportRun
from geodata.rules.import_flow import WORKING
from geodata.rules.import_steps import Step
from geodata.rules.viewer import Role, Viewer
from tests import factories
from webmap.importing.workers import start_step

from .conftest import work
from .import_files import event_table

pytestmark = pytest.mark.django_db(transaction=True)
ADMIN = Viewer(Role.DISTRICT_ADMIN)
ROWS = 1_000
PATIENCE_S = 60.0


@pytest.fixture
def job(import_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ImportJob:
    """An upload of events whose workers find this test's database."""
    monkeypatch.setenv("DB_NAME", connection.settings_dict["NAME"])
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "webmap.settings.dev")
    factories.make_square_district()
    key = uuid.uuid4()
    folder = folder_of(key).make()
    (folder.upload / "source.csv").write_bytes(event_table(tmp_path, ROWS).read_bytes())
    return make_import_job(Upload(key, "events", "事件.csv", 1), ADMIN, None, timezone.now())


def wait_until(told: Callable[[], bool], what: str) -> None:
    """Return once it is so."""
    deadline = time.monotonic() + PATIENCE_S
    while not told():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def start(job: ImportJob, step: Step, **answers: Any) -> None:
    """Begin a step with a worker."""
    start_step(job.uuid, step, ADMIN, timezone.now(), job.options | {"datum": "wgs84"} | answers)


def ended(job: ImportJob) -> str:
    """The state once no worker lives any more."""
    wait_until(lambda: not folder_of(job.uuid).is_worked_on(), "the worker does not end")
    job.refresh_from_db()
    return job.state


def checked(job: ImportJob) -> ImportJob:
    """The job read and checked, by this process: that takes no start of another."""
    for step in (Step.READ, Step.CHECK):
        begin_import_step(job.uuid, step, ADMIN, timezone.now(), job.options | {"datum": "wgs84"})
        work(job)
    assert job.state == "checked", job.refusal
    return job


def log(job: ImportJob) -> str:
    """What the workers said."""
    return folder_of(job.uuid).log.read_text(encoding="utf-8")


def worker_of(job: ImportJob) -> int:
    """The process id of the living worker."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                words = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"import_job" in words and str(job.uuid).encode() in words:
                return int(entry.name)
    raise AssertionError("no worker lives")


@pytest.fixture
def held_back(job: ImportJob) -> Callable[[], None]:
    """A function that makes the next writing wait for a lock in the midst of it; released at the end of the test."""
    import psycopg2

    told = connection.get_connection_params()
    other = psycopg2.connect(
        **{name: value for name, value in told.items() if name not in ("cursor_factory", "context")}
    )

    def hold() -> None:
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE geodata_event IN SHARE ROW EXCLUSIVE MODE")

    hold.release = other.rollback  # type: ignore[attr-defined]
    yield hold  # type: ignore[misc]
    other.close()


def test_steps_follow_each_other_and_rows_are_written(job: ImportJob) -> None:
    start(job, Step.READ)
    assert ended(job) == "read", log(job)
    start(job, Step.CHECK)
    assert ended(job) == "checked", log(job)
    start(job, Step.WRITE)
    assert ended(job) == "done", log(job)
    assert Event.objects.count() == ROWS
    assert job.run is not None
    assert job.run.report["created"] == ROWS


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "ended"])
def test_a_worker_killed_while_writing_leaves_nothing_and_begins_anew(
    job: ImportJob, held_back: Any, number: signal.Signals
) -> None:
    checked(job)
    held_back()
    start(job, Step.WRITE)
    wait_until(lambda: folder_of(job.uuid).progress().get("step") == "writing", "it does not write")
    time.sleep(0.3)
    os.kill(worker_of(job), number)
    ended(job)
    held_back.release()
    assert (Event.objects.count(), ImportRun.objects.count()) == (0, 0)
    if number == signal.SIGKILL:
        assert job.state in WORKING
        assert settle_job(job, timezone.now()), "it is shown as broken off"
    start(job, Step.WRITE)
    assert ended(job) == "done", log(job)
    assert Event.objects.count() == ROWS
    assert ImportRun.objects.count() == 1


def test_a_worker_asked_to_stop_takes_back_what_it_wrote(job: ImportJob, held_back: Any) -> None:
    checked(job)
    held_back()
    start(job, Step.WRITE)
    wait_until(lambda: folder_of(job.uuid).progress().get("step") == "writing", "it does not write")
    folder_of(job.uuid).ask_to_stop()
    assert ended(job) == "checked", "the statement that waits is broken off"
    assert (Event.objects.count(), ImportRun.objects.count()) == (0, 0)
    held_back.release()
    start(job, Step.WRITE)
    assert ended(job) == "done", log(job)


def test_a_worker_whose_server_is_gone_stops(job: ImportJob, held_back: Any) -> None:
    checked(job)
    held_back()
    orphan(job)
    wait_until(lambda: folder_of(job.uuid).progress().get("step") == "writing", "it does not write")
    ended(job)
    assert (Event.objects.count(), ImportRun.objects.count()) == (0, 0)
    assert settle_job(job, timezone.now())
    held_back.release()
    start(job, Step.WRITE)
    assert ended(job) == "done"


def orphan(job: ImportJob) -> None:
    """Begin to write from a server that ends once the writing has begun."""
    code = f"""
import django; django.setup()
import time
from django.conf import settings
from pathlib import Path
settings.IMPORT_DIR = Path({str(django_settings.IMPORT_DIR)!r})
from uuid import UUID
from django.utils import timezone
from geodata.importers.job_folder import folder_of
from geodata.rules.import_steps import Step
from geodata.rules.viewer import Role, Viewer
from webmap.importing.workers import start_step
start_step(UUID({str(job.uuid)!r}), Step.WRITE, Viewer(Role.DISTRICT_ADMIN), timezone.now())
while folder_of({str(job.uuid)!r}).progress().get("step") != "writing":
    time.sleep(0.02)
"""
    environment = {name: value for name, value in os.environ.items() if name != "DB_ROLE"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=django_settings.BASE_DIR, env=environment, capture_output=True, text=True,
        timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_two_workers_never_work_on_one_upload(job: ImportJob) -> None:
    handle = folder_of(job.uuid).hold()
    assert handle is not None
    assert folder_of(job.uuid).hold() is None
    assert folder_of(job.uuid).is_worked_on()
    os.close(handle)
    assert not folder_of(job.uuid).is_worked_on()
