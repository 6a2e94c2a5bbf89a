"""Jobs: processes of their own that work through what was asked for, started by the server that answers people."""

import os
import subprocess
import sys
import threading

from django.conf import settings

# Threads of numerical libraries would take the processors from the pages.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def start_job(command: str, *words: str) -> None:
    """Start a management command that tells its progress in a row of its own; returns at once."""
    environment = {name: value for name, value in os.environ.items() if name != "DB_ROLE"}
    process = subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), command, *words],
        cwd=settings.BASE_DIR,
        env=environment | _ONE_THREAD,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Somebody has to hear of its end, or it stays in the process table.
    threading.Thread(target=process.wait, daemon=True, name=f"{command}-job").start()
