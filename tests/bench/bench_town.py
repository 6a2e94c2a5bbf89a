"""The demo town, full size, into an empty database of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator

from .processes import CHECKOUT
from .result import Result

BUDGET_S = 90.0
NAME = "bench_town"


def _run(*words: str) -> None:
    environment = os.environ | {"DB_NAME": NAME, "DJANGO_SETTINGS_MODULE": "webmap.settings.dev", "DEMO": "1"}
    subprocess.run([sys.executable, *words], cwd=CHECKOUT, env=environment, check=True, capture_output=True)


def run() -> Iterator[Result]:
    """Seconds of `make_town`, ground to grid types."""
    _run("-m", "webmap.supervisor", "db")
    try:
        began = time.monotonic()
        _run("manage.py", "make_town")
        seconds = time.monotonic() - began
    finally:
        _run("-m", "webmap.db", "drop", NAME)
    yield Result("demo town of 60,000 buildings", "s", seconds, "budget", BUDGET_S)
