"""86,314 real events from a packed CSV into an empty database of its own, then once more."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from .processes import CHECKOUT
from .result import Result

BUDGET_S = 20.0
NAME = "bench_import"
FILE = (
    Path(os.environ.get("REFERENCE_DATA", CHECKOUT.parent / "shared" / "data"))
    / "events"
    / "houston_crime_2010.csv.gz"
)


def _run(*words: str) -> float:
    """The seconds a program took."""
    own = {"DB_NAME": NAME, "MEASURE_SRID": "32615", "DJANGO_SETTINGS_MODULE": "webmap.settings.dev"}
    began = time.monotonic()
    subprocess.run(
        [sys.executable, *words], cwd=CHECKOUT, env=os.environ | own, check=True, capture_output=True
    )
    return time.monotonic() - began


def run() -> Iterator[Result]:
    """Seconds of the first import and of the repeated one; nothing where the file is absent."""
    if not FILE.is_file():
        print(f"import: skipped, REFERENCE_DATA has no {FILE.name}")
        return
    words = (
        "manage.py",
        "import_events",
        str(FILE),
        "--category",
        "offense",
        "--tz",
        "America/Chicago",
        "--commit",
    )
    _run("-m", "webmap.supervisor", "db")
    try:
        first, again = _run(*words), _run(*words)
    finally:
        _run("-m", "webmap.db", "drop", NAME)
    yield Result("import of 86,000 events", "s", first, "budget", BUDGET_S)
    yield Result("the same import again", "s", again, "first import", first)
