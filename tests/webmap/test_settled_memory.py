"""A started server has nothing of its own code left that collecting garbage would walk through."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

COUNT = "import gc, webmap.asgi; print(gc.get_freeze_count(), len(gc.get_objects()))"


def test_a_started_server_sets_its_code_aside() -> None:
    own = os.environ | {"DJANGO_SETTINGS_MODULE": "webmap.settings.test"}
    done = subprocess.run(
        [sys.executable, "-c", COUNT], cwd=ROOT, env=own, capture_output=True, text=True, check=True
    )
    aside, left = map(int, done.stdout.split())
    assert aside > 100_000
    assert left < aside / 50
