"""The Python environments: `.venv` from the hashed locks, brought up to date when they change."""

import shutil
import subprocess
import sys
from pathlib import Path

from .progress import run_logged
from .stamps import fingerprint, is_current, set_stamp

RUN, TEST, NODE, BENCH = "requirements", "requirements-dev", "requirements-node", "requirements-bench"


def python_of(venv: Path) -> Path:
    """The interpreter of an environment."""
    return venv / "bin" / "python"


def _works(venv: Path) -> bool:
    if not python_of(venv).exists():
        return False
    return subprocess.run([python_of(venv), "-c", ""], capture_output=True, check=False).returncode == 0


def _make(venv: Path, log: Path) -> None:
    if venv.exists():
        shutil.rmtree(venv)
    run_logged([sys.executable, "-m", "venv", venv], log)


def install_lock(base_dir: Path, lock: str, *, venv: str = ".venv") -> None:
    """Bring an environment up to a lock file; the test lock contains the one of `make run`."""
    place, log = base_dir / venv, base_dir / ".local" / "setup.log"
    if not _works(place):
        _make(place, log)
    value = fingerprint([base_dir / f"{lock}.txt"])
    stamp = place / f"{lock}.stamp"
    if is_current(stamp, value):
        return
    pip = [python_of(place), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    run_logged([*pip, "--require-hashes", "-r", base_dir / f"{lock}.txt"], log)
    set_stamp(stamp, value)
    if lock == TEST:
        set_stamp(place / f"{RUN}.stamp", fingerprint([base_dir / f"{RUN}.txt"]))
