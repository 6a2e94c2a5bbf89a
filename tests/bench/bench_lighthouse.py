"""The public page as Lighthouse 12 scores it on its mobile preset, median of five; `npm i -g lighthouse@12` brings it."""

import json
import os
import shutil
import statistics
import subprocess
from collections.abc import Iterator

from .processes import free_port, serving
from .result import Result, target

RUNS = 5
# Points that may be missing of 100.
BUDGETS = {"performance": 5.0, "accessibility": 0.0, "best-practices": 0.0}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def _scores(program: str, address: str) -> dict[str, float]:
    """Points by category of one run."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), "")
    words = [program, address, "--quiet", "--output=json", f"--only-categories={','.join(BUDGETS)}"]
    done = subprocess.run(
        [*words, f"--chrome-flags={FLAGS}"],
        env={**os.environ, "CHROME_PATH": browser},
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)["categories"]
    return {name: 100.0 * found[name]["score"] for name in BUDGETS}


def run() -> Iterator[Result]:
    """Points missing of 100 by category; nothing where Lighthouse is not installed."""
    program = shutil.which("lighthouse")
    if program is None:
        print("lighthouse is not installed: no scores of the public page")
        return
    port = free_port()
    with serving(["make", "run"], port=port, PORT=str(port), DB_NAME="") as server:
        runs = [_scores(program, f"http://127.0.0.1:{server.port}/") for _ in range(RUNS)]
    for name, budget in BUDGETS.items():
        median = statistics.median(one[name] for one in runs)
        print(f"lighthouse {name}: {median:.0f} (median of {RUNS})")
        yield target(f"lighthouse {name}, points missing", "points", 100 - median, budget)
