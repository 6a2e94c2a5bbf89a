"""Uploads of tests lie in a folder of the test, and their workers run when the test says so."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from geodata.importers.job import work_on
from geodata.importers.job_folder import JobFolder
from geodata.models import ImportJob
from geodata.rules.import_flow import JobState
from geodata.rules.import_steps import STEP_OF


class NoWatch:
    """A watch that stops nothing."""

    reason = ""

    def let_be(self) -> None:
        """Nothing to let be."""


@pytest.fixture
def import_dir(tmp_path: Path, settings: Any) -> Path:
    """Where uploads go."""
    settings.IMPORT_DIR = tmp_path / "imports"
    return settings.IMPORT_DIR


@pytest.fixture
def no_workers(import_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps begin but no process takes them."""

    def started(folder: JobFolder, *_: Any) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(["true"])

    monkeypatch.setattr("webmap.importing.workers._started", started)


@pytest.fixture
def upload(no_workers: None, client: Any) -> Callable[..., ImportJob]:
    """A function that uploads a file as the signed-in client and returns its job, read and guessed."""

    def send(path: Path, kind: str = "areas", **fields: str) -> ImportJob:
        told = {"level": "community"} if kind == "areas" else {}
        file = SimpleUploadedFile(path.name, path.read_bytes())
        response = client.post("/import/", {"kind": kind, **told, **fields, "file": file})
        assert response.status_code == 302, response.content.decode()[:3000]
        return work(ImportJob.objects.get(uuid=response["Location"].split("/")[-2]))

    return send


def work(job: ImportJob) -> ImportJob:
    """The job after the step it is in was taken by this process."""
    job.refresh_from_db()
    work_on(job, STEP_OF[JobState(job.state)], NoWatch())  # type: ignore[arg-type]
    job.refresh_from_db()
    return job
