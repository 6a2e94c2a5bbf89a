"""The hashed static files and compiled translations a started server serves, made as `make run` makes them."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# In a process of its own: the test settings keep no list of hashed names, which servers need.
_PROGRAM = """
import django
from pathlib import Path
from webmap.supervisor import built_files
built_files.compile_translations(Path.cwd())
django.setup()
built_files.collect_static(Path.cwd())
"""


def make_served_files(environment: Mapping[str, str]) -> None:
    """Bring both up to their sources; several test runs at once wait for each other.

    environment: of the server that will serve them, with its DJANGO_SETTINGS_MODULE.
    """
    words = [sys.executable, "-c", _PROGRAM]
    done = subprocess.run(words, cwd=ROOT, env=dict(environment), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
