"""The folder of an upload: the file, what was read of it, the lock of its worker, its progress, the wish to stop."""

import fcntl
import json
import os
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

_SOURCE = "source"
_ENDING = re.compile(r"(?:\.osm)?\.[a-z0-9]{1,10}$")
# A worker that has noted its end still has to leave.
_PATIENCE_S = 2.0


@dataclass(frozen=True)
class JobFolder:
    """Paths of an upload; everything is readable by the server's account only."""

    path: Path

    @property
    def upload(self) -> Path:
        """The folder with the file and what belongs to it."""
        return self.path / "upload"

    @property
    def reading(self) -> Path:
        """The folder the file is read into."""
        return self.path / "reading"

    @property
    def read_as(self) -> Path:
        """What the reading was told, to notice when it has to be told something else."""
        return self.path / "read_as.json"

    @property
    def map(self) -> Path:
        """What the map of the preview shows."""
        return self.path / "map.json"

    @property
    def log(self) -> Path:
        """What the worker says."""
        return self.path / "worker.log"

    def make(self) -> "JobFolder":
        """This folder, made with mode 0700."""
        settings.IMPORT_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.upload.mkdir(mode=0o700, parents=True)
        self.path.chmod(0o700)
        return self

    def source(self) -> Path | None:
        """The uploaded file (the .shp where there are several), None where it is gone."""
        found = sorted(self.upload.glob(f"{_SOURCE}*"), key=lambda one: one.suffix != ".shp")
        return found[0] if found else None

    def hold(self) -> int | None:
        """The open lock of the one worker, to be passed on to it; None where a living worker has it."""
        handle = os.open(self.path / "worker.lock", os.O_RDWR | os.O_CREAT, 0o600)
        deadline = time.monotonic() + _PATIENCE_S
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                # Somebody may only be looking (is_worked_on), which takes no time.
                if time.monotonic() > deadline:
                    os.close(handle)
                    return None
                time.sleep(0.02)
            else:
                return handle

    def is_worked_on(self) -> bool:
        """Whether a worker lives: the lock goes with its process, however that ends."""
        try:
            handle = os.open(self.path / "worker.lock", os.O_RDWR)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
        return False

    def ask_to_stop(self) -> None:
        """Leave word for the worker that it should stop."""
        (self.path / "stop").touch()

    def is_asked_to_stop(self) -> bool:
        """Whether somebody wants the worker to stop."""
        return (self.path / "stop").exists()

    def begin(self) -> None:
        """Forget what the last step left for people to see."""
        for name in ("stop", "progress.json"):
            (self.path / name).unlink(missing_ok=True)

    def tell_progress(self, step: str, count: int) -> None:
        """Tell how far the worker is."""
        write_json(self.path / "progress.json", {"step": step, "count": count})

    def progress(self) -> dict[str, Any]:
        """How far the worker is: step and count; empty before it began."""
        return read_json(self.path / "progress.json") or {}

    def forget_reading(self) -> None:
        """Remove what was read; the file and the map of the preview stay."""
        shutil.rmtree(self.reading, ignore_errors=True)
        self.read_as.unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.path, ignore_errors=True)


def folder_of(uuid: UUID | str) -> JobFolder:
    """The folder of an upload, there or not."""
    return JobFolder(Path(settings.IMPORT_DIR) / str(UUID(str(uuid))))


def safe_name(name: str) -> str:
    """The name a file is kept under: nothing of the given one but its ending."""
    ending = _ENDING.search(name.lower())
    return _SOURCE + (ending[0] if ending else "")


def write_json(path: Path, told: Any) -> None:
    """Write a JSON file in one go: a reader sees the old or the new one."""
    draft = path.with_suffix(f".{os.getpid()}.part")
    draft.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    draft.replace(path)


def read_json(path: Path) -> Any:
    """What a JSON file says; None where there is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
