"""Management commands as processes of their own, for work that needs another role or another database."""

import os
import sys
from pathlib import Path

from webmap.bootstrap.progress import run_logged


def run_manage(base_dir: Path, *words: str, **environment: str) -> None:
    """Run `manage.py words` with its output in `.local/setup.log`.

    Raises SetUpError, after its last lines, when it fails.
    """
    command = [sys.executable, base_dir / "manage.py", *words]
    run_logged(command, base_dir / ".local" / "setup.log", cwd=base_dir, env=os.environ | environment)
